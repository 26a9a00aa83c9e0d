// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// Why a value is absent.
enum AbsenceReason {
    /// The source has none.
    static let empty = "empty in the source"

    /// From this number down, CBS codes say why there is no number (-99997: secret or unknown).
    static let sentinelLimit = -99_990.0

    /// The reason behind a CBS code.
    static func code(_ value: Double) -> String {
        guard let whole = Int64(exactly: value) else { return "CBS code \(value)" }
        return "CBS code \(whole)"
    }
}

/// Collects the values of one column with the rows that are absent.
struct ColumnBuilder {
    /// Name as in the source.
    let name: String
    /// First row whose bytes are not UTF-8.
    private(set) var firstUndecoded: Int?
    private var values: AttributeColumn.Values
    private var absence: [UInt8] = []
    private var reasons: [String] = []
    private var rows = 0

    /// Creates a column of the type of `values`, which is empty.
    init(name: String, like values: AttributeColumn.Values) {
        self.name = name
        self.values = values
    }

    /// Creates a column from values that are all there.
    init(name: String, values: AttributeColumn.Values) {
        let whole = AttributeColumn(name: name, values: values)
        self.init(name: name, like: values)
        rows = whole.count
    }

    /// The column.
    func finished() -> AttributeColumn {
        AttributeColumn(name: name, values: values, absence: absence, reasons: reasons)
    }

    /// Makes room for rows to come.
    mutating func reserve(_ count: Int) {
        switch values {
        case .integers(var v): values = .flags([]); v.reserveCapacity(count); values = .integers(v)
        case .reals(var v): values = .flags([]); v.reserveCapacity(count); values = .reals(v)
        case .texts(var v): values = .flags([]); v.reserveCapacity(count); values = .texts(v)
        case .flags(var v): v.reserveCapacity(count); values = .flags(v)
        }
    }

    /// Adds a run of whole numbers; `isPresent` tells which rows have one.
    mutating func append(count: Int, integers: (Int) -> Int64, isPresent: (Int) -> Bool) {
        guard case .integers(var column) = values else { return }
        values = .flags([])
        for row in 0..<count {
            let value = isPresent(row) ? integers(row) : 0
            column.append(value)
            guard value <= -99_990 || !isPresent(row) else { continue }
            if isPresent(row) { column[column.count - 1] = 0 }
            markAbsent(
                rows + row,
                reason: isPresent(row) ? AbsenceReason.code(Double(value)) : AbsenceReason.empty)
        }
        values = .integers(column)
        endRun(count)
    }

    /// Adds a run of real numbers; one that is not a number counts as absent.
    mutating func append(count: Int, reals: (Int) -> Double, isPresent: (Int) -> Bool) {
        guard case .reals(var column) = values else { return }
        values = .flags([])
        for row in 0..<count {
            let value = isPresent(row) ? reals(row) : 0
            column.append(value)
            guard value <= AbsenceReason.sentinelLimit || !isPresent(row) else { continue }
            guard value.isFinite else { continue }
            if isPresent(row) { column[column.count - 1] = 0 }
            markAbsent(
                rows + row, reason: isPresent(row) ? AbsenceReason.code(value) : AbsenceReason.empty
            )
        }
        values = .reals(column)
        endRun(count)
    }

    /// Adds a run of flags.
    mutating func append(count: Int, flags: (Int) -> Bool, isPresent: (Int) -> Bool) {
        guard case .flags(var column) = values else { return }
        values = .integers([])
        for row in 0..<count {
            column.append(isPresent(row) && flags(row))
            if !isPresent(row) { markAbsent(rows + row, reason: AbsenceReason.empty) }
        }
        values = .flags(column)
        endRun(count)
    }

    /// Adds a run of texts; `nil` is absent, and a CBS code written as text too.
    mutating func append(count: Int, texts: (Int) -> String?) {
        guard case .texts(var column) = values else { return }
        values = .flags([])
        for row in 0..<count {
            let text = texts(row)
            if let text, let code = Self.sentinel(text) {
                column.append("")
                markAbsent(rows + row, reason: AbsenceReason.code(code))
            } else {
                column.append(text ?? "")
                if text == nil { markAbsent(rows + row, reason: AbsenceReason.empty) }
            }
        }
        values = .texts(column)
        endRun(count)
    }

    /// Bytes as text; where they are not UTF-8, the row is kept for the message that refuses the source.
    mutating func appendTexts(count: Int, bytes: (Int) -> UnsafeRawBufferPointer?) {
        var undecoded: Int?
        append(count: count) { row in
            guard let bytes = bytes(row) else { return nil }
            if let text = String(validating: bytes, as: UTF8.self) { return text }
            undecoded = undecoded ?? row
            return String(decoding: bytes, as: UTF8.self)
        }
        guard let undecoded, firstUndecoded == nil else { return }
        firstUndecoded = rows - count + undecoded
    }

    /// The CBS code that a text is, if it is one.
    static func sentinel(_ text: String) -> Double? {
        guard text.utf8.first == UInt8(ascii: "-"), text.utf8.count >= 6, let value = Double(text),
            value.isFinite, value <= AbsenceReason.sentinelLimit
        else { return nil }
        return value
    }

    private mutating func markAbsent(_ row: Int, reason: String) {
        if absence.isEmpty { absence = [UInt8](repeating: 0, count: row) }
        while absence.count < row { absence.append(0) }
        absence.append(UInt8(truncatingIfNeeded: place(of: reason) + 1))
    }

    /// Row of the reason; a byte has room for 254, so that very many codes share the last.
    private mutating func place(of reason: String) -> Int {
        if let known = reasons.firstIndex(of: reason) { return known }
        if reasons.count >= 254 { return 253 }
        reasons.append(reasons.count == 253 ? "CBS code of -99990 or less" : reason)
        return reasons.count - 1
    }

    private mutating func endRun(_ count: Int) {
        rows += count
        guard !absence.isEmpty else { return }
        while absence.count < rows { absence.append(0) }
    }
}
