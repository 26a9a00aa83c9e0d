// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods

/// Texts and colours of legends: unit, marks of the language, no digits that the indicator does not have.
public enum Legend {
    /// Title of the map of an indicator, with its unit.
    ///
    /// - Parameters:
    ///   - title: Title of the indicator.
    ///   - indicator: The indicator.
    /// - Returns: Such as `Afstand (m)`.
    public static func title(_ title: String, _ indicator: Indicator) -> String {
        let unit = Words.sign(of: indicator.unit)
        return unit.isEmpty ? title : "\(title) (\(unit))"
    }

    /// Legend entries of all classes, low values first.
    static func classes(
        _ classification: Classification, of values: [Double], among all: [Double],
        _ indicator: Indicator, _ settings: MapSettings, isDeviation: Bool
    ) -> [LegendClass] {
        guard !all.isEmpty else { return [] }
        let own = classification.contents(of: values)
        let shared = classification.contents(of: all)
        let colours = colours(classification.count, indicator, settings, isDeviation: isDeviation)
        return (0..<classification.count).map { row in
            LegendClass(
                colour: colours[row],
                label: label(classification, row, shared[row], indicator, settings.words),
                count: own[row]?.count ?? 0)
        }
    }

    /// Colours of a scale, or of deviations with the warm end where things are worse.
    private static func colours(
        _ count: Int, _ indicator: Indicator, _ settings: MapSettings, isDeviation: Bool
    ) -> [Colour] {
        guard isDeviation else { return settings.ramp.colours(count) }
        let colours = settings.divergingRamp.colours(count)
        return indicator.direction == .lower ? colours.reversed() : colours
    }

    /// Label of a class: the values that it holds where bounds are of the data, else its bounds.
    static func label(
        _ classification: Classification, _ row: Int, _ content: ValueClass?,
        _ indicator: Indicator, _ words: Words
    ) -> String {
        func text(_ value: Double) -> String {
            words.number(value, decimals: indicator.decimals)
        }
        let unit = Words.sign(of: indicator.unit)
        func withUnit(_ text: String) -> String { unit.isEmpty ? text : "\(text) \(unit)" }
        if classification.kind == .data || classification.count == 1 {
            guard let content else { return words("value.none") }
            let low = text(content.lowest), high = text(content.highest)
            return withUnit(
                low == high ? low : words("legend.between", ["low": low, "high": high]))
        }
        let bounds = classification.bounds
        let isFrom = classification.kind == .from
        if row == 0 {
            return words(
                isFrom ? "legend.below" : "legend.upto", ["high": withUnit(text(bounds[0]))])
        }
        let low = text(bounds[row - 1])
        guard row < bounds.count else {
            return words(isFrom ? "legend.from" : "legend.above", ["low": withUnit(low)])
        }
        return withUnit(words("legend.between", ["low": low, "high": text(bounds[row])]))
    }
}
