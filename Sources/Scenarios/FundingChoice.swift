// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods

/// Solves a problem of covering exactly: the best choice and an upper bound of its value; `nil` where no
/// solver can be run.
public typealias CoverSolver = (CoverProblem, _ excluding: [Set<Int>]) -> SolvedCover?

/// What a solver says.
public struct SolvedCover: Sendable, Equatable {
    /// The best choice that it found; `nil`: there is none.
    public var choice: Set<Int>?
    /// No choice is worth more; `nil`: it says none.
    public var upperBound: Double?

    /// Creates an answer.
    public init(choice: Set<Int>?, upperBound: Double?) {
        self.choice = choice
        self.upperBound = upperBound
    }
}

/// The choice among candidates, with what there is to say about it.
public struct FundingChoice: Sendable {
    /// The problem.
    public var problem: FundingProblem
    /// What is maximised.
    public var indicator: Indicator
    /// Whether values are inhabitants newly within the distance of the indicator.
    public var countsInhabitants: Bool
    /// Chosen step by step.
    public var greedy: FundingPlan
    /// The best that was found.
    public var best: FundingPlan
    /// No choice is worth more; `nil`: not known.
    public var upperBound: Double?
    /// How the best was found, in words.
    public var method: String
    /// The best of the others.
    public var nextBest: FundingPlan?
    /// Best plans for other budgets, ascending.
    public var frontier: [(budget: Double, plan: FundingPlan)]

    /// Part of the value that may be missed, per cent; `nil`: not known.
    public var gap: Double? {
        upperBound.map { $0 > 0 ? max(0, ($0 - best.value) / $0 * 100) : 0 }
    }
}

/// Chooses which candidates to fund.
///
/// - Parameters:
///   - problem: Candidates, rules and budget.
///   - workspace: The workspace without changes.
///   - indicator: Place of the indicator that is maximised, in its good direction.
///   - solver: Solves problems of covering.
///   - threads: At most so many threads.
/// - Returns: The choice; `nil` where no choice keeps the rules.
/// - Throws: ``AnalysisError`` as a run does.
public func chooseFunding(
    _ problem: FundingProblem, of workspace: MeasuredWorkspace, maximising indicator: Int,
    solver: CoverSolver, threads: Int
) throws(AnalysisError) -> FundingChoice? {
    var funding = Funding(
        problem: problem, workspace: workspace, indicator: indicator, threads: threads)
    return try funding.choice(solver)
}

/// See ``chooseFunding(_:of:maximising:solver:threads:)``.
private struct Funding {
    let problem: FundingProblem
    let workspace: MeasuredWorkspace
    let indicator: Int
    let threads: Int
    /// Largest number of candidates whose choices are all measured.
    private static let largestMeasured = 12
    /// Largest number whose choices are all counted, where counting is enough.
    private static let largestCounted = 16
    /// Budgets of the frontier.
    private static let budgets = 12

    mutating func choice(_ solver: CoverSolver) throws(AnalysisError) -> FundingChoice? {
        if let cover = try coverProblem() { return try choice(cover, solver) }
        var values = CoalitionValues(
            workspace, changes: problem.candidates, year: nil, threads: threads)
        let sign = workspace.indicators[indicator].direction == .lower ? -1.0 : 1.0
        let place = indicator
        let base = try values.totals(Coalition([]))[place]
        let measure: FundingValue = { (choice) throws(AnalysisError) in
            let value = try values.totals(Coalition(choice))[place]
            return value.isFinite && base.isFinite ? sign * (value - base) : 0
        }
        guard let greedy = try problem.greedy(isLazy: false, measure) else { return nil }
        var result = FundingChoice(
            problem: problem, indicator: workspace.indicators[indicator], countsInhabitants: false,
            greedy: greedy, best: greedy,
            method: "step by step; its effects combine, so no bound is known", frontier: [])
        guard problem.candidates.count <= Self.largestMeasured else { return result }
        let best = try problem.exhaustive(measure)
        result.best = best.best ?? greedy
        result.nextBest = best.next
        result.upperBound = result.best.value
        result.method = "all allowed choices were measured"
        for budget in budgets(among: Set(problem.candidates.indices)) {
            var other = problem
            other.budget = budget
            if let plan = try other.exhaustive(measure).best {
                result.frontier.append((budget, plan))
            }
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

    /// The problem as one of covering; `nil` where candidates' effects combine.
    private func coverProblem() throws(AnalysisError) -> CoverProblem? {
        var alternatives: [MeasuredWorkspace] = []
        for candidate in problem.candidates {
            guard case .exchange(_, let removed, .some) = candidate.effect, removed.isEmpty else {
                return nil
            }
            let changed = workspace.workspace.applying([candidate])
            alternatives.append(
                try workspace.updated(
                    to: changed.workspace, edits: changed.edits, threads: threads))
        }
        guard workspace.isCover(indicator),
            let groups = workspace.coverGroups(of: indicator, by: alternatives)
        else { return nil }
        return CoverProblem(problem: problem, groups: groups)
    }

    private func choice(
        _ cover: CoverProblem, _ solver: CoverSolver
    ) throws(AnalysisError) -> FundingChoice? {
        let count: FundingValue = { (choice) throws(AnalysisError) in cover.value(choice) }
        guard let greedy = try problem.greedy(isLazy: true, count) else { return nil }
        var result = FundingChoice(
            problem: problem, indicator: workspace.indicators[indicator], countsInhabitants: true,
            greedy: greedy, best: greedy, method: "step by step; no solver was found",
            frontier: [])
        func plan(_ choice: Set<Int>) -> FundingPlan {
            FundingPlan(choice: choice, cost: problem.cost(choice), value: cover.value(choice))
        }
        if let solved = solver(cover, []), let choice = solved.choice, problem.allows(choice) {
            let found = plan(choice)
            result.best = found.value >= greedy.value ? found : greedy
            result.upperBound = solved.upperBound.map { max($0, result.best.value) }
            result.method = "exactly, as a problem of maximal covering"
            if !result.best.choice.isEmpty,
                let next = solver(cover, [result.best.choice])?.choice, problem.allows(next)
            {
                result.nextBest = plan(next)
            }
        } else if problem.candidates.count <= Self.largestCounted {
            let best = try problem.exhaustive(count)
            result.best = best.best ?? greedy
            result.nextBest = best.next
            result.upperBound = result.best.value
            result.method = "all allowed choices were counted"
        }
        for budget in budgets(among: Set(cover.groups.flatMap(\.reachedBy))) {
            var other = cover
            other.problem.budget = budget
            var choice = solver(other, [])?.choice
            if choice == nil {
                choice = try other.problem.greedy(isLazy: true, count)?.choice
            }
            if let choice, other.problem.allows(choice) {
                result.frontier.append((budget, plan(choice)))
            }
        }
        return result
    }
}
