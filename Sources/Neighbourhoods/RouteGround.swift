// SPDX-License-Identifier: EUPL-1.2
//
// What a search for a route needs of a workspace, as plain columns: the network around some points, who lives
// near each edge, and how much of each touches green or runs along a fast street.
public import Planar
import SpatialIndex

/// The ground of a search for routes.
public struct RouteGround: Sendable {
    /// The network.
    public let streets: RouteStreets
    /// The people.
    public let people: RoutePeople
    /// Length, and metres that touch green and that run along fast streets, of each edge.
    public let numbers: [RouteNumbers]
    private let surroundings: RouteSurroundings
    private let rules: RouteRules
    /// Farthest that a point may lie beside what passes it, metres.
    private let maxSnap: Double

    /// Collects the ground.
    ///
    /// - Parameters:
    ///   - measured: The workspace, with a distance to the layer.
    ///   - layer: Row of the layer that a route would be part of.
    ///   - rules: What is asked.
    /// - Throws: ``AnalysisError`` where there are no streets, or a point lies off them or outside the buurten.
    /// - Complexity: O(streets + addresses + addresses near × edges near them).
    public init(
        _ measured: MeasuredWorkspace, layer: Int, rules: RouteRules
    ) throws(AnalysisError) {
        let workspace = measured.workspace
        try Self.refuseOutside(rules, workspace.buurten)
        let facts = try StreetFacts(workspace)
        streets = try RouteStreets(facts, rules, workspace.plan.walking)
        surroundings = try RouteSurroundings(workspace, facts, rules)
        people = RoutePeople(measured, layer: layer, near: streets.lines, within: rules.within)
        self.rules = rules
        maxSnap = workspace.plan.walking.maxSnap
        let lines = streets.lines, surroundings = surroundings
        numbers = (0..<lines.count).map { edge in
            let rows = lines.vertices(of: edge)
            return surroundings.numbers(lines.x[rows], lines.y[rows])
        }
    }

    private static func refuseOutside(
        _ rules: RouteRules, _ buurten: Buurten
    ) throws(AnalysisError) {
        let polygons = buurten.polygons
        for point in rules.through
        where (0..<polygons.count).allSatisfy({
            polygons.locate(x: point.x, y: point.y, in: $0) == .outside
        }) {
            throw AnalysisError(
                "\(throughText(point)) lies outside all buurten",
                remedy: "write east,north in the CRS of the project")
        }
    }

    /// What a drawn line is worth, by the same rules as a route on the network.
    ///
    /// - Complexity: O(addresses).
    public func numbers(of line: LineSet) -> RouteNumbers {
        var result = RouteNumbers()
        for part in 0..<line.count {
            let rows = line.vertices(of: part)
            let own = surroundings.numbers(line.x[rows], line.y[rows])
            result.length += own.length
            result.green += own.green
            result.fast += own.fast
        }
        let box = Box(x: line.x.span, y: line.y.span)
        let index = NearestFeatureIndex(
            FeatureGeometry(count: line.count, lines: line), pointCount: people.x.count)
        for row in people.weight.indices {
            let x = people.x[row], y = people.y[row]
            guard box.distance(to: Box(minX: x, minY: y, maxX: x, maxY: y)) <= rules.within,
                let near = index.nearest(x: x, y: y), near.distance <= rules.within
            else { continue }
            result.people += people.weight[row]
            if !people.isServed[row] { result.newly += people.weight[row] }
        }
        return result
    }

    /// Whether a line comes within `max_snap` of every point to pass.
    public func passes(_ line: LineSet) -> Bool {
        let index = NearestFeatureIndex(
            FeatureGeometry(count: line.count, lines: line), pointCount: rules.through.count)
        return rules.through.allSatisfy {
            guard let near = index.nearest(x: $0.x, y: $0.y) else { return false }
            return near.distance <= maxSnap
        }
    }
}
