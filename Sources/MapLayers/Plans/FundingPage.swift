// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods
public import Scenarios

/// `report.html` of `nabij optimise`: which candidates to fund, what that brings, and what other budgets
/// would.
public struct FundingPage: Sendable {
    let choice: FundingChoice
    let workspace: Workspace
    private let facts: RunFacts
    private let settings: MapSettings

    /// Prepares a report.
    ///
    /// - Parameters:
    ///   - choice: The choice.
    ///   - workspace: The workspace without changes.
    ///   - facts: What is told of the run.
    ///   - settings: Language.
    public init(
        _ choice: FundingChoice, of workspace: Workspace, facts: RunFacts, settings: MapSettings
    ) {
        self.choice = choice
        self.workspace = workspace
        self.facts = facts
        self.settings = settings
    }

    var words: Words { settings.words }

    /// The page.
    public func document() -> String {
        let text = IndicatorWords(
            choice.indicator, layers: workspace.layers.map(\.name), words)
        let fields: [String: Any] = [
            "w": words.fields, "title": text.title, "definition": text.definition,
            "sentences": sentences.map { ["text": $0] }, "rows": rows, "hasRejected": hasRejected,
            "chart": chart(isPage: true), "map": map, "frontier": frontier,
            "hasMinimums": !choice.problem.minimums.isEmpty,
            "minimums": choice.problem.minimums.map { ["text": $0.text] },
        ]
        return PlanShell(
            kind: words("optimise.title"), workspace: workspace, facts: facts, settings: settings,
            assumptions: workspace.plan.assumptions
        ).document(body: PageTemplate.funding.render(fields))
    }

    /// `frontier.svg`, which stands by itself.
    public func frontierPicture() -> String {
        let style = """
            <style>.chart text{font:15px "Source Sans 3","Segoe UI","DejaVu Sans",Arial,sans-serif}\
            .grid{stroke:#c9c9c9}.actual{fill:none;stroke:#1d4f7c;stroke-width:4}\
            .planned{fill:none;stroke:#b35806;stroke-width:3;stroke-dasharray:9 6}\
            circle.actual{fill:#1d4f7c;stroke:none}</style><rect width="100%" height="100%" fill="#fff"/>
            """
        let chart = chart(isPage: false)
        guard let end = chart.firstIndex(of: ">") else { return chart }
        return chart[..<end].replacing(
            "<svg ", with: "<svg xmlns=\"http://www.w3.org/2000/svg\" ") + ">" + style
            + chart[chart.index(after: end)...] + "\n"
    }

    private func value(_ value: Double) -> String {
        choice.countsInhabitants
            ? words("optimise.people", ["people": words.number(value, decimals: 0)])
            : words.difference(
                choice.indicator.direction == .lower ? -value : value, choice.indicator.unit,
                decimals: choice.indicator.decimals)
    }

    private func names(_ plan: FundingPlan) -> String {
        let titles = choice.problem.candidates.map(\.title)
        return plan.choice.isEmpty
            ? words("optimise.nothing")
            : plan.choice.sorted().map { titles[$0] }.joined(separator: "; ")
    }

    private var sentences: [String] {
        func line(_ key: String, _ plan: FundingPlan) -> String {
            words(
                key,
                [
                    "plan": names(plan), "cost": words.euros(plan.cost), "value": value(plan.value),
                    "budget": words.euros(choice.problem.budget),
                ])
        }
        var lines = [line("optimise.best", choice.best)]
        if let greedy = choice.greedy, greedy.choice != choice.best.choice {
            lines.append(line("optimise.greedy", greedy))
        }
        if let next = choice.nextBest { lines.append(line("optimise.next", next)) }
        if let bound = choice.upperBound, let gap = choice.gap {
            lines.append(
                gap < 0.005
                    ? words("optimise.exact")
                    : words(
                        "optimise.gap",
                        ["bound": value(bound), "gap": words.number(gap, decimals: 2)]))
        } else {
            lines.append(words("optimise.nobound"))
        }
        return lines
    }

    /// Candidates as table and map number them: what is chosen first, then what brings most by itself.
    var order: [Int] {
        choice.problem.candidates.indices.sorted { a, b in
            let (one, other) = (choice.best.choice.contains(a), choice.best.choice.contains(b))
            if one != other { return one }
            return choice.alone[a] != choice.alone[b] ? choice.alone[a] > choice.alone[b] : a < b
        }
    }

    private var rows: [[String: Any]] {
        let yes = words("optimise.yes"), none = words("value.none")
        return order.enumerated().map { place, row in
            let candidate = choice.problem.candidates[row]
            let alone = choice.alone[row]
            let each =
                choice.countsInhabitants && alone >= 0.5 && candidate.cost > 0
                ? words.euros(candidate.cost / alone) : none
            return [
                "number": place + 1, "title": candidate.title,
                "cost": candidate.cost > 0 ? words.euros(candidate.cost) : none,
                "alone": alone.isFinite ? value(alone) : none, "each": each,
                "best": choice.best.choice.contains(row) ? yes : none,
                "greedy": choice.greedy?.choice.contains(row) ?? false ? yes : none,
                "next": choice.nextBest?.choice.contains(row) ?? false ? yes : none,
                "isChosen": choice.best.choice.contains(row),
            ]
        }
    }

    private var frontier: [[String: Any]] {
        choice.frontier.map {
            [
                "cost": words.euros($0.cost), "value": value($0.value), "plan": names($0),
            ]
        }
    }

    private func chart(isPage: Bool) -> String {
        var points = choice.frontier.map { ($0.cost, $0.value) }
        // What nothing costs: the least that any budget gives.
        if points.first.map({ $0.0 > 0 }) ?? true {
            points.insert((0, choice.problem.fixed.isEmpty ? 0 : points.first?.1 ?? 0), at: 0)
        }
        let most = max(choice.problem.budget, points.last?.0 ?? 0, 1)
        if let last = points.last, last.0 < most { points.append((most, last.1)) }
        return LineChart(
            places: points.map(\.0),
            lines: [LineChart.Line(style: "actual", values: points.map(\.1), isStepped: true)],
            labels: [(0, words.euros(0)), (most, words.euros(most))],
            mark: choice.problem.budget < most ? choice.problem.budget : nil,
            heightText: { value($0) }
        ).element(
            words("optimise.chart") + ": "
                + frontier.map { "\($0["cost"] ?? ""): \($0["value"] ?? "")" }
                .joined(separator: "; "))
    }
}
