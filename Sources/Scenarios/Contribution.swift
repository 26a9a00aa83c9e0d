// SPDX-License-Identifier: EUPL-1.2
//
// What a change contributes depends on what else is done: the second meeting place in a street adds
// less than the first. Three answers. *Alone*: the change by itself, without the others. *Last*: what is
// lost if it is left out. *Shapley*: the mean of what it adds over all orders in which the changes could
// be made,
//
//     sum over sets S without c of |S|! (n - |S| - 1)! / n! (v(S with c) - v(S)),
//
// the only division whose parts add up to the whole, give equal changes equal parts and give nothing to
// a change that never does anything (Shapley 1953, A value for n-person games). It needs the value of all
// 2^n sets, so it is given for at most ten changes.
import Neighbourhoods

/// What one change contributes to the values of all buurten together.
public struct Contribution: Sendable {
    /// The change.
    public var change: Change
    /// Per indicator what it does alone; NaN where a value is absent.
    public var alone: [Double]
    /// Per indicator what is lost without it.
    public var last: [Double]
    /// Per indicator its part of the whole; `nil` for more than ten changes.
    public var shapley: [Double]?

    /// Largest number of changes for which Shapley values are made.
    public static let largestShapley = 10
}

/// A set of changes, by their places in a list.
struct Coalition: Hashable, Sendable {
    /// Places, ascending.
    private(set) var members: [Int]

    init(_ members: some Sequence<Int>) { self.members = members.sorted() }

    func contains(_ place: Int) -> Bool { members.contains(place) }
    func without(_ place: Int) -> Coalition { Coalition(members.filter { $0 != place }) }
    func with(_ place: Int) -> Coalition {
        contains(place) ? self : Coalition(members + [place])
    }
}

/// Values of sets of changes, each measured once.
struct CoalitionValues {
    private let base: MeasuredWorkspace
    private let changes: [Change]
    private let year: Int?
    private let threads: Int
    private var known: [Coalition: [Double]] = [:]
    private var last: (coalition: Coalition, measured: MeasuredWorkspace)?

    init(_ base: MeasuredWorkspace, changes: [Change], year: Int?, threads: Int) {
        self.base = base
        self.changes = changes
        self.year = year
        self.threads = threads
    }

    /// The workspace with a set of changes, measured.
    mutating func measured(_ coalition: Coalition) throws(AnalysisError) -> MeasuredWorkspace {
        if coalition.members.isEmpty { return base }
        if let last, last.coalition == coalition { return last.measured }
        let changed = base.workspace.applying(coalition.members.map { changes[$0] }, year: year)
        let measured = try base.updated(
            to: changed.workspace, edits: changed.edits, threads: threads)
        known[coalition] = Self.totals(measured)
        last = (coalition, measured)
        return measured
    }

    /// Per indicator the value for all buurten together; NaN where it is absent.
    mutating func totals(_ coalition: Coalition) throws(AnalysisError) -> [Double] {
        if let totals = known[coalition] { return totals }
        let totals = Self.totals(try measured(coalition))
        known[coalition] = totals
        return totals
    }

    private static func totals(_ measured: MeasuredWorkspace) -> [Double] {
        measured.totals.map { $0.number ?? .nan }
    }
}

/// What each change contributes.
func contributions(
    of changes: [Change], _ values: inout CoalitionValues
) throws(AnalysisError) -> [Contribution] {
    let all = Coalition(changes.indices)
    let nothing = try values.totals(Coalition([]))
    let whole = try values.totals(all)
    let shapley = try shapleyValues(changes.count, &values)
    var result: [Contribution] = []
    for place in changes.indices {
        let own = try values.totals(Coalition([place]))
        let rest = try values.totals(all.without(place))
        result.append(
            Contribution(
                change: changes[place], alone: zip(own, nothing).map { $0 - $1 },
                last: zip(whole, rest).map { $0 - $1 }, shapley: shapley?[place]))
    }
    return result
}

/// Per change and indicator the Shapley value; `nil` for more than ten changes.
func shapleyValues(
    _ count: Int, _ values: inout CoalitionValues
) throws(AnalysisError) -> [[Double]]? {
    guard count > 0, count <= Contribution.largestShapley else { return count == 0 ? [] : nil }
    let width = try values.totals(Coalition([])).count
    var result = [[Double]](repeating: [Double](repeating: 0, count: width), count: count)
    let factorials = (0...count).map { n in (0..<n).reduce(1.0) { $0 * Double($1 + 1) } }
    for set in 0..<(1 << count) {
        let coalition = Coalition((0..<count).filter { set & (1 << $0) != 0 })
        let size = coalition.members.count
        let without = try values.totals(coalition)
        for place in 0..<count where !coalition.contains(place) {
            let with = try values.totals(coalition.with(place))
            let share = factorials[size] * factorials[count - size - 1] / factorials[count]
            for k in 0..<width { result[place][k] += share * (with[k] - without[k]) }
        }
    }
    return result
}
