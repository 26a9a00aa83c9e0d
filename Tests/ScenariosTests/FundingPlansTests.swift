// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import TestSupport
import Testing

@testable import Scenarios

@Suite struct FundingPlansTests {
    private func plan(_ choice: Set<Int>, _ cost: Double, _ value: Double) -> FundingPlan {
        FundingPlan(choice: choice, cost: cost, value: value)
    }

    // By rising cost: nothing; {1} is worth 4 for 5, {2} as much for 6 and {3} less for 7; {1, 2} and {0} are
    // both worth 9 for 11, of which {0} comes first; {4} is worth 10 for 30.
    @Test func moneyThatBringsNothingIsNoPointOfTheFront() {
        let plans = [
            plan([4], 30, 10), plan([1, 2], 11, 9), plan([0], 11, 9), plan([2], 6, 4),
            plan([3], 7, 3), plan([1], 5, 4), plan([], 0, 0),
        ]
        #expect(paretoFront(plans).map(\.choice) == [[], [1], [0], [4]])
        #expect(paretoFront([]).isEmpty)
    }

    /// Each point of the front is what exhaustive search finds for its cost, and between two points it finds
    /// the lower one.
    @Test func theFrontIsTheBestOfEveryBudget() throws {
        try forEverySeed(0..<40) { _, random in
            let count = random.int(in: 1..<8)
            let candidates = (0..<count).map { k in
                ScenarioTown.adding("c\(k)", 100, 500, cost: Double(random.int(in: 0..<6)))
            }
            let worth = (0..<count).map { _ in Double(random.int(in: -2..<6)) }
            let value: FundingValue = { (choice) throws(AnalysisError) in
                choice.reduce(0) { $0 + worth[$1] }
            }
            var problem = FundingProblem(candidates: candidates, budget: 0)
            let front = try problem.exhaustive(value).frontier
            for budget in 0...30 {
                problem.budget = Double(budget)
                let best = try #require(try problem.exhaustive(value).best)
                let point = try #require(front.last { $0.cost <= problem.budget })
                #expect(point.value == best.value)
                #expect(point.cost == best.cost)
            }
        }
    }
}
