// SPDX-License-Identifier: EUPL-1.2
//
// Between two nodes a line is one piece, however often it bends.
public import Planar
import SpatialIndex

/// Pieces of lines between nodes.
public struct StreetPieces: Sendable {
    /// The lines that the pieces are of.
    public var lines: LineSet
    /// Node at the first vertex of each piece.
    public var from: [Int32] = []
    /// Node at the last vertex of each piece.
    public var to: [Int32] = []
    /// First vertex of each piece in `lines`.
    public var first: [Int32] = []
    /// Last vertex of each piece in `lines`.
    public var last: [Int32] = []
    /// Part of `lines` that each piece is of.
    public var part: [Int32] = []
    /// Number of nodes, numbered in spatial order.
    public var nodeCount: Int
    /// Nodes at which a chain of pieces has to end, though only two meet there.
    public var fixedNodes: [Int32]

    /// Cuts lines where they share vertices.
    ///
    /// - Parameters:
    ///   - lines: Lines in metres, finite.
    ///   - levels: Level per part; lines of different levels meet only where one of them ends. Empty: all the same.
    ///   - tolerance: Vertices within so many metres of each other are one, transitively.
    ///   - threads: At most so many threads; they do not show in the pieces.
    /// - Complexity: O(vertices).
    public init(_ lines: LineSet, levels: [Int32] = [], tolerance: Double, threads: Int = 1) {
        self.init(
            lines, levels: levels, tolerance: tolerance,
            lattice: VertexNodes.lattice(of: lines, tolerance: tolerance), threads: threads)
    }

    /// Cuts lines that are some of those of a lattice: their nodes have the order that they have among all.
    init(
        _ lines: LineSet, levels: [Int32], tolerance: Double, lattice: SpatialLattice,
        threads: Int = 1
    ) {
        self.lines = lines
        let nodes = VertexNodes(
            lines, levels: levels, tolerance: tolerance, lattice: lattice, threads: threads)
        nodeCount = nodes.count
        fixedNodes = nodes.merged
        reserve(lines.count)
        for k in 0..<lines.count {
            let rows = lines.vertices(of: k)
            guard var start = rows.first else { continue }
            for i in rows.dropFirst() where nodes.node[i] >= 0 {
                append(nodes, start, i, part: k)
                start = i
            }
        }
    }

    /// Number of pieces.
    public var count: Int { from.count }

    /// No pieces of the same lines, for other nodes.
    init(empty lines: LineSet, nodeCount: Int, fixedNodes: [Int32]) {
        self.lines = lines
        self.nodeCount = nodeCount
        self.fixedNodes = fixedNodes
    }

    private mutating func reserve(_ count: Int) {
        from.reserveCapacity(count)
        to.reserveCapacity(count)
        first.reserveCapacity(count)
        last.reserveCapacity(count)
        part.reserveCapacity(count)
    }

    /// Adds a piece; one without length is none.
    private mutating func append(_ nodes: VertexNodes, _ start: Int, _ end: Int, part k: Int) {
        if nodes.node[start] == nodes.node[end] {
            let x = lines.x[start], y = lines.y[start]
            let bends = (start...end).contains { lines.x[$0] != x || lines.y[$0] != y }
            guard bends else { return }
        }
        from.append(nodes.node[start])
        to.append(nodes.node[end])
        first.append(Int32(truncatingIfNeeded: start))
        last.append(Int32(truncatingIfNeeded: end))
        part.append(Int32(truncatingIfNeeded: k))
    }
}
