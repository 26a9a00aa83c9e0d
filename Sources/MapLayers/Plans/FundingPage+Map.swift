// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import Scenarios

extension FundingPage {
    /// Whether some candidate is not chosen, so that the legend tells of it.
    var hasRejected: Bool { choice.best.choice.count < choice.problem.candidates.count }

    /// The land with what there is, pale, and every candidate with its number in the table: the chosen ones
    /// strong, the others hollow.
    var map: String {
        let drawing = MapDrawing(workspace), frame = drawing.outline.frame
        let there = Set(choice.problem.candidates.compactMap(\.effect.layer)).sorted().compactMap {
            MapOverlay($0, of: workspace, on: frame, dot: 34)
        }.map { "<g class=\"there\">\($0.elements)</g>" }.joined()
        // The chosen ones last, so that nothing lies over them.
        let candidates = order.enumerated().reversed().map { place, row in
            candidate(row, number: place + 1, on: frame)
        }.joined()
        let top = drawing.headroom
        return
            "<svg class=\"chart candidates\" viewBox=\"0 \(-top) \(drawing.width) "
            + "\(drawing.height + 40 + top)\" role=\"img\" aria-label=\"\(xmlEscaped(label))\"><defs>"
            + MapFurniture.clips(frame) + "</defs><g class=\"buurten\">"
            + drawing.buurten { _ in "cn" }
            + "</g>" + drawing.borderElement + drawing.panelTitles(size: 80) + there + candidates
            + "</svg>"
    }

    private var label: String {
        let titles = order.map { choice.problem.candidates[$0].title }
        return words("optimise.map") + ": "
            + titles.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: ", ")
    }

    /// What a candidate draws, with its number; nothing where it draws nothing here.
    private func candidate(_ row: Int, number: Int, on frame: PictureFrame) -> String {
        let change = choice.problem.candidates[row]
        let isChosen = choice.best.choice.contains(row)
        guard case .exchange(let layer, _, let drawn?) = change.effect else { return "" }
        var layers = workspace.layers
        layers[layer] = drawn
        let alone = Workspace(
            buurten: workspace.buurten, population: nil, layers: layers, plan: workspace.plan)
        guard let overlay = MapOverlay(layer, of: alone, on: frame, dot: 56) else { return "" }
        return "<g class=\"\(isChosen ? "picked" : "passed")\">\(overlay.elements)"
            + mark(number, isChosen, at: drawn.geometry, frame) + "</g>"
    }

    /// A number beside a drawing: variants of a line often begin at one place, so it stands at its middle.
    private func mark(
        _ number: Int, _ isChosen: Bool, at geometry: FeatureGeometry, _ frame: PictureFrame
    ) -> String {
        let x = geometry.points.x + geometry.lines.x + geometry.polygons.x
        let y = geometry.points.y + geometry.lines.y + geometry.polygons.y
        let middle = geometry.lines.x.isEmpty ? 0 : geometry.lines.x.count / 2
        let order = Array(x.indices.dropFirst(middle)) + x.indices.prefix(middle)
        guard
            let place = order.first(where: { i in
                frame.panels.contains { $0.box.contains(x: x[i], y: y[i]) }
            }), let panel = frame.panels.first(where: { $0.box.contains(x: x[place], y: y[place]) })
        else { return "" }
        let left = Int(frame.x(x[place], panel)) + 44, top = Int(frame.y(y[place], panel)) - 30
        return "<text x=\"\(left)\" y=\"\(top)\">\(number)</text>"
    }
}
