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
            let rows = vertices(ofRing: ring)
            guard var previous = rows.last else { continue }
            for i in rows {
                let side = sideOfEdge(x[previous], y[previous], x[i], y[i], px, py)
                if side == .on { return .boundary }
                if side == .west { isInside.toggle() }
                previous = i
            }
        }
        return isInside ? .inside : .outside
    }
}

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
