// SPDX-License-Identifier: EUPL-1.2

/// Results of an earlier run, to compare with: a wave of a monitor.
///
/// Values are found by code and indicator. Where the definition of an indicator changed between the runs,
/// the two do not mean the same, and there is no earlier value.
public struct PreviousWave: Sendable {
    /// The numbers of one level.
    public struct Table: Sendable {
        /// Names by code.
        public var names: [String: String]
        /// Numbers by indicator and code; absent ones are left out.
        public var values: [String: [String: Double]]

        /// Creates a table.
        public init(names: [String: String], values: [String: [String: Double]]) {
            self.names = names
            self.values = values
        }
    }

    /// Time of the run, ISO 8601.
    public var created: String
    /// Digest of the run.
    public var hash: String
    /// Reference year, where the run had one.
    public var year: Int?
    /// Definition of each indicator.
    public var definitions: [String: String]
    /// Tables by level: `buurt`, the groups, `total` with the code "total".
    public var levels: [String: Table]

    /// Creates a wave.
    public init(
        created: String, hash: String, year: Int? = nil, definitions: [String: String],
        levels: [String: Table]
    ) {
        self.created = created
        self.hash = hash
        self.year = year
        self.definitions = definitions
        self.levels = levels
    }

    /// Whether the indicator meant the same in the earlier run.
    public func hasComparable(_ indicator: Indicator) -> Bool {
        definitions[indicator.id] == indicator.definition
    }

    /// The earlier number of a row; `nil` where there is none that can be compared.
    ///
    /// - Parameters:
    ///   - indicator: The indicator of today.
    ///   - level: Level of the row.
    ///   - code: Its code.
    /// - Returns: The number.
    /// - Complexity: O(1).
    public func number(_ indicator: Indicator, level: String, code: String) -> Double? {
        guard hasComparable(indicator) else { return nil }
        return levels[level]?.values[indicator.id]?[code]
    }

    /// All earlier numbers of an indicator on a level, those of codes that are gone included.
    public func numbers(_ indicator: Indicator, level: String) -> [Double] {
        guard hasComparable(indicator) else { return [] }
        return levels[level]?.values[indicator.id].map { Array($0.values) } ?? []
    }

    /// Buurten that only one of the two runs has, by their codes.
    ///
    /// - Parameter buurten: The buurten of today.
    /// - Returns: Codes and names, in order of code.
    public func changes(
        since buurten: Buurten
    ) -> (gone: [(code: String, name: String)], new: [(code: String, name: String)]) {
        let earlier = levels["buurt"]?.names ?? [:]
        let known = Set(buurten.codes)
        let gone = earlier.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }
        let new = zip(buurten.codes, buurten.names).filter { earlier[$0.0] == nil }
        return (gone.map { ($0.key, $0.value) }, new.map { ($0.0, $0.1) })
    }
}
