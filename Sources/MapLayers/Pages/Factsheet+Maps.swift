// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

extension Factsheet {
    /// Up to three maps: the mean distances of the first layers, then what else there is.
    var maps: [[String: Any]] {
        let known = Self.mapColumns(workspace, results).filter { column in
            members.contains { column.values[$0].number != nil }
        }
        let chosen = known.isEmpty ? results.buurten.columns.prefix(2) : known.prefix(3)
        let drawing = MapDrawing(workspace, members: members, width: 1400, tallest: 1.15)
        return chosen.enumerated().map { place, column in fields(column, drawing, "m\(place)") }
    }

    /// Columns that maps may show: of each layer how many people it serves, or what it covers.
    static func mapColumns(
        _ workspace: Workspace, _ results: AnalysisResults
    ) -> [ResultColumn] {
        workspace.layers.compactMap { layer in
            let own = LayerColumns(layer.name, results)
            let cover = results.buurten.columns.first {
                $0.indicator.id == layer.name + "_cover_share"
            }
            return layer.role == .zone ? cover : own.share ?? own.mean
        }
    }

    static func classes(
        of columns: [ResultColumn], _ settings: MapSettings
    ) -> [String: Classification] {
        var classes: [String: Classification] = [:]
        for column in columns {
            classes[column.indicator.id] = settings.classes(
                of: settings.reference[column.indicator.id]
                    ?? column.values.compactMap(\.number), column.indicator)
        }
        return classes
    }

    private func fields(
        _ column: ResultColumn, _ drawing: MapDrawing, _ id: String
    ) -> [String: Any] {
        // Classes of all gemeenten, so that factsheets can be laid side by side.
        let own = ResultColumn(
            indicator: column.indicator, values: members.map { column.values[$0] })
        let map = IndicatorMap(
            own, total: nil, layers: workspace.layers.map(\.name), settings: settings,
            comparable: [column], classification: shared.classes[column.indicator.id])
        // On so small a map the borders of zones hide what they are about.
        let overlay = drawing.overlays.first {
            $0.layer == column.indicator.layer && $0.role != .zone
        }
        let over = overlay.map { "<g class=\"o-\($0.role.rawValue)\">\($0.elements)</g>" } ?? ""
        let title = Legend.title(map.text.title, map.indicator)
        let scale = MapFurniture.scaleBar(
            drawing.outline.frame, x: 130, y: Double(drawing.height) + 120, size: 52, words)
        let patterns = (MapFurniture.patterns(28) + MapFurniture.clips(drawing.outline.frame))
            .replacing("id=\"", with: "id=\"\(id)-")
        let elements =
            "<g class=\"buurten\">"
            + drawing.buurten {
                map.className($0)
            } title: {
                "\(drawing.names[$0]): \(map.valueText($0, words))"
            } + "</g>" + drawing.borderElement + drawing.panelTitles(size: 60) + over
            + drawing.labels(size: 50, over: overlay) + scale
        return [
            "id": id, "title": title, "width": drawing.width, "height": drawing.height + 150,
            "label": "\(title), \(name)", "patterns": patterns,
            "elements": elements.replacing("url(#panel", with: "url(#\(id)-panel"),
            "style": MapStyle.classes(map.legend, scope: "#\(id) ")
                + "#\(id) .cm{fill:url(#\(id)-missing)}#\(id) .cs{fill:url(#\(id)-suppressed)}",
            "legend": legend(map),
        ]
    }

    private func legend(_ map: IndicatorMap) -> [[String: Any]] {
        var rows: [[String: Any]] = map.legend.enumerated().map { row, entry in
            ["mark": "c\(row)", "label": entry.label, "count": words.buurten(entry.count)]
        }
        for (mark, key, count) in [
            ("cm", "legend.missing", map.absent.missing),
            ("cs", "legend.suppressed", map.absent.suppressed),
            ("cn", "legend.notapplicable", map.absent.notApplicable),
        ] where count > 0 {
            rows.append(["mark": mark, "label": words(key), "count": words.buurten(count)])
        }
        return rows
    }
}
