// SPDX-License-Identifier: EUPL-1.2
//
// Distance between two features as Shapely and GEOS define it: 0 where they share a point, interiors
// included, else the smallest distance between their borders. Which pieces are near each other the callers
// know; those are few, so a pass over the segments behind a test of boxes will do.
import Planar

/// A point, a line part or a polygon of a set of features.
enum Piece: Sendable {
    case point(Int)
    case line(Int)
    case polygon(Int)
}

/// The pieces of features, each with its box.
struct PieceList: Sendable {
    /// The geometry that pieces are rows of.
    let geometry: FeatureGeometry
    /// All pieces: points, then lines, then polygons.
    let pieces: [Piece]
    /// Box of each piece.
    let boxes: [Box]
    /// Feature of each piece.
    let feature: [Int32]

    init(_ geometry: FeatureGeometry) {
        self.geometry = geometry
        let points = geometry.points, lines = geometry.lines, polygons = geometry.polygons
        pieces =
            (0..<points.count).map(Piece.point) + (0..<lines.count).map(Piece.line)
            + (0..<polygons.count).map(Piece.polygon)
        boxes =
            (0..<points.count).map {
                Box(minX: points.x[$0], minY: points.y[$0], maxX: points.x[$0], maxY: points.y[$0])
            }
            + (0..<lines.count).map { k in
                var box = Box.empty
                for i in lines.vertices(of: k) { box.insert(x: lines.x[i], y: lines.y[i]) }
                return box
            } + (0..<polygons.count).map(polygons.extent(of:))
        feature = points.feature + lines.feature + polygons.feature
    }

    /// Distance between piece `a` and piece `b` of another list, or `limit` where it is not below it.
    func distance(_ a: Int, to other: PieceList, _ b: Int, limit: Double) -> Double {
        guard boxes[a].distance(to: other.boxes[b]) < limit else { return limit }
        if contains(a, pointOf: b, in: other) || other.contains(b, pointOf: a, in: self) {
            return 0
        }
        var best = limit
        forEachSegment(of: a) { ax, ay, bx, by in
            let near = Box(
                minX: min(ax, bx), minY: min(ay, by), maxX: max(ax, bx), maxY: max(ay, by))
            guard near.distance(to: other.boxes[b]) < best else { return }
            other.forEachSegment(of: b) { cx, cy, dx, dy in
                let far = Box(
                    minX: min(cx, dx), minY: min(cy, dy), maxX: max(cx, dx), maxY: max(cy, dy))
                guard near.distance(to: far) < best else { return }
                best = min(
                    best,
                    Planar.distance(
                        betweenSegment: ax, ay, bx, by, andSegment: cx, cy, dx, dy))
            }
        }
        return best
    }

    /// Whether piece `a` is a polygon that contains the first point of a piece of another list.
    ///
    /// Pieces that share a point have crossing borders, or one lies inside the other with all its points.
    private func contains(_ a: Int, pointOf b: Int, in other: PieceList) -> Bool {
        guard case .polygon(let p) = pieces[a], let (x, y) = other.firstPoint(of: b),
            boxes[a].contains(x: x, y: y)
        else { return false }
        return geometry.polygons.locate(x: x, y: y, in: p) != .outside
    }

    /// First vertex of a piece.
    func firstPoint(of piece: Int) -> (Double, Double)? {
        switch pieces[piece] {
        case .point(let k): return (geometry.points.x[k], geometry.points.y[k])
        case .line(let k):
            guard let i = geometry.lines.vertices(of: k).first else { return nil }
            return (geometry.lines.x[i], geometry.lines.y[i])
        case .polygon(let p):
            guard let i = geometry.polygons.vertices(of: p).first else { return nil }
            return (geometry.polygons.x[i], geometry.polygons.y[i])
        }
    }

    /// Calls `body` with the ends of each segment; a point is a segment of no length.
    private func forEachSegment(
        of piece: Int, _ body: (Double, Double, Double, Double) -> Void
    ) {
        switch pieces[piece] {
        case .point(let k):
            let x = geometry.points.x[k], y = geometry.points.y[k]
            body(x, y, x, y)
        case .line(let k):
            let lines = geometry.lines
            let rows = lines.vertices(of: k)
            if rows.count == 1, let i = rows.first {
                body(lines.x[i], lines.y[i], lines.x[i], lines.y[i])
            }
            for i in rows.dropFirst() {
                body(lines.x[i - 1], lines.y[i - 1], lines.x[i], lines.y[i])
            }
        case .polygon(let p):
            let polygons = geometry.polygons
            for ring in polygons.rings(of: p) {
                let rows = polygons.vertices(ofRing: ring)
                guard var last = rows.last else { continue }
                for i in rows {
                    body(polygons.x[last], polygons.y[last], polygons.x[i], polygons.y[i])
                    last = i
                }
            }
        }
    }
}

extension Box {
    /// Distance between two boxes, 0 where they share a point; never above that of their contents.
    func distance(to other: Box) -> Double {
        let dx = max(0, other.minX - maxX, minX - other.maxX)
        let dy = max(0, other.minY - maxY, minY - other.maxY)
        return (dx * dx + dy * dy).squareRoot()
    }
}
