// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// How numbers and texts are written in a CSV file.
public enum CSVFormat: String, Sendable, CaseIterable {
    /// For programs: comma, decimal point, UTF-8, LF, the shortest digits that read back.
    case plain
    /// For Dutch spreadsheets: semicolon, decimal comma, byte order mark, CRLF, rounded numbers.
    ///
    /// A text that begins with `=`, `+`, `-`, `@`, tab or carriage return, which a spreadsheet would run
    /// as a formula, gets an apostrophe in front.
    case dutch = "nl"

    var delimiter: UInt8 { self == .plain ? UInt8(ascii: ",") : UInt8(ascii: ";") }

    var lineEnd: [UInt8] { self == .plain ? [0x0A] : [0x0D, 0x0A] }

    var start: [UInt8] { self == .plain ? [] : [0xEF, 0xBB, 0xBF] }
}

/// A table as the bytes of a CSV file (RFC 4180 quoting).
func csvBytes(_ table: OutputTable, _ format: CSVFormat) -> [UInt8] {
    var bytes = format.start
    bytes.reserveCapacity((table.rows + 1) * table.columns.count * 10)
    for (index, column) in table.columns.enumerated() {
        if index > 0 { bytes.append(format.delimiter) }
        appendCSVText(column.name, format, to: &bytes)
    }
    bytes.append(contentsOf: format.lineEnd)
    for row in 0..<table.rows {
        for (index, column) in table.columns.enumerated() {
            if index > 0 { bytes.append(format.delimiter) }
            appendCell(column, row, format, to: &bytes)
        }
        bytes.append(contentsOf: format.lineEnd)
    }
    return bytes
}

private func appendCell(
    _ column: OutputColumn, _ row: Int, _ format: CSVFormat, to bytes: inout [UInt8]
) {
    switch column.values {
    case .texts(let values): values[row].map { appendCSVText($0, format, to: &bytes) }
    case .numbers(let values):
        values[row].map { appendCSVNumber($0, column.decimals, format, to: &bytes) }
    case .wholes(let values): values[row].map { appendWhole($0, to: &bytes) }
    case .flags(let values):
        values[row].map { bytes.append(contentsOf: ($0 ? "true" : "false").utf8) }
    }
}

/// Appends a number in the manner of the format.
func appendCSVNumber(
    _ value: Double, _ decimals: Int?, _ format: CSVFormat, to bytes: inout [UInt8]
) {
    guard format == .dutch else {
        appendShortest(value, to: &bytes)
        return
    }
    if let decimals {
        appendFixed(value, decimals: decimals, mark: UInt8(ascii: ","), to: &bytes)
        return
    }
    let start = bytes.count
    appendShortest(value, to: &bytes)
    if let point = bytes[start...].firstIndex(of: UInt8(ascii: ".")) {
        bytes[point] = UInt8(ascii: ",")
    }
}

/// Appends a text, in quotes where it needs them.
func appendCSVText(_ text: String, _ format: CSVFormat, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    var isQuoted = text.utf8.first == 0x20 || text.utf8.last == 0x20
    for byte in text.utf8 {
        isQuoted =
            isQuoted || byte == quote || byte == format.delimiter || byte == 0x0A || byte == 0x0D
    }
    if isQuoted { bytes.append(quote) }
    if format == .dutch, let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) {
        bytes.append(UInt8(ascii: "'"))
    }
    for byte in text.utf8 {
        if byte == quote { bytes.append(quote) }
        bytes.append(byte)
    }
    if isQuoted { bytes.append(quote) }
}
