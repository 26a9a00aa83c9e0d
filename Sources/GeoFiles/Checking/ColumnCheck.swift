// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// Checks the columns that the project file gives a meaning: years, costs, sizes and crowns.
enum ColumnCheck {
    /// Refuses text where numbers are needed, and reports sizes that are missing.
    static func run(_ loaded: inout LoadedTable, _ layer: LayerDescription) throws(GeoFileError) {
        let settings = layer.settings
        let years = [settings.fromColumn, settings.untilColumn].compactMap { $0 }
        for name in years + settings.worksColumns {
            try requireYears(name, loaded.table, layer)
        }
        notePeriods(&loaded, layer)
        try requireCosts(loaded.table, layer)
        if let name = settings.sizeColumn {
            try checkNumbers(
                name, 0...Workspace.crowd, &loaded, layer, problem: "is no size",
                wanted: "a number from 0 to 10 000 000 000", remedy: "\(name) is missing")
        }
        if let name = settings.crownColumn {
            try checkNumbers(
                name, 0...100, &loaded, layer, problem: "is no diameter of a crown",
                wanted: "metres from 0 to 100, or nothing",
                remedy: "\(name) is missing and counts as 0")
        }
    }

    /// Refuses what is no number of a range, and reports what is missing.
    private static func checkNumbers(
        _ name: String, _ range: ClosedRange<Double>, _ loaded: inout LoadedTable,
        _ layer: LayerDescription, problem: String, wanted: String, remedy: String
    ) throws(GeoFileError) {
        guard let column = loaded.table.attributes[name] else { return }
        let table = loaded.table
        var missing: [Int32] = []
        for row in 0..<table.count {
            if column.absenceReason(row) != nil {
                missing.append(Int32(truncatingIfNeeded: row))
            } else if let number = column.number(row), range.contains(number) {
                continue
            } else {
                throw failure(column, row, table, layer, problem, wanted)
            }
        }
        loaded.log.add(
            .missingValue, .reported, rows: missing, remedy: remedy,
            describe: { row in "fid \(table.ids[Int(row)]): \(column.absenceReason(Int(row)) ?? "")"
            })
    }

    /// A cost is a number of euros; empty is not known.
    private static func requireCosts(
        _ table: FeatureTable, _ layer: LayerDescription
    ) throws(GeoFileError) {
        guard let name = layer.settings.costColumn, let column = table.attributes[name] else {
            return
        }
        for row in 0..<table.count where column.absenceReason(row) == nil {
            if let cost = column.number(row), cost.isFinite, cost >= 0 { continue }
            throw failure(
                column, row, table, layer, "is no cost",
                "euros as a number of 0 or more, or nothing")
        }
    }

    /// A period that ends before it begins holds in no year, which nobody means.
    private static func notePeriods(_ loaded: inout LoadedTable, _ layer: LayerDescription) {
        guard let from = layer.settings.fromColumn, let until = layer.settings.untilColumn,
            let first = loaded.table.attributes[from], let last = loaded.table.attributes[until]
        else { return }
        let rows = (0..<loaded.table.count).filter { row in
            guard let start = year(first, row), let end = year(last, row) else { return false }
            return start > end
        }
        guard let row = rows.first else { return }
        loaded.notes.append(
            "\(layer.name): \(rows.count) features have \(from) after \(until) and count in no year, from "
                + "fid \(loaded.table.ids[row]) on")
    }

    private static func year(_ column: AttributeColumn, _ row: Int) -> Double? {
        guard case .texts(let texts) = column.values else { return column.number(row) }
        return Double(String(texts[row].prefix(4)))
    }

    /// A year is a number, or text that begins with four digits, such as a date; empty is an open end.
    private static func requireYears(
        _ name: String, _ table: FeatureTable, _ layer: LayerDescription
    ) throws(GeoFileError) {
        guard let column = table.attributes[name] else { return }
        for row in 0..<table.count where column.absenceReason(row) == nil {
            if case .texts(let texts) = column.values {
                let text = texts[row]
                let digits = text.utf8.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
                // What follows the year is a date, or nothing: 2024abc is a slip, not 2024.
                let rest = text.utf8.dropFirst(4).first
                let isEnded = rest.map { "-/. T".utf8.contains($0) } ?? true
                if text.allSatisfy(\.isWhitespace) || (digits.count == 4 && isEnded) { continue }
            } else if let year = column.number(row), year.isFinite, year >= 0, year <= 9999 {
                continue
            }
            throw failure(column, row, table, layer, "is no year", "four digits or nothing")
        }
    }

    private static func failure(
        _ column: AttributeColumn, _ row: Int, _ table: FeatureTable, _ layer: LayerDescription,
        _ problem: String, _ remedy: String
    ) -> GeoFileError {
        GeoFileError(
            .badData,
            "\(layer.source.source): layer \(layer.name): column \(column.name), fid \(table.ids[row]): "
                + "\(column.text(row) ?? "") \(problem); write \(remedy)")
    }
}
