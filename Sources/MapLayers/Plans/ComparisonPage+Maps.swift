// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Scenarios

extension ComparisonPage {
    /// The buurten once; maps use them.
    var defs: String {
        var text = "<g class=\"buurten\">"
        for (row, path) in drawing.outline.paths.enumerated() where !path.isEmpty {
            text += "<path id=\"b\(drawing.members[row])\" d=\"\(path)\"/>"
        }
        return text
            + "</g><g id=\"lines\">\(drawing.borderElement)\(drawing.panelTitles(size: 90))</g>"
    }

    /// A map per plan of what it changes.
    func maps(_ topic: ComparisonTopic) -> [[String: Any]] {
        comparison.outcomes.indices.map { plan in
            let letters = Array(topic.letters(plan))
            let uses = drawing.members.indices.filter { !drawing.outline.paths[$0].isEmpty }.map {
                let row = drawing.members[$0]
                return "<use href=\"#b\(row)\" class=\"c\(letters[row])\"/>"
            }.joined()
            let title = comparison.outcomes[plan].scenario.title
            return [
                "plan": plan, "title": title, "uses": uses, "overlay": overlays(plan),
                "label": words("compare.maplabel", ["title": topic.text.title, "plan": title]),
            ]
        }
    }

    /// What the plan draws, over the buurten.
    private func overlays(_ plan: Int) -> String {
        let changes = comparison.outcomes[plan].scenario.changes(in: year)
        let changed = workspace.applying(changes, year: year).workspace
        let rows = Set(
            comparison.outcomes.flatMap { $0.scenario.changes.compactMap(\.effect.layer) })
        return rows.sorted().compactMap {
            MapOverlay($0, of: changed, on: drawing.outline.frame, dot: 50)
        }.map { "<g class=\"o-\($0.role.rawValue)\">\($0.elements)</g>" }.joined()
    }

    /// Colours and labels of the scale that all maps share.
    func legend(_ topic: ComparisonTopic) -> [[String: Any]] {
        topic.scale.labels(topic.indicator.unit, words).enumerated().map {
            ["mark": "c\($0)", "label": $1]
        }
    }

    func classStyles(_ topic: ComparisonTopic) -> String {
        topic.scale.colours(topic.indicator.direction, settings.divergingRamp).enumerated()
            .map { ".c\($0){fill:\($1.hexadecimal)}" }.joined()
    }

    /// Classes of values, the same for the project as it is and for all plans.
    func valueMap(_ topic: ComparisonTopic) -> IndicatorMap {
        IndicatorMap(
            topic.base, total: nil, layers: workspace.layers.map(\.name), settings: settings,
            comparable: topic.plans)
    }

    // MARK: Tables

    var placeColumns: [String] {
        [words("table.buurt"), words("table.inhabitants"), words("compare.now")]
            + comparison.outcomes.map(\.scenario.title)
    }

    /// A row per buurt that some plan changes, the largest change first.
    func placeRows(_ topic: ComparisonTopic) -> [[String]] {
        let none = words("value.none")
        let sizes = workspace.buurten.names.indices.map { row in
            topic.differences.compactMap { $0[row]?.magnitude }.max() ?? 0
        }
        let rows = workspace.buurten.names.indices.filter { row in
            topic.differences.contains {
                $0[row].map { topic.scale.row(of: $0) != topic.scale.steps } ?? false
            }
        }.sorted { sizes[$0] != sizes[$1] ? sizes[$0] > sizes[$1] : $0 < $1 }
        return rows.map { row in
            let inhabitants = comparison.base.buurten.inhabitants[row].number
            return [
                workspace.buurten.names[row], inhabitants.map(people) ?? none,
                amount(topic.base.values[row], topic.indicator),
            ]
                + topic.differences.map { differences in
                    differences[row].map { signed($0, topic.indicator) } ?? none
                }
        }
    }

    /// Per level a table of the groups that change: value, change per plan.
    func groupRows(_ topic: ComparisonTopic) -> [[String: Any]] {
        let id = topic.indicator.id
        func column(_ results: AnalysisResults, _ level: Int) -> ResultColumn? {
            results.groups[level].columns.first { $0.indicator.id == id }
        }
        return comparison.base.groups.indices.compactMap { level in
            guard let base = column(comparison.base, level) else { return nil }
            let plans = comparison.outcomes.map { column($0.results, level) }
            let table = comparison.base.groups[level]
            let rows = table.names.indices.filter { row in
                plans.contains { $0.map { $0.values[row] != base.values[row] } ?? false }
            }
            guard !rows.isEmpty, rows.count <= 400 else { return nil }
            return [
                "level": words.level(table.level).capitalisedFirst,
                "columns": ([words("compare.now")] + comparison.outcomes.map(\.scenario.title))
                    .map { ["name": $0] },
                "rows": rows.map { row in
                    rowOf(
                        table.names[row].isEmpty ? words("value.none") : table.names[row],
                        [amount(base.values[row], topic.indicator)]
                            + plans.map { plan in
                                guard let before = base.values[row].number,
                                    let after = plan?.values[row].number
                                else { return words("value.none") }
                                return signed(after - before, topic.indicator)
                            })
                },
            ]
        }
    }

    private func rowOf(_ head: String, _ cells: [String]) -> [String: Any] {
        ["head": head, "cells": cells.map { ["text": $0] }]
    }

    /// Per plan and change what it contributes: alone, last, and its fair part.
    func partRows(_ topic: ComparisonTopic) -> [[String]] {
        let none = words("value.none")
        func text(_ value: Double?) -> String {
            value.flatMap { $0.isFinite ? signed($0, topic.indicator) : nil } ?? none
        }
        return comparison.outcomes.filter { $0.contributions.count > 1 }.flatMap { outcome in
            outcome.contributions.map { part in
                [
                    "\(outcome.scenario.title): \(part.change.title)",
                    part.change.cost > 0 ? words.euros(part.change.cost) : none,
                    text(part.alone[topic.place]), text(part.last[topic.place]),
                    text(part.shapley?[topic.place]),
                ]
            }
        }
    }
}
