// SPDX-License-Identifier: EUPL-1.2
//
// Polygons and lines can also be entered from where an address meets the network: inside a polygon, or within
// 5 m of a line.
import Planar
import SpatialIndex
import StreetNetwork

/// What a network tells of one place.
protocol WalkableStreets {
    /// The point of a place.
    func point(of place: StreetPlace) -> (x: Double, y: Double)
    /// Distance from a point to the nearest barrier within `reach`; infinite where there is none.
    func distanceToBarrier(x: Double, y: Double, reach: Double) -> Double
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
    let lines: NearestFeatureIndex?

    /// `nil` for a layer of points only.
    init?(_ geometry: FeatureGeometry, pointCount: Int) {
        guard geometry.lines.count + geometry.polygons.count > 0 else { return nil }
        areas =
            geometry.polygons.count == 0
            ? nil
            : NearestFeatureIndex(
                FeatureGeometry(count: geometry.count, polygons: geometry.polygons),
                pointCount: 2 * pointCount)
        lines =
            geometry.lines.count == 0
            ? nil
            : NearestFeatureIndex(
                FeatureGeometry(count: geometry.count, lines: geometry.lines),
                pointCount: pointCount)
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
        if let near = lines?.nearest(x: foot.x, y: foot.y)?.distance, near <= runsAlongWithin,
            network.distanceToBarrier(x: foot.x, y: foot.y, reach: near) > near
        {
            distance = min(distance, place.connector + near)
        }
    }
}
