// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods
public import Scenarios

/// `report.html` of `nabij compare`: which plan serves whom, on one screen, then maps and tables.
///
/// It asks nothing of any server. The land is drawn once and used by the map of every plan.
public struct ComparisonPage: Sendable {
    let workspace: Workspace
    let comparison: Comparison
    let year: Int?
    let facts: RunFacts
    let settings: MapSettings
    let drawing: MapDrawing
    let topics: [ComparisonTopic]
    let first: Int?
    let opening: PlanTable?

    /// Prepares a report.
    ///
    /// - Parameters:
    ///   - comparison: What the plans do.
    ///   - workspace: The workspace without changes.
    ///   - year: Year in which changes count; `nil`: all.
    ///   - facts: What is told of the run.
    ///   - settings: Language, classes and colours.
    ///   - opening: A table before all else.
    public init(
        _ comparison: Comparison, of workspace: Workspace, year: Int?, facts: RunFacts,
        settings: MapSettings, opening: PlanTable? = nil
    ) {
        self.opening = opening
        self.workspace = workspace
        self.comparison = comparison
        self.year = year
        self.facts = facts
        self.settings = settings
        let layers = workspace.layers.map(\.name)
        topics = comparison.topics(layers: layers, settings.words)
        first = topics.first(among: comparison.changedLayers(of: workspace))
        drawing = Self.drawing(workspace, topics)
    }

    var words: Words { settings.words }

    /// The land without clusters of buurten in which nothing changes.
    private static func drawing(_ workspace: Workspace, _ topics: [ComparisonTopic]) -> MapDrawing {
        let all = MapDrawing(workspace)
        guard all.outline.frame.panels.count > 1 else { return all }
        var panels: Set<Int> = []
        // A mean distance changes far away too, where nobody gains or loses by it.
        let shares = topics.filter { $0.indicator.unit == "%" }
        for topic in shares.isEmpty ? topics : shares {
            for differences in topic.differences {
                for (row, difference) in differences.enumerated()
                where difference.map({ topic.scale.row(of: $0) != topic.scale.steps }) ?? false {
                    panels.insert(all.outline.panels[row])
                }
            }
        }
        guard !panels.isEmpty, panels.count < all.outline.frame.panels.count else { return all }
        return MapDrawing(
            workspace,
            members: (0..<workspace.buurten.count).filter {
                panels.contains(all.outline.panels[$0])
            })
    }

    /// The page.
    ///
    /// - Complexity: O(buurten × indicators × plans).
    public func document() -> String {
        var fields: [String: Any] = [
            "w": words.fields, "hasTopics": first != nil, "data": data,
            "script": resource(PackageResources.comparison_js),
            "nothing": words("compare.nothing"),
            "costs": words("compare.costs"), "hasOpening": opening != nil,
        ]
        if let opening { fields["opening"] = opening.fields }
        if let first {
            for (key, value) in topicFields(topics[first]) { fields[key] = value }
        }
        return PlanShell(
            kind: words("compare.title"), workspace: workspace, facts: facts, settings: settings,
            assumptions: comparison.base.assumptions,
            classes: first.map { classStyles(topics[$0]) } ?? ""
        ).document(body: PageTemplate.comparison.render(fields))
    }

    /// What the script changes when another topic is chosen, for the first one.
    private func topicFields(_ topic: ComparisonTopic) -> [String: Any] {
        [
            "title": topic.text.title, "definition": topic.text.definition,
            "sentences": sentences(topic).map { ["text": $0] },
            "columns": columns(topic).map { ["name": $0] },
            "plans": summary(topic).map(\.fields),
            "topics": topicFields,
            "defs": defs, "width": drawing.width, "height": drawing.height + 40 + drawing.headroom,
            "top": -drawing.headroom,
            "maps": maps(topic),
            "patterns": MapFurniture.patterns(28) + MapFurniture.clips(drawing.outline.frame),
            "legend": legend(topic),
            "placeColumns": placeColumns.map { ["name": $0] },
            "places": placeRows(topic).prefix(200).map(rowFields),
            "groupLevels": groupRows(topic),
            "hasParts": hasParts, "parts": partRows(topic).map(rowFields),
            "partsNote": words(hasParts ? "compare.partsnote" : "compare.oneeach"),
        ]
    }

    private func rowFields(_ cells: [String]) -> [String: Any] {
        ["head": cells.first ?? "", "cells": cells.dropFirst().map { ["text": $0] }]
    }

    private var topicFields: [[String: Any]] {
        var groups: [(layer: String, items: [[String: Any]])] = []
        for (row, topic) in topics.enumerated() {
            let item: [String: Any] = [
                "row": row, "title": topic.text.title, "isChosen": row == first,
            ]
            if let place = groups.firstIndex(where: { $0.layer == topic.indicator.layer }) {
                groups[place].items.append(item)
            } else {
                groups.append((topic.indicator.layer, [item]))
            }
        }
        return groups.map { ["layer": words.layer($0.layer).capitalisedFirst, "items": $0.items] }
    }

    /// Whether some plan has several changes, so that parts of the whole can be told.
    var hasParts: Bool { comparison.outcomes.contains { $0.contributions.count > 1 } }

    /// Difference of a value in words.
    func signed(_ value: Double, _ indicator: Indicator) -> String {
        words.difference(value, indicator.unit, decimals: indicator.decimals)
    }

    func amount(_ value: IndicatorValue?, _ indicator: Indicator) -> String {
        guard let value else { return words("value.none") }
        guard let number = value.number else { return words.status(value) }
        return words.amount(number, indicator.unit, decimals: indicator.decimals)
    }

    func people(_ number: Double) -> String { words.number(number, decimals: 0) }

    func buurt(_ row: Int) -> String { workspace.buurten.names[row] }
}

extension Words {
    /// An amount of money, such as `€ 480.000`.
    func euros(_ amount: Double) -> String {
        self("plan.euro", ["amount": number(amount, decimals: 0)])
    }
}
