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
        let pieces = StreetPieces(lines, levels: levels, tolerance: tolerance)
        let isFast = pieces.part.map { isBarrier[Int($0)] }
        let index = NearestFeatureIndex(
            FeatureGeometry(count: crossings.count, points: crossings), pointCount: pieces.count)
        let sectors = NodeSectors(pieces, isBarrier: isFast) { x, y in
            guard let near = index.nearest(x: x, y: y) else { return false }
            return near.distance <= crossingWithin
        }
        var safe = StreetPieces(
            empty: lines, nodeCount: sectors.count,
            fixedNodes: pieces.fixedNodes.flatMap {
                Array(sectors.first[Int($0)]..<sectors.first[Int($0) + 1])
            })
        var facts: [StreetBarriers.Piece] = []
        var fast = LineSet()
        for piece in 0..<pieces.count {
            let part = Int(pieces.part[piece])
            let from = pieces.from[piece], to = pieces.to[piece]
            if !isFast[piece] {
                guard isWalkable[part] else { continue }
                safe.append(
                    piece, of: pieces,
                    from: sectors.part(of: from, towards: pieces.angle(ofLeg: 2 * piece)),
                    to: sectors.part(of: to, towards: pieces.angle(ofLeg: 2 * piece + 1)))
                facts.append(StreetBarriers.Piece())
                continue
            }
            let rows = Int(pieces.first[piece])...Int(pieces.last[piece])
            fast.append(x: Array(lines.x[rows]), y: Array(lines.y[rows]), feature: 0)
            guard isWalkable[part], hasFootway[part] else { continue }
            // The order of the lanes does not depend on the direction in which the street is drawn.
            let isForward = isForward(rows)
            for isLeft in [isForward, !isForward] {
                safe.append(
                    piece, of: pieces,
                    from: sectors.part(of: from, besideLeg: 2 * piece, onLeft: isLeft),
                    to: sectors.part(of: to, besideLeg: 2 * piece + 1, onLeft: !isLeft))
                facts.append(
                    StreetBarriers.Piece(
                        side: isLeft ? 1 : -1,
                        startsAtCut: isCut(startsAtCut, part, pieces.first[piece], ends: false),
                        endsAtCut: isCut(endsAtCut, part, pieces.last[piece], ends: true)))
            }
        }
        return StreetNetwork(
            StreetGraph(safe), maxSnap: maxSnap,
            barriers: StreetBarriers(fast, pieces: facts, reach: maxSnap))
    }

    /// Whether vertices come in the lower of both orders.
    private func isForward(_ rows: ClosedRange<Int>) -> Bool {
        for (i, j) in zip(rows, rows.reversed()) where lines.x[i] != lines.x[j] {
            return lines.x[i] < lines.x[j]
        }
        for (i, j) in zip(rows, rows.reversed()) where lines.y[i] != lines.y[j] {
            return lines.y[i] < lines.y[j]
        }
        return true
    }

    /// Whether a piece begins or ends where its part is cut.
    private func isCut(_ flags: [Bool], _ part: Int, _ vertex: Int32, ends: Bool) -> Bool {
        let rows = lines.vertices(of: part)
        return !flags.isEmpty && flags[part]
            && Int(vertex) == (ends ? rows.upperBound - 1 : rows.lowerBound)
    }
}

extension StreetNetwork {
    /// Distance from a point to the nearest barrier, infinite beyond `reach` or where there are none.
    public func distanceToBarrier(x: Double, y: Double, reach: Double) -> Double {
        barriers?.distance(x: x, y: y, reach: reach) ?? .infinity
    }
}

extension StreetPieces {
    /// Adds a piece of another set between other nodes.
    fileprivate mutating func append(
        _ piece: Int, of other: StreetPieces, from start: Int32, to end: Int32
    ) {
        from.append(start)
        to.append(end)
        first.append(other.first[piece])
        last.append(other.last[piece])
        part.append(other.part[piece])
    }
}
