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

    /// The same with minimums, budgets per year and fifteen candidates.
    @Test func minimumsAndYearsAreKept() throws {
        guard let solver = SolverProcess(seconds: 20) else {
            print("cbc is not installed: skipped")
            return
        }
        var infeasible = 0
        try forEverySeed(0..<6) { seed, random in
            let count = 15
            var candidates = (0..<count).map {
                candidate("c\($0)", Double(random.int(in: 1..<20)))
            }
            for k in 0..<count { candidates[k].period = Period(from: 2022 + k % 3) }
            candidates[1].requires = ["c0"]
            candidates[2].excludes = ["c3", "c5"]
            func groups() -> [CoverGroup] {
                (0..<15).map { _ in
                    CoverGroup(
                        inhabitants: Double(random.int(in: 1..<50)),
                        reachedBy: (0..<14).filter { _ in random.int(in: 0..<4) == 0 } + [14])
                }
            }
            let (main, other) = (groups(), groups())
            // Every third asks for all of them, which most budgets cannot give.
            let all = other.reduce(0) { $0 + $1.inhabitants }
            let cover = CoverProblem(
                problem: FundingProblem(
                    candidates: candidates, budget: 45, budgetOfYear: [2022: 20, 2023: 9]),
                groups: main,
                floors: [CoverFloor(needed: seed % 3 == 2 ? all + 1 : 0.7 * all, groups: other)])
            var best: Double?
            for set in 0..<(1 << count) {
                let choice = Set((0..<count).filter { set & (1 << $0) != 0 })
                guard cover.problem.allows(choice) else { continue }
                let served = other.reduce(0) {
                    $0 + ($1.reachedBy.contains(where: choice.contains) ? $1.inhabitants : 0)
                }
                guard served >= cover.floors[0].needed else { continue }
                best = max(best ?? 0, cover.value(choice))
            }
            let solved = try #require(solver.solve(cover, excluding: []))
            #expect(solved.choice.map { cover.value($0) } == best)
            if best == nil { infeasible += 1 }
            if let choice = solved.choice { #expect(cover.problem.allows(choice)) }
        }
        #expect(infeasible >= 2)
    }

    /// A choice that is forbidden is not the answer, also where nothing else is as good.
    @Test func aForbiddenChoiceIsNotTheAnswer() throws {
        guard let solver = SolverProcess(seconds: 20) else {
            print("cbc is not installed: skipped")
            return
        }
        var cover = CoverProblem(
            problem: FundingProblem(
                candidates: [candidate("a", 1), candidate("b", 1)], budget: 1),
            groups: [
                CoverGroup(inhabitants: 5, reachedBy: [0]),
                CoverGroup(inhabitants: 3, reachedBy: [1]),
            ])
        #expect(solver.solve(cover, excluding: [])?.choice == [0])
        cover.forbidden = [[0]]
        #expect(solver.solve(cover, excluding: [])?.choice == [1])
    }
}
