// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 nobody walks past the first place where he could enter 2 never farther than the rule
// says 3 a few tests per border segment.
//
// Points are entered from the nearest point of the nearest edge. A polygon is entered at every crossing of an
// edge with its border, and one that no edge crosses from the nearest point of the nearest edge. A line is
// entered wherever an edge lies within 5 m of it: of each pair of segments that is one stretch, since the
// distance to a segment is convex along another. Its two ends are the entrances, with what is left to the line
// as the connector: within the stretch nothing is gained by walking on before stepping over, since the
// distance to the line changes by no more than one walks. Addresses that project on such a stretch, or inside
// a polygon, are handled where they are measured.
import Planar
import SpatialIndex

/// Within this distance an edge runs along a line, metres.
public let runsAlongWithin = 5.0

extension StreetNetwork {
    /// The places where points can be entered; ``StreetPlace/none`` for one that is too far from every edge.
    public func entrances(toPoints x: [Double], _ y: [Double], facility: [Int32]) -> [WalkSource] {
        var found: [WalkSource] = []
        found.reserveCapacity(x.count)
        for i in x.indices {
            let place = place(x: x[i], y: y[i])
            for place in place.isTied ? places(x: x[i], y: y[i]) : [place] {
                found.append(WalkSource(place: place, facility: facility[i]))
            }
        }
        return found
    }

    /// The places where the outline of one polygon can be entered.
    ///
    /// - Parameters:
    ///   - segments: Ends of the segments of its border: ax, ay, bx, by.
    ///   - facility: What it belongs to.
    /// - Returns: All crossings with edges, or the nearest point of the nearest edge within ``maxSnap``.
    public func entrances(toOutline segments: [BorderSegment], facility: Int32) -> [WalkSource] {
        var found: [WalkSource] = []
        for border in segments {
            let mark = found.count
            index.forEachSegment(near: border.ax, border.ay, border.bx, border.by, margin: 0) {
                segment, _ in
                for place in graph.crossings(of: segment, with: border) {
                    found.append(place, facility, since: mark)
                }
            }
        }
        guard found.isEmpty else { return found }
        return nearestPlaces(to: segments).map { WalkSource(place: $0, facility: facility) }
    }

    /// The places where one line can be entered.
    ///
    /// - Parameters:
    ///   - segments: Its segments.
    ///   - facility: What it belongs to.
    /// - Returns: The ends of all stretches of edges within ``runsAlongWithin``, or the nearest point of the nearest
    ///   edge within ``maxSnap``.
    public func entrances(toLine segments: [BorderSegment], facility: Int32) -> [WalkSource] {
        var found: [WalkSource] = []
        for line in segments {
            let mark = found.count
            index.forEachSegment(
                near: line.ax, line.ay, line.bx, line.by, margin: runsAlongWithin
            ) { segment, _ in
                for place in graph.stretch(of: segment, along: line)
                where isAllowed(place, segment, line) {
                    found.append(place, facility, since: mark)
                }
            }
        }
        guard found.isEmpty else { return found }
        return nearestPlaces(to: segments).map { WalkSource(place: $0, facility: facility) }
    }

    /// Whether the connector of a place to a line meets no barrier.
    private func isAllowed(_ place: StreetPlace, _ segment: Int, _ line: BorderSegment) -> Bool {
        guard let barriers, place.connector > 0 else { return true }
        let foot = graph.point(of: place)
        let target = line.nearestPoint(foot.x, foot.y)
        return barriers.allow(segment, at: foot.x, foot.y, from: target.x, target.y, in: graph)
    }

    /// Whether one may step from a place to a point without meeting a barrier.
    public func allows(_ place: StreetPlace, toX x: Double, y: Double) -> Bool {
        guard let barriers, place.edge >= 0 else { return true }
        let foot = graph.point(of: place)
        return barriers.allow(
            graph.segment(of: place), at: foot.x, foot.y, from: x, y, in: graph)
    }

