// SPDX-License-Identifier: EUPL-1.2
//
// Where the features of a layer can be entered from a network. Where streets changed, features far from them are asked
// of the network that they come from, the others of a window on what there is now.
import Planar
import StreetNetwork

extension StreetNetwork {
    /// Where features can be entered, points first.
    func entrances(to geometry: FeatureGeometry) -> [WalkSource] {
        let points = geometry.points
        var found = entrances(toPoints: points.x, points.y, facility: points.feature)
        for k in 0..<geometry.lines.count {
            found += entrances(
                toLine: geometry.lines.segments(of: k), facility: geometry.lines.feature[k])
        }
        for p in 0..<geometry.polygons.count {
            found += entrances(
                toOutline: geometry.polygons.segments(of: p),
                facility: geometry.polygons.feature[p])
        }
        return found
    }
}

extension MendedNetwork {
    /// Where features can be entered, points first.
    func entrances(to geometry: FeatureGeometry) -> [WalkSource] {
        let points = geometry.points, lines = geometry.lines, polygons = geometry.polygons
        if regions.isEmpty { return root.entrances(to: geometry) }
        let nearPoints = (0..<points.count).map { isNear(points.box(of: $0)) }
        let nearLines = (0..<lines.count).map { isNear(lines.extent(of: $0)) }
        let nearAreas = (0..<polygons.count).map { isNear(polygons.extent(of: $0)) }
        var boxes = points.x.indices.filter { nearPoints[$0] }.map(points.box(of:))
        for k in nearLines.indices where nearLines[k] { boxes += lines.segments(of: k).boxes }
        for p in nearAreas.indices where nearAreas[p] { boxes += polygons.segments(of: p).boxes }
        if boxes.isEmpty { return root.entrances(to: geometry) }
        let window = window(on: boxes.map { $0.expanded(by: reach) })
        var found: [WalkSource] = []
        for i in 0..<points.count {
            let (x, y, row) = ([points.x[i]], [points.y[i]], [points.feature[i]])
            found +=
                nearPoints[i]
                ? window.entrances(toPoints: x, y, facility: row)
                : root.entrances(toPoints: x, y, facility: row)
        }
        for k in 0..<lines.count {
            let (segments, row) = (lines.segments(of: k), lines.feature[k])
            found +=
                nearLines[k]
                ? window.entrances(toLine: segments, facility: row)
                : root.entrances(toLine: segments, facility: row)
        }
        for p in 0..<polygons.count {
            let (segments, row) = (polygons.segments(of: p), polygons.feature[p])
            found +=
                nearAreas[p]
                ? window.entrances(toOutline: segments, facility: row)
                : root.entrances(toOutline: segments, facility: row)
        }
        return found
    }
}

extension StreetExchange {
    /// The features of which something lies within reach of streets that changed.
    func near(_ geometry: FeatureGeometry) -> [Bool] {
        var flags = [Bool](repeating: false, count: geometry.count)
        func mark(_ row: Int32, _ box: Box) {
            if !flags[Int(row)], reaches(box) { flags[Int(row)] = true }
        }
        let points = geometry.points, lines = geometry.lines, polygons = geometry.polygons
        for i in 0..<points.count { mark(points.feature[i], points.box(of: i)) }
        for k in 0..<lines.count { mark(lines.feature[k], lines.extent(of: k)) }
        for p in 0..<polygons.count { mark(polygons.feature[p], polygons.extent(of: p)) }
        return flags
    }
}

extension [BorderSegment] {
    /// Boxes of them, eight that follow each other in one.
    fileprivate var boxes: [Box] {
        stride(from: 0, to: count, by: 8).map { start in
            self[start..<Swift.min(start + 8, count)].reduce(into: Box.empty) {
                $0.insert(x: $1.ax, y: $1.ay)
                $0.insert(x: $1.bx, y: $1.by)
            }
        }
    }
}

extension PointSet {
    /// A point as a box.
    fileprivate func box(of i: Int) -> Box { Box(minX: x[i], minY: y[i], maxX: x[i], maxY: y[i]) }
}

extension LineSet {
    /// The segments of part `k`; one without length for a part of one vertex.
    func segments(of k: Int) -> [BorderSegment] {
        let rows = vertices(of: k)
        guard let first = rows.first else { return [] }
        if rows.count == 1 { return [BorderSegment(x[first], y[first], x[first], y[first])] }
        return rows.dropFirst().map { BorderSegment(x[$0 - 1], y[$0 - 1], x[$0], y[$0]) }
    }
}

extension PolygonSet {
    /// The segments of all rings of polygon `p`.
    func segments(of p: Int) -> [BorderSegment] {
        rings(of: p).flatMap { ring in
            let rows = vertices(ofRing: ring)
            return rows.map { i in
                let next = i + 1 < rows.upperBound ? i + 1 : rows.lowerBound
                return BorderSegment(x[i], y[i], x[next], y[next])
            }
        }
    }
}

extension LineSet {
    /// The box of part `k`.
    fileprivate func extent(of k: Int) -> Box {
        vertices(of: k).reduce(into: Box.empty) { $0.insert(x: x[$1], y: y[$1]) }
    }
}
