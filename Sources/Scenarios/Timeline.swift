// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods

/// The same year as it is and as it was once planned.
public struct TimelineYear: Sendable {
    /// The year.
    public var year: Int
    /// Tables with the changes that are in effect.
    public var actual: AnalysisResults
    /// Tables with the changes that were planned to be in effect.
    public var planned: AnalysisResults
    /// Per share within a distance: `lost` are the inhabitants who would have been within it as planned
    /// and are not, `gained` those who are within it earlier than planned.
    public var slippage: [AccessShift]
    /// What is spent in the year, euro.
    public var spent: Double
    /// What was planned to be spent in it, euro.
    public var plannedSpent: Double
}

/// A scenario through the years.
public struct Timeline: Sendable {
    /// The scenario.
    public var scenario: Scenario
    /// One entry per year, ascending.
    public var years: [TimelineYear]

    /// Per share within a distance the inhabitant-years without access that slippage cost: over the
    /// years the sum of those who would have been within it as planned and are not.
    public var inhabitantYearsLost: [(indicator: Indicator, lost: Double)] {
        guard let first = years.first else { return [] }
        return first.slippage.map { shift in
            let id = shift.indicator.id
            return (
                shift.indicator,
                years.reduce(0) { sum, year in
                    sum + (year.slippage.first { $0.indicator.id == id }?.lost.total.number ?? 0)
                }
            )
        }
    }
}

/// Measures a scenario in each of some years, as it is and as it was planned.
///
/// - Parameters:
///   - scenario: A scenario of this workspace.
///   - workspace: The workspace without changes.
///   - years: First and last year.
///   - threads: At most so many threads; the result has the same bits for any number.
/// - Returns: An entry per year; features with years of their own count in those years.
/// - Throws: ``AnalysisError`` as a run does.
public func timeline(
    of scenario: Scenario, in workspace: Workspace, years: ClosedRange<Int>, threads: Int
) throws(AnalysisError) -> Timeline {
    let start = workspace.applying([], year: years.lowerBound).workspace
    let base = try MeasuredWorkspace(start, threads: threads)
    var entries: [TimelineYear] = []
    for year in years {
        func measured(planned: Bool) throws(AnalysisError) -> MeasuredWorkspace {
            let changed = start.applying(
                scenario.changes(in: year, planned: planned), year: year)
            return try base.updated(
                to: changed.workspace, edits: changed.edits, threads: threads)
        }
        let actual = try measured(planned: false)
        let planned = try measured(planned: true)
        entries.append(
            TimelineYear(
                year: year, actual: actual.results, planned: planned.results,
                slippage: planned.shifts(to: actual),
                spent: scenario.spent(in: year, planned: false),
                plannedSpent: scenario.spent(in: year, planned: true)))
    }
    return Timeline(scenario: scenario, years: entries)
}

extension Scenario {
    /// What is spent in a year: costs are spread evenly over the years of construction, else they fall in
    /// the first year of effect, and in no year where there is none.
    ///
    /// - Parameters:
    ///   - year: The year.
    ///   - planned: Whether the years are those once planned.
    /// - Returns: Euro.
    public func spent(in year: Int, planned: Bool) -> Double {
        changes.reduce(0) { $0 + $1.spent(in: year, planned: planned) }
    }
}

extension Change {
    /// What it costs in a year; see ``Scenario/spent(in:planned:)``.
    func spent(in year: Int, planned: Bool = false) -> Double {
        let period = (planned ? self.planned : nil) ?? self.period
        if let works = period.works {
            return works.contains(year) ? cost / Double(works.count) : 0
        }
        return period.from == year ? cost : 0
    }
}
