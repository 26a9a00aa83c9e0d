// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the same graph, to the bit, for any order and direction of the input 2 a graph as small
// as the search allows 3 neighbours on the map are neighbours in memory.
//
// A node where only two pieces meet decides nothing, so chains of pieces between other nodes are one edge
// with a shape. Nodes are numbered along a Hilbert curve; an edge runs from its lower node to its higher one
// and edges follow their lower node, so a search that spreads over the map stays in the cache. An edge keeps
// the distance along it at each vertex: a point projected on a segment is a place on the edge.
// Source: the layout is compressed sparse rows. Rejected: a node per vertex (five times as many on real
// streets), contraction hierarchies (minutes to prepare, for one search).
public import Planar

/// A connection from a node to its neighbour.
public struct StreetArc: Sendable, BitwiseCopyable {
    /// The neighbour.
    public var target: Int32
    /// The edge between them.
    public var edge: Int32
    /// Length of the edge, metres.
    public var length: Double
}

/// A network of edges with a shape between nodes.
///
/// > Cost: probe `street-graph`.
public struct StreetGraph: Sendable {
    /// Shape of each edge from its lower to its higher node; `feature` is the row of the edge.
    public let lines: LineSet
    /// Distance along its edge of each vertex of `lines`, metres.
    public let along: [Double]
    /// Edge of each vertex of `lines`.
    public let edgeOfVertex: [Int32]
    /// What the segment from each vertex of `lines` is of: twice the piece, plus one where the edge runs
    /// against it; -1 at the end of an edge.
    public let stepOfVertex: [Int32]
    /// Lower node of each edge.
    public let from: [Int32]
    /// Higher node of each edge; the same where the edge is a loop.
    public let to: [Int32]
    /// Start of the arcs of each node, and the end.
    public let arcOffsets: [Int32]
    /// The arcs by node.
    public let arcs: [StreetArc]
    /// Node of the graph at each node of the pieces; -1 inside an edge.
    public let nodeOfPieceNode: [Int32]

    /// Number of nodes.
    public var nodeCount: Int { arcOffsets.count - 1 }
    /// Number of edges.
    public var edgeCount: Int { from.count }

    /// Length of an edge, metres.
    @inline(__always)
    public func length(of edge: Int) -> Double { along[Int(lines.offsets[edge + 1]) - 1] }

    /// Builds the graph of pieces.
    ///
    /// - Parameters:
    ///   - pieces: Pieces of lines between nodes.
    ///   - threads: At most so many threads; they do not show in the graph.
    /// - Complexity: O(vertices).
    public init(_ pieces: StreetPieces, threads: Int = 1) {
        var chains = StreetChains(pieces)
        chains.sort()
        nodeOfPieceNode = chains.keptNumbers
        let shapes = EdgeShapes(chains, threads: threads)
        lines = shapes.lines
        along = shapes.along
        edgeOfVertex = shapes.edgeOfVertex
        stepOfVertex = shapes.stepOfVertex
        let from = chains.order.map { chains.keptNumbers[Int(chains.from[Int($0)])] }
        let to = chains.order.map { chains.keptNumbers[Int(chains.to[Int($0)])] }
        self.from = from
        self.to = to
        (arcOffsets, arcs) = Self.arcs(
            from, to, nodeCount: chains.keptCount,
            length: { shapes.along[Int(shapes.lines.offsets[$0 + 1]) - 1] })
    }

    /// Arcs both ways; a loop has one, so that its edge is found at its node.
    private static func arcs(
        _ from: [Int32], _ to: [Int32], nodeCount: Int, length: (Int) -> Double
    ) -> ([Int32], [StreetArc]) {
        var offsets = [Int32](repeating: 0, count: nodeCount + 1)
        for edge in from.indices {
            offsets[Int(from[edge]) + 1] += 1
            if from[edge] != to[edge] { offsets[Int(to[edge]) + 1] += 1 }
        }
        for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
        var next = offsets
        var arcs = [StreetArc](
            repeating: StreetArc(target: 0, edge: 0, length: 0), count: Int(offsets[nodeCount]))
        for edge in from.indices {
            let a = Int(from[edge]), b = Int(to[edge])
            let row = Int32(truncatingIfNeeded: edge), metres = length(edge)
            arcs[Int(next[a])] = StreetArc(target: to[edge], edge: row, length: metres)
            next[a] += 1
            guard a != b else { continue }
            arcs[Int(next[b])] = StreetArc(target: from[edge], edge: row, length: metres)
            next[b] += 1
        }
        return (offsets, arcs)
    }
}
