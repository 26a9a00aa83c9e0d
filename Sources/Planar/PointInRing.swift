// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 exact, also on borders and through vertices 2 no case distinctions at vertices
// 3 one pass, no allocation.
//
// Derivation. A ray runs from the point to the west. An edge belongs to the heights [lower, upper):
// half open, so a vertex on the ray counts once where the ring passes through and twice or never where
// it turns back, and horizontal edges never count. The parity of the edges west of the point over all
// rings says inside; shell and holes need no different treatment. West of the point is a question of
// orientation, which is exact, and orientation 0 within the edge's box is the border.
// Most edges lie wholly above or below the point, and are told by one comparison a vertex; those at whose height
// no vertex lies are closed and half open alike, so the question of the border is asked again, edge by
// edge, only where a vertex is level with the point.
// Source: W. R. Franklin's crossing rule, with the border found by the exact predicate. Rejected: the
// winding number (the same for valid polygons, slower), x-intercepts in floating point (inexact).

/// Where a point lies with respect to a polygon.
public enum PointLocation: Sendable, Equatable {
    /// In the interior.
    case inside
    /// On an edge or vertex of any ring.
    case boundary
    /// Neither.
    case outside
}

extension PolygonSet {
    /// Finds where a point lies with respect to polygon `p`.
    ///
    /// - Parameters:
    ///   - px: Easting of the point.
    ///   - py: Northing of the point.
    ///   - p: Row of the polygon.
    /// - Returns: Inside, boundary or outside; outside for a coordinate that is NaN.
    /// - Complexity: O(vertices of `p`), no allocation.
    ///
    /// > Accuracy: exact.
    public func locate(x px: Double, y py: Double, in p: Int) -> PointLocation {
        guard !px.isNaN, !py.isNaN else { return .outside }
        var isInside = false
        for ring in rings(of: p) {
            switch locate(px, py, inRing: vertices(ofRing: ring)) {
            case .boundary: return .boundary
            case .inside: isInside.toggle()
            case .outside: break
            }
        }
        return isInside ? .inside : .outside
    }

    /// Where a point lies with respect to one ring: only edges from one side of its height to the other count,
    /// unless a vertex lies at that height.
    private func locate(_ px: Double, _ py: Double, inRing rows: Range<Int>) -> PointLocation {
        x.withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in
                precondition(x.indices.contains(rows) && y.indices.contains(rows), "no such ring")
                guard let last = rows.last, let xs = x.baseAddress, let ys = y.baseAddress else {
                    return .outside
                }
                var isInside = false
                // Least distance of a vertex from the height.
                var gap = Double.infinity
                var previous = last
                var wasAbove = ys[last] > py
                for i in rows.lowerBound..<rows.upperBound {
                    let rise = ys[i] - py
                    let isAbove = rise > 0
                    gap = lesser(gap, rise.magnitude)
                    if isAbove != wasAbove {
                        let turn = orientation(xs[previous], ys[previous], xs[i], ys[i], px, py)
                        if turn == 0 { return .boundary }
                        if (turn < 0) == isAbove { isInside.toggle() }
                        wasAbove = isAbove
                    }
                    previous = i
                }
                if gap == 0 { return locateAtVertex(px, py, rows, x, y) }
                return isInside ? .inside : .outside
            }
        }
    }

    /// The same for a point at the height of a vertex, which may lie on it or on a level edge.
    private func locateAtVertex(
        _ px: Double, _ py: Double, _ rows: Range<Int>, _ x: UnsafeBufferPointer<Double>,
        _ y: UnsafeBufferPointer<Double>
    ) -> PointLocation {
        guard var previous = rows.last else { return .outside }
        var isInside = false
        for i in rows {
            let side = sideOfEdge(x[previous], y[previous], x[i], y[i], px, py)
            if side == .on { return .boundary }
            if side == .west { isInside.toggle() }
            previous = i
        }
        return isInside ? .inside : .outside
    }
}

/// The lesser number, in one instruction.
@inline(__always)
private func lesser(_ a: Double, _ b: Double) -> Double { b < a ? b : a }

/// What an edge means for the ray from a point to the west.
private enum EdgeSide {
    case on
    case west
    case elsewhere
}

/// Compares one edge with a point.
@inline(__always)
private func sideOfEdge(
    _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ px: Double, _ py: Double
) -> EdgeSide {
    let isUpward = ay <= by
    let lower = isUpward ? ay : by
    let upper = isUpward ? by : ay
    guard lower <= py, py <= upper else { return .elsewhere }
    let turn = orientation(ax, ay, bx, by, px, py)
    if turn == 0 {
        return min(ax, bx) <= px && px <= max(ax, bx) ? .on : .elsewhere
    }
    guard py < upper else { return .elsewhere }
    return (turn < 0) == isUpward ? .west : .elsewhere
}
