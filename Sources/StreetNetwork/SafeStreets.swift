// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 nobody walks along or across a fast street but at a crossing 2 nobody is kept from a way
// that crosses none 3 the same graph and search as for walking.
//
// Safe walking is walking in another graph. Barriers are left out of it; one with a footway of its own comes
// back as two lanes. A node where barriers meet is one node per sector (NodeSectors.swift), and lanes go
// from sector to sector along their side. Where a crossing lies beside a lane between two nodes, the barrier
// is cut at the nearest point, which then is a node near a crossing like any other.
public import Planar
import SpatialIndex

/// Streets with what safe walking asks of each part.
public struct SafeStreets: Sendable {
    /// The lines.
    public var lines = LineSet()
    /// Level of each part; empty: all the same.
    public var levels: [Int32] = []
    /// Whether people may walk along each part.
    public var isWalkable: [Bool] = []
    /// Whether each part is a barrier.
    public var isBarrier: [Bool] = []
    /// Whether each part has a footway of its own.
    public var hasFootway: [Bool] = []
    /// Whether each part begins where its street was cut at a crossing; empty: none does.
    public var startsAtCut: [Bool] = []
    /// Whether each part ends where its street was cut at a crossing; empty: none does.
    public var endsAtCut: [Bool] = []
    /// Places where barriers may be crossed.
    public var crossings = PointSet()
    /// A node may be crossed within so many metres of a crossing.
    public var crossingWithin = 20.0
    /// Vertices within so many metres of each other are one.
    public var tolerance = 0.01

    /// Creates an empty set.
    public init() {}

    /// The network for safe walking.
    ///
    /// - Parameter maxSnap: Largest connector, metres.
    /// - Returns: A network whose places have connectors that meet no barrier.
    /// - Complexity: O(vertices log vertices).
    public func network(maxSnap: Double) -> StreetNetwork {
        let pieces = SafePieces(
            self, lattice: VertexNodes.lattice(of: lines, tolerance: tolerance))
        return StreetNetwork(
            StreetGraph(pieces.walkable), maxSnap: maxSnap,
            barriers: StreetBarriers(
                pieces.barriers, pieces: pieces.facts, reach: maxSnap, lattice: pieces.lattice))
    }
}
