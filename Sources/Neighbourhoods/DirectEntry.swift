// SPDX-License-Identifier: EUPL-1.2
//
// Polygons and lines can be entered from where an address meets the network, and a polygon from where the address
// stands. The search knows the ends of stretches only, so what lies within them is looked at here, address by
// address, by the rule of Entrances.swift: within 5 m of a line, if the step to it meets no barrier.
import Planar
import SpatialIndex
import StreetNetwork

/// What a network tells of one place.
protocol WalkableStreets {
    /// The point of a place.
    func point(of place: StreetPlace) -> (x: Double, y: Double)
    /// Whether one may step from a place to a point without meeting a barrier.
    func allows(_ place: StreetPlace, toX x: Double, y: Double) -> Bool
}

extension StreetNetwork: WalkableStreets {
    func point(of place: StreetPlace) -> (x: Double, y: Double) { graph.point(of: place) }
}

extension MendedNetwork: WalkableStreets {}

/// Features that an address has reached where it meets the network, or where it stands.
struct DirectEntry: Sendable {
    /// The polygons of the layer; `nil` without any.
    let areas: NearestFeatureIndex?
    /// The lines of the layer; `nil` without any.
    private let lines: NearestSegmentIndex?
    private let set: LineSet

    /// `nil` for a layer of points only.
    init?(_ geometry: FeatureGeometry, pointCount: Int) {
        guard geometry.lines.count + geometry.polygons.count > 0 else { return nil }
        set = geometry.lines
        areas =
            geometry.polygons.count == 0
            ? nil
            : NearestFeatureIndex(
                FeatureGeometry(count: geometry.count, polygons: geometry.polygons),
                pointCount: 2 * pointCount)
        lines = set.count == 0 ? nil : NearestSegmentIndex(set, reach: runsAlongWithin)
    }

    /// Makes a distance shorter where a feature is reached at once.
    func shorten(
        _ distance: inout Double, x: Double, y: Double, _ place: StreetPlace,
        _ network: some WalkableStreets
    ) {
        if let areas, distance > 0, areas.nearest(x: x, y: y)?.distance == 0 { distance = 0 }
        guard place.edge >= 0, place.connector < distance else { return }
        let foot = network.point(of: place)
        if let areas, areas.nearest(x: foot.x, y: foot.y)?.distance == 0 {
            distance = place.connector
        }
        forEachLine(at: foot, place, network) { _, metres in
            distance = min(distance, place.connector + metres)
        }
    }

    /// The nearest line that can be entered from where a place is, and how far it is, metres.
    func nearestLine(
        of place: StreetPlace, _ network: some WalkableStreets
    ) -> (feature: Int32, distance: Double)? {
        var best: (feature: Int32, distance: Double)?
        forEachLine(at: network.point(of: place), place, network) { segment, metres in
            let found = (feature: set.feature[set.part(of: segment)], distance: metres)
            guard let known = best else { return best = found }
            if (found.distance, found.feature) < (known.distance, known.feature) { best = found }
        }
        return best
    }

    /// Calls `body` for the segments of lines that can be entered from a foot on the network: first vertex, metres.
    @inline(__always)
    private func forEachLine(
        at foot: (x: Double, y: Double), _ place: StreetPlace, _ network: some WalkableStreets,
        _ body: (Int, Double) -> Void
    ) {
        lines?.forEachSegment(near: foot.x, foot.y, foot.x, foot.y, margin: runsAlongWithin) {
            i, _ in
            let segment = BorderSegment(set.x[i], set.y[i], set.x[i + 1], set.y[i + 1])
            let metres = segment.distance(foot.x, foot.y)
            guard metres <= runsAlongWithin else { return }
            let target = segment.nearestPoint(foot.x, foot.y)
            if network.allows(place, toX: target.x, y: target.y) { body(i, metres) }
        }
    }
}

extension LineSet {
    /// The part that a vertex is of.
    fileprivate func part(of vertex: Int) -> Int {
        var low = 0, high = count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(offsets[middle]) <= vertex { low = middle } else { high = middle }
        }
        return low
    }
}
