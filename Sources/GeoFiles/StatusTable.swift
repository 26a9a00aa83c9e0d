// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// Every absent value of a run with its status and reason: `status.csv` and the table `status`.
struct StatusTable {
    /// One absent value.
    struct Row: Equatable {
        var code: String
        var indicator: String
        var status: String
        var reason: String
        var level: String
    }

    private(set) var rows: [Row] = []

    /// Goes through buurten with their attributes, groups in the order of the project file, and total.
    init(_ results: AnalysisResults, buurten: Buurten) {
        append(results.buurten)
        append(buurten, hidden: hiddenRows(results.buurten))
        for group in results.groups { append(group) }
        append(results.total)
    }

    private mutating func append(_ table: ResultTable) {
        append(table, "inhabitants", table.inhabitants)
        append(table, "addresses", table.addresses)
        for column in table.columns { append(table, column.indicator.id, column.values) }
    }

    private mutating func append(
        _ table: ResultTable, _ indicator: String, _ values: [IndicatorValue]
    ) {
        for row in values.indices {
            var value = values[row]
            if let number = value.number {
                guard !number.isFinite else { continue }
                value = .missing("the number is not finite")
            }
            rows.append(
                Row(
                    code: table.codes[row], indicator: indicator, status: value.status,
                    reason: value.reason ?? "", level: table.level))
        }
    }

    private mutating func append(_ buurten: Buurten, hidden: [Bool]) {
        for name in buurten.shownAttributes {
            guard let column = buurten.attributes[name] else { continue }
            var isNumber = true
            if case .texts = column.values { isNumber = false }
            if case .flags = column.values { isNumber = false }
            for row in 0..<buurten.count {
                var value: IndicatorValue?
                if let reason = column.absenceReason(row) { value = .missing(reason) }
                if isNumber, hidden[row] { value = .suppressed("too few inhabitants") }
                guard let value else { continue }
                rows.append(
                    Row(
                        code: buurten.codes[row], indicator: name, status: value.status,
                        reason: value.reason ?? "", level: "buurt"))
            }
        }
    }

    /// The same as columns.
    var table: OutputTable {
        OutputTable(
            rows: rows.count,
            columns: [
                OutputColumn(name: "code", values: .texts(rows.map(\.code))),
                OutputColumn(name: "indicator", values: .texts(rows.map(\.indicator))),
                OutputColumn(name: "status", values: .texts(rows.map(\.status))),
                OutputColumn(name: "reason", values: .texts(rows.map(\.reason))),
                OutputColumn(name: "level", values: .texts(rows.map(\.level))),
            ])
    }
}

extension OutputTable {
    /// A table of columns that are ready.
    init(rows: Int, columns: [OutputColumn]) {
        self.rows = rows
        self.columns = columns
    }
}
