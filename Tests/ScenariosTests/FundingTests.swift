// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import TestSupport
import Testing

@testable import Scenarios

@Suite struct FundingTests {
    private func problem(
        _ costs: [Double], budget: Double, _ change: (inout [Change]) -> Void = { _ in }
    ) -> FundingProblem {
        var candidates = costs.enumerated().map {
            ScenarioTown.adding("c\($0)", 100, 100, cost: $1)
        }
        change(&candidates)
        return FundingProblem(candidates: candidates, budget: budget)
    }

    // c0 alone reaches 10 for 10 euro; c1 and c2 reach 6 each for 5. Per euro c1 is best, and both
    // together reach 12 for 10.
    @Test func stepByStepGoesByGainPerEuro() throws {
        let cover = CoverProblem(
            problem: problem([10, 5, 5], budget: 10),
            groups: [
                CoverGroup(inhabitants: 10, reachedBy: [0]),
                CoverGroup(inhabitants: 6, reachedBy: [1]),
                CoverGroup(inhabitants: 6, reachedBy: [2]),
            ])
        let plan = try cover.problem.greedy(isLazy: true) { cover.value($0) }
        #expect(plan == FundingPlan(choice: [1, 2], cost: 10, value: 12))
    }

    // c0 gains 2 for 1 euro and leaves no room for c1, which gains 9 for 10: the best single one wins.
    @Test func theBestSingleOneMayBeat() throws {
        let cover = CoverProblem(
            problem: problem([1, 10], budget: 10),
            groups: [
                CoverGroup(inhabitants: 2, reachedBy: [0]),
                CoverGroup(inhabitants: 9, reachedBy: [1]),
            ])
        let plan = try cover.problem.greedy(isLazy: true) { cover.value($0) }
        #expect(plan?.choice == [1])
    }

    @Test func rulesAreKept() {
        let rules = problem([1, 1, 1, 1], budget: 3) { candidates in
            candidates[0].requires = ["c1"]
            candidates[1].excludes = ["c2"]
            candidates[3].isChosen = true
        }
        #expect(rules.allows([3]))
        #expect(!rules.allows([]))
        #expect(!rules.allows([0, 3]))
        #expect(rules.allows([0, 1, 3]))
        #expect(!rules.allows([1, 2, 3]))
        #expect(!rules.allows([0, 1, 2, 3]))
        var yearly = rules
        yearly.candidates[3].period = Period(from: 2022)
        yearly.budgetOfYear = [2022: 0.5]
        #expect(!yearly.allows([3]))
    }

    /// Lazy and plain steps agree, promise at least (1 - 1/e)/2 of the optimum, and more budget is never worse.
    @Test func lawsOfTheChoice() throws {
        try forEverySeed(0..<60) { _, random in
            let count = random.int(in: 1..<9)
            let costs = (0..<count).map { _ in Double(random.int(in: 1..<20)) }
            let groups = (0..<12).map { _ in
                CoverGroup(
                    inhabitants: Double(random.int(in: 1..<50)),
                    reachedBy: (0..<count).filter { _ in random.int(in: 0..<3) == 0 })
            }.filter { !$0.reachedBy.isEmpty }
            var last = 0.0
            for budget in [5.0, 15, 40, 100] {
                let cover = CoverProblem(
                    problem: problem(costs, budget: budget), groups: groups)
                let value: FundingValue = { (choice) throws(AnalysisError) in cover.value(choice) }
                let lazy = try #require(try cover.problem.greedy(isLazy: true, value))
                let plain = try #require(try cover.problem.greedy(isLazy: false, value))
                let best = try #require(try cover.problem.exhaustive(value).best)
                #expect(lazy == plain)
                #expect(cover.problem.allows(lazy.choice))
                #expect(lazy.value >= 0.316 * best.value)
                #expect(lazy.value <= best.value)
                #expect(best.value >= last)
                last = best.value
            }
        }
    }