    /// The places of the network, within ``maxSnap``, that are nearest to a set of segments.
    private func nearestPlaces(to segments: [BorderSegment]) -> [StreetPlace] {
        var found: [StreetPlace] = []
        var best = Double.infinity
        var margin = min(maxSnap, 10)
        while true {
            for line in segments {
                index.forEachSegment(near: line.ax, line.ay, line.bx, line.by, margin: margin) {
                    segment, _ in
                    for place in graph.approaches(of: segment, to: line)
                    where place.connector <= min(maxSnap, best + NearestSegmentIndex.equallyNear)
                        && isAllowed(place, segment, line)
                    {
                        found.append(place)
                        best = min(best, place.connector)
                    }
                }
            }
            if best <= margin || margin >= maxSnap { break }
            margin = min(2 * margin, maxSnap)
        }
        // Which of them stands for others at the same point must not depend on the order of the search.
        found.sort { ($0.connector, $0.edge, $0.along) < ($1.connector, $1.edge, $1.along) }
        var nearest: [StreetPlace] = []
        for place in found where place.connector <= best + NearestSegmentIndex.equallyNear {
            if !nearest.contains(where: { graph.areOne($0, place) }) { nearest.append(place) }
        }
        return nearest
    }
}

extension [WalkSource] {
    /// Adds a place once among those of one segment, which meets some segments of edges more than once.
    fileprivate mutating func append(_ place: StreetPlace, _ facility: Int32, since mark: Int) {
        guard !self[mark...].contains(where: { $0.place == place }) else { return }
        append(WalkSource(place: place, facility: facility))
    }
}

/// A segment of a border or line.
public struct BorderSegment: Sendable, BitwiseCopyable {
    /// Easting of one end.
    public var ax: Double
    /// Northing of one end.
    public var ay: Double
    /// Easting of the other end.
    public var bx: Double
    /// Northing of the other end.
    public var by: Double

    /// Creates a segment; its west end first, so that the direction it was drawn in cannot matter.
    public init(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) {
        let keeps = (ax, ay) <= (bx, by)
        self.ax = keeps ? ax : bx
        self.ay = keeps ? ay : by
        self.bx = keeps ? bx : ax
        self.by = keeps ? by : ay
    }

    /// The point of the segment that is nearest to a point.
    public func nearestPoint(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        let dx = bx - ax, dy = by - ay
        let squared = dx * dx + dy * dy
        let t = squared > 0 ? min(max(((x - ax) * dx + (y - ay) * dy) / squared, 0), 1) : 0
        return (ax + t * dx, ay + t * dy)
    }

    /// Distance of a point, metres.
    public func distance(_ x: Double, _ y: Double) -> Double {
        Planar.distance(fromX: x, y: y, toSegment: ax, ay, bx, by)
    }
}

extension StreetGraph {
    /// The place at a share of the way along a segment, with a connector.
    private func place(onSegment i: Int, at t: Double, connector: Double) -> StreetPlace {
        let length = along[i + 1] - along[i]
        return StreetPlace(
            edge: edgeOfVertex[i], along: min(along[i] + max(t, 0) * length, along[i + 1]),
            connector: connector)
    }

    /// Where a segment meets another: one place, two where it runs along it, or none.
    func crossings(of i: Int, with border: BorderSegment) -> [StreetPlace] {
        let (sx, sy, ex, ey) = (lines.x[i], lines.y[i], lines.x[i + 1], lines.y[i + 1])
        guard
            segmentsIntersect(sx, sy, ex, ey, border.ax, border.ay, border.bx, border.by)
        else { return [] }
        let start = orientation(border.ax, border.ay, border.bx, border.by, sx, sy)
        let end = orientation(border.ax, border.ay, border.bx, border.by, ex, ey)
        if start != end {
            return [place(onSegment: i, at: start / (start - end), connector: 0)]
        }
        // On one line: from the later start to the earlier end.
        let ends = [(border.ax, border.ay), (border.bx, border.by)].map {
            share(of: i, $0.0, $0.1)
        }
        let low = min(max(min(ends[0], ends[1]), 0), 1), high = min(max(ends[0], ends[1], 0), 1)
        return [low, high].map { place(onSegment: i, at: $0, connector: 0) }
    }

