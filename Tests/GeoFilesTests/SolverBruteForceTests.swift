// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Scenarios
import TestSupport
import Testing

@testable import GeoFiles

/// A random problem as plain numbers, with sets of candidates as bits.
private struct PlainFunding {
    var count: Int
    var costs: [Double]
    /// First and last year of construction of each candidate.
    var works: [ClosedRange<Int>]
    var budget: Double
    var budgetOfYear: [Int: Double] = [:]
    /// Pairs of candidates: the first needs the second, and one excludes the other.
    var requires: [(Int, Int)] = []
    var excludes: [(Int, Int)] = []
    var chosen: Int?
    var forbidden: Int?
    /// Inhabitants with the candidates that reach them.
    var groups: [(people: Double, reachedBy: Int)]
    /// What must be reached of other groups.
    var floor: (needed: Double, groups: [(people: Double, reachedBy: Int)])?

    init(_ count: Int, _ random: inout SeededGenerator) {
        self.count = count
        costs = (0..<count).map { _ in Double(random.int(in: 1..<20)) }
        works = (0..<count).map { _ in
            let first = random.int(in: 2022..<2025)
            return first...first + random.int(in: 0..<3)
        }
        budget = Double(random.int(in: 5..<10 * count))
        if random.int(in: 0..<2) == 0 {
            budgetOfYear = [
                2022: Double(random.int(in: 0..<30)), 2024: Double(random.int(in: 0..<30)),
            ]
        }
        func pairs() -> [(Int, Int)] {
            (0..<random.int(in: 0..<3)).map { _ in
                // The needed one comes before, so that nothing runs in a circle.
                let later = random.int(in: 1..<count)
                return (later, random.int(in: 0..<later))
            }
        }
        requires = pairs()
        excludes = pairs()
        if random.int(in: 0..<4) == 0 { chosen = random.int(in: 0..<count) }
        if random.int(in: 0..<4) == 0 { forbidden = random.int(in: 0..<count) }
        if chosen == forbidden { forbidden = nil }
        groups = []
        groups = Self.groups(count, &random)
        if random.int(in: 0..<3) == 0 {
            let own = Self.groups(count, &random)
            let all = own.reduce(0) { $0 + $1.people }
            floor = ((all * random.double(in: 0.1..<1.1)).rounded(.up), own)
        }
    }

    private static func groups(
        _ count: Int, _ random: inout SeededGenerator
    ) -> [(people: Double, reachedBy: Int)] {
        (0..<random.int(in: 1..<15)).map { _ in
            (
                Double(random.int(in: 1..<50)),
                (0..<count).reduce(1 << random.int(in: 0..<count)) { set, c in
                    random.int(in: 0..<4) == 0 ? set | 1 << c : set
                }
            )
        }
    }

    static func reached(_ set: Int, _ groups: [(people: Double, reachedBy: Int)]) -> Double {
        groups.reduce(0) { $0 + ($1.reachedBy & set != 0 ? $1.people : 0) }
    }

    /// Whether a set keeps every rule.
    func allows(_ set: Int) -> Bool {
        func has(_ c: Int) -> Bool { set & (1 << c) != 0 }
        if let chosen, !has(chosen) { return false }
        if let forbidden, has(forbidden) { return false }
        if requires.contains(where: { has($0.0) && !has($0.1) }) { return false }
        if excludes.contains(where: { has($0.0) && has($0.1) }) { return false }
        var sum = 0.0
        for c in 0..<count where has(c) { sum += costs[c] }
        if sum > budget { return false }
        for (year, limit) in budgetOfYear {
            var spent = 0.0
            for c in 0..<count where has(c) && works[c].contains(year) {
                spent += costs[c] / Double(works[c].count)
            }
            if spent > limit + 1e-9 { return false }
        }
        return floor.map { Self.reached(set, $0.groups) >= $0.needed } ?? true
    }

    /// The most inhabitants of all sets; `nil` where none keeps the rules.
    var best: Double? {
        var best: Double?
        for set in 0..<(1 << count) {
            let worth = Self.reached(set, groups)
            if worth > best ?? -1, allows(set) { best = worth }
        }
        return best
    }

    /// The same as candidates and groups.
    var cover: CoverProblem {
        let candidates = (0..<count).map { c in
            Change(
                id: "c\(c)", effect: .exchange(layer: 0, removing: FeaturePick(), adding: nil),
                cost: costs[c], period: Period(works: works[c], from: works[c].upperBound),
                requires: requires.filter { $0.0 == c }.map { "c\($0.1)" },
                excludes: excludes.filter { $0.0 == c }.map { "c\($0.1)" },
                isChosen: chosen == c ? true : forbidden == c ? false : nil)
        }
        func groups(_ plain: [(people: Double, reachedBy: Int)]) -> [CoverGroup] {
            plain.map { group in
                CoverGroup(
                    inhabitants: group.people,
                    reachedBy: (0..<count).filter { group.reachedBy & (1 << $0) != 0 })
            }
        }
        return CoverProblem(
            problem: FundingProblem(
                candidates: candidates, budget: budget, budgetOfYear: budgetOfYear),
            groups: groups(self.groups),
            floors: floor.map { [CoverFloor(needed: $0.needed, groups: groups($0.groups))] } ?? [])
    }
}

/// The exact way against a loop over all sets that knows nothing of it: budgets in all and per year, what
/// requires and excludes, what must and must not be chosen, and minimums.
@Suite struct SolverBruteForceTests {
    private func compare(
        _ counts: Range<Int>, _ seeds: Range<UInt64>
    ) throws -> (solved: Int, impossible: Int) {
        guard let solver = SolverProcess(seconds: 20) else {
            print("cbc is not installed: skipped")
            return (seeds.count, seeds.count)
        }
        var solved = 0, impossible = 0
        try forEverySeed(seeds) { seed, random in
            let plain = PlainFunding(random.int(in: counts), &random)
            let best = plain.best
            let answer = try #require(solver.solve(plain.cover, excluding: []))
            guard let choice = answer.choice else {
                #expect(best == nil, "seed \(seed): there is a choice worth \(best ?? 0)")
                impossible += 1
                return
            }
            let set = choice.reduce(0) { $0 | 1 << $1 }
            #expect(plain.allows(set), "seed \(seed)")
            #expect(PlainFunding.reached(set, plain.groups) == best, "seed \(seed)")
            #expect(try #require(answer.upperBound) >= (best ?? 0) - 1e-6, "seed \(seed)")
            #expect(plain.cover.problem.allows(choice), "seed \(seed)")
            solved += 1
        }
        return (solved, impossible)
    }

    @Test func hundredsOfSmallProblems() throws {
        let (solved, impossible) = try compare(2..<10, 0..<300)
        #expect(solved >= 150)
        #expect(impossible >= 20)
    }

    @Test func fifteenCandidates() throws {
        let (solved, _) = try compare(13..<16, 1_000..<1_012)
        #expect(solved >= 6)
    }
}
