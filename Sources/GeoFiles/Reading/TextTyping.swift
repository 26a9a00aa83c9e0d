// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// Gives the columns of a text table (CSV) their types.
///
/// A column is whole numbers or real numbers when every cell is; a cell with a leading zero (`0344`) or
/// more than 15 digits (`0307100000123456`) is a code, and so is its column. Empty cells and `.` are
/// absent. A decimal comma is understood.
enum TextTyping {
    /// The table with typed columns.
    static func typed(_ table: AttributeTable) -> AttributeTable {
        AttributeTable(count: table.count, columns: table.columns.map(typed))
    }

    /// One column.
    static func typed(_ column: AttributeColumn) -> AttributeColumn {
        guard case .texts(let texts) = column.values else { return column }
        let column = withoutEmptyCells(column, texts)
        let isThere = { (row: Int) in column.absence.isEmpty || column.absence[row] == 0 }
        var typed = column
        switch type(of: texts, isThere) {
        case .whole:
            typed.values = .integers(texts.indices.map { isThere($0) ? Int64(texts[$0]) ?? 0 : 0 })
        case .real:
            typed.values = .reals(texts.indices.map { isThere($0) ? real(texts[$0]) ?? 0 : 0 })
        case .text: typed.values = .texts(texts.indices.map { isThere($0) ? texts[$0] : "" })
        }
        return typed
    }

    /// The column with empty cells and `.` marked absent.
    private static func withoutEmptyCells(
        _ column: AttributeColumn, _ texts: [String]
    ) -> AttributeColumn {
        var column = column
        let isEmpty = { (row: Int) in
            (texts[row].isEmpty || texts[row] == ".") && column.absenceReason(row) == nil
        }
        let rows = texts.indices.filter(isEmpty)
        guard !rows.isEmpty else { return column }
        if column.absence.isEmpty { column.absence = [UInt8](repeating: 0, count: texts.count) }
        if !column.reasons.contains(AbsenceReason.empty) {
            column.reasons.append(AbsenceReason.empty)
        }
        let place = column.reasons.firstIndex(of: AbsenceReason.empty).map {
            UInt8(truncatingIfNeeded: $0 + 1)
        }
        for row in rows { column.absence[row] = place ?? 1 }
        return column
    }

    private enum Kind { case whole, real, text }

    private static func type(of texts: [String], _ isThere: (Int) -> Bool) -> Kind {
        var kind: Kind?
        for row in texts.indices where isThere(row) {
            switch self.kind(of: texts[row]) {
            case .text: return .text
            case .real: kind = .real
            case .whole: kind = kind ?? .whole
            }
        }
        return kind ?? .text
    }

    private static func kind(of text: String) -> Kind {
        var digits = text.utf8[...]
        if digits.first == UInt8(ascii: "-") { digits = digits.dropFirst() }
        guard let first = digits.first else { return .text }
        let isWhole = digits.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        if isWhole {
            let isCode = (first == UInt8(ascii: "0") && digits.count > 1) || digits.count > 15
            return isCode ? .text : .whole
        }
        return real(text) == nil ? .text : .real
    }

    /// The number that a text is, with a point or a comma.
    static func real(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ "0123456789+-.,eE".utf8.contains($0) }) else { return nil }
        if let value = Double(text) { return value }
        let commas = text.utf8.count { $0 == UInt8(ascii: ",") }
        guard commas == 1, !text.utf8.contains(UInt8(ascii: ".")) else { return nil }
        return Double(String(text.map { $0 == "," ? "." : $0 }))
    }
}
