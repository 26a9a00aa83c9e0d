// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Scenarios

extension TimelinePage {
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

    func chart(
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
    func places(_ topic: Topic) -> [[String: Any]] {
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
}
