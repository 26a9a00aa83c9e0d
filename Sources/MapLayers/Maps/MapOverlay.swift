// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods
import Planar

/// An input layer as elements of SVG over the buurten.
public struct MapOverlay: Sendable {
    /// Name of the layer in the project file.
    public let layer: String
    /// What it is used for.
    public let role: LayerRole
    /// Elements, in picture units; classes `o-ROLE`, `o-lines`, `o-points` and `o-areas` give colour.
    public let elements: String
    /// Boxes of its points on the picture, where they are few enough to be kept free of names.
    let points: [Box]

    /// Layers with more parts are left out: their features would be smaller than a dot.
    private static let mostParts = 20_000
    /// A layer whose elements take more bytes is left out.
    private static let mostBytes = 400_000
    /// Points with a name of their own; more are one path.
    private static let mostNamed = 500

    /// Draws the features that count in the year of the project.
    ///
    /// `nil` for layers that no map shows, that have nothing on this picture or too much.
    ///
    /// - Parameters:
    ///   - row: Row of the layer in the workspace.
    ///   - workspace: The workspace.
    ///   - frame: Where metres lie on the picture.
    ///   - dot: Diameter of a point, picture units; many points get smaller.
    public init?(_ row: Int, of workspace: Workspace, on frame: PictureFrame, dot: Double = 34) {
        let layer = workspace.layers[row]
        guard [.destination, .zone, .site, .green, .streets].contains(layer.role),
            let geometry = try? workspace.drawnGeometry(ofLayer: row),
            geometry.points.count + geometry.lines.count + geometry.polygons.count
                <= Self.mostParts
        else { return nil }
        let dot =
            geometry.points.count <= 100
            ? dot : geometry.points.count <= 500 ? dot * 0.7 : dot * 0.4
        self.layer = layer.name
        role = layer.role
        var elements = ""
        var boxes: [Box] = []
        for panel in frame.panels.indices {
            let drawing = PanelOverlay(frame: frame, panel: frame.panels[panel])
            let clip = frame.panels.count > 1 ? " clip-path=\"url(#panel\(panel))\"" : ""
            let shapes = drawing.areas(geometry.polygons) + drawing.lines(geometry.lines)
            if !shapes.isEmpty { elements += "<g\(clip)>\(shapes)</g>" }
            elements += drawing.points(
                geometry.points, named: layer.nameColumn, most: Self.mostNamed, dot: dot)
            if geometry.points.count <= Self.mostNamed {
                boxes += drawing.boxes(geometry.points, dot: dot)
            }
        }
        guard !elements.isEmpty, elements.utf8.count <= Self.mostBytes else { return nil }
        self.elements = elements
        points = boxes
    }
}

extension Layer {
    /// The column that names its features.
    var nameColumn: AttributeColumn? { settings.nameColumn.flatMap { attributes[$0] } }
}

extension MapOverlay {
    /// What a legend shows it by.
    enum Shape { case points, lines, areas }

    /// What its features are, the smallest kind first.
    var shape: Shape {
        if elements.contains("<circle") || elements.contains("o-dots") { return .points }
        return elements.contains("o-lines") ? .lines : .areas
    }
}

/// The part of a layer on one panel.
private struct PanelOverlay {
    let frame: PictureFrame
    let panel: PictureFrame.Panel

    func areas(_ polygons: PolygonSet) -> String {
        var bytes: [UInt8] = []
        for p in 0..<polygons.count {
            guard isShown(polygons.x, polygons.y, polygons.vertices(of: p)) else { continue }
            for ring in polygons.rings(of: p) {
                let rows = polygons.vertices(ofRing: ring)
                var line = places(polygons.x, polygons.y, rows)
                if let first = line.first { line.append(first) }
                let kept = simplified(line).dropLast()
                if kept.count >= 3 { appendPath(kept, isClosed: true, to: &bytes) }
            }
        }
        return path(bytes, "o-areas")
    }

    func lines(_ lines: LineSet) -> String {
        var bytes: [UInt8] = []
        for part in 0..<lines.count {
            let rows = lines.vertices(of: part)
            guard isShown(lines.x, lines.y, rows) else { continue }
            let kept = simplified(places(lines.x, lines.y, rows))
            if kept.count >= 2 { appendPath(kept[...], isClosed: false, to: &bytes) }
        }
        return path(bytes, "o-lines")
    }

    func points(
        _ points: PointSet, named names: AttributeColumn?, most: Int, dot: Double
    ) -> String {
        let shown = points.x.indices.filter { panel.box.contains(x: points.x[$0], y: points.y[$0]) }
        guard !shown.isEmpty else { return "" }
        let radius = Int((dot / 2).rounded())
        if let names, points.count <= most {
            return shown.map { row in
                let name = names.text(Int(points.feature[row])).map {
                    "<title>\(xmlEscaped($0))</title>"
                }
                return
                    "<circle class=\"o-points\" cx=\"\(x(points, row))\" cy=\"\(y(points, row))\""
                    + " style=\"--dot:\(2 * radius)\" r=\"\(radius)\">\(name ?? "")</circle>"
            }.joined()
        }
        // A line of no length with round ends is a dot.
        var bytes: [UInt8] = []
        for row in shown { bytes.append(contentsOf: "M\(x(points, row)) \(y(points, row))h0".utf8) }
        return
            "<path class=\"o-dots\" style=\"--dot:\(2 * radius);stroke-width:\(2 * radius)\" d=\""
            + String(decoding: bytes, as: UTF8.self) + "\"/>"
    }

    func boxes(_ points: PointSet, dot: Double) -> [Box] {
        points.x.indices.filter { panel.box.contains(x: points.x[$0], y: points.y[$0]) }.map {
            row in
            let x = Double(x(points, row)), y = Double(y(points, row))
            return Box(
                minX: x - dot / 2, minY: y - dot / 2, maxX: x + dot / 2, maxY: y + dot / 2)
        }
    }

    private func x(_ points: PointSet, _ row: Int) -> Int {
        Int(frame.x(points.x[row], panel).rounded())
    }

    private func y(_ points: PointSet, _ row: Int) -> Int {
        Int(frame.y(points.y[row], panel).rounded())
    }

    private func path(_ bytes: [UInt8], _ name: String) -> String {
        bytes.isEmpty
            ? "" : "<path class=\"\(name)\" d=\"\(String(decoding: bytes, as: UTF8.self))\"/>"
    }

    private func isShown(_ x: [Double], _ y: [Double], _ rows: Range<Int>) -> Bool {
        var box = Box.empty
        for v in rows { box.insert(x: x[v], y: y[v]) }
        return box.intersects(panel.box)
    }

    private func places(_ x: [Double], _ y: [Double], _ rows: Range<Int>) -> [UInt64] {
        var places: [UInt64] = []
        for v in rows {
            let place = packed(frame.x(x[v], panel), frame.y(y[v], panel))
            if places.last != place { places.append(place) }
        }
        return places
    }

    private func simplified(_ places: [UInt64]) -> [UInt64] {
        guard places.count > 2 else { return places }
        var kept: [UInt64] = []
        simplify(places, tolerance: 1.5, into: &kept)
        return kept
    }
}
