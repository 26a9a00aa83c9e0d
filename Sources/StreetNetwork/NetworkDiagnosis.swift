// SPDX-License-Identifier: EUPL-1.2
//
// What may be wrong with a network: nothing here changes a number.
import Planar
import SpatialIndex

/// What a person should look at in a network, and where.
public struct NetworkDiagnosis: Sendable, Equatable {
    /// A place to look at.
    public struct Spot: Sendable, Equatable {
        /// Easting, metres.
        public var x: Double
        /// Northing, metres.
        public var y: Double
        /// A segment there, a row of `graph.lines`.
        public var segment: Int
        /// The other segment that it is about; the same where there is none.
        public var other: Int
        /// Length of the island, or the gap, metres; 0 where there is nothing to measure.
        public var metres: Double
    }

    /// Edges between nodes where more or fewer than two meet.
    public private(set) var edges = 0
    /// Metres of edge.
    public private(set) var length = 0.0
    /// The parts of the network that are not connected with the longest one, the longest first.
    public private(set) var islandSpots: [Spot] = []
    /// Dead ends within ``nearMiss`` of an edge that they do not meet.
    public private(set) var nearMissSpots: [Spot] = []
    /// Pairs of segments that cross without a shared vertex: bridges, tunnels or bad data.
    public private(set) var crossingSpots: [Spot] = []
    /// Edges that lie on another one.
    public private(set) var duplicateSpots: [Spot] = []
    /// Metres of edge outside the longest part.
    public private(set) var islandLength = 0.0

    /// Parts of the network that are not connected.
    public var islands: Int { edges == 0 ? 0 : islandSpots.count + 1 }
    /// See ``nearMissSpots``.
    public var nearMisses: Int { nearMissSpots.count }
    /// See ``crossingSpots``.
    public var crossings: Int { crossingSpots.count }
    /// See ``duplicateSpots``.
    public var duplicates: Int { duplicateSpots.count }
    /// Whether edges look like lines that nobody has cut where they cross.
    public var isUncut: Bool {
        (edges > 2 && islands == edges && crossings > 0)
            || Self.isUncut(edges: edges, islands: islands)
    }

    /// Whether most edges meet no other.
    public static func isUncut(edges: Int, islands: Int) -> Bool {
        edges > 10 && 2 * islands > edges
    }

    /// A dead end this near to another edge was perhaps meant to meet it, metres.
    public static let nearMiss = 2.0

    /// Looks at a network.
    ///
    /// - Complexity: O(segments near each other).
    public init(_ network: StreetNetwork) {
        let graph = network.graph
        edges = graph.edgeCount
        findIslands(graph)
        findDuplicates(graph)
        findNearMisses(network)
        findCrossings(network)
    }

    private mutating func findIslands(_ graph: StreetGraph) {
        let islandOfNode = graph.islandOfNode
        var parts: [Int32: (sum: ExactSum, edge: Int)] = [:]
        var total = ExactSum()
        for edge in 0..<graph.edgeCount {
            let island = islandOfNode[Int(graph.from[edge])]
            parts[island, default: (ExactSum(), edge)].sum.add(graph.length(of: edge))
            total.add(graph.length(of: edge))
        }
        length = total.value
        let sorted = parts.values.map { (metres: $0.sum.value, edge: $0.edge) }
            .sorted { ($1.metres, $0.edge) < ($0.metres, $1.edge) }
        islandLength = length - (sorted.first?.metres ?? 0)
        islandSpots = sorted.dropFirst().map { part in
            spot(graph, graph.lines.vertices(of: part.edge).lowerBound, metres: part.metres)
        }
    }

    private func spot(
        _ graph: StreetGraph, _ vertex: Int, segment: Int? = nil, other: Int? = nil,
        metres: Double = 0
    ) -> Spot {
        let row = segment ?? vertex
        return Spot(
            x: graph.lines.x[vertex], y: graph.lines.y[vertex], segment: row, other: other ?? row,
            metres: metres)
    }

    private mutating func findDuplicates(_ graph: StreetGraph) {
        for edge in 0..<graph.edgeCount where edge > 0 {
            guard graph.from[edge] == graph.from[edge - 1], graph.to[edge] == graph.to[edge - 1]
            else { continue }
            let one = graph.lines.vertices(of: edge - 1), other = graph.lines.vertices(of: edge)
            if graph.lines.x[one] == graph.lines.x[other],
                graph.lines.y[one] == graph.lines.y[other]
            {
                duplicateSpots.append(
                    spot(
                        graph, other.lowerBound, other: one.lowerBound,
                        metres: graph.length(of: edge)))
            }
        }
    }

    private mutating func findNearMisses(_ network: StreetNetwork) {
        let graph = network.graph
        for edge in 0..<graph.edgeCount {
            let rows = graph.lines.vertices(of: edge)
            let ends = [
                (graph.from[edge], rows.lowerBound, rows.lowerBound),
                (graph.to[edge], rows.upperBound - 1, rows.upperBound - 2),
            ]
            // A ring that nothing meets ends where it begins.
            for (node, row, segment) in ends.prefix(graph.from[edge] == graph.to[edge] ? 1 : 2)
            where graph.arcOffsets[Int(node) + 1] - graph.arcOffsets[Int(node)] == 1 {
                let x = graph.lines.x[row], y = graph.lines.y[row]
                var near: (metres: Double, segment: Int)?
                network.index.forEachSegment(near: x, y, x, y, margin: Self.nearMiss) { i, _ in
                    let other = Int(graph.edgeOfVertex[i])
                    if graph.from[other] == node || graph.to[other] == node { return }
                    let metres = distance(
                        fromX: x, y: y, toSegment: graph.lines.x[i], graph.lines.y[i],
                        graph.lines.x[i + 1], graph.lines.y[i + 1])
                    guard metres < Self.nearMiss else { return }
                    if let known = near, known <= (metres, i) { return }
                    near = (metres, i)
                }
                if let near {
                    nearMissSpots.append(
                        spot(
                            graph, row, segment: segment, other: near.segment, metres: near.metres))
                }
            }
        }
    }

    private mutating func findCrossings(_ network: StreetNetwork) {
        let lines = network.graph.lines
        var found: [(i: Int, j: Int, share: Double)] = []
        for k in 0..<lines.count {
            for i in lines.vertices(of: k).dropLast() {
                let (ax, ay, bx, by) = (lines.x[i], lines.y[i], lines.x[i + 1], lines.y[i + 1])
                let start = found.count
                network.index.forEachSegment(near: ax, ay, bx, by, margin: 0) { j, _ in
                    guard j > i, !found[start...].contains(where: { $0.j == j }) else { return }
                    let (cx, cy, dx, dy) = (
                        lines.x[j], lines.y[j], lines.x[j + 1], lines.y[j + 1]
                    )
                    let c = orientation(ax, ay, bx, by, cx, cy)
                    let d = orientation(ax, ay, bx, by, dx, dy)
                    guard (c < 0 && d > 0) || (c > 0 && d < 0) else { return }
                    let a = orientation(cx, cy, dx, dy, ax, ay)
                    let b = orientation(cx, cy, dx, dy, bx, by)
                    if (a < 0 && b > 0) || (a > 0 && b < 0) { found.append((i, j, a / (a - b))) }
                }
            }
        }
        crossingSpots = found.sorted { ($0.i, $0.j) < ($1.i, $1.j) }.map { i, j, share in
            Spot(
                x: lines.x[i] + share * (lines.x[i + 1] - lines.x[i]),
                y: lines.y[i] + share * (lines.y[i + 1] - lines.y[i]), segment: i, other: j,
                metres: 0)
        }
    }
}
