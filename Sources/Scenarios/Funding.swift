// SPDX-License-Identifier: EUPL-1.2
//
// Where candidates serve people independently of each other the choice is a problem of covering: its value
// is counted over groups of addresses, and a solver finds the best. Minimums of that kind are rows of it.
// Other minimums (walking, Gini, means) are looked at afterwards: a choice of the solver that breaks one is
// forbidden and the solver asked again, so what is found is still the best of those that keep all.
// Where effects combine every value is measured: all choices of few candidates, else step by step.
import Neighbourhoods

/// See ``chooseFunding(_:of:maximising:solver:threads:)``.
struct Funding {
    let problem: FundingProblem
    let workspace: MeasuredWorkspace
    let indicator: Int
    let threads: Int
    private var values: CoalitionValues
    /// Minimums that are measured.
    private var measuredMinimums: [FundingMinimum]
    private var shortfalls: [Set<Int>: Double] = [:]
    /// Largest number of candidates whose choices are all measured.
    private static let largestMeasured = 12
    /// Largest number whose choices are all counted, where counting is enough.
    private static let largestCounted = 16
    /// How often the solver is asked again for a choice that keeps the measured minimums.
    private static let mostQuestions = 200
    /// Budgets of the frontier.
    private static let budgets = 12

    init(problem: FundingProblem, workspace: MeasuredWorkspace, indicator: Int, threads: Int) {
        self.problem = problem
        self.workspace = workspace
        self.indicator = indicator
        self.threads = threads
        measuredMinimums = problem.minimums
        values = CoalitionValues(
            workspace, changes: problem.candidates, year: nil, threads: threads)
    }

    mutating func choice(_ solver: CoverSolver) throws(AnalysisError) -> FundingChoice? {
        if let cover = try coverProblem() { return try choice(cover, solver) }
        let sign = workspace.indicators[indicator].direction == .lower ? -1.0 : 1.0
        let base = try values.totals(Coalition([]))[indicator]
        let place = indicator
        // One state for both: a choice is measured once.
        var state = self
        let measure: FundingValue = { (choice) throws(AnalysisError) in
            let value = try state.values.totals(Coalition(choice))[place]
            return value.isFinite && base.isFinite ? sign * (value - base) : 0
        }
        let shortfall: FundingValue? =
            problem.minimums.isEmpty
            ? nil : { (choice) throws(AnalysisError) in try state.measuredShortfall(choice) }
        let greedy = try problem.greedy(isLazy: false, shortfall: shortfall, measure)
        let isSmall = problem.candidates.count <= Self.largestMeasured
        let all = isSmall ? try problem.exhaustive(shortfall: shortfall, measure) : nil
        guard let best = all?.best ?? greedy else { return nil }
        var result = FundingChoice(
            problem: problem, indicator: workspace.indicators[indicator], countsInhabitants: false,
            greedy: greedy, best: best,
            method: "step by step; its effects combine, so no bound is known", frontier: [])
        result.alone = try alone(measure)
        guard let all else { return result }
        result.nextBest = all.next
        result.upperBound = result.best.value
        result.method = "by measuring all allowed choices"
        result.frontier = all.frontier
        return result
    }

    /// What each candidate brings by itself, with what it requires.
    private func alone(_ value: FundingValue) throws(AnalysisError) -> [Double] {
        var result: [Double] = []
        for place in problem.candidates.indices {
            result.append(try value(problem.closure(of: place)))
        }
        return result
    }

    /// Budgets in equal steps up to the cost of all candidates that may help, with what they require.
    private func budgets(among useful: Set<Int>) -> [Double] {
        let all = useful.filter { problem.candidates[$0].isChosen != false }
            .reduce(into: problem.fixed) { $0.formUnion(problem.closure(of: $1)) }
        let cost = problem.cost(all)
        return cost > 0
            ? (1...Self.budgets).map { (cost * Double($0) / Double(Self.budgets)).rounded(.up) }
            : []
    }

    // MARK: Minimums

    /// What a choice lacks of the minimums that are measured.
    private mutating func measuredShortfall(_ choice: Set<Int>) throws(AnalysisError) -> Double {
        if measuredMinimums.isEmpty { return 0 }
        if let known = shortfalls[choice] { return known }
        let results = try values.measured(Coalition(choice)).results
        var sum = 0.0
        for minimum in measuredMinimums {
            guard let lacking = minimum.shortfall(in: results) else {
                throw AnalysisError(
                    "--minimum \(minimum.text): there is no such indicator on that level",
                    remedy: "write INDICATOR=VALUE, or INDICATOR@LEVEL=VALUE with buurt or a group")
            }
            sum += lacking
        }
        shortfalls[choice] = sum
        return sum
    }

    // MARK: Covering

