// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
public import Planar

/// The buurten of a map as path data of SVG: drawn once, coloured as often as needed.
public struct PictureOutline: Sendable {
    /// Where the land lies on the picture.
    public let frame: PictureFrame
    /// Panel of each buurt.
    public let panels: [Int]
    /// Path data (`d`) of each buurt; empty where it has no polygon.
    public let paths: [String]
    /// Box of each buurt on the picture, after simplification.
    public let boxes: [Box]
    /// Places for the name of each buurt, well inside, and how wide the buurt is there; the best first, none
    /// where it has no polygon.
    public let labels: [[LabelPlace]]
    private let arcs: SharedArcs
    private let rings: PictureRings

    /// Draws buurten.
    ///
    /// - Parameters:
    ///   - polygons: Polygons in metres; `feature` is the buurt.
    ///   - count: Number of buurten.
    ///   - frame: Where they go.
    ///   - tolerance: How far a border may move, picture units.
    /// - Complexity: O(*n* log *n*) in the vertices.
    public init(
        _ polygons: PolygonSet, count: Int, frame: PictureFrame, tolerance: Double = 1.5
    ) {
        let land = buurtBoxes(polygons, count: count)
        panels = land.map(frame.panel(of:))
        self.frame = frame
        rings = PictureRings(polygons, features: count, frame: frame, panels: panels)
        arcs = SharedArcs(rings, tolerance: tolerance)
        var drawing = Drawing(count: count)
        for ring in 0..<rings.count {
            drawing.append(arcs, ring, Int(rings.feature[ring]))
        }
        drawing.finish(rings.anchors)
        paths = drawing.paths.map { String(decoding: $0, as: UTF8.self) }
        boxes = drawing.boxes
        labels = drawing.rings.map(labelPlaces(in:))
    }

