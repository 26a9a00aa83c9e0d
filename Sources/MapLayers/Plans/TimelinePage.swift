// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods
public import Scenarios

/// `report.html` of `nabij timeline`: what a plan does each year, as it is and as it was planned.
public struct TimelinePage: Sendable {
    private let timeline: Timeline
    private let workspace: Workspace
    private let facts: RunFacts
    private let settings: MapSettings

    /// Most small charts of one indicator.
    private static let mostPlaces = 24

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

    private var words: Words { settings.words }

    /// The page.
    ///
    /// - Complexity: O(buurten × indicators × years).
    public func document() -> String {
        let topics = topics
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
        ]
        return PlanShell(
            kind: words("timeline.title"), workspace: workspace, facts: facts, settings: settings,
            assumptions: timeline.years.first?.actual.assumptions ?? []
        ).document(body: PageTemplate.timeline.render(fields))
    }

    // MARK: Topics

    /// An indicator that is not the same in all years, planned and actual.
    private struct Topic {
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

    /// The values of one place.
    private struct PlaceLines {
        var name: String
        var actual: [Double?]
        var planned: [Double?]

        var span: Double {
            let known = (actual + planned).compactMap { $0 }
            return (known.max() ?? 0) - (known.min() ?? 0)
        }
    }

    private func value(_ table: ResultTable, _ id: String, _ row: Int) -> Double? {
        table.columns.first { $0.indicator.id == id }?.values[row].number
    }

    private func text(_ value: Double?, _ indicator: Indicator) -> String {
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

    // MARK: Charts

    private func chart(
        _ actual: [Double?], _ planned: [Double?], _ indicator: Indicator, _ label: String,
        isSmall: Bool
    ) -> String {
        let years = timeline.years.map { Double($0.year) }
        let ends = [timeline.years.first?.year, timeline.years.last?.year].compactMap { $0 }
        let shown = isSmall || years.count > 12 ? ends : timeline.years.map(\.year)
        let told = zip(actual, planned).map { ($0, $1) }
        let description = zip(timeline.years, told).map { entry, pair in
            words(
                "timeline.point",
                [
                    "year": "\(entry.year)", "actual": text(pair.0, indicator),
                    "planned": text(pair.1, indicator),
                ])
        }.joined(separator: "; ")
        return LineChart(
            places: years,
            lines: [
                LineChart.Line(style: "planned", values: planned),
                LineChart.Line(style: "actual", values: actual),
            ],
            labels: shown.map { (Double($0), "\($0)") }, mark: nil,
            width: isSmall ? 240 : 720, height: isSmall ? 110 : 280,
            heightText: { text($0, indicator) }
        ).element("\(label): \(description)")
    }

    /// Small charts: of the first group level of which several rows change, else of the buurten that
    /// change most.
    private func places(_ topic: Topic) -> [[String: Any]] {
        guard let start = timeline.years.first?.actual else { return [] }
        let id = topic.indicator.id
        func changing(_ table: (AnalysisResults) -> ResultTable) -> [PlaceLines] {
            table(start).names.indices.compactMap { row in
                let actual = timeline.years.map { value(table($0.actual), id, row) }
                let planned = timeline.years.map { value(table($0.planned), id, row) }
                guard Set(actual + planned).count > 1 else { return nil }
                return PlaceLines(
                    name: table(start).names[row], actual: actual, planned: planned)
            }
        }
        var rows: [PlaceLines] = []
        for level in start.groups.indices {
            rows = changing { $0.groups[level] }
            if (2...Self.mostPlaces).contains(rows.count) { break }
        }
        if !(2...Self.mostPlaces).contains(rows.count) { rows = changing { $0.buurten } }
        let spans = rows.map(\.span)
        let order = rows.indices.sorted { (a: Int, b: Int) -> Bool in
            spans[a] != spans[b] ? spans[a] > spans[b] : a < b
        }
        let largest = order.prefix(Self.mostPlaces).map { rows[$0] }
        return largest.map { row in
            [
                "name": row.name,
                "range": words(
                    "plan.range",
                    [
                        "low": text(row.actual.compactMap { $0 }.first, topic.indicator),
                        "high": text(row.actual.compactMap { $0 }.last, topic.indicator),
                    ]),
                "chart": chart(row.actual, row.planned, topic.indicator, row.name, isSmall: true),
            ]
        }
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
