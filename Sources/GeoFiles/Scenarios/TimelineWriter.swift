// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
public import Scenarios

/// Writes the files of a timeline, all or nothing: `timeline.csv` per buurt, `timeline-<group>.csv`,
/// `timeline-total.csv`, `slippage.csv`, `spending.csv` and pages.
///
/// - Returns: The files, in the order in which they were written.
/// - Throws: A ``GeoFileError``; the folder is then as it was.
public func writeTimeline(
    _ timeline: Timeline, project: ProjectFile, loaded: LoadedProject,
    scenario: (file: ScenarioFile, loaded: LoadedScenario), pages: [OutputPage] = [],
    options: OutputOptions, into folder: OutputFolder
) throws(GeoFileError) -> [WrittenFile] {
    guard let first = timeline.years.first else {
        throw GeoFileError(.fault, "a timeline without years")
    }
    var tables = [("timeline.csv", TimelineTables.values(timeline) { $0.buurten })]
    for (k, group) in first.actual.groups.enumerated() {
        tables.append(
            ("timeline-\(group.level).csv", TimelineTables.values(timeline) { $0.groups[k] }))
    }
    tables.append(("timeline-total.csv", TimelineTables.values(timeline) { $0.total }))
    tables.append(("slippage.csv", TimelineTables.slippage(timeline)))
    tables.append(("spending.csv", TimelineTables.spending(timeline)))
    var files = try write(tables, pages, options, into: folder)
    try finish(
        &files, kind: "timeline", project, loaded,
        scenarios: [(scenario.file, scenario.loaded)], indicators: first.actual.indicators,
        options, into: folder)
    return files
}

/// The tables of a timeline.
private enum TimelineTables {
    /// A row per place, indicator and year: the value as it is and as it was planned.
    static func values(
        _ timeline: Timeline, _ level: (AnalysisResults) -> ResultTable
    ) -> OutputTable {
        let shape = level(timeline.years[0].actual)
        let isTotal = shape.level == "total"
        let places = isTotal ? shape.names : shape.codes
        let pairs = timeline.years.map { (level($0.actual), level($0.planned)) }
        var place: [String] = [], indicator: [String] = [], year: [Int64?] = []
        var actual: [Double?] = [], planned: [Double?] = []
        func number(_ value: IndicatorValue) -> Double? {
            value.number.flatMap { $0.isFinite ? $0 : nil }
        }
        for row in places.indices {
            for (k, column) in shape.columns.enumerated() {
                for (entry, pair) in zip(timeline.years, pairs) {
                    place.append(places[row])
                    indicator.append(column.indicator.id)
                    year.append(Int64(entry.year))
                    actual.append(number(pair.0.columns[k].values[row]))
                    planned.append(number(pair.1.columns[k].values[row]))
                }
            }
        }
        let name = isTotal || !shape.hasCodes ? shape.level : shape.level + "code"
        return OutputTable(
            rows: place.count,
            columns: [
                text(name, place), text("indicator", indicator),
                OutputColumn(name: "year", values: .wholes(year)), numbers("actual", actual),
                numbers("planned", planned),
            ])
    }

    /// A row per share and year: who would have been within the distance as planned and is not, who is
    /// within it earlier, and the inhabitant-years lost up to then.
    static func slippage(_ timeline: Timeline) -> OutputTable {
        var indicator: [String] = [], within: [Double?] = [], year: [Int64?] = []
        var lost: [Double?] = [], early: [Double?] = [], sum: [Double?] = []
        for first in timeline.years[0].slippage {
            var total = 0.0
            for entry in timeline.years {
                guard
                    let shift = entry.slippage.first(where: {
                        $0.indicator.id == first.indicator.id
                    })
                else { continue }
                total += shift.lost.total.number ?? 0
                indicator.append(shift.indicator.id)
                within.append(shift.threshold)
                year.append(Int64(entry.year))
                lost.append(shift.lost.total.number)
                early.append(shift.gained.total.number)
                sum.append(total)
            }
        }
        return OutputTable(
            rows: indicator.count,
            columns: [
                text("indicator", indicator), numbers("within", within),
                OutputColumn(name: "year", values: .wholes(year)),
                numbers("inhabitants_lost", lost), numbers("inhabitants_early", early),
                numbers("inhabitant_years_lost", sum),
            ])
    }

    static func spending(_ timeline: Timeline) -> OutputTable {
        OutputTable(
            rows: timeline.years.count,
            columns: [
                OutputColumn(name: "year", values: .wholes(timeline.years.map { Int64($0.year) })),
                numbers("actual", timeline.years.map(\.spent)),
                numbers("planned", timeline.years.map(\.plannedSpent)),
            ])
    }

    private static func text(_ name: String, _ values: [String]) -> OutputColumn {
        OutputColumn(name: name, values: .texts(values.map { $0 }))
    }

    private static func numbers(_ name: String, _ values: [Double?]) -> OutputColumn {
        OutputColumn(name: name, values: .numbers(values))
    }
}
