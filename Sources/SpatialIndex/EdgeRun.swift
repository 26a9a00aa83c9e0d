// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the same bits as segment by segment 2 an index that is built in a fraction of the time
// of the queries when a layer has as many segments as there are points to ask 3 no copy of the coordinates.
//
// Green areas have tens of edges each, and all of one area are near each other: the tree then holds runs
// of up to sixteen edges that follow each other, and whole small polygons, instead of edges. A run is
// measured only when its box can still win, and its edges lie side by side in the columns of the layer.
// For a whole polygon the point is located first. A polygon of medium size has an item for its inside beside
// the runs of its border; the inside of large ones is left to a CoverageIndex, since locating a point takes
// time linear in the vertices. 25 million edges become 1.5 million items.
import Planar

/// Some edges that follow each other, a small polygon, or the inside of one.
struct EdgeRun: IndexedItem {
    enum Kind: UInt8 {
        /// Edges of a line.
        case line
        /// Edges of a ring.
        case border
        /// A polygon with one ring: its edges and its inside.
        case whole
        /// The inside of a polygon, without its edges.
        case inside
    }

    let box: Box
    let feature: Int32
    /// Row of the polygon, for its inside.
    let polygon: Int32
    /// First vertex.
    let start: Int32
    /// Edges between vertices that follow each other.
    let edgeCount: Int32
    /// The vertex that one more edge goes to from the last vertex; -1: there is no such edge.
    let closing: Int32
    let kind: Kind

    @inline(__always)
    func squaredDistance(
        _ px: Double, _ py: Double, below best: Double, _ columns: borrowing RunColumns
    ) -> Double {
        if kind == .whole || kind == .inside, box.contains(x: px, y: py),
            columns.polygons.locate(x: px, y: py, in: Int(polygon)) != .outside
        {
            return 0
        }
        switch kind {
        case .inside: return .infinity
        case .line: return edgeSquare(columns.lines.x, columns.lines.y, px, py, best)
        case .border, .whole:
            return edgeSquare(columns.polygons.x, columns.polygons.y, px, py, best)
        }
    }

    @inline(__always)
    private func edgeSquare(
        _ x: [Double], _ y: [Double], _ px: Double, _ py: Double, _ best: Double
    ) -> Double {
        x.withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in
                guard let xs = x.baseAddress, let ys = y.baseAddress else { return .infinity }
                let chain = EdgeChain(
                    x: xs + Int(start), y: ys + Int(start), open: Int(edgeCount),
                    closing: closing < 0 ? nil : Int(closing - start))
                return chain.leastSquare(px, py, below: best, reach: box.squaredReach(px, py))
            }
        }
    }
}

/// The geometry that runs are rows of.
struct RunColumns: Sendable {
    let lines: LineSet
    let polygons: PolygonSet
}

/// Makes the runs of a layer.
struct RunMaker {
    /// Edges of a run at most.
    static var runLength: Int { 16 }
    /// Vertices of a polygon that is kept whole at most.
    static var wholeLength: Int { 40 }
    /// Vertices of a polygon whose inside is an item at most.
    static var insideLength: Int { 512 }

    private(set) var items: [EdgeRun] = []
    /// The polygons whose inside the items do not know.
    private(set) var large = PolygonSet()

    init(_ geometry: FeatureGeometry) {
        let lines = geometry.lines
        let polygons = geometry.polygons
        items.reserveCapacity(polygons.count + (lines.x.count + lines.count) / Self.runLength)
        for k in 0..<lines.count {
            append(
                .line, lines.x, lines.y, rows: lines.vertices(of: k), feature: lines.feature[k])
        }
        for p in 0..<polygons.count { appendPolygon(p, of: polygons) }
    }

    private mutating func appendPolygon(_ p: Int, of polygons: PolygonSet) {
        let rings = polygons.rings(of: p)
        let rows = polygons.vertices(of: p)
        let feature = polygons.feature[p]
        guard !rows.isEmpty else { return }
        if rings.count == 1, rows.count <= Self.wholeLength {
            let box = Self.box(polygons.x, polygons.y, rows)
            let start = Int32(rows.lowerBound)
            items.append(
                EdgeRun(
                    box: box, feature: feature, polygon: Int32(p), start: start,
                    edgeCount: Int32(rows.count - 1), closing: start, kind: .whole))
            return
        }
        if rows.count <= Self.insideLength {
            items.append(
                EdgeRun(
                    box: Self.box(polygons.x, polygons.y, rows), feature: feature,
                    polygon: Int32(p), start: 0,
                    edgeCount: 0, closing: -1, kind: .inside))
        } else {
            large.appendPolygon(p, of: polygons)
        }
        for ring in rings {
            append(
                .border, polygons.x, polygons.y, rows: polygons.vertices(ofRing: ring),
                feature: feature)
        }
    }

    @inline(__always)
    private static func box(_ x: [Double], _ y: [Double], _ rows: Range<Int>) -> Box {
        Box(x: x.span.extracting(rows), y: y.span.extracting(rows))
    }

    /// Adds a line or a ring as runs.
    private mutating func append(
        _ kind: EdgeRun.Kind, _ x: [Double], _ y: [Double], rows: Range<Int>, feature: Int32
    ) {
        guard let last = rows.last else { return }
        var from = rows.lowerBound
        repeat {
            let to = min(from + Self.runLength, last)
            // A ring goes back to its first vertex; a line of one vertex is an edge of length 0.
            let isClosed = to == last && (kind == .border || rows.count == 1)
            var box = Self.box(x, y, from..<to + 1)
            if isClosed { box.insert(x: x[rows.lowerBound], y: y[rows.lowerBound]) }
            items.append(
                EdgeRun(
                    box: box, feature: feature, polygon: -1, start: Int32(from),
                    edgeCount: Int32(to - from),
                    closing: isClosed ? Int32(rows.lowerBound) : -1, kind: kind))
            from = to
        } while from < last
    }
}