    /// Path data of the borders between groups of buurten, and around them all.
    ///
    /// - Parameter groupOfBuurt: Group of each buurt.
    /// - Returns: One path; each border once.
    public func borders(between groupOfBuurt: [Int32]) -> String {
        let hidden = hiddenArcs(GroupRaster(rings, group: groupOfBuurt, frame: frame))
        var bytes: [UInt8] = []
        for arc in 0..<arcs.count where !hidden.contains(arc) {
            let left = arcs.left[arc], right = arcs.right[arc]
            let one = left < 0 ? -1 : groupOfBuurt[Int(left)]
            let other = right < 0 ? -1 : groupOfBuurt[Int(right)]
            guard one != other else { continue }
            appendPath(arcs.vertices[arcs.rows(arc)], isClosed: false, to: &bytes)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Arcs of one buurt only that have land of the same group on both sides nearly all along.
    ///
    /// Only where they are a tenth of all borders: data in which neighbours meet has none, and there the
    /// coarse raster shall decide nothing.
    private func hiddenArcs(_ raster: GroupRaster) -> Set<Int> {
        var hidden: Set<Int> = []
        var inside = 0.0, all = 0.0
        for arc in 0..<arcs.count {
            let (own, length) = lengths(arcs.vertices[arcs.rows(arc)], raster)
            all += length
            guard arcs.left[arc] < 0 || arcs.right[arc] < 0, own > 0.7 * length else { continue }
            inside += length
            hidden.insert(arc)
        }
        return inside > 0.1 * all ? hidden : []
    }

    /// Length of the part of an arc with land of one group on both sides, and of all of it.
    private func lengths(
        _ vertices: ArraySlice<UInt64>, _ raster: GroupRaster
    ) -> (inside: Double, all: Double) {
        var inside = 0.0, all = 0.0
        for row in vertices.indices.dropFirst() {
            let a = vertices[row - 1], b = vertices[row]
            let dx = Double(pictureX(b) - pictureX(a)), dy = Double(pictureY(b) - pictureY(a))
            let length = (dx * dx + dy * dy).squareRoot()
            guard length > 0 else { continue }
            all += length
            let x = Double(pictureX(a)) + dx / 2, y = Double(pictureY(a)) + dy / 2
            // A cell and a half away on either side.
            let away = 1.5 * GroupRaster.cell / length
            let one = raster.group(x: x - dy * away, y: y + dx * away)
            let other = raster.group(x: x + dy * away, y: y - dx * away)
            if one == other, one >= 0 { inside += length }
        }
        return (inside, all)
    }
}

/// Boxes of buurten in metres.
func buurtBoxes(_ polygons: PolygonSet, count: Int) -> [Box] {
    var boxes = [Box](repeating: .empty, count: count)
    for p in 0..<polygons.count {
        for v in polygons.vertices(of: p) {
            boxes[Int(polygons.feature[p])].insert(x: polygons.x[v], y: polygons.y[v])
        }
    }
    return boxes
}

/// Paths in the making.
private struct Drawing {
    var paths: [[UInt8]]
    var boxes: [Box]
    /// Rings that are drawn, for the places of names.
    var rings: [[[UInt64]]]

    init(count: Int) {
        paths = [[UInt8]](repeating: [], count: count)
        boxes = [Box](repeating: .empty, count: count)
        rings = [[[UInt64]]](repeating: [], count: count)
    }

    /// Adds what simplification left of a ring; a ring of less than three vertices is gone.
    mutating func append(_ arcs: SharedArcs, _ ring: Int, _ owner: Int) {
        var vertices: [UInt64] = []
        for part in arcs.parts(ofRing: ring) {
            let rows = arcs.rows(Int(part < 0 ? ~part : part))
            // The end of an arc is the start of the next.
            if part < 0 {
                vertices.append(contentsOf: arcs.vertices[rows].dropFirst().reversed())
            } else {
                vertices.append(contentsOf: arcs.vertices[rows].dropLast())
            }
        }
        guard vertices.count >= 3 else { return }
        appendPath(vertices[...], isClosed: true, to: &paths[owner])
        for vertex in vertices {
            boxes[owner].insert(x: Double(pictureX(vertex)), y: Double(pictureY(vertex)))
        }
        rings[owner].append(vertices)
    }

    /// Buurten that vanished become a small square, so that they can still be seen and pointed at.
    mutating func finish(_ anchors: [UInt64]) {
        for row in paths.indices where paths[row].isEmpty && anchors[row] != 0 {
            let x = pictureX(anchors[row]), y = pictureY(anchors[row])
            paths[row] = Array("M\(x - 2) \(y - 2)h4v4h-4z".utf8)
            boxes[row] = Box(
                minX: Double(x - 2), minY: Double(y - 2), maxX: Double(x + 2), maxY: Double(y + 2))
        }
    }
}

/// Appends path data: an absolute start and relative steps, without blanks that are not needed.
func appendPath(_ vertices: ArraySlice<UInt64>, isClosed: Bool, to bytes: inout [UInt8]) {
    guard let start = vertices.first else { return }
    var x = pictureX(start), y = pictureY(start)
    bytes.append(UInt8(ascii: "M"))
    appendWhole(Int64(x), to: &bytes)
    appendStep(y, to: &bytes)
    bytes.append(UInt8(ascii: "l"))
    var isFirst = true
    for vertex in vertices.dropFirst() {
        let dx = pictureX(vertex) - x, dy = pictureY(vertex) - y
        if isFirst { appendWhole(Int64(dx), to: &bytes) } else { appendStep(dx, to: &bytes) }
        appendStep(dy, to: &bytes)
        (x, y, isFirst) = (x + dx, y + dy, false)
    }
    if isFirst { bytes.removeLast() }
    if isClosed { bytes.append(UInt8(ascii: "z")) }
}

/// Appends a number after another: a minus is separation enough.
private func appendStep(_ value: Int, to bytes: inout [UInt8]) {
    if value >= 0 { bytes.append(UInt8(ascii: " ")) }
    appendWhole(Int64(value), to: &bytes)
}
