// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods
public import Scenarios

/// `report.html` of `nabij timeline`: what a plan does each year, as it is and as it was planned.
public struct TimelinePage: Sendable {
    let timeline: Timeline
    private let workspace: Workspace
    private let facts: RunFacts
    private let settings: MapSettings

    /// Most small charts of one indicator.
    static let mostPlaces = 24
    /// Topics that are drawn; of the others the ends are told.
    private static let mostDrawn = 12

    /// Prepares a report.
    ///
    /// - Parameters:
    ///   - timeline: The plan through the years.
    ///   - workspace: The workspace without changes.
    ///   - facts: What is told of the run.
    ///   - settings: Language.
    public init(
        _ timeline: Timeline, of workspace: Workspace, facts: RunFacts, settings: MapSettings
    ) {
        self.timeline = timeline
        self.workspace = workspace
        self.facts = facts
        self.settings = settings
    }

    var words: Words { settings.words }

    /// The page.
    ///
    /// - Complexity: O(buurten × indicators × years).
    public func document() -> String {
        let all = topics, ranks = ranked(all)
        let topics = ranks.prefix(Self.mostDrawn).sorted().map { all[$0] }
        let first = first(among: topics)
        let fields: [String: Any] = [
            "w": words.fields, "hasTopics": !topics.isEmpty, "title": timeline.scenario.title,
            "spending": spending, "script": resource(PackageResources.timeline_js),
            "choices": topics.enumerated().map { row, topic in
                ["row": row, "title": topic.text.title, "isChosen": row == first]
            },
            "topics": topics.enumerated().map { row, topic in
                topicFields(topic, row, isShown: row == first)
            },
            "hasOthers": all.count > topics.count,
            "firstYear": "\(timeline.years.first?.year ?? 0)",
            "lastYear": "\(timeline.years.last?.year ?? 0)",
            "others": ranks.dropFirst(Self.mostDrawn).sorted().map { otherFields(all[$0]) },
        ]
        return PlanShell(
            kind: words("timeline.title"), workspace: workspace, facts: facts, settings: settings,
            assumptions: timeline.years.first?.actual.assumptions ?? []
        ).document(body: PageTemplate.timeline.render(fields))
    }

    // MARK: Topics

    /// An indicator that is not the same in all years, planned and actual.
    struct Topic {
        let indicator: Indicator
        let text: IndicatorWords
        let place: Int
        let lost: [Double?]
    }

    private var topics: [Topic] {
        guard let start = timeline.years.first?.actual.buurten else { return [] }
        let layers = workspace.layers.map(\.name)
        return start.columns.indices.compactMap { place in
            let column = start.columns[place]
            let isSame = timeline.years.allSatisfy {
                $0.actual.buurten.columns[place].values == column.values
                    && $0.planned.buurten.columns[place].values == column.values
            }
            if isSame { return nil }
            let id = column.indicator.id
            return Topic(
                indicator: column.indicator,
                text: IndicatorWords(column.indicator, layers: layers, words), place: place,
                lost: timeline.years.map { entry in
                    entry.slippage.first { $0.indicator.id == id }?.lost.total.number
                })
        }
    }

    /// Topics by what slippage costs, then shares of people, then as they come.
    private func ranked(_ topics: [Topic]) -> [Int] {
        let years = topics.map { $0.lost.reduce(0) { $0 + ($1 ?? 0) } }
        return topics.indices.sorted { a, b in
            if years[a] != years[b] { return years[a] > years[b] }
            let isShare = [a, b].map { topics[$0].indicator.unit == "%" }
            return isShare[0] != isShare[1] ? isShare[0] : a < b
        }
    }

    /// A topic that is not drawn, as a row of a table.
    private func otherFields(_ topic: Topic) -> [String: Any] {
        func shown(_ table: ResultTable?) -> String {
            text(table.flatMap { value($0, topic.indicator.id, 0) }, topic.indicator)
        }
        return [
            "title": topic.text.title, "start": shown(timeline.years.first?.actual.total),
            "actual": shown(timeline.years.last?.actual.total),
            "planned": shown(timeline.years.last?.planned.total),
        ]
    }

    /// The topic that slippage cost most inhabitant-years, else the first share, else the first.
    private func first(among topics: [Topic]) -> Int {
        let years = topics.map { $0.lost.reduce(0) { $0 + ($1 ?? 0) } }
        if let most = years.indices.max(by: { (years[$0], -$0) < (years[$1], -$1) }),
            years[most] > 0
        {
            return most
        }
        return topics.firstIndex { $0.indicator.unit == "%" } ?? 0
    }

    private func topicFields(_ topic: Topic, _ row: Int, isShown: Bool) -> [String: Any] {
        let total = timeline.years.map { value($0.actual.total, topic.indicator.id, 0) }
        let planned = timeline.years.map { value($0.planned.total, topic.indicator.id, 0) }
        let places = places(topic)
        return [
            "row": row, "title": topic.text.title, "definition": topic.text.definition,
            "sentence": sentence(topic), "isHidden": !isShown,
            "chart": chart(
                total, planned, topic.indicator,
                words("timeline.chart", ["title": topic.text.title]), isSmall: false),
            "rows": timeline.years.indices.map { k -> [String: Any] in
                [
                    "year": "\(timeline.years[k].year)", "actual": text(total[k], topic.indicator),
                    "planned": text(planned[k], topic.indicator),
                    "lost": topic.lost[k].map { words.number($0, decimals: 0) }
                        ?? words("value.none"),
                ]
            },
            "places": places, "hasPlaces": !places.isEmpty,
        ]
    }

    func value(_ table: ResultTable, _ id: String, _ row: Int) -> Double? {
        table.columns.first { $0.indicator.id == id }?.values[row].number
    }

    func text(_ value: Double?, _ indicator: Indicator) -> String {
        value.map { words.amount($0, indicator.unit, decimals: indicator.decimals) }
            ?? words("value.none")
    }

    /// What slippage costs, in words.
    private func sentence(_ topic: Topic) -> String {
        let known = topic.lost.compactMap { $0 }
        guard !known.isEmpty else { return "" }
        let sum = known.reduce(0, +)
        guard sum.rounded() > 0 else { return words("timeline.nolost") }
        let worst = topic.lost.indices.max { (topic.lost[$0] ?? 0) < (topic.lost[$1] ?? 0) } ?? 0
        return words(
            "timeline.lost",
            [
                "years": words.number(sum, decimals: 0),
                "people": words.number(topic.lost[worst] ?? 0, decimals: 0),
                "year": "\(timeline.years[worst].year)",
            ])
    }

    private var spending: [[String: Any]] {
        timeline.years.map {
            [
                "year": "\($0.year)", "actual": words.euros($0.spent),
                "planned": words.euros($0.plannedSpent),
            ]
        }
    }
}
