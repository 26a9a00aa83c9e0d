// SPDX-License-Identifier: EUPL-1.2
//
// One scale for the differences of all plans: the same bounds above and below zero, and a class of its own
// for what does not change. So a colour means the same on every map, and neither end looks stronger for
// having more values. Bounds are round, since a reader compares plans and not groups of values.
import Neighbourhoods

/// Classes of differences, symmetric around no difference.
public struct DifferenceScale: Sendable, Equatable {
    /// Upper ends of all classes of absolute differences but the last, ascending.
    public let bounds: [Double]
    /// Differences that show as zero with so many decimals are none.
    public let decimals: Int

    /// Makes the scale of all differences that are to be seen together.
    ///
    /// - Parameters:
    ///   - differences: Of all plans; any order.
    ///   - decimals: With which they are shown.
    public init(_ differences: [Double], decimals: Int) {
        self.decimals = decimals
        let sizes = differences.map(\.magnitude)
            .filter { $0.isFinite && Self.isShown($0, decimals) }
        let round =
            sizes.isEmpty
            ? []
            : classify(sizes, by: .pretty, into: 4).bounds
                .filter { Self.isShown($0, decimals) && Self.isWhole($0, decimals) }
        // More than three bounds on a side are more colours than a reader keeps apart.
        let stride = (round.count + 3) / 3
        bounds = round.indices.filter { round.count <= 3 || $0 % stride == 0 }
            .map { round[$0] }
    }

    /// Classes on each side of zero.
    public var steps: Int { bounds.count + 1 }
    /// Number of classes.
    public var count: Int { 2 * steps + 1 }

    /// Class of a difference: 0 the largest fall, ``steps`` no difference, the last the largest rise.
    public func row(of difference: Double) -> Int {
        guard Self.isShown(difference, decimals) else { return steps }
        let size = difference.magnitude
        let step = 1 + (bounds.firstIndex { size <= $0 } ?? bounds.count)
        return difference < 0 ? steps - step : steps + step
    }

    /// Whether a bound reads the same with so many decimals.
    private static func isWhole(_ bound: Double, _ decimals: Int) -> Bool {
        var unit = 1.0
        for _ in 0..<decimals { unit *= 10 }
        return ((bound * unit).rounded() - bound * unit).magnitude < 1e-6
    }

    /// Whether a difference is more than zero once it is rounded.
    private static func isShown(_ difference: Double, _ decimals: Int) -> Bool {
        var unit = 1.0
        for _ in 0..<decimals { unit *= 10 }
        return (difference.magnitude * unit).rounded() > 0
    }

    /// What each class holds, in words.
    func labels(_ unit: String, _ words: Words) -> [String] {
        func text(_ value: Double) -> String { words.number(value, decimals: decimals) }
        let sign = unit == "%" ? words("value.points") : Words.sign(of: unit)
        func bound(_ step: Int, _ mark: String) -> String {
            step == 0 ? "0" : mark + text(bounds[step - 1])
        }
        func label(_ step: Int, _ mark: String) -> String {
            let low = bound(step - 1, mark)
            let text =
                step <= bounds.count
                ? words("plan.range", ["low": low, "high": bound(step, mark)])
                : mark == "+"
                    ? words("plan.above", ["low": low]) : words("plan.below", ["low": low])
            return sign.isEmpty ? text : "\(text)\u{A0}\(sign)"
        }
        let steps = Array(1...self.steps)
        return steps.reversed().map { label($0, "−") } + [words("plan.same")]
            + steps.map { label($0, "+") }
    }

    /// Colours, the warm end where things get worse.
    func colours(_ direction: Indicator.Direction, _ ramp: Ramp) -> [Colour] {
        let colours = ramp.colours(count)
        return direction == .lower ? colours.reversed() : colours
    }
}
