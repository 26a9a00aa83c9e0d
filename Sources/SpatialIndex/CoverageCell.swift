// SPDX-License-Identifier: EUPL-1.2
//
// What a cell that borders cross needs to answer for its points alone.
//
// Take the edges of one polygon that touch the cell. From a point of the cell a ray runs to the west;
// each listed edge that it meets toggles the answer. The true parity counts all edges of the polygon, and
// the difference between both parities must be one constant for the cell. It changes only where the
// chain of listed edges has a loose end v, at the height of v and east of v. A loose end is not in the
// cell; above, below or east of it, no point of the cell notices. Only an end in a column west of the cell
// disturbs, so there the edge is continued along its line to infinite height (`until`) or depth (`from`):
// in the cell that continuation never passes a point, since the line is already west of the cell there.
// A horizontal edge is stored with its east end first, so that points above it are on its right, and
// obeys the same rule. The constant is found once, at the centre of the cell (CoverageBuilder).
import Planar

/// An edge as a cell sees it: lower end first, with the heights for which it counts.
struct CellEdge: Sendable {
    let lowerX: Double
    let lowerY: Double
    let upperX: Double
    let upperY: Double
    /// First height at which the edge counts; -infinity where its lower end is west of the cell.
    let from: Double
    /// Height at which it ceases to count; +infinity where its upper end is west of the cell.
    let until: Double

    init(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, column: Int, grid: CellGrid) {
        let keeps = ay < by || (ay == by && ax >= bx)
        lowerX = keeps ? ax : bx
        lowerY = keeps ? ay : by
        upperX = keeps ? bx : ax
        upperY = keeps ? by : ay
        from = grid.column(lowerX) < column ? -.infinity : lowerY
        until = grid.column(upperX) < column ? .infinity : upperY
    }

    /// Whether both run between the same points.
    func coincides(with other: CellEdge) -> Bool {
        lowerX == other.lowerX && lowerY == other.lowerY && upperX == other.upperX
            && upperY == other.upperY
    }

    /// Whether the edge toggles a point that is not on it.
    func toggles(_ px: Double, _ py: Double) -> Bool {
        from <= py && py < until && orientation(lowerX, lowerY, upperX, upperY, px, py) <= 0
    }

    /// Whether the whole edge crosses the ray west of a point that is not on it.
    func crossesRay(_ px: Double, _ py: Double) -> Bool {
        lowerY <= py && py < upperY && orientation(lowerX, lowerY, upperX, upperY, px, py) <= 0
    }

    /// Whether a point known to be on the line is on the edge.
    func spans(_ px: Double, _ py: Double) -> Bool {
        lowerY <= py && py <= upperY && min(lowerX, upperX) <= px && px <= max(lowerX, upperX)
    }
}

/// The edges of one polygon in a cell, and its answer where none of them toggles.
struct CellGroup: Sendable {
    let feature: Int32
    let start: Int32
    let end: Int32
    let isInside: Bool
}

/// The filter of ``Planar/orientation(_:_:_:_:_:_:)`` inlined without a branch per edge.
private let doubt = (3 + 16 * 0x1p-53) * 0x1p-53

extension CellGroup {
    /// Whether the polygon of the group contains a point of the cell, border included.
    @inline(__always)
    func contains(_ px: Double, _ py: Double, _ edges: Span<CellEdge>) -> Bool {
        var answer = isInside
        for e in Int(start)..<Int(end) {
            let edge = edges[e]
            let left = (edge.lowerX - px) * (edge.upperY - py)
            let right = (edge.lowerY - py) * (edge.upperX - px)
            let turn = left - right
            let counts = edge.from <= py && py < edge.until
            if abs(turn) <= doubt * (abs(left) + abs(right)) {
                let exact = orientation(
                    edge.lowerX, edge.lowerY, edge.upperX, edge.upperY, px, py)
                if exact == 0, edge.spans(px, py) { return true }
                if counts, exact <= 0 { answer.toggle() }
            } else if counts, turn < 0 {
                answer.toggle()
            }
        }
        return answer
    }
}
