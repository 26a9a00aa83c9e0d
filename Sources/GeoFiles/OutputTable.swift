// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// One column as every table of results has it: CSV, GeoJSON and GeoPackage.
struct OutputColumn: Sendable {
    /// Values by type; `nil` is absent.
    enum Values {
        case texts([String?])
        case numbers([Double?])
        case wholes([Int64?])
        case flags([Bool?])
    }

    var name: String
    var values: Values
    /// Decimals for people; `nil`: as many as there are.
    var decimals: Int?
}

/// The columns of one level in the order in which all formats have them.
struct OutputTable: Sendable {
    var rows: Int
    var columns: [OutputColumn]

    /// The table of a group level or the total.
    init(_ table: ResultTable, assumptions: [String]) {
        rows = table.codes.count
        columns =
            table.hasCodes
            ? [text(table.level + "code", table.codes), text(table.level + "naam", table.names)]
            : [text(table.level, table.level == "total" ? table.names : table.codes)]
        appendResults(of: table)
        appendAssumptions(assumptions)
        nameApart()
    }

    /// The table of the buurten, with their groups and attributes.
    init(_ table: ResultTable, buurten: Buurten, assumptions: [String]) {
        rows = table.codes.count
        columns = [text("buurtcode", table.codes), text("buurtnaam", table.names)]
        for level in buurten.groups {
            let rows = level.groupOfBuurt.map(Int.init)
            guard level.hasCodes else {
                columns.append(text(level.name, rows.map { level.codes[$0] }))
                continue
            }
            columns.append(text(level.name + "code", rows.map { level.codes[$0] }))
            columns.append(text(level.name + "naam", rows.map { level.names[$0] }))
        }
        appendResults(of: table)
        for name in buurten.shownAttributes {
            guard let attribute = buurten.attributes[name] else { continue }
            columns.append(OutputColumn(attribute, hiding: hiddenRows(table)))
        }
        appendAssumptions(assumptions)
        nameApart()
    }

    private mutating func appendResults(of table: ResultTable) {
        columns.append(number("inhabitants", table.inhabitants, decimals: 0))
        columns.append(number("addresses", table.addresses, decimals: 0))
        columns.append(
            OutputColumn(name: "area_m2", values: .numbers(table.area.map { $0 }), decimals: 0))
        for column in table.columns {
            columns.append(
                number(
                    column.indicator.id, column.values, decimals: column.indicator.decimals))
        }
    }

    /// Numbers that rest on an assumption say so in every row, whatever becomes of the row.
    private mutating func appendAssumptions(_ assumptions: [String]) {
        guard !assumptions.isEmpty else { return }
        let line = assumptions.joined(separator: "; ")
        columns.append(text("assumptions", [String](repeating: line, count: rows)))
    }

    /// No two names may be equal, whatever their case: SQL does not see the difference.
    private mutating func nameApart() {
        columns = apart(columns, taken: [])
    }
}

/// Renames later columns whose name is taken, to `name_source`, `name_source_2` and so on.
func apart(_ columns: [OutputColumn], taken reserved: Set<String>) -> [OutputColumn] {
    var taken = reserved
    return columns.map { column in
        var column = column
        var attempt = 1
        let wanted = column.name
        while !taken.insert(column.name.lowercased()).inserted {
            column.name = wanted + "_source" + (attempt == 1 ? "" : "_\(attempt)")
            attempt += 1
        }
        return column
    }
}

/// Rows whose number of people the privacy rule hides; the source's own numbers would give it away.
func hiddenRows(_ table: ResultTable) -> [Bool] {
    table.inhabitants.map { if case .suppressed = $0 { true } else { false } }
}

extension OutputColumn {
    /// An attribute of the source; numbers of hidden rows are left out.
    init(_ attribute: AttributeColumn, hiding hidden: [Bool] = []) {
        let isHidden = { (row: Int) in hidden.indices.contains(row) && hidden[row] }
        let isPresent = { (row: Int) in attribute.absenceReason(row) == nil }
        name = attribute.name
        switch attribute.values {
        case .integers(let v):
            values = .wholes(v.indices.map { isPresent($0) && !isHidden($0) ? v[$0] : nil })
        case .reals(let v):
            values = .numbers(v.indices.map { isPresent($0) && !isHidden($0) ? v[$0] : nil })
        case .texts(let v):
            // A number that its source holds as text gives away as much.
            values = .texts(
                v.indices.map {
                    isPresent($0) && !(isHidden($0) && TextTyping.real(v[$0]) != nil) ? v[$0] : nil
                })
        case .flags(let v): values = .flags(v.indices.map { isPresent($0) ? v[$0] : nil })
        }
    }
}

private func text(_ name: String, _ values: [String]) -> OutputColumn {
    OutputColumn(name: name, values: .texts(values.map { $0 }))
}

private func number(_ name: String, _ values: [IndicatorValue], decimals: Int) -> OutputColumn {
    let numbers = values.map { value in value.number.flatMap { $0.isFinite ? $0 : nil } }
    return OutputColumn(name: name, values: .numbers(numbers), decimals: decimals)
}
