// SPDX-License-Identifier: EUPL-1.2
//
// What may be wrong with a network, counted: nothing here changes a number.
import Planar
import SpatialIndex

/// Counts of what a person should look at in a network.
public struct NetworkDiagnosis: Sendable, Equatable {
    /// Edges between nodes where more or fewer than two meet.
    public var edges = 0
    /// Metres of edge.
    public var length = 0.0
    /// Parts of the network that are not connected.
    public var islands = 0
    /// Metres of edge outside the longest of them.
    public var islandLength = 0.0
    /// Dead ends within ``nearMiss`` of an edge that they do not meet.
    public var nearMisses = 0
    /// Pairs of segments that cross without a shared vertex: bridges, tunnels or bad data.
    public var crossings = 0
    /// Edges that lie on another one.
    public var duplicates = 0

    /// A dead end this near to another edge was perhaps meant to meet it, metres.
    public static let nearMiss = 2.0

    /// Looks at a network.
    ///
    /// - Complexity: O(segments near each other).
    public init(_ network: StreetNetwork) {
        let graph = network.graph
        edges = graph.edgeCount
        countIslands(graph)
        countDuplicates(graph)
        countNearMisses(network)
        countCrossings(network)
    }

    private mutating func countIslands(_ graph: StreetGraph) {
        var parent = (0..<graph.nodeCount).map { $0 }
        func root(_ node: Int) -> Int {
            var i = node
            while parent[i] != i {
                parent[i] = parent[parent[i]]
                i = parent[i]
            }
            return i
        }
        for edge in 0..<graph.edgeCount {
            let a = root(Int(graph.from[edge])), b = root(Int(graph.to[edge]))
            parent[max(a, b)] = min(a, b)
        }
        var sums = [Int: ExactSum]()
        var total = ExactSum()
        for edge in 0..<graph.edgeCount {
            sums[root(Int(graph.from[edge])), default: ExactSum()].add(graph.length(of: edge))
            total.add(graph.length(of: edge))
        }
        islands = sums.count
        length = total.value
        islandLength = length - (sums.values.map(\.value).max() ?? 0)
    }

    private mutating func countDuplicates(_ graph: StreetGraph) {
        for edge in 0..<graph.edgeCount where edge > 0 {
            guard graph.from[edge] == graph.from[edge - 1], graph.to[edge] == graph.to[edge - 1]
            else { continue }
            let one = graph.lines.vertices(of: edge - 1), other = graph.lines.vertices(of: edge)
            if graph.lines.x[one] == graph.lines.x[other],
                graph.lines.y[one] == graph.lines.y[other]
            {
                duplicates += 1
            }
        }
    }

    private mutating func countNearMisses(_ network: StreetNetwork) {
        let graph = network.graph
        for edge in 0..<graph.edgeCount {
            let rows = graph.lines.vertices(of: edge)
            for (node, row) in [
                (graph.from[edge], rows.lowerBound), (graph.to[edge], rows.upperBound - 1),
            ]
            where graph.arcOffsets[Int(node) + 1] - graph.arcOffsets[Int(node)] == 1 {
                let x = graph.lines.x[row], y = graph.lines.y[row]
                var isNear = false
                network.index.forEachSegment(near: x, y, x, y, margin: Self.nearMiss) { i, _ in
                    let other = Int(graph.edgeOfVertex[i])
                    if isNear || graph.from[other] == node || graph.to[other] == node { return }
                    isNear =
                        distance(
                            fromX: x, y: y, toSegment: graph.lines.x[i], graph.lines.y[i],
                            graph.lines.x[i + 1], graph.lines.y[i + 1]) < Self.nearMiss
                }
                if isNear { nearMisses += 1 }
            }
        }
    }

    private mutating func countCrossings(_ network: StreetNetwork) {
        let lines = network.graph.lines
        var found = Set<UInt64>()
        for k in 0..<lines.count {
            for i in lines.vertices(of: k).dropLast() {
                let (ax, ay, bx, by) = (lines.x[i], lines.y[i], lines.x[i + 1], lines.y[i + 1])
                network.index.forEachSegment(near: ax, ay, bx, by, margin: 0) { j, _ in
                    guard j > i else { return }
                    let (cx, cy, dx, dy) = (
                        lines.x[j], lines.y[j], lines.x[j + 1], lines.y[j + 1]
                    )
                    let c = orientation(ax, ay, bx, by, cx, cy)
                    let d = orientation(ax, ay, bx, by, dx, dy)
                    guard (c < 0 && d > 0) || (c > 0 && d < 0) else { return }
                    let a = orientation(cx, cy, dx, dy, ax, ay)
                    let b = orientation(cx, cy, dx, dy, bx, by)
                    if (a < 0 && b > 0) || (a > 0 && b < 0) {
                        found.insert(UInt64(i) << 32 | UInt64(j))
                    }
                }
            }
        }
        crossings = found.count
    }
}
