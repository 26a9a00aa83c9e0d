// SPDX-License-Identifier: EUPL-1.2

/// The rows of a CSV text by column, read independently of the program under test.
///
/// - Parameters:
///   - text: With a line of names, quotes doubled inside quotes.
///   - separator: Between cells.
/// - Returns: A dictionary per row.
public func csvRows(_ text: String, separator: Character = ",") -> [[String: String]] {
    var lines = csvCells(Array(text.utf8), separator.asciiValue ?? 44)
    guard !lines.isEmpty else { return [] }
    let names = lines.removeFirst()
    return lines.map { cells in
        Dictionary(zip(names, cells), uniquingKeysWith: { first, _ in first })
    }
}

/// The cells of each line.
private func csvCells(_ bytes: [UInt8], _ separator: UInt8) -> [[String]] {
    var lines: [[String]] = []
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var previous: UInt8 = 0
    for byte in bytes {
        defer { previous = byte }
        switch byte {
        // A doubled quote ends and begins: its second half puts the quote back.
        case UInt8(ascii: "\""):
            isQuoted.toggle()
            if isQuoted, previous == byte { cell.append(byte) }
        case separator where !isQuoted:
            cells.append(String(decoding: cell, as: UTF8.self))
            cell.removeAll(keepingCapacity: true)
        case UInt8(ascii: "\r") where !isQuoted: continue
        case UInt8(ascii: "\n") where !isQuoted:
            cells.append(String(decoding: cell, as: UTF8.self))
            lines.append(cells)
            cells.removeAll()
            cell.removeAll(keepingCapacity: true)
        default: cell.append(byte)
        }
    }
    if !cells.isEmpty || !cell.isEmpty {
        lines.append(cells + [String(decoding: cell, as: UTF8.self)])
    }
    return lines
}
