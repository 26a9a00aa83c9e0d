// SPDX-License-Identifier: EUPL-1.2
//
// A connector may meet no barrier. It may end on one: on the lane of a footway, if it comes from the side of
// that lane, and where a street and a barrier touch, if it comes from the sector in which the street leaves.
//
// The foot of a connector is rounded, so what comes within a micrometre of it, or of the connector, touches.
// Barriers that touch the foot are legs around it, as in NodeSectors.swift, whether or not they have a
// vertex there; all others are met. A street right on top of a barrier cannot be reached from either side.
//
// Where a crossing cuts a barrier the street goes on, so the cut is no place to go to when the nearest point
// beyond it cannot be reached: a crossing must not change where people meet the network.
import Planar
import SpatialIndex

/// Barriers as connectors meet them, and the sides of lanes.
struct StreetBarriers: Sendable {
    /// The barriers; `feature` is the row of their street.
    let lines: LineSet
    let index: NearestSegmentIndex
    /// What is to know of the pieces of the graph.
    let pieces: [Piece]
    /// What the nodes of the graph are numbered by.
    let lattice: SpatialLattice

    /// What is to know of a piece of the graph.
    struct Piece: Sendable {
        /// 1 a lane on the left of its street, -1 one on the right, 0 no lane.
        var side: Int8 = 0
        /// Whether its street was cut at its first vertex.
        var startsAtCut = false
        /// Whether its street was cut at its last vertex.
        var endsAtCut = false
        /// Row of its street.
        var row: Int32
    }

    /// What is nearer than this touches, metres.
    private static var hair: Double { 1e-6 }

    init(_ lines: LineSet, pieces: [Piece], reach: Double, lattice: SpatialLattice) {
        self.lines = lines
        self.pieces = pieces
        self.lattice = lattice
        index = NearestSegmentIndex(lines, reach: reach)
    }

    /// Calls `body` for the barriers near a segment: at least all within a margin of it, some more than once.
    func forEachBarrier(
        near ax: Double, _ ay: Double, _ bx: Double, _ by: Double, margin: Double,
        _ body: (DirectedLine) -> Void
    ) {
        index.forEachSegment(near: ax, ay, bx, by, margin: margin) { i, _ in
            // In one direction, however it was drawn.
            let barrier = BorderSegment(lines.x[i], lines.y[i], lines.x[i + 1], lines.y[i + 1])
            body(DirectedLine(barrier.ax, barrier.ay, barrier.bx, barrier.by))
        }
    }

    /// Side of the lane that a segment of an edge is, in the direction of the edge; 0 for no lane.
    func side(ofSegment i: Int, in graph: StreetGraph) -> Int {
        let step = Int(graph.stepOfVertex[i])
        return Int(pieces[step / 2].side) * (step & 1 == 0 ? 1 : -1)
    }

    /// Whether the way from a point to the nearest point of a segment meets no barrier.
    func allow(_ segment: Int, from px: Double, _ py: Double, in graph: StreetGraph) -> Bool {
        let x = graph.lines.x, y = graph.lines.y
        let ax = x[segment], ay = y[segment]
        let dx = x[segment + 1] - ax, dy = y[segment + 1] - ay
        let squared = dx * dx + dy * dy
        let dot = (px - ax) * dx + (py - ay) * dy
        // Metres by which the point lies before the segment or beyond it, times its length.
        if -dot > Self.hair * squared.squareRoot(), isCut(segment, at: segment, in: graph) {
            return false
        }
        if dot - squared > Self.hair * squared.squareRoot(),
            isCut(segment, at: segment + 1, in: graph)
        {
            return false
        }
        let t = squared > 0 ? min(max(dot / squared, 0), 1) : 0
        return allow(segment, at: ax + t * dx, ay + t * dy, from: px, py, in: graph)
    }

