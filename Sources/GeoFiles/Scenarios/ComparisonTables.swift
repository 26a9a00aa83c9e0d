// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Scenarios

/// The tables of a comparison.
enum ComparisonTables {
    /// A row per place and indicator: the value without changes, and per scenario value and change.
    ///
    /// A change is the difference of the numbers as written; where either is absent it is empty.
    static func values(
        _ comparison: Comparison, level: (AnalysisResults) -> ResultTable
    ) -> OutputTable {
        let base = level(comparison.base)
        let isTotal = base.level == "total"
        let places = isTotal ? base.names : base.codes
        let first = base.level == "total" || !base.hasCodes ? base.level : base.level + "code"
        var columns = [
            text(first, places.flatMap { place in base.columns.map { _ in place } }),
            text("indicator", places.flatMap { _ in base.columns.map(\.indicator.id) }),
            numbers("base", flat(base)),
        ]
        for outcome in comparison.outcomes {
            let values = flat(level(outcome.results))
            let name = outcome.scenario.name
            columns.append(numbers(name, values))
            columns.append(
                numbers(
                    name + "_change",
                    zip(flat(base), values).map { before, after in
                        before.flatMap { before in after.map { $0 - before } }
                    }))
        }
        return OutputTable(rows: places.count * base.columns.count, columns: columns)
    }

    /// Numbers of a table, row by row.
    private static func flat(_ table: ResultTable) -> [Double?] {
        table.codes.indices.flatMap { row in
            table.columns.map { $0.values[row].number.flatMap { $0.isFinite ? $0 : nil } }
        }
    }

    /// Per scenario, place and share who comes within the distance and who falls out of it; for all
    /// buurten together also what one inhabitant newly served costs.
    static func gains(_ comparison: Comparison) -> OutputTable {
        var rows = GainRows()
        for outcome in comparison.outcomes {
            for shift in outcome.shifts {
                rows.add(outcome, shift, comparison.base)
            }
        }
        return rows.table
    }

    /// Per scenario, change and indicator what the change contributes to the value of all buurten.
    static func contributions(_ comparison: Comparison) -> OutputTable {
        var scenario: [String] = [], change: [String] = [], indicator: [String] = []
        var cost: [Double?] = [], alone: [Double?] = [], last: [Double?] = []
        var shapley: [Double?] = []
        func number(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
        for outcome in comparison.outcomes {
            let indicators = comparison.base.buurten.columns.map(\.indicator.id)
            for part in outcome.contributions {
                for (k, id) in indicators.enumerated() where k < part.alone.count {
                    scenario.append(outcome.scenario.name)
                    change.append(part.change.id)
                    cost.append(part.change.cost)
                    indicator.append(id)
                    alone.append(number(part.alone[k]))
                    last.append(number(part.last[k]))
                    shapley.append(number(part.shapley?[k]))
                }
            }
        }
        return OutputTable(
            rows: scenario.count,
            columns: [
                text("scenario", scenario), text("change", change), numbers("cost", cost),
                text("indicator", indicator), numbers("alone", alone), numbers("last", last),
                numbers("shapley", shapley),
            ])
    }
}

/// Rows of the table of gains and losses.
private struct GainRows {
    private var scenario: [String] = [], level: [String] = [], code: [String] = []
    private var indicator: [String] = []
    private var within: [Double?] = []
    private var gained: [Double?] = [], lost: [Double?] = [], newcomers: [Double?] = []
    private var cost: [Double?] = [], each: [Double?] = []

    mutating func add(_ outcome: ScenarioOutcome, _ shift: AccessShift, _ base: AnalysisResults) {
        let tables = [base.buurten] + base.groups + [base.total]
        for (k, table) in tables.enumerated() {
            let isTotal = k == tables.count - 1
            for row in table.codes.indices {
                func number(_ counts: ShiftCounts) -> Double? {
                    (k == 0 ? counts.buurten[row] : counts.levels[k - 1][row]).number
                }
                scenario.append(outcome.scenario.name)
                level.append(table.level)
                code.append(isTotal ? table.names[row] : table.codes[row])
                indicator.append(shift.indicator.id)
                within.append(shift.threshold)
                gained.append(number(shift.gained))
                lost.append(number(shift.lost))
                newcomers.append(number(shift.newcomers))
                let people = number(shift.gained) ?? 0
                let total = outcome.costs[shift.indicator.layer] ?? 0
                cost.append(isTotal ? total : nil)
                each.append(isTotal && people > 0 && total > 0 ? total / people : nil)
            }
        }
    }

    var table: OutputTable {
        OutputTable(
            rows: scenario.count,
            columns: [
                text("scenario", scenario), text("level", level), text("code", code),
                text("indicator", indicator), numbers("within", within), numbers("gained", gained),
                numbers("lost", lost), numbers("newcomers", newcomers), numbers("cost", cost),
                numbers("cost_per_gained", each),
            ])
    }
}

private func text(_ name: String, _ values: [String]) -> OutputColumn {
    OutputColumn(name: name, values: .texts(values.map { $0 }))
}

private func numbers(_ name: String, _ values: [Double?]) -> OutputColumn {
    OutputColumn(name: name, values: .numbers(values))
}
