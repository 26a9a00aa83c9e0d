// SPDX-License-Identifier: EUPL-1.2
//
// A connector may meet no barrier. It may end on one: on the lane of a footway, if it comes from the side of
// that lane, and at a node where a street meets a barrier, if it comes from the sector in which the street
// leaves. Tests of meeting are exact.
import Planar
import SpatialIndex

/// Barriers as connectors meet them, and the sides of lanes.
struct StreetBarriers: Sendable {
    private let lines: LineSet
    private let index: NearestSegmentIndex
    /// Per piece of the graph: 1 a lane on its left, -1 one on its right, 0 no lane.
    private let sides: [Int8]

    init(_ lines: LineSet, sides: [Int8], reach: Double) {
        self.lines = lines
        self.sides = sides
        index = NearestSegmentIndex(lines, reach: reach)
    }

    /// Distance from a point to the nearest barrier within `reach`; infinite beyond.
    func distance(x: Double, y: Double, reach: Double) -> Double {
        index.nearest(x: x, y: y, squaredLimit: reach * reach)?.squared.squareRoot() ?? .infinity
    }

    /// Side of the lane that a segment of an edge is, in the direction of the edge; 0 for no lane.
    func side(ofSegment i: Int, in graph: StreetGraph) -> Int {
        let step = Int(graph.stepOfVertex[i])
        return Int(sides[step / 2]) * (step & 1 == 0 ? 1 : -1)
    }

    /// Whether the way from a point to the nearest point of a segment meets no barrier.
    func allow(_ segment: Int, from px: Double, _ py: Double, in graph: StreetGraph) -> Bool {
        let x = graph.lines.x, y = graph.lines.y
        let ax = x[segment], ay = y[segment], bx = x[segment + 1], by = y[segment + 1]
        let dx = bx - ax, dy = by - ay
        let squared = dx * dx + dy * dy
        let t = squared > 0 ? ((px - ax) * dx + (py - ay) * dy) / squared : 0
        if t <= 0 { return allow(segment, at: ax, ay, from: px, py, in: graph) }
        if t >= 1 { return allow(segment, at: bx, by, from: px, py, in: graph) }
        return allow(segment, at: ax + t * dx, ay + t * dy, from: px, py, in: graph)
    }

    /// Whether the way from a point to a foot on a segment meets no barrier.
    func allow(
        _ segment: Int, at fx: Double, _ fy: Double, from px: Double, _ py: Double,
        in graph: StreetGraph
    ) -> Bool {
        if px == fx && py == fy { return true }
        let ax = graph.lines.x[segment], ay = graph.lines.y[segment]
        let bx = graph.lines.x[segment + 1], by = graph.lines.y[segment + 1]
        let isStart = fx == ax && fy == ay
        let isEnd = fx == bx && fy == by
        let side = side(ofSegment: segment, in: graph)
        if !isStart, !isEnd, side != 0,
            Double(side) * orientation(ax, ay, bx, by, px, py) < 0
        {
            return false
        }
        var legs: [Double] = []
        var meets = false
        index.forEachSegment(near: px, py, fx, fy, margin: 0) { i, _ in
            let (cx, cy, dx, dy) = (lines.x[i], lines.y[i], lines.x[i + 1], lines.y[i + 1])
            if meets || (cx == dx && cy == dy) { return }
            if cx == fx && cy == fy {
                legs.append(diamondAngle(dx - cx, dy - cy))
            } else if dx == fx && dy == fy {
                legs.append(diamondAngle(cx - dx, cy - dy))
            } else if side != 0, isSame(cx, cy, dx, dy, ax, ay, bx, by) {
                return
            } else if segmentsIntersect(px, py, fx, fy, cx, cy, dx, dy) {
                meets = true
            }
        }
        if meets { return false }
        guard legs.count > 0, isStart || isEnd else { return legs.isEmpty }
        return isOneSector(
            legs: Array(Set(legs)), way: diamondAngle(px - fx, py - fy),
            street: isStart ? diamondAngle(bx - ax, by - ay) : diamondAngle(ax - bx, ay - by),
            side: isStart ? side : -side)
    }

    private func isSame(
        _ cx: Double, _ cy: Double, _ dx: Double, _ dy: Double, _ ax: Double, _ ay: Double,
        _ bx: Double, _ by: Double
    ) -> Bool {
        (cx == ax && cy == ay && dx == bx && dy == by)
            || (cx == bx && cy == by && dx == ax && dy == ay)
    }

    /// Whether the way to a node lies in the sector of the street, or of the lane on its side.
    private func isOneSector(legs: [Double], way: Double, street: Double, side: Int) -> Bool {
        if legs.contains(way) { return side != 0 && way == street }
        if legs.count == 1 { return true }
        let mine = legs.count { side < 0 ? $0 < street : $0 <= street } % legs.count
        return legs.count { $0 <= way } % legs.count == mine
    }
}
