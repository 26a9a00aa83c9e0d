// SPDX-License-Identifier: EUPL-1.2
//
// Which candidates to fund. A choice is allowed when it costs no more than the budget, and in each year
// no more than that year's, holds what must be chosen and nothing that must not, holds with a candidate
// all that it requires and none that it excludes.
import Neighbourhoods

/// Candidates, what they cost, and which go together.
public struct FundingProblem: Sendable {
    /// The candidates.
    public var candidates: [Change]
    /// Euro in all.
    public var budget: Double
    /// Euro per year; years that are not named have no limit of their own.
    public var budgetOfYear: [Int: Double]
    /// What must hold after the choice.
    public var minimums: [FundingMinimum]

    /// Creates a problem.
    public init(
        candidates: [Change], budget: Double, budgetOfYear: [Int: Double] = [:],
        minimums: [FundingMinimum] = []
    ) {
        self.candidates = candidates
        self.budget = budget
        self.budgetOfYear = budgetOfYear
        self.minimums = minimums
    }

    /// Cost of a choice, euro.
    public func cost(_ choice: Set<Int>) -> Double {
        choice.sorted().reduce(0) { $0 + candidates[$1].cost }
    }

    /// The places of candidates by id.
    public var places: [String: Int] {
        Dictionary(
            candidates.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether a choice keeps all rules but those on what must be chosen.
    func keepsWithin(_ choice: Set<Int>) -> Bool {
        guard cost(choice) <= budget else { return false }
        for (year, limit) in budgetOfYear {
            let spent = choice.sorted().reduce(0) { $0 + candidates[$1].spent(in: year) }
            if spent > limit { return false }
        }
        let ids = Set(choice.map { candidates[$0].id })
        return choice.allSatisfy { place in
            let candidate = candidates[place]
            return candidate.isChosen != false && candidate.requires.allSatisfy(ids.contains)
                && !candidate.excludes.contains(where: ids.contains)
        }
    }

    /// Whether a choice keeps all rules.
    public func allows(_ choice: Set<Int>) -> Bool {
        keepsWithin(choice)
            && candidates.indices.allSatisfy {
                candidates[$0].isChosen != true || choice.contains($0)
            }
    }

    /// A candidate with all that it requires, and what those require.
    func closure(of place: Int) -> Set<Int> {
        let places = places
        var result: Set<Int> = [place]
        var open = [place]
        while let next = open.popLast() {
            for id in candidates[next].requires {
                if let required = places[id], result.insert(required).inserted {
                    open.append(required)
                }
            }
        }
        return result
    }

    /// What must be chosen, with what that requires.
    public var fixed: Set<Int> {
        candidates.indices.filter { candidates[$0].isChosen == true }
            .reduce(into: []) { $0.formUnion(closure(of: $1)) }
    }
}

/// A choice with what it costs and is worth.
public struct FundingPlan: Sendable, Equatable {
    /// Places of the chosen candidates.
    public var choice: Set<Int>
    /// Euro.
    public var cost: Double
    /// Worth, more is better: inhabitants newly within the distance, or the change of the indicator in
    /// its good direction.
    public var value: Double

    /// Creates a plan.
    public init(choice: Set<Int>, cost: Double, value: Double) {
        self.choice = choice
        self.cost = cost
        self.value = value
    }
}

/// What a choice is worth.
typealias FundingValue = (Set<Int>) throws(AnalysisError) -> Double

extension FundingProblem {
    /// Chooses step by step what adds most per euro, and compares with the best single step.
    ///
    /// Gains only shrink as a choice grows where coverage is independent, so a gain that was measured
    /// earlier is an upper bound: a candidate whose old gain is not the best need not be measured again
    /// (Minoux 1978, accelerated greedy algorithms). With `isLazy` false every gain is measured anew.
    ///
    /// The better of both is worth at least (1 - 1/e)/2 of the best choice under a budget, where gains shrink
    /// and nothing is required or excluded (Khuller, Moss and Naor 1999, The budgeted maximum coverage
    /// problem); without those conditions there is no such promise.
    ///
    /// Where something must hold at least, steps that lessen the shortfall most per euro come first, and a
    /// step that brings it back is not taken; then there is no promise either, and `nil` does not prove that
    /// there is no choice.
    func greedy(
        isLazy: Bool, shortfall: FundingValue? = nil, _ value: FundingValue
    ) throws(AnalysisError) -> FundingPlan? {
        guard allows(fixed), let start = try repaired(fixed, shortfall) else { return nil }
        let base = try value(start)
        var steps: [Step] = []
        for place in candidates.indices where !start.contains(place) {
            let step = closure(of: place)
            let choice = start.union(step)
            guard keepsWithin(choice), try shortfall?(choice) ?? 0 == 0 else { continue }
            steps.append(Step(place: place, gain: try value(choice) - base, size: -1))
        }
        var single = FundingPlan(choice: start, cost: cost(start), value: base)
        for step in steps where base + step.gain > single.value {
            let choice = start.union(closure(of: step.place))
            single = FundingPlan(choice: choice, cost: cost(choice), value: base + step.gain)
        }
        for k in steps.indices { steps[k].size = start.count }
        let grown = try grow(start, base, steps, isLazy: isLazy, shortfall, value)
        return grown.value >= single.value ? grown : single
    }

    /// The choice with steps that lessen the shortfall most per euro, until there is none.
    private func repaired(
        _ start: Set<Int>, _ shortfall: FundingValue?
    ) throws(AnalysisError) -> Set<Int>? {
        guard let shortfall else { return start }
        var choice = start
        var left = try shortfall(choice)
        while left > 0 {
            var best: (choice: Set<Int>, left: Double, ratio: Double)?
            for place in candidates.indices where !choice.contains(place) {
                let next = choice.union(closure(of: place))
                guard keepsWithin(next) else { continue }
                let rest = try shortfall(next)
                let extra = max(cost(next) - cost(choice), 1e-9)
                let ratio = (left - rest) / extra
                if rest < left, best.map({ ratio > $0.ratio }) ?? true {
                    best = (next, rest, ratio)
                }
            }
            guard let best else { return nil }
            (choice, left) = (best.choice, best.left)
        }
        return choice
    }

    private struct Step {
        var place: Int
        var gain: Double
        /// Size of the choice for which the gain was measured.
        var size: Int
    }

    private func grow(
        _ start: Set<Int>, _ base: Double, _ first: [Step], isLazy: Bool,
        _ shortfall: FundingValue?, _ value: FundingValue
    ) throws(AnalysisError) -> FundingPlan {
        var choice = start, worth = base, steps = first
        func ratio(_ step: Step) -> Double {
            let extra = cost(choice.union(closure(of: step.place))) - cost(choice)
            return extra > 0 ? step.gain / extra : step.gain > 0 ? .infinity : 0
        }
        while true {
            steps.removeAll { step in
                choice.contains(step.place)
                    || !keepsWithin(choice.union(closure(of: step.place)))
            }
            if !isLazy {
                for k in steps.indices where steps[k].size != choice.count {
                    let next = choice.union(closure(of: steps[k].place))
                    steps[k].gain = try value(next) - worth
                    steps[k].size = choice.count
                }
            }
            guard
                let best = steps.indices.max(by: {
                    (ratio(steps[$0]), -steps[$0].place) < (ratio(steps[$1]), -steps[$1].place)
                })
            else { break }
            let next = choice.union(closure(of: steps[best].place))
            if steps[best].size != choice.count {
                steps[best].gain = try value(next) - worth
                steps[best].size = choice.count
                continue
            }
            guard steps[best].gain > 0 else { break }
            guard try shortfall?(next) ?? 0 == 0 else {
                steps.remove(at: best)
                continue
            }
            worth += steps[best].gain
            choice = next
        }
        return FundingPlan(choice: choice, cost: cost(choice), value: worth)
    }
}
