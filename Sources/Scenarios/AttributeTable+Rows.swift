// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods

extension AttributeTable {
    /// Adds the rows of a table with columns of the same names and types; what it lacks is absent.
    public mutating func append(_ other: AttributeTable) {
        for place in columns.indices {
            if let column = other[columns[place].name], columns[place].append(column) { continue }
            columns[place].appendAbsent(other.count, reason: "not given in the scenario")
        }
        count += other.count
    }
}

extension AttributeColumn {
    /// Adds absent rows.
    public mutating func appendAbsent(_ rows: Int, reason: String) {
        let mark = mark(of: reason)
        fillAbsence()
        absence += [UInt8](repeating: mark, count: rows)
        switch values {
        case .integers(let v): values = .integers(v + [Int64](repeating: 0, count: rows))
        case .reals(let v): values = .reals(v + [Double](repeating: 0, count: rows))
        case .texts(let v): values = .texts(v + [String](repeating: "", count: rows))
        case .flags(let v): values = .flags(v + [Bool](repeating: false, count: rows))
        }
    }

    /// Adds the rows of a column of the same type; `false` where the types differ.
    public mutating func append(_ other: AttributeColumn) -> Bool {
        let before = count
        switch (values, other.values) {
        case (.integers(let a), .integers(let b)): values = .integers(a + b)
        case (.reals(let a), .reals(let b)): values = .reals(a + b)
        case (.texts(let a), .texts(let b)): values = .texts(a + b)
        case (.flags(let a), .flags(let b)): values = .flags(a + b)
        default: return false
        }
        guard !absence.isEmpty || !other.absence.isEmpty else { return true }
        if absence.isEmpty { absence = [UInt8](repeating: 0, count: before) }
        for row in 0..<other.count {
            absence.append(other.absenceReason(row).map { mark(of: $0) } ?? 0)
        }
        return true
    }

    /// Gives a row the value of the one row of a column of the same type.
    public mutating func set(_ row: Int, to other: AttributeColumn) {
        switch (values, other.values) {
        case (.integers(var v), .integers(let new)):
            v[row] = new[0]
            values = .integers(v)
        case (.reals(var v), .reals(let new)):
            v[row] = new[0]
            values = .reals(v)
        case (.texts(var v), .texts(let new)):
            v[row] = new[0]
            values = .texts(v)
        case (.flags(var v), .flags(let new)):
            v[row] = new[0]
            values = .flags(v)
        default: return
        }
        if let reason = other.absenceReason(0) {
            let mark = mark(of: reason)
            fillAbsence()
            absence[row] = mark
        } else if !absence.isEmpty {
            absence[row] = 0
        }
    }

    private mutating func fillAbsence() {
        if absence.isEmpty { absence = [UInt8](repeating: 0, count: count) }
    }

    /// The mark of absent rows with that reason; there are few reasons, and past 255 the last serves.
    private mutating func mark(of reason: String) -> UInt8 {
        if let known = reasons.firstIndex(of: reason) { return UInt8(clamping: known + 1) }
        guard reasons.count < 255 else { return 255 }
        reasons.append(reason)
        return UInt8(reasons.count)
    }
}
