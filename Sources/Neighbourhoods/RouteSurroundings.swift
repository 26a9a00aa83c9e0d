// SPDX-License-Identifier: EUPL-1.2
//
// How much of a line touches green or runs along a fast street. Both are asked at the middles of steps of at most
// 5 m, of edges of the network and of lines that somebody drew alike, so that both can be compared.
import Planar
import SpatialIndex
import StreetNetwork

/// Green and fast streets of a workspace.
struct RouteSurroundings: Sendable {
    private let green: NearestFeatureIndex?
    private let fast: NearestFeatureIndex?
    private let rules: RouteRules
    /// Longest step, metres.
    private static let step = 5.0

    init(_ workspace: Workspace, _ facts: StreetFacts, _ rules: RouteRules) throws(AnalysisError) {
        self.rules = rules
        green = try Self.index(of: Self.green(workspace))
        fast = Self.index(of: try Self.fastStreets(workspace, facts))
    }

    private static func index(of features: FeatureGeometry) -> NearestFeatureIndex? {
        features.count > 0 ? NearestFeatureIndex(features, pointCount: 100_000) : nil
    }

    /// Public green of all layers; all green of a layer that does not tell which is public.
    private static func green(_ workspace: Workspace) throws(AnalysisError) -> FeatureGeometry {
        var all = FeatureGeometry(count: 0)
        for row in workspace.layers.indices where workspace.layers[row].role == .green {
            let isPublic = workspace.layers[row].masks[Layer.publicMask] != nil
            let own = try workspace.activeGeometry(
                FeatureSelection(layer: row, mask: isPublic ? Layer.publicMask : nil)
            ).polygons
            for p in 0..<own.count {
                for ring in own.rings(of: p) {
                    let rows = own.vertices(ofRing: ring)
                    all.polygons.appendRing(x: Array(own.x[rows]), y: Array(own.y[rows]))
                }
                all.polygons.closePolygon(feature: Int32(truncatingIfNeeded: all.count))
                all.count += 1
            }
        }
        return all
    }

    /// Streets where cars may drive faster than the rule for safe walking, zones in force included.
    private static func fastStreets(
        _ workspace: Workspace, _ facts: StreetFacts
    ) throws(AnalysisError) -> FeatureGeometry {
        let streets = SafeStreets(
            facts, rows: facts.layer.indices, try SpeedZones(workspace), crossings: PointSet(),
            rules: workspace.plan.walking)
        var lines = LineSet()
        for part in 0..<streets.lines.count where streets.isBarrier[part] {
            let rows = streets.lines.vertices(of: part)
            lines.append(
                x: Array(streets.lines.x[rows]), y: Array(streets.lines.y[rows]),
                feature: Int32(truncatingIfNeeded: lines.count))
        }
        return FeatureGeometry(count: lines.count, lines: lines)
    }

    /// Length, green and fast metres of a line.
    func numbers(_ x: some Collection<Double>, _ y: some Collection<Double>) -> RouteNumbers {
        var result = RouteNumbers()
        for ((ax, ay), (bx, by)) in zip(zip(x, y), zip(x.dropFirst(), y.dropFirst())) {
            add(ax, ay, bx, by, to: &result)
        }
        return result
    }

    private func add(
        _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, to result: inout RouteNumbers
    ) {
        let dx = bx - ax, dy = by - ay
        let length = (dx * dx + dy * dy).squareRoot()
        result.length += length
        let steps = max(1, Int(min(length / Self.step, 1e6).rounded(.up)))
        let part = length / Double(steps)
        for step in 0..<steps {
            let t = (Double(step) + 0.5) / Double(steps)
            let px = ax + t * dx, py = ay + t * dy
            if Self.isNear(green, px, py, rules.greenWithin) { result.green += part }
            if Self.isNear(fast, px, py, rules.fastWithin) { result.fast += part }
        }
    }

    private static func isNear(
        _ index: NearestFeatureIndex?, _ x: Double, _ y: Double, _ metres: Double
    ) -> Bool {
        guard let near = index?.nearest(x: x, y: y) else { return false }
        return near.distance <= metres
    }
}
