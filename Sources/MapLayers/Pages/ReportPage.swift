// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods

/// `report.html`, one page with a map, a table and a definition per indicator.
///
/// It asks nothing of any server. The land is drawn once; the script of the page recolours it.
public struct ReportPage: Sendable {
    let workspace: Workspace
    let results: AnalysisResults
    let facts: RunFacts
    let settings: MapSettings
    let drawing: MapDrawing

    /// Prepares a report.
    ///
    /// - Parameters:
    ///   - workspace: The data.
    ///   - results: What was computed.
    ///   - facts: What is told of the run.
    ///   - settings: Language, classes and colours.
    public init(
        _ workspace: Workspace, _ results: AnalysisResults, facts: RunFacts, settings: MapSettings
    ) {
        self.workspace = workspace
        self.results = results
        self.facts = facts
        self.settings = settings
        drawing = MapDrawing(workspace)
    }

    var words: Words { settings.words }

    /// The page.
    ///
    /// - Complexity: O(buurten × indicators), sorting of the values aside.
    public func document() -> String {
        let maps = maps(showsDeviation: false)
        var fields: [String: Any] = [
            "lang": settings.language.rawValue, "w": words.fields,
            "project": workspace.plan.project, "made": made, "hash": facts.hash,
            "crs": facts.crs, "css": resource(PackageResources.report_css) + MapStyle.shared,
            "script": resource(PackageResources.report_js),
            "data": data(maps), "width": drawing.width, "height": drawing.height,
            "patterns": MapFurniture.patterns(28) + MapFurniture.clips(drawing.outline.frame),
            "borders": drawing.borderElement, "panels": drawing.panelTitles(size: 60),
            "scale": scale, "overlays": overlays,
            "scaleHeight": drawing.height + 170,
            "topics": topics(maps), "areas": areas,
        ]
        for (key, value) in firstMap(maps) { fields[key] = value }
        for (key, value) in summaryFields { fields[key] = value }
        for (key, value) in checkFields { fields[key] = value }
        return PageTemplate.report.render(fields)
    }

    private var made: String {
        words("app.made", ["date": words.date(facts.created), "version": facts.version])
            + (workspace.plan.year.map { " · " + words("app.year", ["year": "\($0)"]) } ?? "")
    }

    func maps(showsDeviation: Bool) -> [IndicatorMap] {
        let layers = workspace.layers.map(\.name)
        let totals = Dictionary(
            results.total.columns.map { ($0.indicator.id, $0.values.first?.number) },
            uniquingKeysWith: { first, _ in first })
        return results.buurten.columns.map { column in
            IndicatorMap(
                column, total: totals[column.indicator.id] ?? nil, showsDeviation: showsDeviation,
                layers: layers, settings: settings)
        }
    }

    private var scale: String {
        MapFurniture.scaleBar(
            drawing.outline.frame, x: 130, y: Double(drawing.height) + 150, size: 52, words)
    }

    private var overlays: [[String: Any]] {
        drawing.overlays.map { overlay in
            [
                "layer": overlay.layer, "name": words.layer(overlay.layer).capitalisedFirst,
                "role": overlay.role.rawValue, "elements": overlay.elements,
                "isPoints": overlay.shape == .points, "isLines": overlay.shape == .lines,
                "isAreas": overlay.shape == .areas,
            ]
        }
    }

    /// Indicators by layer, for the list to choose from.
    private func topics(_ maps: [IndicatorMap]) -> [[String: Any]] {
        var groups: [(layer: String, items: [[String: Any]])] = []
        let first = first(of: maps)
        for (row, map) in maps.enumerated() {
            let item: [String: Any] = [
                "row": row, "title": map.text.title, "isFirst": row == first,
            ]
            if let place = groups.firstIndex(where: { $0.layer == map.indicator.layer }) {
                groups[place].items.append(item)
            } else {
                groups.append((map.indicator.layer, [item]))
            }
        }
        return groups.map {
            ["layer": words.layer($0.layer).capitalisedFirst, "items": $0.items]
        }
    }

    /// Groups to look at by themselves.
    private var areas: [[String: Any]] {
        workspace.buurten.groups.enumerated().compactMap { row, level in
            guard level.codes.count > 1, level.codes.count < workspace.buurten.count else {
                return nil
            }
            let items: [[String: Any]] = level.names.enumerated().map { group, name in
                [
                    "value": "\(row):\(group)",
                    "name": name.isEmpty ? words("value.none") : name,
                ]
            }
            return ["level": words.level(level.name).capitalisedFirst, "items": items]
        }
    }

    /// The indicator that the page opens with: what the summary compares buurten by.
    func first(of maps: [IndicatorMap]) -> Int {
        let told = workspace.layers.lazy.filter { $0.role == .destination || $0.role == .green }
            .compactMap { LayerColumns($0.name, results).mean?.indicator.id }.first
        return maps.firstIndex { $0.indicator.id == told } ?? 0
    }

    /// The first indicator, drawn and listed without the script.
    private func firstMap(_ maps: [IndicatorMap]) -> [String: Any] {
        guard !maps.isEmpty else {
            return ["buurten": drawing.buurten { _ in "cm" }, "hasTopics": false]
        }
        let map = maps[first(of: maps)]
        return [
            "hasTopics": true, "title": Legend.title(map.text.title, map.indicator),
            "definition": map.text.definition, "limits": map.text.limits,
            "buurten": buurtPaths(map), "classes": MapStyle.classes(map.legend),
            "legend": legendFields(map),
            "rows": map.values.indices.prefix(200).map { row -> [String: Any] in
                ["name": workspace.buurten.names[row], "value": map.valueText(row, words)]
            },
        ]
    }

    /// Paths with the row of their buurt, which the script needs.
    private func buurtPaths(_ map: IndicatorMap) -> String {
        var text = ""
        for (row, path) in drawing.outline.paths.enumerated() where !path.isEmpty {
            text += "<path id=\"b\(row)\" class=\"\(map.className(row))\" d=\"\(path)\"/>"
        }
        return text
    }

    private func legendFields(_ map: IndicatorMap) -> [[String: Any]] {
        map.legend.enumerated().map { row, entry in
            ["mark": "c\(row)", "label": entry.label, "count": words.buurten(entry.count)]
        }
    }
}
