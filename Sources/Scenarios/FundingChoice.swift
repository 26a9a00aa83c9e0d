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
    /// Chosen step by step; `nil` where steps do not lead to what must hold at least.
    public var greedy: FundingPlan?
    /// The best that was found.
    public var best: FundingPlan
    /// No choice is worth more; `nil`: not known.
    public var upperBound: Double?
    /// How the best was found, in words.
    public var method: String
    /// The best of the others.
    public var nextBest: FundingPlan?
    /// Plans than which none costs as much or less and brings as much or more, by rising cost: all of
    /// them where all choices were looked at, else the best for some budgets.
    public var frontier: [FundingPlan]
    /// Per candidate what it brings by itself, with what it requires.
    public var alone: [Double] = []

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
/// - Returns: The choice; `nil` where no choice keeps the rules, or none was found.
/// - Throws: ``AnalysisError`` as a run does.
public func chooseFunding(
    _ problem: FundingProblem, of workspace: MeasuredWorkspace, maximising indicator: Int,
    solver: CoverSolver, threads: Int
) throws(AnalysisError) -> FundingChoice? {
    var funding = Funding(
        problem: problem, workspace: workspace, indicator: indicator, threads: threads)
    return try funding.choice(solver)
}
