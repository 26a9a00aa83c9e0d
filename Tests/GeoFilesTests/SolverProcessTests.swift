// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Scenarios
import TestSupport
import Testing

@testable import GeoFiles

@Suite struct SolverProcessTests {
    private func candidate(_ id: String, _ cost: Double) -> Change {
        Change(
            id: id, effect: .exchange(layer: 0, removing: FeaturePick(), adding: nil), cost: cost)
    }

    @Test func answersAreRead() {
        let optimal = """
            Optimal - objective value 12.00000000
                  0 y0                     1                      10
                  2 x0                     1                       0
            **    3 x1            0.99999999                       0
            """
        #expect(
            SolverProcess.answer(optimal, "", candidates: 3)
                == SolvedCover(choice: [0, 1], upperBound: 12))
        let stopped = "Stopped on time - objective value 9.00000000\n      2 x2  1  0\n"
        #expect(
            SolverProcess.answer(stopped, "Upper bound:  11.500\n", candidates: 3)
                == SolvedCover(choice: [2], upperBound: 11.5))
        #expect(
            SolverProcess.answer("Infeasible - objective value 0\n", "", candidates: 3)
                == SolvedCover(choice: nil, upperBound: nil))
    }

    /// The solver's optimum is that of a loop over all choices, rules included.
    @Test func theOptimumIsThatOfPlainCounting() throws {
        guard let solver = SolverProcess(seconds: 20) else {
            print("cbc is not installed: skipped")
            return
        }
        try forEverySeed(0..<6) { _, random in
            let count = 10
            var candidates = (0..<count).map {
                candidate("c\($0)", Double(random.int(in: 1..<20)))
            }
            candidates[1].requires = ["c0"]
            candidates[2].excludes = ["c3"]
            candidates[4].isChosen = true
            let groups = (0..<15).map { _ in
                CoverGroup(
                    inhabitants: Double(random.int(in: 1..<50)),
                    reachedBy: (0..<9).filter { _ in random.int(in: 0..<3) == 0 } + [9])
            }
            let cover = CoverProblem(
                problem: FundingProblem(candidates: candidates, budget: 45), groups: groups)
            let solved = try #require(solver.solve(cover, excluding: []))
            let choice = try #require(solved.choice)
            #expect(cover.problem.allows(choice))
            var best = 0.0
            for set in 0..<(1 << count) {
                let choice = Set((0..<count).filter { set & (1 << $0) != 0 })
                if cover.problem.allows(choice) { best = max(best, cover.value(choice)) }
            }
            #expect(cover.value(choice) == best)
        }
    }
}
