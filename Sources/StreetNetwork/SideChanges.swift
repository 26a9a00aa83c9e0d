// SPDX-License-Identifier: EUPL-1.2
//
// Where a route goes from one side of fast streets to the other: for people who ask why. At a node the legs
// of barriers cut the plane into sectors (NodeSectors.swift). Whoever walks along a barrier is in the sector
// on the left or on the right of it; on which, a route along its middle does not say, so what is kept is
// the set of sides where one can be without having crossed. Where that set becomes empty, one has crossed.

/// A route as the change of sides sees it.
public struct BarrierRoute: Sendable {
    /// A piece of it.
    public struct Piece: Sendable {
        /// Direction of walking.
        public var dx: Double
        /// See ``dx``.
        public var dy: Double
        /// Whether it runs along a barrier.
        public var isBarrier: Bool
        /// Side of the barrier where one walks: 1 left, -1 right, 0 not known.
        public var side: Int

        /// Creates a piece.
        public init(dx: Double, dy: Double, isBarrier: Bool, side: Int) {
            self.dx = dx
            self.dy = dy
            self.isBarrier = isBarrier
            self.side = side
        }
    }

    /// The pieces, in order.
    public var pieces: [Piece]
    /// Directions of the legs of barriers at the start of each piece, and at the end of the last.
    public var legs: [[(dx: Double, dy: Double)]]

    /// Creates a route; legs of the first and last place do not matter.
    public init(pieces: [Piece], legs: [[(dx: Double, dy: Double)]]) {
        self.pieces = pieces
        self.legs = legs
    }

    /// The nodes where the route crosses barriers: node *i* is the start of piece *i*.
    public var crossings: [Int] {
        guard let first = pieces.first else { return [] }
        var found: [Int] = []
        var sides = sides(of: first)
        for i in 1..<max(pieces.count, 1) {
            let next = pieces[i], before = pieces[i - 1]
            let angles = Set(legs[i].map { diamondAngle($0.dx, $0.dy) }).sorted()
            if angles.count < 2 {
                // The end of a barrier: one walks round it.
                let isRunning = before.isBarrier && next.isBarrier && angles.isEmpty
                sides = isRunning ? sides : self.sides(of: next)
                continue
            }
            // Left of a leg that one comes by is right of the leg as seen from the node.
            let here = Set(
                sides.map {
                    sector(-before.dx, -before.dy, before.isBarrier ? -$0 : 0, angles)
                })
            let wanted = self.sides(of: next).map {
                (side: $0, sector: sector(next.dx, next.dy, next.isBarrier ? $0 : 0, angles))
            }
            let kept = wanted.filter { here.contains($0.sector) }
            if kept.isEmpty { found.append(i) }
            sides = Set((kept.isEmpty ? wanted : kept).map(\.side))
        }
        return found
    }

    /// Where one can be beside a piece.
    private func sides(of piece: Piece) -> Set<Int> {
        guard piece.isBarrier else { return [0] }
        return piece.side == 0 ? [1, -1] : [piece.side]
    }

    /// The sector of a direction, or beside the leg that is nearest to it: pieces are cut, and cuts are rounded.
    private func sector(_ dx: Double, _ dy: Double, _ side: Int, _ angles: [Double]) -> Int {
        let angle = diamondAngle(dx, dy)
        guard side != 0 else { return angles.count { $0 <= angle } % angles.count }
        func turn(_ leg: Double) -> Double { min(abs(leg - angle), 4 - abs(leg - angle)) }
        let leg = angles.indices.min { turn(angles[$0]) < turn(angles[$1]) } ?? 0
        return (side < 0 ? leg : leg + 1) % angles.count
    }
}
