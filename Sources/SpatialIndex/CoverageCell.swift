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

    /// Whether the edge counts for a ray at some height.
    @inline(__always)
    func counts(at py: Double) -> Bool { from <= py && py < until }

    /// Whether a point that is not on the edge lies to its right, or the edge to the left of it.
    func isLeft(of px: Double, _ py: Double) -> Bool {
        orientation(lowerX, lowerY, upperX, upperY, px, py) <= 0
    }

    /// Whether a point known to be on the line is on the edge.
    func spans(_ px: Double, _ py: Double) -> Bool {
        lowerY <= py && py <= upperY && min(lowerX, upperX) <= px && px <= max(lowerX, upperX)
    }
}

/// An edge in a cell as the index keeps it, in 8 bytes: the rows of its ends, lower one first, and whether
/// each lies in a column west of the cell.
struct EdgeInCell: BitwiseCopyable, Sendable {
    private var lower: UInt32
    private var upper: UInt32
    private static let west: UInt32 = 1 << 31

    /// The edge between two vertices, for a cell that lies west of neither.
    @inline(__always)
    init(from a: Int, to b: Int, _ x: Span<Double>, _ y: Span<Double>) {
        let keeps = y[a] < y[b] || (y[a] == y[b] && x[a] >= x[b])
        lower = UInt32(truncatingIfNeeded: keeps ? a : b)
        upper = UInt32(truncatingIfNeeded: keeps ? b : a)
    }

    /// Whether a vertex is the lower end, as long as no end is known to be west.
    @inline(__always)
    func begins(at vertex: Int) -> Bool { lower == UInt32(truncatingIfNeeded: vertex) }

    /// The edge for a cell, from whether its lower and upper ends are in a column west of it.
    @inline(__always)
    func seen(isWest lowerIsWest: Bool, _ upperIsWest: Bool) -> EdgeInCell {
        var result = self
        if lowerIsWest { result.lower |= Self.west }
        if upperIsWest { result.upper |= Self.west }
        return result
    }

    /// Whether both run between the same points.
    func coincides(
        with other: EdgeInCell, _ x: Span<Double>, _ y: Span<Double>
    ) -> Bool {
        let a = Int(lower & ~Self.west), b = Int(other.lower & ~Self.west)
        let c = Int(upper & ~Self.west), d = Int(other.upper & ~Self.west)
        return y[a] == y[b] && x[a] == x[b] && y[c] == y[d] && x[c] == x[d]
    }

    /// Something that depends on the coordinates of the edge.
    @inline(__always)
    func trace(_ x: Span<Double>, _ y: Span<Double>) -> Double {
        let low = Int(lower & ~Self.west)
        return x[low] + y[low]
    }

    /// The edge with its coordinates.
    @inline(__always)
    func edge(_ x: Span<Double>, _ y: Span<Double>) -> CellEdge {
        let low = Int(lower & ~Self.west), high = Int(upper & ~Self.west)
        return CellEdge(
            lowerX: x[unchecked: low], lowerY: y[unchecked: low], upperX: x[unchecked: high],
            upperY: y[unchecked: high],
            from: lower & Self.west == 0 ? y[unchecked: low] : -.infinity,
            until: upper & Self.west == 0 ? y[unchecked: high] : .infinity)
    }
}

/// The edges of one polygon in a cell, and its answer where none of them toggles.
struct CellGroup: BitwiseCopyable, Sendable {
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
    func contains(
        _ px: Double, _ py: Double, _ edges: Span<EdgeInCell>, _ x: Span<Double>, _ y: Span<Double>
    ) -> Bool {
        var answer = isInside
        for e in Int(start)..<Int(end) {
            let edge = edges[unchecked: e].edge(x, y)
            let left = (edge.lowerX - px) * (edge.upperY - py)
            let right = (edge.lowerY - py) * (edge.upperX - px)
            let turn = left - right
            let counts = edge.counts(at: py)
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