    /// Share of the way along a segment at which a point lies beside it; not cut to 0...1.
    private func share(of i: Int, _ x: Double, _ y: Double) -> Double {
        let dx = lines.x[i + 1] - lines.x[i], dy = lines.y[i + 1] - lines.y[i]
        let squared = dx * dx + dy * dy
        guard squared > 0 else { return 0 }
        return ((x - lines.x[i]) * dx + (y - lines.y[i]) * dy) / squared
    }

    /// Places on a segment of which one is the nearest to another segment that it does not meet.
    func approaches(of i: Int, to line: BorderSegment) -> [StreetPlace] {
        let met = crossings(of: i, with: line)
        if !met.isEmpty { return met }
        let onto = [(line.ax, line.ay), (line.bx, line.by)].map { x, y in
            place(x: x, y: y, onSegment: i)
        }
        return onto
            + [
                place(
                    onSegment: i, at: 0, connector: line.distance(lines.x[i], lines.y[i])),
                place(
                    onSegment: i, at: 1, connector: line.distance(lines.x[i + 1], lines.y[i + 1])),
            ]
    }

    /// The ends of the stretch of a segment within ``runsAlongWithin`` of another; none where there is none.
    func stretch(of i: Int, along line: BorderSegment) -> [StreetPlace] {
        let (sx, sy) = (lines.x[i], lines.y[i])
        let dx = lines.x[i + 1] - sx, dy = lines.y[i + 1] - sy
        var low = Double.infinity, high = -Double.infinity
        func add(_ from: Double, _ until: Double) {
            guard from <= until, from <= 1, until >= 0 else { return }
            low = min(low, max(from, 0))
            high = max(high, min(until, 1))
        }
        let radius = runsAlongWithin
        for (cx, cy) in [(line.ax, line.ay), (line.bx, line.by)] {
            if let (from, until) = shares(inDiscAt: cx - sx, cy - sy, radius, dx, dy) {
                add(from, until)
            }
        }
        if let (from, until) = shares(inBandOf: line, radius, sx, sy, dx, dy) { add(from, until) }
        guard low <= high else { return [] }
        return [low, high].map { t in
            let x = sx + t * dx, y = sy + t * dy
            return place(onSegment: i, at: t, connector: min(line.distance(x, y), radius))
        }
    }

    /// Shares of the way from the origin along (dx, dy) that lie in a disc.
    private func shares(
        inDiscAt cx: Double, _ cy: Double, _ radius: Double, _ dx: Double, _ dy: Double
    ) -> (Double, Double)? {
        let squared = dx * dx + dy * dy
        guard squared > 0 else { return nil }
        let middle = (cx * dx + cy * dy) / squared
        let cross = cx * dy - cy * dx
        let left = radius * radius - cross * cross / squared
        guard left >= 0 else { return nil }
        let half = (left / squared).squareRoot()
        return (middle - half, middle + half)
    }

    /// Shares of the way from (sx, sy) along (dx, dy) beside a segment, no farther from it than the radius.
    private func shares(
        inBandOf line: BorderSegment, _ radius: Double, _ sx: Double, _ sy: Double, _ dx: Double,
        _ dy: Double
    ) -> (Double, Double)? {
        let ux = line.bx - line.ax, uy = line.by - line.ay
        let squared = ux * ux + uy * uy
        guard squared > 0 else { return nil }
        let length = squared.squareRoot()
        let wx = sx - line.ax, wy = sy - line.ay
        var low = 0.0, high = 1.0
        // start + t * step within a range, for the way along the line and the way aside.
        for (start, step, from, until) in [
            (wx * ux + wy * uy, dx * ux + dy * uy, 0, squared),
            (wx * uy - wy * ux, dx * uy - dy * ux, -radius * length, radius * length),
        ] {
            if step == 0 {
                guard start >= from, start <= until else { return nil }
                continue
            }
            let a = (from - start) / step, b = (until - start) / step
            low = max(low, min(a, b))
            high = min(high, max(a, b))
        }
        return low <= high ? (low, high) : nil
    }
}
