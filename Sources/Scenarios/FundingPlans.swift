// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// All choices that keep the rules of a problem, but for its budget, each with its value.
struct FundingPlans {
    private let plans: [FundingPlan]
    private let budget: Double

    fileprivate init(_ plans: [FundingPlan], budget: Double) {
        (self.plans, self.budget) = (plans, budget)
    }

    private var affordable: [FundingPlan] { plans.filter { $0.cost <= budget } }

    /// The best under the budget; `nil` where no choice keeps the rules.
    ///
    /// Among equal ones the cheapest counts as best, then the one with earlier candidates.
    var best: FundingPlan? { affordable.reduce(nil) { Self.better($0, $1) } }

    /// The best under the budget of those that leave out something of ``best``.
    var next: FundingPlan? {
        guard let best else { return nil }
        return affordable.filter { !$0.choice.isSuperset(of: best.choice) }
            .reduce(nil) { Self.better($0, $1) }
    }

    /// Where more money brings more: see ``paretoFront(_:)``.
    var frontier: [FundingPlan] { paretoFront(plans) }

    private static func better(_ a: FundingPlan?, _ b: FundingPlan) -> FundingPlan {
        guard let a else { return b }
        if a.value != b.value { return a.value > b.value ? a : b }
        if a.cost != b.cost { return a.cost < b.cost ? a : b }
        return precedes(b, a) ? b : a
    }
}

private func precedes(_ a: FundingPlan, _ b: FundingPlan) -> Bool {
    a.choice.sorted().lexicographicallyPrecedes(b.choice.sorted())
}

/// The plans than which none costs as much or less and brings as much or more (Pareto), by rising cost;
/// of equal ones that with earlier candidates.
func paretoFront(_ plans: [FundingPlan]) -> [FundingPlan] {
    let ordered = plans.sorted { a, b in
        if a.cost != b.cost { return a.cost < b.cost }
        return a.value != b.value ? a.value > b.value : precedes(a, b)
    }
    return ordered.reduce(into: []) { front, plan in
        if front.last.map({ plan.value > $0.value }) ?? true { front.append(plan) }
    }
}

extension FundingProblem {
    /// Every choice that keeps the rules, measured.
    ///
    /// - Complexity: 2^*n* choices; those that break a rule other than the budget are not measured.
    func exhaustive(
        shortfall: FundingValue? = nil, _ value: FundingValue
    ) throws(AnalysisError) -> FundingPlans {
        var free = self
        free.budget = .infinity
        var plans: [FundingPlan] = []
        for set in 0..<(1 << candidates.count) {
            let choice = Set(candidates.indices.filter { set & (1 << $0) != 0 })
            guard free.allows(choice), try shortfall?(choice) ?? 0 == 0 else { continue }
            plans.append(FundingPlan(choice: choice, cost: cost(choice), value: try value(choice)))
        }
        return FundingPlans(plans, budget: budget)
    }
}
