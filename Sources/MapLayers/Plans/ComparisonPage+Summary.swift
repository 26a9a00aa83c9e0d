// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Scenarios

/// A plan in the table of the first screen.
struct PlanSummary {
    var name: String
    var cells: [String]
    /// Shares of the longest bar, per cent: who comes within the distance, who falls out of it.
    var gained = 0.0
    var lost = 0.0

    var fields: [String: Any] {
        [
            "name": name,
            "cells": cells.enumerated().map { place, text in
                [
                    "text": text, "bar": place == 2 ? gained : place == 3 ? lost : 0,
                    "hasBar": place == 2 && gained > 0 || place == 3 && lost > 0,
                    "side": place == 2 ? "gain" : "loss", "isNumber": place != 5 && place != 6,
                ]
            },
        ]
    }
}

extension ComparisonPage {
    /// Names of the columns of the first screen.
    func columns(_ topic: ComparisonTopic) -> [String] {
        [
            words("compare.plan"), words("compare.cost"), words("compare.value"),
            words("compare.gained"), words("compare.lost"), words("compare.each"),
            words("compare.best"), words("compare.worst"), words("compare.equity"),
        ]
    }

    /// A row per plan, the project as it is first.
    func summary(_ topic: ComparisonTopic) -> [PlanSummary] {
        let indicator = topic.indicator
        let base = total(comparison.base, indicator.id)
        let none = words("value.none")
        let start = PlanSummary(
            name: words("compare.base"),
            cells: [
                none, amount(base, indicator), none, none, none, none, none,
                equity(comparison.base, indicator).map(ratio) ?? none,
            ])
        let most =
            topic.shifts.flatMap { [$0?.gained.total.number, $0?.lost.total.number] }
            .compactMap { $0 }.max() ?? 0
        let rows = comparison.outcomes.indices.map { plan -> PlanSummary in
            let outcome = comparison.outcomes[plan]
            let after = total(outcome.results, indicator.id)
            var value = amount(after, indicator)
            if let a = base?.number, let b = after?.number {
                value += " (\(signed(b - a, indicator)))"
            }
            let shift = topic.shifts[plan]
            let gained = shift?.gained.total.number, lost = shift?.lost.total.number
            let cost = outcome.scenario.cost
            let each = gained.flatMap { $0.rounded() > 0 && cost > 0 ? cost / $0 : nil }
            let places = places(topic, plan)
            var row = PlanSummary(
                name: outcome.scenario.title,
                cells: [
                    cost > 0 ? words.euros(cost) : none, value, gained.map(people) ?? none,
                    lost.map(people) ?? none, each.map(words.euros) ?? none, places.best,
                    places.worst, equityChange(outcome, indicator),
                ])
            if most > 0 {
                row.gained = ((gained ?? 0) / most * 100).rounded()
                row.lost = ((lost ?? 0) / most * 100).rounded()
            }
            return row
        }
        return [start] + rows
    }

    private func total(_ results: AnalysisResults, _ id: String) -> IndicatorValue? {
        results.total.columns.first { $0.indicator.id == id }?.values.first
    }

    /// Where most people come within the distance and fall out of it; for other indicators where the
    /// value gets most better and worse.
    private func places(_ topic: ComparisonTopic, _ plan: Int) -> (best: String, worst: String) {
        let none = words("value.none")
        if let shift = topic.shifts[plan] {
            func text(_ counts: ShiftCounts) -> String {
                let most = ComparisonTopic.most(counts, 2)
                let buurten = most.map { "\(buurt($0.row)) (\(people($0.people)))" }
                    .joined(separator: ", ")
                // One district is told above the table; which of several is told here.
                let areas = areas(counts)
                let districts = areas.prefix(2).map { "\($0.name) (\(people($0.people)))" }
                    .joined(separator: ", ")
                return most.isEmpty ? none : areas.count > 1 ? "\(districts): \(buurten)" : buurten
            }
            return (text(shift.gained), text(shift.lost))
        }
        let sign = topic.indicator.direction == .lower ? -1.0 : 1.0
        let changes = topic.differences[plan].enumerated()
            .compactMap { row, difference in difference.map { (row, $0) } }
            .filter { topic.scale.row(of: $0.1) != topic.scale.steps }
            .sorted { $0.1 != $1.1 ? sign * $0.1 > sign * $1.1 : $0.0 < $1.0 }
        func text(_ change: (Int, Double)?, _ isBetter: Bool) -> String {
            guard let change, (sign * change.1 > 0) == isBetter else { return none }
            return "\(buurt(change.0)) (\(signed(change.1, topic.indicator)))"
        }
        return (text(changes.first, true), text(changes.last, false))
    }

