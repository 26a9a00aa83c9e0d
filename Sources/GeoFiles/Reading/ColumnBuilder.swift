// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import SpatialIndex

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
    private enum Kind { case integers, reals, texts, flags }

    /// Name as in the source.
    let name: String
    /// First row whose bytes are not UTF-8.
    private(set) var firstUndecoded: Int?
    private let kind: Kind
    // One array per type, of which one is used: taken out of an enum to be added to and put back, it
    // would be copied at each run.
    private var integers: [Int64] = []
    private var reals: [Double] = []
    private var texts: [String] = []
    private var flags: [Bool] = []
    private var absence: [UInt8] = []
    private var reasons: [String] = []
    private var rows = 0

    /// Creates a column of the type of `values`, which is empty.
    init(name: String, like values: AttributeColumn.Values) {
        self.name = name
        kind =
            switch values {
            case .integers: .integers
            case .reals: .reals
            case .texts: .texts
            case .flags: .flags
            }
    }

    /// The column.
    func finished() -> AttributeColumn {
        let values: AttributeColumn.Values =
            switch kind {
            case .integers: .integers(integers)
            case .reals: .reals(reals)
            case .texts: .texts(texts)
            case .flags: .flags(flags)
            }
        return AttributeColumn(name: name, values: values, absence: absence, reasons: reasons)
    }

    /// Makes room for rows to come.
    mutating func reserve(_ count: Int) {
        switch kind {
        case .integers: integers.reserveRoom(count)
        case .reals: reals.reserveRoom(count)
        case .texts: texts.reserveCapacity(count)
        case .flags: flags.reserveCapacity(count)
        }
    }

    /// Adds a run of whole numbers; `isPresent` tells which rows have one.
    @inline(__always)
    mutating func append(count: Int, integers value: (Int) -> Int64, isPresent: (Int) -> Bool) {
        guard kind == .integers else { return }
        var hasAbsent = false
        integers.append(uninitialized: count) { output in
            for row in 0..<count {
                let there = isPresent(row)
                let number = there ? value(row) : 0
                output[row] = number
                hasAbsent = hasAbsent || !there || number <= -99_990
            }
        }
        if hasAbsent {
            for row in 0..<count where !isPresent(row) || integers[rows + row] <= -99_990 {
                let code = isPresent(row) ? Double(integers[rows + row]) : nil
                integers[rows + row] = 0
                markAbsent(rows + row, code: code)
            }
        }
        endRun(count)
    }

    /// Adds a run of real numbers; one that is not finite is kept for the checks.
    @inline(__always)
    mutating func append(count: Int, reals value: (Int) -> Double, isPresent: (Int) -> Bool) {
        guard kind == .reals else { return }
        var hasAbsent = false
        reals.append(uninitialized: count) { output in
            for row in 0..<count {
                let there = isPresent(row)
                let number = there ? value(row) : 0
                output[row] = number
                hasAbsent = hasAbsent || !there || number <= AbsenceReason.sentinelLimit
            }
        }
        if hasAbsent {
            for row in 0..<count {
                let number = reals[rows + row]
                let isCode = number <= AbsenceReason.sentinelLimit && number.isFinite
                guard !isPresent(row) || isCode else { continue }
                reals[rows + row] = 0
                markAbsent(rows + row, code: isPresent(row) ? number : nil)
            }
        }
        endRun(count)
    }

    /// Adds a run of flags.
    mutating func append(count: Int, flags value: (Int) -> Bool, isPresent: (Int) -> Bool) {
        guard kind == .flags else { return }
        for row in 0..<count {
            flags.append(isPresent(row) && value(row))
            if !isPresent(row) { markAbsent(rows + row, code: nil) }
        }
        endRun(count)
    }

    /// Adds a run of texts; `nil` is absent, and a CBS code written as text too.
    mutating func append(count: Int, texts value: (Int) -> String?) {
        guard kind == .texts else { return }
        for row in 0..<count {
            let text = value(row)
            let code = text.flatMap(Self.sentinel)
            texts.append(code == nil ? text ?? "" : "")
            if text == nil || code != nil { markAbsent(rows + row, code: code) }
        }
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

    /// Marks a row as absent because of a CBS code, or because the source has nothing there.
    private mutating func markAbsent(_ row: Int, code: Double?) {
        let reason = code.map(AbsenceReason.code) ?? AbsenceReason.empty
        if absence.count < row {
            absence.append(contentsOf: repeatElement(0, count: row - absence.count))
        }
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
        if absence.count < rows {
            absence.append(contentsOf: repeatElement(0, count: rows - absence.count))
        }
    }
}
