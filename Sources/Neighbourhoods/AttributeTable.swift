// SPDX-License-Identifier: EUPL-1.2

/// Typed columns of the attributes of a layer, one row per feature.
public struct AttributeTable: Sendable, Equatable {
    /// Number of rows.
    public var count: Int
    /// The columns, in the order of the source.
    public var columns: [AttributeColumn]

    /// Creates a table from columns of `count` rows.
    public init(count: Int = 0, columns: [AttributeColumn] = []) {
        self.count = count
        self.columns = columns
    }

    /// The column of that name, exactly as the source spells it.
    public subscript(name: String) -> AttributeColumn? {
        columns.first { $0.name == name }
    }
}

/// One typed column; a row is either present or absent with a reason.
public struct AttributeColumn: Sendable, Equatable {
    /// The values of a column by type; absent rows hold 0 or "".
    public enum Values: Sendable, Equatable {
        /// Whole numbers.
        case integers([Int64])
        /// Real numbers.
        case reals([Double])
        /// Text, dates included (ISO 8601).
        case texts([String])
        /// True or false.
        case flags([Bool])
    }

    /// Name as in the source.
    public var name: String
    /// The values.
    public var values: Values
    /// Per row 0 where present, else 1 + the row in `reasons`; empty when all rows are present.
    public var absence: [UInt8]
    /// Why rows are absent, such as "empty in the source" or "CBS code -99997".
    public var reasons: [String]

    /// Creates a column.
    public init(name: String, values: Values, absence: [UInt8] = [], reasons: [String] = []) {
        self.name = name
        self.values = values
        self.absence = absence
        self.reasons = reasons
    }

    /// Number of rows.
    public var count: Int {
        switch values {
        case .integers(let v): v.count
        case .reals(let v): v.count
        case .texts(let v): v.count
        case .flags(let v): v.count
        }
    }

    /// Why row `row` is absent; `nil` where it is present.
    public func absenceReason(_ row: Int) -> String? {
        guard !absence.isEmpty, absence[row] > 0 else { return nil }
        return reasons[Int(absence[row]) - 1]
    }

    /// The row as a number; `nil` where it is absent or is text that is no number.
    public func number(_ row: Int) -> Double? {
        guard absenceReason(row) == nil else { return nil }
        switch values {
        case .integers(let v): return Double(v[row])
        case .reals(let v): return v[row]
        case .flags(let v): return v[row] ? 1 : 0
        case .texts(let v): return Self.decimal(v[row])
        }
    }

    /// The number that a text is in decimal digits; `0x10` is a code, not 16.
    private static func decimal(_ text: String) -> Double? {
        text.utf8.contains { $0 | 0x20 == UInt8(ascii: "x") } ? nil : Double(text)
    }

    /// The row as text; `nil` where it is absent.
    public func text(_ row: Int) -> String? {
        guard absenceReason(row) == nil else { return nil }
        switch values {
        case .integers(let v): return String(v[row])
        case .reals(let v): return String(v[row])
        case .flags(let v): return v[row] ? "true" : "false"
        case .texts(let v): return v[row]
        }
    }
}
