// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 nobody walks past the first place where he could enter 2 never farther than the rule
// says 3 a few tests per border segment.
//
// Points are entered from the nearest point of the nearest edge. A polygon is entered at every crossing of an
// edge with its border, and one that no edge crosses from the nearest point of the nearest edge. A line is
// entered wherever an edge lies within 5 m of it: of each pair of segments that is one stretch
// (StretchAlongLine.swift). Its two ends are the entrances, with what is left to the line
// as the connector: within the stretch nothing is gained by walking on before stepping over, since the
// distance to the line changes by no more than one walks. Where barriers stand in between, the ends of what is
// free of them are the entrances (FreeStretches.swift). Addresses that project on such a stretch, or inside a
// polygon, are handled where they are measured.
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
                guard let stretch = graph.stretch(of: segment, along: line) else { return }
                forEachFreeEnd(of: stretch, segment, line) { share in
                    let place = graph.place(onSegment: segment, at: share, entering: line)
                    found.append(place, facility, since: mark)
                }
            }
        }
        guard found.isEmpty else { return found }
        return nearestPlaces(to: segments).map { WalkSource(place: $0, facility: facility) }
    }

    /// Whether the connector of a place to a line meets no barrier.
    func isAllowed(_ place: StreetPlace, _ segment: Int, _ line: BorderSegment) -> Bool {
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