    /// People by district or whatever groups the project has, most of them first; none where it has no level
    /// of two to thirty groups.
    private func areas(_ counts: ShiftCounts) -> [(name: String, people: Double)] {
        let levels = comparison.base.groups
        guard
            let level = levels.indices.first(where: { (2...30).contains(levels[$0].names.count) }),
            level < counts.levels.count
        else { return [] }
        let people = counts.levels[level].map { $0.number ?? 0 }
        return zip(levels[level].names, people).filter { $1.rounded() > 0 && !$0.isEmpty }
            .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }
            .map { (name: $0, people: $1) }
    }

    /// The buurt with most people, and the district that it is in where that tells more.
    private func mainPlace(_ counts: ShiftCounts) -> String {
        guard let most = ComparisonTopic.most(counts, 1).first else { return "" }
        let name = buurt(most.row)
        guard let area = areas(counts).first, area.name != name else { return name }
        return words("compare.placeinarea", ["place": name, "area": area.name])
    }

    /// Gini over all buurten together.
    private func equity(_ results: AnalysisResults, _ indicator: Indicator) -> Double? {
        results.total.columns.first { $0.indicator.id == indicator.id + "_gini" }?
            .values.first?.number
    }

    private func ratio(_ gini: Double) -> String { words.number(gini, decimals: 2) }

    private func equityChange(_ outcome: ScenarioOutcome, _ indicator: Indicator) -> String {
        guard let before = equity(comparison.base, indicator),
            let after = equity(outcome.results, indicator)
        else { return words("value.none") }
        // As they are shown: 0.72 and 0.73 are not the same to a reader.
        let change = (after * 100).rounded() - (before * 100).rounded()
        let verdict =
            change == 0 ? "compare.equal" : change < 0 ? "compare.fairer" : "compare.unfairer"
        return words("compare.fromto", ["from": ratio(before), "to": ratio(after)])
            + ", " + words(verdict)
    }

    /// What stands out, in at most four sentences.
    func sentences(_ topic: ComparisonTopic) -> [String] {
        var lines: [String] = []
        let plans = comparison.outcomes.indices
        func names(_ rows: [Int]) -> String {
            rows.map { comparison.outcomes[$0].scenario.title }.joined(separator: "; ")
        }
        let gains = plans.map { topic.shifts[$0]?.gained.total.number ?? 0 }
        let losses = plans.map { topic.shifts[$0]?.lost.total.number ?? 0 }
        if let best = plans.max(by: { (gains[$0], -$0) < (gains[$1], -$1) }), gains[best] >= 1,
            let shift = topic.shifts[best]
        {
            let place = mainPlace(shift.gained)
            lines.append(
                words(
                    "compare.mostgained",
                    ["plan": names([best]), "people": people(gains[best]), "place": place]))
            let net = plans.map { gains[$0] - losses[$0] }
            if let top = plans.max(by: { (net[$0], -$0) < (net[$1], -$1) }) {
                lines.append(
                    net[top] >= 1
                        ? words(
                            "compare.mostnet", ["plan": names([top]), "people": people(net[top])])
                        : words("compare.nonet"))
            }
        }
        if let worst = plans.max(by: { (losses[$0], -$0) < (losses[$1], -$1) }), losses[worst] >= 1,
            let shift = topic.shifts[worst]
        {
            let place = mainPlace(shift.lost)
            lines.append(
                words(
                    "compare.mostlost",
                    ["plan": names([worst]), "people": people(losses[worst]), "place": place]))
        }
        let idle = plans.filter {
            topic.plans[$0].values == topic.base.values && gains[$0] < 1 && losses[$0] < 1
        }
        if !idle.isEmpty { lines.append(words("compare.idle", ["plans": names(idle)])) }
        return lines
    }
}
