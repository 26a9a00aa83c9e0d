// SPDX-License-Identifier: EUPL-1.2
//
// Areas within a distance after a change. A disc that reaches into a buurt has its centre within r of it,
// and another that cuts that disc has its own within 3 r. So a buurt further than 3 r from what came or went
// keeps its area to the bit, and the others need no feature further than 3 r from them.
import Planar

/// Areas of buurten within a radius of features, of which some came or went.
struct AreaUpdate {
    let geometry: FeatureGeometry
    let radius: Double
    let diff: SelectionDiff
    let buurten: Buurten

    /// The areas, given those before.
    func areas(before: [ExactSum]) -> [ExactSum] {
        let polygons = buurten.polygons
        let boxes = diff.removed.reachBoxes + diff.added.reachBoxes
        let extents = (0..<polygons.count).map(polygons.extent(of:))
        let near = Set(
            extents.indices.filter { extents[$0].isWithin(3 * radius + 1, ofAny: boxes) }
                .map { polygons.feature[$0] })
        if near.isEmpty { return before }
        var areas = before
        for b in near { areas[Int(b)] = ExactSum() }
        let rows = extents.indices.filter { near.contains(polygons.feature[$0]) }
        let around = rows.reduce(into: Box.empty) { $0.insert(extents[$1]) }
            .expanded(by: 3 * radius + 1)
        let region = RegionBoundary(
            within: radius, of: geometry.keeping(geometry.featuresMeeting(around)))
        for p in rows {
            let part = region.areaInside(
                of: polygons, rows: p..<(p + 1), featureCount: buurten.count)
            areas[Int(polygons.feature[p])].merge(part[Int(polygons.feature[p])])
        }
        return areas
    }
}

extension FeatureGeometry {
    /// One flag per feature: whether the box of a part of it meets a box.
    fileprivate func featuresMeeting(_ box: Box) -> [Bool] {
        var flags = [Bool](repeating: false, count: count)
        for i in 0..<points.count where box.contains(x: points.x[i], y: points.y[i]) {
            flags[Int(points.feature[i])] = true
        }
        for k in 0..<lines.count where !flags[Int(lines.feature[k])] {
            var own = Box.empty
            for i in lines.vertices(of: k) { own.insert(x: lines.x[i], y: lines.y[i]) }
            if own.intersects(box) { flags[Int(lines.feature[k])] = true }
        }
        for p in 0..<polygons.count where !flags[Int(polygons.feature[p])] {
            if polygons.extent(of: p).intersects(box) { flags[Int(polygons.feature[p])] = true }
        }
        return flags
    }
}
