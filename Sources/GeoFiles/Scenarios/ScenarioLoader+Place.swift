// SPDX-License-Identifier: EUPL-1.2
//
// A drawing outside all buurten is most often one in another CRS or with a digit wrong. It is refused where it
// can serve nobody: farther from every buurt than the largest distance that the layer is asked for. Nearer
// than that it may be meant - a meeting place across the border - and is a warning.
import Neighbourhoods
import Planar
import SpatialIndex

extension ScenarioLoader {
    /// Refuses a drawing that lies outside all buurten and too far from them to serve anybody.
    mutating func refuseElsewhere(
        _ geometry: FeatureGeometry, _ change: ChangeDescription, layer name: String
    ) throws(GeoFileError) {
        let x = geometry.points.x + geometry.lines.x + geometry.polygons.x
        let y = geometry.points.y + geometry.lines.y + geometry.polygons.y
        guard let firstX = x.first, let firstY = y.first else {
            throw failure(change, "what it draws has no place")
        }
        let polygons = workspace.buurten.polygons
        if holdsABuurt(geometry.polygons) { return }
        let index = NearestFeatureIndex(
            FeatureGeometry(count: workspace.buurten.count, polygons: polygons),
            pointCount: x.count)
        let away = zip(x, y).map { index.nearest(x: $0, y: $1)?.distance ?? .infinity }
        var least = away.min() ?? .infinity
        if least > 0 { least = min(least, between(geometry, index)) }
        let layer = workspace.layers.first { $0.name == name }
        let serves = layer.map { [.destination, .green].contains($0.role) } ?? false
        let reach = serves ? layer?.settings.thresholds.max() ?? 0 : 0
        guard least > 0 else {
            let far = away.indices.max { (away[$0], -$0) < (away[$1], -$1) } ?? 0
            if serves, away[far] > max(reach, 500) {
                warn(
                    change,
                    "a part of it lies far outside all buurten, \(shortestText(away[far].rounded())) m "
                        + "from the nearest, at \(place(x[far], y[far])): it can serve nobody")
            }
            return
        }
        let at = "at \(place(firstX, firstY))"
        guard least <= reach else {
            throw failure(
                change, "it lies outside all buurten, \(at); correct its coordinates or its CRS")
        }
        warn(
            change,
            "it lies outside all buurten, \(shortestText(least.rounded())) m from the nearest, \(at)"
        )
    }

    /// Whether a drawn area holds a vertex of a buurt.
    private func holdsABuurt(_ drawn: PolygonSet) -> Bool {
        guard drawn.count > 0 else { return false }
        let polygons = workspace.buurten.polygons
        let area = CoverageIndex(drawn, pointCount: polygons.x.count)
        return polygons.x.indices.contains {
            area.feature(x: polygons.x[$0], y: polygons.y[$0]) >= 0
        }
    }

    /// Least distance of points every 25 m along lines and borders.
    private func between(_ geometry: FeatureGeometry, _ index: NearestFeatureIndex) -> Double {
        var least = Double.infinity
        func look(_ x: [Double], _ y: [Double], _ rows: Range<Int>, isClosed: Bool) {
            guard let first = rows.first else { return }
            let all = Array(rows) + (isClosed ? [first] : [])
            for (i, j) in zip(all, all.dropFirst()) {
                let dx = x[j] - x[i], dy = y[j] - y[i]
                let length = (dx * dx + dy * dy).squareRoot()
                let steps = Int(min(10_000, (length / 25).rounded(.up)))
                for step in 0..<max(steps, 1) {
                    let t = Double(step) / Double(max(steps, 1))
                    let near = index.nearest(x: x[i] + t * dx, y: y[i] + t * dy)
                    least = min(least, near?.distance ?? .infinity)
                }
            }
        }
        for k in 0..<geometry.lines.count {
            look(
                geometry.lines.x, geometry.lines.y, geometry.lines.vertices(of: k), isClosed: false)
        }
        for p in 0..<geometry.polygons.count {
            for ring in geometry.polygons.rings(of: p) {
                let rows = geometry.polygons.vertices(ofRing: ring)
                look(geometry.polygons.x, geometry.polygons.y, rows, isClosed: true)
            }
        }
        return least
    }
}
