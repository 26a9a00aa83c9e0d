// SPDX-License-Identifier: EUPL-1.2
//
// Values about people of small buurten are left out, and as many others as it takes that no group or
// total gives them away.
//
// The rule. A buurt with some inhabitants, but fewer than the minimum, is hidden. (Where nobody lives
// there is nobody to protect; where the number is missing there are no values.) What a reader can work
// out about hidden buurten comes from shown rows: a group minus its shown buurten leaves the sum of its
// hidden ones, and such remainders can be added and subtracted. Hidden buurten that lie in the same
// shown rows on every level, total included, can never be told apart by such sums: they form a *cell*,
// and all that can be worked out is sums over whole cells. So it is enough that every cell
//
//     has at least two buurten and together at least the minimum number of inhabitants.
//
// Where a cell falls short, the smallest shown buurt that lies in the same shown rows is hidden too,
// with those of its own rows that would set it apart. Where there is none, all people of the smallest
// of those rows are in the cell, and that row is hidden, which merges the cell with its neighbours. A
// cell in no shown row is safe. Every step hides something, so the search ends; every choice goes by
// inhabitants and then by code, so it does not depend on the order of input. Cells need not nest: the
// argument holds for any groups.
//
// The same cells are hidden in every column about people, since columns can be combined: a mean times
// the inhabitants is a sum.

/// Which values about people are left out, and why.
struct Suppression: Sendable {
    /// Per buurt the reason; `nil` where values are shown.
    var buurten: [String?]
    /// Per level (groups, then total) and row the reason; `nil` where values are shown.
    var levels: [[String?]]

    /// Applies the rule.
    ///
    /// - Parameters:
    ///   - inhabitants: Per buurt the number of inhabitants; `nil` where it is not known.
    ///   - minimum: Smallest number of inhabitants whose values are shown.
    ///   - levels: Groups in the order of the project, then the total.
    init(inhabitants: [Double?], minimum: Double, levels: [Level]) {
        buurten = inhabitants.map { count in
            guard let count, count > 0, count < minimum else { return nil }
            return "fewer than \(shortestText(minimum)) inhabitants"
        }
        self.levels = levels.map { [String?](repeating: nil, count: $0.count) }
        var search = SuppressionSearch(
            inhabitants: inhabitants, minimum: minimum, levels: levels, hidden: self)
        while search.step() {}
        self = search.hidden
    }

    /// The values with those that are left out replaced.
    func applied(to values: LevelValues) -> LevelValues {
        var result = values
        result.buurten = Self.masked(values.buurten, buurten)
        for k in levels.indices { result.levels[k] = Self.masked(values.levels[k], levels[k]) }
        return result
    }

    private static func masked(_ values: [IndicatorValue], _ reasons: [String?]) -> [IndicatorValue]
    {
        zip(values, reasons).map { value, reason in
            guard let reason, value.number != nil else { return value }
            return .suppressed(reason)
        }
    }
}

/// The search for what else must be hidden.
private struct SuppressionSearch {
    let inhabitants: [Double?]
    let minimum: Double
    let levels: [Level]
    var hidden: Suppression

    static let complement = "a group or total would give away a smaller buurt"

    /// Mends one round of unsafe cells; `false` when all are safe.
    mutating func step() -> Bool {
        let unsafe = cells().filter { !isSafe($0) }
        for cell in unsafe { mend(cell) }
        return !unsafe.isEmpty
    }

    /// Hidden buurten with the same shown rows, in order of their first buurt.
    private func cells() -> [(rows: [Int32], members: [Int])] {
        var places: [[Int32]: Int] = [:]
        var cells: [(rows: [Int32], members: [Int])] = []
        for b in inhabitants.indices where hidden.buurten[b] != nil {
            let rows = shownRows(of: b)
            if let place = places[rows] {
                cells[place].members.append(b)
            } else {
                places[rows] = cells.count
                cells.append((rows, [b]))
            }
        }
        return cells
    }

    /// Per level the row of a buurt, -1 where that row is hidden.
    private func shownRows(of buurt: Int) -> [Int32] {
        levels.indices.map { k in
            let row = levels[k].rowOfBuurt[buurt]
            return hidden.levels[k][Int(row)] == nil ? row : -1
        }
    }

    private func isSafe(_ cell: (rows: [Int32], members: [Int])) -> Bool {
        if cell.rows.allSatisfy({ $0 < 0 }) { return true }
        let people = cell.members.reduce(0) { $0 + (inhabitants[$1] ?? 0) }
        return cell.members.count >= 2 && people >= minimum
    }

    private mutating func mend(_ cell: (rows: [Int32], members: [Int])) {
        if let buurt = smallestShown(in: cell.rows) {
            hidden.buurten[buurt] = Self.complement
            for k in levels.indices where cell.rows[k] < 0 {
                hide(level: k, row: Int(levels[k].rowOfBuurt[buurt]))
            }
        } else if let k = smallestLevel(of: cell.rows) {
            hide(level: k, row: Int(cell.rows[k]))
        }
    }

    private mutating func hide(level: Int, row: Int) {
        if hidden.levels[level][row] == nil { hidden.levels[level][row] = Self.complement }
    }

    /// The shown buurt with the fewest people that lies in all the given rows.
    private func smallestShown(in rows: [Int32]) -> Int? {
        guard let finest = smallestLevel(of: rows) else { return nil }
        let candidates = levels[finest].members[Int(rows[finest])].filter { b in
            hidden.buurten[b] == nil && (inhabitants[b] ?? 0) > 0
                && levels.indices.allSatisfy {
                    rows[$0] < 0 || levels[$0].rowOfBuurt[b] == rows[$0]
                }
        }
        return candidates.min { ((inhabitants[$0] ?? 0), $0) < ((inhabitants[$1] ?? 0), $1) }
    }

    /// The level whose row has the fewest buurten, among rows that are shown.
    private func smallestLevel(of rows: [Int32]) -> Int? {
        levels.indices.filter { rows[$0] >= 0 }.min { a, b in
            let first = levels[a].members[Int(rows[a])].count
            let second = levels[b].members[Int(rows[b])].count
            return (first, a) < (second, b)
        }
    }
}
