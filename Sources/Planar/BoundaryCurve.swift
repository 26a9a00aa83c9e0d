// SPDX-License-Identifier: EUPL-1.2
//
// The pieces that boundaries are made of: straight segments and half circles, each a function of x.
// A region is the signed sum of the areas below its pieces: +1 for a piece with the region below it
// (a top), -1 for a piece with the region above it (a bottom). Vertical segments have no area below
// them and are left out.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A piece of a boundary that is a function of x.
struct BoundaryCurve: Sendable {
    enum Kind: UInt8, Sendable { case segment, upperArc, lowerArc }

    /// First x; for a segment also that of its left end.
    var x1: Double
    /// Last x.
    var x2: Double
    /// A segment's y at `x1`; an arc's centre x.
    var p: Double
    /// A segment's y at `x2`; an arc's centre y.
    var q: Double
    /// The shape whose boundary this is a piece of.
    var shape: Int32
    var kind: Kind
    /// +1: the shape lies below the piece; -1: above it.
    var sign: Int8

    /// The edge from a to b of a ring with its interior to the left; `nil` when it is vertical.
    init?(fromX ax: Double, y ay: Double, toX bx: Double, y by: Double, shape: Int32) {
        guard ax != bx else { return nil }
        let leftwards = bx < ax
        (x1, p) = leftwards ? (bx, by) : (ax, ay)
        (x2, q) = leftwards ? (ax, ay) : (bx, by)
        self.shape = shape
        kind = .segment
        sign = leftwards ? 1 : -1
    }

    /// The upper or lower half of a circle.
    init(halfOf centreX: Double, _ centreY: Double, radius: Double, upper: Bool, shape: Int32) {
        x1 = centreX - radius
        x2 = centreX + radius
        p = centreX
        q = centreY
        self.shape = shape
        kind = upper ? .upperArc : .lowerArc
        sign = upper ? 1 : -1
    }

    /// Height at `x`, exact at the ends of a segment.
    @inline(__always)
    func height(at x: Double, radius: Double) -> Double {
        switch kind {
        case .segment:
            if x == x2 { return q }
            return p + (q - p) * ((x - x1) / (x2 - x1))
        case .upperArc: return q + halfChord(at: x, radius)
        case .lowerArc: return q - halfChord(at: x, radius)
        }
    }

    /// Half the length of the vertical chord of the circle at `x`; 0 outside.
    @inline(__always)
    private func halfChord(at x: Double, _ radius: Double) -> Double {
        let u = x - p
        return max((radius - u) * (radius + u), 0).squareRoot()
    }

    /// Area between the piece and the level `base` from `a` to `b`, signed by height.
    func integral(from a: Double, to b: Double, base: Double, radius: Double) -> Double {
        switch kind {
        case .segment:
            let slope = (q - p) / (x2 - x1)
            return (b - a) * ((p - base) + slope * ((a - x1) + (b - x1)) / 2)
        case .upperArc:
            return (q - base) * (b - a) + halfDisc(from: a - p, to: b - p, radius)
        case .lowerArc:
            return (q - base) * (b - a) - halfDisc(from: a - p, to: b - p, radius)
        }
    }

    /// Area below the upper half of a circle about the origin from `a` to `b`.
    private func halfDisc(from a: Double, to b: Double, _ r: Double) -> Double {
        areaBelowCircle(to: b, radius: r) - areaBelowCircle(to: a, radius: r)
    }

    /// Lowest and highest y from `a` to `b`.
    func yRange(from a: Double, to b: Double, radius: Double) -> (low: Double, high: Double) {
        let ya = height(at: a, radius: radius)
        let yb = height(at: b, radius: radius)
        let low = min(ya, yb)
        let high = max(ya, yb)
        let holdsExtreme = a <= p && p <= b
        switch kind {
        case .segment: return (low, high)
        case .upperArc: return (low, holdsExtreme ? q + radius : high)
        case .lowerArc: return (holdsExtreme ? q - radius : low, high)
        }
    }

    /// The box of the piece from `a` to `b`.
    func box(from a: Double, to b: Double, radius: Double) -> Box {
        let (low, high) = yRange(from: a, to: b, radius: radius)
        return Box(minX: a, minY: low, maxX: b, maxY: high)
    }
}

/// Area below the upper half of a circle about the origin from 0 to `u`, negative to the left.
///
/// The primitive of the half chord h is (u h + r^2 asin(u / r)) / 2. Towards u = r the angle goes with the root of
/// r - u, so rounding u / r would cost half of the digits (1e-4 m2 for r = 500 at Dutch coordinates); there the
/// angle is taken from h, which is known as well as r - u is.
@inline(__always)
func areaBelowCircle(to u: Double, radius r: Double) -> Double {
    let v = max(min(u, r), -r)
    let h = ((r - v) * (r + v)).squareRoot()
    let angle = h > abs(v) ? asin(v / r) : Double(signOf: v, magnitudeOf: .pi / 2 - asin(h / r))
    return (v * h + r * r * angle) / 2
}
