// SPDX-License-Identifier: EUPL-1.2
//
// The walkable network around some points, cut where they project on it. A closed walk of length L through a point
// stays within L/2 of it in a straight line, so no more is looked at. A search joins nodes by shortest ways, so an edge
// that is none between its ends could never be walked: long ones are halved until they are short, loops at least twice.
public import Planar
import StreetNetwork

/// Edges and nodes on which a route may run.
public struct RouteStreets: Sendable {
    /// Shape of each edge from its first node to its last; `feature` is the row of the edge.
    public private(set) var lines = LineSet()
    /// First node of each edge.
    public private(set) var from: [Int32] = []
    /// Last node of each edge.
    public private(set) var to: [Int32] = []
    /// Easting and northing of each node.
    public private(set) var nodes: [(x: Double, y: Double)] = []
    /// Node of each point to pass.
    public private(set) var through: [Int32]

    /// Number of edges.
    public var count: Int { from.count }

    private var nodeOfGraph: [Int32: Int32] = [:]

    /// Collects edges.
    ///
    /// - Throws: ``AnalysisError`` where there are no streets to walk along, or a point lies off them.
    init(
        _ facts: StreetFacts, _ rules: RouteRules, _ walking: WalkingRules
    ) throws(AnalysisError) {
        through = [Int32](repeating: -1, count: rules.through.count)
        let rows = facts.rows(where: facts.isWalkable)
        guard !rows.isEmpty else {
            throw AnalysisError(
                "a route needs streets, and the project has none where people may walk",
                remedy: "add a layer of role streets")
        }
        let network = StreetNetwork(
            StreetGraph(
                StreetPieces(
                    facts.lines(of: rows), levels: rows.map { facts.level[$0] },
                    tolerance: walking.nodeTolerance)), maxSnap: walking.maxSnap)
        try append(network, try Self.places(rules, on: network), rules)
    }

    private static func places(
        _ rules: RouteRules, on network: StreetNetwork
    ) throws(AnalysisError) -> [StreetPlace] {
        var places: [StreetPlace] = []
        for point in rules.through {
            let place = network.place(x: point.x, y: point.y)
            guard place.edge >= 0 else {
                throw AnalysisError(
                    "\(throughText(point)) lies more than \(shortestText(network.maxSnap)) m from every street "
                        + "where people may walk",
                    remedy: "move it, or raise walking: max_snap")
            }
            places.append(place)
        }
        return places
    }

    private mutating func append(
        _ network: StreetNetwork, _ places: [StreetPlace], _ rules: RouteRules
    ) throws(AnalysisError) {
        let graph = network.graph
        // The points themselves may lie beside the network.
        let reach = rules.longest / 2 + network.maxSnap
        for edge in 0..<graph.edgeCount {
            let isReachable = graph.lines.vertices(of: edge).allSatisfy { i in
                rules.through.allSatisfy {
                    let dx = graph.lines.x[i] - $0.x, dy = graph.lines.y[i] - $0.y
                    return (dx * dx + dy * dy).squareRoot() <= reach
                }
            }
            guard isReachable else { continue }
            let points = places.indices.filter { places[$0].edge == Int32(edge) }
                .map { Stop(place: places[$0], point: $0) }
            let stops = points + Self.halves(graph, edge, longest: rules.longest / 30)
            append(
                graph, edge,
                cutAt: stops.sorted {
                    ($0.place.along, $0.point ?? -1) < ($1.place.along, $1.point ?? -1)
                })
        }
        guard let lost = through.firstIndex(of: -1) else { return }
        throw AnalysisError(
            "no route of \(shortestText(rules.longest.rounded())) m passes "
                + "\(throughText(rules.through[lost])) and the other points",
            remedy: "raise --length, or leave a point out")
    }

    /// Where an edge is cut.
    private struct Stop {
        var place: StreetPlace
        /// Row of the point to pass that is there; `nil` where an edge is cut for its length.
        var point: Int?
    }

    /// Places that halve an edge, and its pieces, until none is longer than asked.
    private static func halves(_ graph: StreetGraph, _ edge: Int, longest: Double) -> [Stop] {
        let length = graph.length(of: edge)
        var pieces = graph.from[edge] == graph.to[edge] ? 4 : 1
        while length / Double(pieces) > longest { pieces *= 2 }
        return (1..<pieces).map { k in
            Stop(
                place: StreetPlace(
                    edge: Int32(truncatingIfNeeded: edge),
                    along: length * Double(k) / Double(pieces), connector: 0))
        }
    }

    /// Adds an edge of a graph in pieces that end at stops, which ascend along it.
    private mutating func append(_ graph: StreetGraph, _ edge: Int, cutAt stops: [Stop]) {
        let rows = graph.lines.vertices(of: edge)
        var x = [graph.lines.x[rows.lowerBound]], y = [graph.lines.y[rows.lowerBound]]
        var start = node(graph.from[edge], x[0], y[0])
        var left = stops[...]
        for vertex in rows.dropFirst() {
            while let stop = left.first, stop.place.along < graph.along[vertex] {
                left.removeFirst()
                let cut = graph.point(of: stop.place)
                if cut != (x[x.count - 1], y[y.count - 1]) {
                    x.append(cut.x)
                    y.append(cut.y)
                }
                if x.count > 1 {
                    let middle = newNode(cut.x, cut.y)
                    append(x, y, start, middle)
                    (x, y, start) = ([cut.x], [cut.y], middle)
                }
                if let point = stop.point { through[point] = start }
            }
            x.append(graph.lines.x[vertex])
            y.append(graph.lines.y[vertex])
        }
        let end = node(graph.to[edge], x[x.count - 1], y[y.count - 1])
        for stop in left { if let point = stop.point { through[point] = end } }
        append(x, y, start, end)
    }

    private mutating func append(_ x: [Double], _ y: [Double], _ start: Int32, _ end: Int32) {
        lines.append(x: x, y: y, feature: Int32(truncatingIfNeeded: from.count))
        from.append(start)
        to.append(end)
    }

    private mutating func node(_ ofGraph: Int32, _ x: Double, _ y: Double) -> Int32 {
        if let known = nodeOfGraph[ofGraph] { return known }
        let number = newNode(x, y)
        nodeOfGraph[ofGraph] = number
        return number
    }

    private mutating func newNode(_ x: Double, _ y: Double) -> Int32 {
        nodes.append((x, y))
        return Int32(truncatingIfNeeded: nodes.count - 1)
    }
}

/// A point as `--through` has it.
func throughText(_ point: (x: Double, y: Double)) -> String {
    "--through \(shortestText(point.x)),\(shortestText(point.y))"
}
