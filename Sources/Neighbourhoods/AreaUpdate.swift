// SPDX-License-Identifier: EUPL-1.2
//
// Areas within a distance after a change. The area of a buurt depends, to the bit, on the boundary of the
// region inside the buurt's box (Planar/AreaInside.swift), and so on what lies within r of that box. A buurt
// whose box is farther than r from what came or went keeps its area. For the others the boundary is worked
// out as it was and as it is, within r of the change only, and what differs is taken out and added.
import Planar

/// Areas of buurten within a radius of features, of which some came or went.
struct AreaUpdate {
    let before: FeatureGeometry
    let after: FeatureGeometry
    let radius: Double
    /// Boxes of what came or went.
    let changed: [Box]
    let polygons: PolygonSet
    /// Box of each polygon.
    let extents: [Box]

    /// The areas, given those before.
    func areas(_ known: [ExactSum]) -> [ExactSum] {
        let reach = radius + 1
        let places = changed.map { $0.expanded(by: reach) }
        let rows = extents.indices.filter { row in
            places.contains { $0.intersects(extents[row]) }
        }
        var areas = known
        for group in groups(of: rows) {
            let around = group.reduce(into: Box.empty) { $0.insert(extents[$1]) }
                .expanded(by: reach)
            let old = RegionBoundary(
                within: radius, of: before.pieces(meeting: around), near: places)
            let new = RegionBoundary(
                within: radius, of: after.pieces(meeting: around), near: places)
            for p in group {
                areas[Int(polygons.feature[p])].merge(
                    new.areaChange(ofPolygon: p, in: polygons, from: old))
            }
        }
        return areas
    }

    /// Polygons near each other go together: what lies around them is made once.
    private func groups(of rows: [Int]) -> [[Int]] {
        var groups: [(box: Box, rows: [Int])] = []
        for row in rows {
            var box = extents[row].expanded(by: radius / 2)
            var members = [row]
            groups.removeAll { group in
                guard group.box.intersects(box) else { return false }
                box.insert(group.box)
                members += group.rows
                return true
            }
            groups.append((box, members))
        }
        return groups.map(\.rows)
    }
}

extension FeatureGeometry {
    /// The points, segments and polygons whose boxes meet a box, as features of one layer.
    func pieces(meeting box: Box) -> FeatureGeometry {
        var result = FeatureGeometry(count: count)
        for i in 0..<points.count where box.contains(x: points.x[i], y: points.y[i]) {
            result.points.append(x: points.x[i], y: points.y[i], feature: points.feature[i])
        }
        for k in 0..<lines.count {
            let rows = lines.vertices(of: k)
            if rows.count == 1, let i = rows.first, box.contains(x: lines.x[i], y: lines.y[i]) {
                result.lines.append(x: [lines.x[i]], y: [lines.y[i]], feature: lines.feature[k])
            }
            for i in rows.dropFirst() {
                let (ax, ay, bx, by) = (lines.x[i - 1], lines.y[i - 1], lines.x[i], lines.y[i])
                guard min(ax, bx) <= box.maxX, max(ax, bx) >= box.minX, min(ay, by) <= box.maxY,
                    max(ay, by) >= box.minY
                else { continue }
                result.lines.append(x: [ax, bx], y: [ay, by], feature: lines.feature[k])
            }
        }
        var meets = [Bool](repeating: false, count: count)
        for p in 0..<polygons.count where polygons.extent(of: p).intersects(box) {
            meets[Int(polygons.feature[p])] = true
        }
        if meets.contains(true) { result.polygons = polygons.keeping(meets) }
        return result
    }
}
