// SPDX-License-Identifier: EUPL-1.2

/// Rows made of buurten: the groups of one level, or the one row of the total.
struct Level: Sendable {
    /// `total`, or the name of the group level.
    var name: String
    /// Whether rows have a name beside their code.
    var hasCodes: Bool
    /// Code of each row.
    var codes: [String]
    /// Name of each row.
    var names: [String]
    /// Row of each buurt.
    var rowOfBuurt: [Int32]
    /// Buurten of each row, ascending.
    var members: [[Int]]

    init(name: String, hasCodes: Bool, codes: [String], names: [String], rowOfBuurt: [Int32]) {
        self.name = name
        self.hasCodes = hasCodes
        self.codes = codes
        self.names = names
        self.rowOfBuurt = rowOfBuurt
        members = [[Int]](repeating: [], count: codes.count)
        for (buurt, row) in rowOfBuurt.enumerated() { members[Int(row)].append(buurt) }
    }

    /// Number of rows.
    var count: Int { codes.count }

    /// The group levels of a project in its order, then the total.
    static func levels(of workspace: Workspace) -> [Level] {
        let buurten = workspace.buurten
        let groups = buurten.groups.map {
            Level(
                name: $0.name, hasCodes: $0.hasCodes, codes: $0.codes, names: $0.names,
                rowOfBuurt: $0.groupOfBuurt)
        }
        let total = Level(
            name: "total", hasCodes: false, codes: ["total"], names: [workspace.plan.project],
            rowOfBuurt: [Int32](repeating: 0, count: buurten.count))
        return groups + [total]
    }
}

/// Values of one indicator on all levels.
struct LevelValues: Sendable {
    /// One value per buurt.
    var buurten: [IndicatorValue]
    /// Per group level, and last the total, one value per row.
    var levels: [[IndicatorValue]]

    /// The same value everywhere.
    init(all value: IndicatorValue, buurten count: Int, levels: [Level]) {
        buurten = [IndicatorValue](repeating: value, count: count)
        self.levels = levels.map { [IndicatorValue](repeating: value, count: $0.count) }
    }

    /// Values from a rule for a buurt and one for a row of a level.
    init(
        buurten count: Int, levels: [Level], buurt: (Int) -> IndicatorValue,
        row: (_ members: [Int]) -> IndicatorValue
    ) {
        buurten = (0..<count).map(buurt)
        self.levels = levels.map { $0.members.map(row) }
    }
}