    /// Hubs at 1700 and 1900 reach {1500, 1700, 1900} and {1700, 1900}, one inhabitant each.
    @Test func inhabitantsAreGroupedByWhoWouldReachThem() throws {
        let base = try MeasuredWorkspace(ScenarioTown.workspace(), threads: 1)
        let hubs = [ScenarioTown.adding("a", 1700, 500), ScenarioTown.adding("b", 1900, 500)]
        let others = hubs.map { hub in
            let changed = base.workspace.applying([hub])
            return (workspace: changed.workspace, edits: changed.edits)
        }
        let place = try #require(
            base.indicators.firstIndex { $0.id == "places_distance_share_300" })
        #expect(
            try base.coverGroups(of: place, by: others) == [
                CoverGroup(inhabitants: 1, reachedBy: [0]),
                CoverGroup(inhabitants: 2, reachedBy: [0, 1]),
            ])
        let problem = FundingProblem(candidates: hubs, budget: 0)
        let choice = try #require(
            try chooseFunding(
                problem, of: base, maximising: place, solver: { _, _ in nil }, threads: 1))
        // Both are free: with a all three are served, and b adds nobody; without a two are.
        #expect(choice.nextBest == FundingPlan(choice: [1], cost: 0, value: 2))
        #expect(choice.best.value == 3)
        #expect(choice.best.choice == [0])
        #expect(choice.upperBound == 3)
    }

    /// A mean distance is no covering: sets are measured, and shorter is better.
    @Test func meansAreMeasuredForEverySet() throws {
        let base = try MeasuredWorkspace(ScenarioTown.workspace(), threads: 1)
        let hubs = [
            ScenarioTown.adding("a", 1700, 500, cost: 1),
            ScenarioTown.adding("b", 900, 500, cost: 1),
        ]
        let place = try #require(base.indicators.firstIndex { $0.id == "places_distance_mean" })
        let choice = try #require(
            try chooseFunding(
                FundingProblem(candidates: hubs, budget: 1), of: base, maximising: place,
                solver: { _, _ in nil }, threads: 1))
        // Distances from x = 100 are 0, 200 ... 1800, mean 900. With 1700 they are 0 200 400 600 800 600
        // 400 200 0 200, mean 340; with 900 they are 0 200 400 200 0 200 400 600 800 1000, mean 380.
        #expect(choice.best.choice == [0])
        #expect(choice.best.value == 560)
        #expect(choice.nextBest?.value == 520)
        #expect(!choice.countsInhabitants)
    }

    // c0 brings 10 for 10 euro, c1 brings 6 for 5, to other people; a floor asks that 4 of the latter come.
    @Test func aFloorComesBeforeTheMost() throws {
        let groups = [
            CoverGroup(inhabitants: 10, reachedBy: [0]), CoverGroup(inhabitants: 6, reachedBy: [1]),
        ]
        let rules = problem([10, 5], budget: 10)
        let floor = CoverFloor(needed: 4, groups: [groups[1]])
        let cover = CoverProblem(problem: rules, groups: groups, floors: [floor])
        let value: FundingValue = { (choice) throws(AnalysisError) in cover.value(choice) }
        let lacking: FundingValue = { (choice) throws(AnalysisError) in cover.shortfall(choice) }
        #expect(try rules.greedy(isLazy: true, value)?.choice == [0])
        #expect(try rules.greedy(isLazy: true, shortfall: lacking, value)?.choice == [1])
        #expect(try rules.exhaustive(shortfall: lacking, value).best?.choice == [1])
        #expect(cover.shortfall([0]) == 1)
        // The most of them is 6: 7 cannot be reached.
        let tall = CoverProblem(
            problem: rules, groups: groups, floors: [CoverFloor(needed: 7, groups: [groups[1]])])
        let never: FundingValue = { (choice) throws(AnalysisError) in tall.shortfall(choice) }
        #expect(try rules.greedy(isLazy: true, shortfall: never, value) == nil)
        #expect(try rules.exhaustive(shortfall: never, value).best == nil)
    }

    // West has addresses at 100 to 900, East at 1100 to 1900, one inhabitant each; within 300 m of the place at
    // 100 are 100 and 300: West 40 %, East 0 %. A hub at 700 brings 500, 700 and 900, one at 1700
    // brings 1500, 1700 and 1900: three each, so the first wins, unless East must have 40 %.
    @Test func aMinimumOfEveryBuurtLeavesNobodyBehind() throws {
        let base = try MeasuredWorkspace(ScenarioTown.workspace(), threads: 1)
        let hubs = [
            ScenarioTown.adding("west", 700, 500, cost: 1),
            ScenarioTown.adding("east", 1700, 500, cost: 1),
        ]
        let share = "places_distance_share_300"
        let place = try #require(base.indicators.firstIndex { $0.id == share })
        func best(_ minimums: [FundingMinimum]) throws -> Set<Int>? {
            try chooseFunding(
                FundingProblem(candidates: hubs, budget: 1, minimums: minimums), of: base,
                maximising: place, solver: { _, _ in nil }, threads: 1)?.best.choice
        }
        #expect(try best([]) == [0])
        #expect(
            try best([FundingMinimum(indicator: share, level: "buurt", bound: 40)]) == [1])
        // 60 % in East is what the hub gives; West stays at 40 %.
        #expect(
            try best([FundingMinimum(indicator: share, level: "buurt", bound: 41)]) == nil)
        // Mean distance: with west 0 200 200 0 200 400 600 800 1000 1200, 460 m; with east 340 m, see above.
        // It is measured, since it is no covering; lower is better.
        let mean = "places_distance_mean"
        #expect(try best([FundingMinimum(indicator: mean, bound: 400)]) == [1])
        #expect(try best([FundingMinimum(indicator: mean, bound: 300)]) == nil)
    }

    /// A higher minimum is never worth more, a larger budget never less, and what is chosen keeps both.
    @Test func lawsOfMinimums() throws {
        try forEverySeed(0..<40) { _, random in
            let count = random.int(in: 2..<9)
            let costs = (0..<count).map { _ in Double(random.int(in: 1..<20)) }
            func groups() -> [CoverGroup] {
                (0..<10).map { _ in
                    CoverGroup(
                        inhabitants: Double(random.int(in: 1..<50)),
                        reachedBy: (0..<count).filter { _ in random.int(in: 0..<3) == 0 })
                }.filter { !$0.reachedBy.isEmpty }
            }
            let (main, other) = (groups(), groups())
            var before = Double.infinity
            for needed in [1.0, 20, 60, 120] {
                var last = -1.0
                for budget in [10.0, 25, 60] {
                    let cover = CoverProblem(
                        problem: problem(costs, budget: budget), groups: main,
                        floors: [CoverFloor(needed: needed, groups: other)])
                    let value: FundingValue = { (choice) throws(AnalysisError) in
                        cover.value(choice)
                    }
                    let lacking: FundingValue = { (choice) throws(AnalysisError) in
                        cover.shortfall(choice)
                    }
                    let best = try cover.problem.exhaustive(shortfall: lacking, value).best
                    let steps = try cover.problem.greedy(
                        isLazy: true, shortfall: lacking, value)
                    if let steps {
                        let best = try #require(best)
                        #expect(steps.value <= best.value)
                        #expect(cover.shortfall(steps.choice) == 0)
                        #expect(cover.problem.allows(steps.choice))
                    }
                    #expect((best?.value ?? -1) >= last)
                    last = best?.value ?? -1
                }
                #expect(last <= before)
                before = last
            }
        }
    }

    /// What groups of a row count is what a full measurement gives, for random towns.
    @Test(arguments: 0..<20)
    func countingIsMeasuring(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let base = try MeasuredWorkspace(RandomTown.workspace(&random), threads: 2)
        let added = (0..<3).map { k in
            let layer = base.workspace.layers[0]
            var one = layer
            one.geometry = FeatureGeometry(count: 1)
            one.geometry.points.append(
                x: random.double(in: 0..<300), y: random.double(in: 0..<300), feature: 0)
            one.attributes = AttributeTable(
                count: 1, columns: [AttributeColumn(name: "from", values: .integers([2000]))])
            one.ids = [1]
            return Change(
                id: "a\(k)", effect: .exchange(layer: 0, removing: FeaturePick(), adding: one))
        }
        let place = try #require(
            base.indicators.firstIndex { $0.id == "places_distance_share_60" })
        let alternatives = added.map { change in
            let changed = base.workspace.applying([change])
            return (workspace: changed.workspace, edits: changed.edits)
        }
        let rows = try #require(
            try base.coverRows(of: place, by: alternatives, level: "buurt"))
        let changed = base.workspace.applying(added)
        let all = try base.updated(to: changed.workspace, edits: changed.edits, threads: 1)
        for row in rows {
            let buurt = try #require(base.workspace.buurten.names.firstIndex(of: row.name))
            let column = try #require(
                all.results.buurten.columns.first { $0.indicator.id == "places_distance_share_60" })
            let counted = row.within + row.groups.reduce(0) { $0 + $1.inhabitants }
            let share = try #require(column.values[buurt].number)
            #expect(abs(counted / row.inhabitants * 100 - share) < 1e-9)
        }
    }
}