    /// Whether a street was cut at an end of a segment.
    private func isCut(_ segment: Int, at vertex: Int, in graph: StreetGraph) -> Bool {
        let step = graph.stepOfVertex[segment]
        let piece = pieces[Int(step) / 2]
        guard piece.startsAtCut || piece.endsAtCut else { return false }
        let isBackward = step & 1 == 1
        // Another piece begins here, or the edge ends.
        if vertex == segment {
            let before = segment > 0 ? graph.stepOfVertex[segment - 1] : -1
            return before != step && (isBackward ? piece.endsAtCut : piece.startsAtCut)
        }
        return graph.stepOfVertex[vertex] != step
            && (isBackward ? piece.startsAtCut : piece.endsAtCut)
    }

    /// Whether the way from a point to a foot on a segment meets no barrier.
    func allow(
        _ segment: Int, at footX: Double, _ footY: Double, from px: Double, _ py: Double,
        in graph: StreetGraph
    ) -> Bool {
        let ax = graph.lines.x[segment], ay = graph.lines.y[segment]
        let bx = graph.lines.x[segment + 1], by = graph.lines.y[segment + 1]
        let isStart = isNear(footX, footY, ax, ay), isEnd = isNear(footX, footY, bx, by)
        let fx = isStart ? ax : isEnd ? bx : footX, fy = isStart ? ay : isEnd ? by : footY
        if isNear(px, py, fx, fy) { return true }
        var legs: [Double] = []
        guard reaches(fx, fy, from: px, py, &legs) else { return false }
        if legs.isEmpty { return true }
        let side = side(ofSegment: segment, in: graph)
        let way = diamondAngle(px - fx, py - fy)
        let around = Legs(legs)
        return (!isEnd && around.join(way, diamondAngle(bx - fx, by - fy), side: side))
            || (!isStart && around.join(way, diamondAngle(ax - fx, ay - fy), side: -side))
    }

    /// Whether nothing is met before the foot; adds the directions of the barriers that touch it.
    private func reaches(
        _ fx: Double, _ fy: Double, from px: Double, _ py: Double, _ legs: inout [Double]
    ) -> Bool {
        var meets = false
        index.forEachSegment(near: px, py, fx, fy, margin: Self.hair) { i, _ in
            let (cx, cy, dx, dy) = (lines.x[i], lines.y[i], lines.x[i + 1], lines.y[i + 1])
            if meets || (cx == dx && cy == dy) { return }
            if Planar.distance(fromX: fx, y: fy, toSegment: cx, cy, dx, dy) > Self.hair {
                meets =
                    Planar.distance(betweenSegment: px, py, fx, fy, andSegment: cx, cy, dx, dy)
                    <= Self.hair
                return
            }
            if !isNear(cx, cy, fx, fy) { legs.append(diamondAngle(cx - fx, cy - fy)) }
            if !isNear(dx, dy, fx, fy) { legs.append(diamondAngle(dx - fx, dy - fy)) }
        }
        return !meets
    }

    private func isNear(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) -> Bool {
        let dx = ax - bx, dy = ay - by
        return dx * dx + dy * dy <= Self.hair * Self.hair
    }
}

/// Directions of the barriers around a point.
private struct Legs {
    /// Ascending, each once.
    private var angles: [Double] = []

    init(_ legs: [Double]) {
        for angle in legs.sorted() {
            guard let last = angles.last, isOneDirection(last, angle) else {
                angles.append(angle)
                continue
            }
        }
    }

    /// Whether a way to the point lies in the sector of a street, or of the lane on one side of it.
    func join(_ way: Double, _ street: Double, side: Int) -> Bool {
        if angles.contains(where: { isOneDirection($0, way) }) {
            return side != 0 && isOneDirection(way, street)
        }
        if angles.count == 1 { return true }
        let mine = sector(way)
        guard let leg = angles.firstIndex(where: { isOneDirection($0, street) }) else {
            return sector(street) == mine
        }
        return side != 0 && mine == (leg + (side > 0 ? 1 : 0)) % angles.count
    }

    private func sector(_ angle: Double) -> Int { angles.count { $0 <= angle } % angles.count }
}
