// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 exact: true arcs, no chords 2 an edge inside the disc costs a trapezoid, one above, below or
// beside it some comparisons 3 edges can be taken in any order.
//
// Let R be a region with tops (+1) and bottoms (-1), and a disc of radius r about the origin with the upper half
// h(x) = sqrt(r^2 - x^2). At each x the part of R inside the disc has the height of R cut to -h ... h, and so
//
//     area(R n disc) = sum over tops and bottoms u of sign(u) * integral of clamp(u(x), -h(x), h(x)) dx
//
// over the x from -r to r: where the region goes on beyond the disc, its top and bottom there are those of the disc.
// A line crosses the circle twice at most; between the crossings the integral is a trapezoid, beside them that
// of h or -h, whose primitive is H(x) = (x h(x) + r^2 asin(x / r)) / 2. Upright edges have no part in it.
// Rejected: triangles and sectors about the centre (uprights count too, and need an angle for each edge outside);
// a buffer of chords (of 64 in a circle the area is 0.16 % too small).

/// What lies inside a disc, edge by edge.
struct DiscClip: Sendable {
    /// Centre.
    let x: Double
    let y: Double
    let radius: Double

    /// The term of a part of a boundary in the area of its region inside the disc.
    ///
    /// - Parameter piece: A top or a bottom of the region, from left to right.
    /// - Returns: Square metres, signed.
    @inline(__always)
    func area(of piece: OwnedPiece) -> Double {
        let ax = piece.x1 - x, bx = piece.x2 - x
        guard ax < radius, bx > -radius else { return 0 }
        let ay = piece.y1 - y, by = piece.y2 - y
        let side = side(ay, by)
        let area = side == 0 ? integral(ax, ay, bx, by) : side * (primitive(bx) - primitive(ax))
        return Double(piece.sign) * area
    }

    /// The area inside the disc of a region with this ring, its interior to the left.
    ///
    /// What follows each other above the disc, or below it, counts as one: its terms cancel but for the ends.
    @inline(__always)
    func area(
        ofRing vertices: Range<Int>, _ eastings: Span<Double>, _ northings: Span<Double>
    ) -> Double {
        guard vertices.count > 2 else { return 0 }
        var ax = eastings[vertices.upperBound - 1] - x, ay = northings[vertices.upperBound - 1] - y
        var sum = 0.0
        var start = ax, runSide = 0.0
        for i in vertices {
            let bx = eastings[i] - x, by = northings[i] - y
            let side = side(ay, by)
            if side != runSide {
                if runSide != 0 { sum += runSide * (primitive(ax) - primitive(start)) }
                (start, runSide) = (ax, side)
            }
            if side == 0 {
                if ax < bx {
                    sum += integral(ax, ay, bx, by)
                } else if bx < ax {
                    sum -= integral(bx, by, ax, ay)
                }
            }
            (ax, ay) = (bx, by)
        }
        if runSide != 0 { sum += runSide * (primitive(ax) - primitive(start)) }
        return -sum
    }

    /// 1 for an edge above the whole disc, -1 for one below it, 0 for others.
    @inline(__always)
    private func side(_ ay: Double, _ by: Double) -> Double {
        ay >= radius && by >= radius ? 1 : ay <= -radius && by <= -radius ? -1 : 0
    }

    /// Integral of a segment cut to the disc about the origin, over the x that both have.
    private func integral(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) -> Double {
        guard ax < radius, bx > -radius else { return 0 }
        let limit = radius * radius
        if ax * ax + ay * ay <= limit, bx * bx + by * by <= limit {
            return (bx - ax) * (ay + by) / 2
        }
        let left = max(ax, -radius), right = min(bx, radius)
        let dx = bx - ax, dy = by - ay
        let square = dx * dx + dy * dy
        let cross = ax * dy - ay * dx
        let discriminant = limit * square - cross * cross
        // The line runs above or below the whole disc: its height over the centre is -cross / dx.
        guard discriminant > 0 else {
            return (cross < 0 ? 1 : -1) * (primitive(right) - primitive(left))
        }
        let half = dx * discriminant.squareRoot() / square
        let foot = cross * dy / square
        let enter = min(max(foot - half, left), right)
        let leave = min(max(foot + half, left), right)
        func height(_ at: Double) -> Double { ay + dy * ((at - ax) / dx) }
        var sum = (leave - enter) * (height(enter) + height(leave)) / 2
        if enter > left {
            let isAbove = height(left + (enter - left) / 2) > 0
            sum += (isAbove ? 1 : -1) * (primitive(enter) - primitive(left))
        }
        if leave < right {
            let isAbove = height(leave + (right - leave) / 2) > 0
            sum += (isAbove ? 1 : -1) * (primitive(right) - primitive(leave))
        }
        return sum
    }

    @inline(__always)
    private func primitive(_ u: Double) -> Double { areaBelowCircle(to: u, radius: radius) }
}