    /// The problem as one of covering; `nil` where candidates' effects combine.
    private mutating func coverProblem() throws(AnalysisError) -> CoverProblem? {
        for candidate in problem.candidates {
            guard case .exchange(_, let removed, .some) = candidate.effect, removed.isEmpty else {
                return nil
            }
        }
        guard workspace.isCover(indicator) else { return nil }
        let alternatives = problem.candidates.map { candidate in
            let changed = workspace.workspace.applying([candidate])
            return (workspace: changed.workspace, edits: changed.edits)
        }
        guard let groups = try workspace.coverGroups(of: indicator, by: alternatives) else {
            return nil
        }
        var floors: [CoverFloor] = []
        var others: [FundingMinimum] = []
        for minimum in problem.minimums {
            let places = workspace.indicators.indices.filter {
                workspace.indicators[$0].id == minimum.indicator
            }
            guard let place = places.first, workspace.isCover(place),
                workspace.indicators[place].direction == .higher,
                let rows = try workspace.coverRows(
                    of: place, by: alternatives, level: minimum.level)
            else {
                others.append(minimum)
                continue
            }
            for row in rows {
                let needed = minimum.bound / 100 * row.inhabitants - row.within
                if needed > 1e-9 { floors.append(CoverFloor(needed: needed, groups: row.groups)) }
            }
        }
        measuredMinimums = others
        return CoverProblem(problem: problem, groups: groups, floors: floors)
    }

    private mutating func choice(
        _ cover: CoverProblem, _ solver: CoverSolver
    ) throws(AnalysisError) -> FundingChoice? {
        let count: FundingValue = { (choice) throws(AnalysisError) in cover.value(choice) }
        var checks = self
        let shortfall: FundingValue? =
            problem.minimums.isEmpty
            ? nil
            : { (choice) throws(AnalysisError) in
                let lacking = cover.shortfall(choice)
                return try lacking > 0 ? lacking : checks.measuredShortfall(choice)
            }
        func plan(_ choice: Set<Int>) -> FundingPlan {
            FundingPlan(choice: choice, cost: problem.cost(choice), value: cover.value(choice))
        }
        let greedy = try problem.greedy(isLazy: true, shortfall: shortfall, count)
        let solved = try solved(cover, solver, [], shortfall)
        let size = problem.candidates.count
        let isCounted =
            size <= Self.largestMeasured || solved?.choice == nil && size <= Self.largestCounted
        let counted = isCounted ? try problem.exhaustive(shortfall: shortfall, count) : nil
        let found = solved?.choice.map(plan) ?? counted?.best
        guard let best = [found, greedy].compactMap({ $0 }).max(by: { $0.value < $1.value }) else {
            return nil
        }
        var result = FundingChoice(
            problem: problem, indicator: workspace.indicators[indicator], countsInhabitants: true,
            greedy: greedy, best: best, method: "step by step; no solver was found", frontier: [])
        result.alone = try alone(count)
        if solved?.choice != nil {
            result.upperBound = solved?.upperBound.map { max($0, result.best.value) }
            result.method = "exactly, as a problem of maximal covering"
            if !result.best.choice.isEmpty {
                result.nextBest = try self.solved(
                    cover, solver, [result.best.choice], shortfall)?.choice.map(plan)
            }
        } else if let counted, counted.best != nil {
            result.nextBest = counted.next
            result.upperBound = result.best.value
            result.method = "by counting all allowed choices"
        } else if let bound = solved?.upperBound {
            result.upperBound = max(bound, result.best.value)
            result.method = "step by step; the solver found nothing better in time"
        }
        result.frontier =
            if let counted { counted.frontier } else {
                try solvedFrontier(cover, solver, shortfall, count)
            }
        return result
    }

    /// The best plans for some budgets in equal steps: points of the frontier, with others between.
    private func solvedFrontier(
        _ cover: CoverProblem, _ solver: CoverSolver, _ shortfall: FundingValue?,
        _ count: FundingValue
    ) throws(AnalysisError) -> [FundingPlan] {
        var plans: [FundingPlan] = []
        for budget in budgets(among: Set(cover.groups.flatMap(\.reachedBy))) {
            var other = cover
            other.problem.budget = budget
            var choice = try solved(other, solver, [], shortfall)?.choice
            if choice == nil {
                choice = try other.problem.greedy(isLazy: true, shortfall: shortfall, count)?.choice
            }
            guard let choice else { continue }
            plans.append(
                FundingPlan(choice: choice, cost: problem.cost(choice), value: cover.value(choice)))
        }
        return paretoFront(plans)
    }

    /// The solver's best choice that keeps all rules; its bound holds also where none is found.
    private func solved(
        _ cover: CoverProblem, _ solver: CoverSolver, _ others: [Set<Int>],
        _ shortfall: FundingValue?
    ) throws(AnalysisError) -> SolvedCover? {
        var cover = cover
        var bound: Double?
        for _ in 0..<Self.mostQuestions {
            guard let solved = solver(cover, others) else { break }
            bound = solved.upperBound ?? bound
            guard let choice = solved.choice else { return nil }
            guard cover.problem.allows(choice) else { break }
            if try shortfall?(choice) ?? 0 == 0 {
                return SolvedCover(choice: choice, upperBound: solved.upperBound)
            }
            cover.forbidden.append(choice)
        }
        return bound.map { SolvedCover(choice: nil, upperBound: $0) }
    }
}
