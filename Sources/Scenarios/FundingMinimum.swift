// SPDX-License-Identifier: EUPL-1.2
//
// A minimum is a rule on what a choice leaves behind, not on what it adds: with the chosen candidates, and all
// else as it is, an indicator must be at least so much - at most so much where lower is better - for all
// buurten together, or in every row of a level. So a plan that serves most people cannot leave one wijk
// behind. Rows without a value (nobody lives there) set no rule.
public import Neighbourhoods

/// What must hold after a choice.
public struct FundingMinimum: Sendable, Equatable {
    /// Name of the indicator; one of groups, such as `..._gini`, where it is for all together.
    public var indicator: String
    /// `buurt` or a group level, of which every row must reach it; `nil`: all buurten together.
    public var level: String?
    /// At least so much in the good direction: where lower is better, at most so much.
    public var bound: Double

    /// Creates a minimum.
    public init(indicator: String, level: String? = nil, bound: Double) {
        self.indicator = indicator
        self.level = level
        self.bound = bound
    }

    /// As it is written: `INDICATOR=VALUE` or `INDICATOR@LEVEL=VALUE`.
    public var text: String {
        indicator + (level.map { "@\($0)" } ?? "") + "=" + shortestText(bound)
    }

    /// How far tables are from it: the sum over rows of what is lacking, as parts of the bound; 0 where
    /// it holds.
    ///
    /// - Parameter results: Tables with the indicator.
    /// - Returns: `nil` where the tables have no such indicator or level.
    public func shortfall(in results: AnalysisResults) -> Double? {
        let table: ResultTable?
        switch level {
        case nil: table = results.total
        case "buurt": table = results.buurten
        default: table = results.groups.first { $0.level == level }
        }
        guard let column = table?.columns.first(where: { $0.indicator.id == indicator }) else {
            return nil
        }
        let sign = column.indicator.direction == .lower ? -1.0 : 1.0
        return column.values.compactMap(\.number).reduce(0) { sum, value in
            let lacking = sign * (bound - value)
            return lacking > 0 ? sum + lacking / max(bound.magnitude, 1e-9) : sum
        }
    }
}

/// A minimum as people who must newly come within a distance in one row of its level.
public struct CoverFloor: Sendable {
    /// Inhabitants who must newly come within it.
    public var needed: Double
    /// Inhabitants with the candidates that would bring them within it.
    public var groups: [CoverGroup]

    /// Creates a floor.
    public init(needed: Double, groups: [CoverGroup]) {
        self.needed = needed
        self.groups = groups
    }

    /// What a choice lacks, as part of what is needed; differences by rounding are none.
    func shortfall(_ choice: Set<Int>) -> Double {
        let reached = groups.reduce(0) {
            $0 + ($1.reachedBy.contains(where: choice.contains) ? $1.inhabitants : 0)
        }
        return reached >= needed * (1 - 1e-12) ? 0 : (needed - reached) / needed
    }
}
