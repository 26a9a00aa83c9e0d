// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods

/// Legend texts for Dutch readers: decimal comma, unit, no digits that the indicator does not have.
public enum Legend {
    /// Text for values that are absent.
    public static let absent = "geen gegevens of onderdrukt"

    /// The unit as a reader writes it; empty for numbers of things.
    ///
    /// - Parameter unit: Unit of an indicator.
    /// - Returns: Such as `m²`.
    public static func unit(_ unit: String) -> String {
        switch unit {
        case "m2": "m²"
        case "count", "-", "": ""
        default: unit
        }
    }

    /// Title of the map of an indicator, with its unit.
    ///
    /// - Parameter indicator: The indicator.
    /// - Returns: Such as `Afstand (m)`.
    public static func title(_ indicator: Indicator) -> String {
        let unit = unit(indicator.unit)
        return unit.isEmpty ? indicator.title : "\(indicator.title) (\(unit))"
    }

    /// Label of a class.
    ///
    /// - Parameters:
    ///   - valueClass: The class.
    ///   - indicator: The indicator, for unit and decimals.
    /// - Returns: Such as `12,4 – 35,0 %`; one number where all its values look the same.
    public static func label(_ valueClass: ValueClass, _ indicator: Indicator) -> String {
        let low = fixedText(valueClass.lowest, decimals: indicator.decimals, mark: ",")
        let high = fixedText(valueClass.highest, decimals: indicator.decimals, mark: ",")
        let unit = unit(indicator.unit)
        return (low == high ? low : "\(low) – \(high)") + (unit.isEmpty ? "" : " \(unit)")
    }
}
