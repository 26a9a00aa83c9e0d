// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 right to rounding at national-grid offsets 2 the same bits whichever end comes first, and
// never below the distance to the segment's box, so that an index may skip by boxes 3 no square root where
// distances are only compared, no branch on where the foot lies.
//
// Derivation. With d = b - a, u = p - a and v = p - b the foot of the perpendicular lies inside when
// u.d > 0 > v.d; then the squared distance is (d x u)^2 / d.d = (d x v)^2 / d.d, of which the smaller is taken,
// and else that of the nearer end. The cross product of differences keeps its digits for points near the
// line, where |u - t d| would cancel; rounding may put it below the box, whose distance is then the answer.
// Exchanging the ends changes signs only. SegmentScan.swift in SpatialIndex is the same with vectors.
// Rejected: unit vectors (a root and a rounding more per segment), ends in order of their coordinates (as
// many instructions again in a vector).

/// Computes the squared distance from a point to a segment.
///
/// - Parameters:
///   - px: Easting of the point.
///   - py: Northing of the point.
///   - ax: Easting of one end.
///   - ay: Northing of one end.
///   - bx: Easting of the other end; may equal the first.
///   - by: Northing of the other end.
/// - Returns: Square metres; NaN for a point with a coordinate that is NaN.
/// - Complexity: O(1).
@inlinable
public func squaredDistance(
    fromX px: Double, y py: Double,
    toSegment ax: Double, _ ay: Double, _ bx: Double, _ by: Double
) -> Double {
    let dx = bx - ax
    let dy = by - ay
    let ux = px - ax
    let uy = py - ay
    let vx = px - bx
    let vy = py - by
    let ends = min(ux * ux + uy * uy, vx * vx + vy * vy)
    guard ux * dx + uy * dy > 0, vx * dx + vy * dy < 0 else { return ends }
    let cross = min(abs(dx * uy - dy * ux), abs(dx * vy - dy * vx))
    let gapX = max(min(ux, vx), -max(ux, vx), 0)
    let gapY = max(min(uy, vy), -max(uy, vy), 0)
    let inner = max(cross * cross / (dx * dx + dy * dy), gapX * gapX + gapY * gapY)
    return min(ends, inner)
}

/// Computes the distance from a point to a segment.
///
/// - Parameters:
///   - px: Easting of the point.
///   - py: Northing of the point.
///   - ax: Easting of one end.
///   - ay: Northing of one end.
///   - bx: Easting of the other end; may equal the first.
///   - by: Northing of the other end.
/// - Returns: Metres; NaN for a point with a coordinate that is NaN.
/// - Complexity: O(1).
@inlinable
public func distance(
    fromX px: Double, y py: Double,
    toSegment ax: Double, _ ay: Double, _ bx: Double, _ by: Double
) -> Double {
    squaredDistance(fromX: px, y: py, toSegment: ax, ay, bx, by).squareRoot()
}

/// Says whether two closed segments share a point.
///
/// - Parameters:
///   - ax: Easting of one end of the first.
///   - ay: Northing of one end of the first.
///   - bx: Easting of the other end of the first.
///   - by: Northing of the other end of the first.
///   - cx: Easting of one end of the second.
///   - cy: Northing of one end of the second.
///   - dx: Easting of the other end of the second.
///   - dy: Northing of the other end of the second.
/// - Returns: Whether they touch, cross or overlap; exact.
public func segmentsIntersect(
    _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double,
    _ cx: Double, _ cy: Double, _ dx: Double, _ dy: Double
) -> Bool {
    guard max(ax, bx) >= min(cx, dx), max(cx, dx) >= min(ax, bx),
        max(ay, by) >= min(cy, dy), max(cy, dy) >= min(ay, by)
    else { return false }
    let c = orientation(ax, ay, bx, by, cx, cy)
    let d = orientation(ax, ay, bx, by, dx, dy)
    if (c > 0 && d > 0) || (c < 0 && d < 0) { return false }
    let a = orientation(cx, cy, dx, dy, ax, ay)
    let b = orientation(cx, cy, dx, dy, bx, by)
    return !((a > 0 && b > 0) || (a < 0 && b < 0))
}

/// Computes the distance between two segments.
///
/// - Parameters:
///   - ax: Easting of one end of the first.
///   - ay: Northing of one end of the first.
///   - bx: Easting of the other end of the first.
///   - by: Northing of the other end of the first.
///   - cx: Easting of one end of the second.
///   - cy: Northing of one end of the second.
///   - dx: Easting of the other end of the second.
///   - dy: Northing of the other end of the second.
/// - Returns: Metres; exactly 0 when they share a point.
/// - Complexity: O(1).
public func distance(
    betweenSegment ax: Double, _ ay: Double, _ bx: Double, _ by: Double,
    andSegment cx: Double, _ cy: Double, _ dx: Double, _ dy: Double
) -> Double {
    if segmentsIntersect(ax, ay, bx, by, cx, cy, dx, dy) { return 0 }
    let fromFirst = min(
        squaredDistance(fromX: ax, y: ay, toSegment: cx, cy, dx, dy),
        squaredDistance(fromX: bx, y: by, toSegment: cx, cy, dx, dy))
    let fromSecond = min(
        squaredDistance(fromX: cx, y: cy, toSegment: ax, ay, bx, by),
        squaredDistance(fromX: dx, y: dy, toSegment: ax, ay, bx, by))
    return min(fromFirst, fromSecond).squareRoot()
}
