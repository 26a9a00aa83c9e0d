// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 both curves of a pair get the same answer, so that where one boundary stops
// another takes over 2 curves that coincide have a fixed order 3 the answer moves little when the
// input moves little.
//
// The question is always "over which x does f run below e?". Crossings are computed from the pair in
// a form that is antisymmetric bit for bit, so asking it the other way round gives the complement.
// Coincidence is settled as if shape number k were lifted by k times an infinitely small height
// (Edelsbrunner and Muecke 1990, Simulation of Simplicity): the lower number is lower. A shape that
// is lifted is still the same shape, so answers about all pieces of all shapes fit together.
//
// Polygon edges are compared with the exact orientation predicate. The sides of a widened line are
// rounded themselves, so there heights within `tolerance` count as equal, and a circle that pokes
// less than that through a line does not: without it, two streets drawn twice would cross at
// places that rounding makes up.

/// Over which x one curve runs below another: a state at the left end that flips at crossings.
struct BelowRanges {
    /// Left end of the common range of x.
    var left: Double
    /// Right end of the common range.
    var right: Double
    /// Whether f is below e just right of `left`.
    var startsBelow: Bool
    /// Number of valid entries in `flips`.
    var flipCount = 0
    /// Where the state changes, ascending.
    var flips: (Double, Double) = (0, 0)

    init(left: Double, right: Double, startsBelow: Bool) {
        self.left = left
        self.right = right
        self.startsBelow = startsBelow
    }

    mutating func flip(at x: Double) {
        if flipCount == 0 { flips.0 = x } else { flips.1 = x }
        flipCount += 1
    }

    /// Calls `body` with each range of x in which the curve is below.
    @inline(__always)
    func forEachRange(_ body: (Double, Double) -> Void) {
        var state = startsBelow
        var start = left
        for k in 0...flipCount {
            let end = k == flipCount ? right : (k == 0 ? flips.0 : flips.1)
            if state, start < end { body(start, end) }
            state.toggle()
            start = end
        }
    }
}

/// Compares boundary curves by height.
struct CurveOrder: Sendable {
    /// Radius of all arcs.
    var radius: Double
    /// Heights closer than this are equal; 0: exact predicates decide.
    var tolerance: Double

    /// Where `f` is below `e`; `nil` when they have no range of x in common.
    @inline(__always)
    func below(_ f: BoundaryCurve, _ e: BoundaryCurve) -> BelowRanges? {
        let left = max(e.x1, f.x1)
        let right = min(e.x2, f.x2)
        guard left < right else { return nil }
        switch (f.kind == .segment, e.kind == .segment) {
        case (true, true): return segments(f, e, left, right)
        case (false, false): return arcs(f, e, left, right)
        case (false, true): return arcBelowSegment(f, e, left, right)
        case (true, false):
            var answer = arcBelowSegment(e, f, left, right)
            answer.startsBelow.toggle()
            return answer
        }
    }

    // MARK: Segments

    private func segments(
        _ f: BoundaryCurve, _ e: BoundaryCurve, _ left: Double, _ right: Double
    ) -> BelowRanges {
        let atLeft = leftGap(f, e)
        let atRight = rightGap(f, e)
        let tie = f.shape < e.shape
        let startsBelow = isBelow(gap: atLeft, f, e, atLeft: true, tie: tie)
        let endsBelow = isBelow(gap: atRight, f, e, atLeft: false, tie: tie)
        var answer = BelowRanges(left: left, right: right, startsBelow: startsBelow)
        guard startsBelow != endsBelow else { return answer }
        let share = atLeft / (atLeft - atRight)
        let inside = share.isFinite ? min(max(share, 0), 1) : 0
        answer.flip(at: left + (right - left) * inside)
        return answer
    }

    /// Height of f above e at the left end of the common range; antisymmetric bit for bit.
    @inline(__always)
    private func leftGap(_ f: BoundaryCurve, _ e: BoundaryCurve) -> Double {
        if f.x1 > e.x1 { return gap(x: f.x1, y: f.p, above: e) }
        if f.x1 < e.x1 { return -gap(x: e.x1, y: e.p, above: f) }
        return f.p - e.p
    }

    /// Height of f above e at the right end of the common range.
    @inline(__always)
    private func rightGap(_ f: BoundaryCurve, _ e: BoundaryCurve) -> Double {
        if f.x2 < e.x2 { return gap(x: f.x2, y: f.q, above: e) }
        if f.x2 > e.x2 { return -gap(x: e.x2, y: e.q, above: f) }
        return f.q - e.q
    }

    /// Height of a point above a segment, from differences of coordinates so that it is small-scale.
    @inline(__always)
    private func gap(x: Double, y: Double, above e: BoundaryCurve) -> Double {
        (y - e.p) - (e.q - e.p) * ((x - e.x1) / (e.x2 - e.x1))
    }

    /// Whether f is below e at an end of the common range, where it is `gap` above it.
    @inline(__always)
    private func isBelow(
        gap: Double, _ f: BoundaryCurve, _ e: BoundaryCurve, atLeft: Bool, tie: Bool
    ) -> Bool {
        if abs(gap) > max(tolerance, 1e-6) { return gap < 0 }
        if tolerance > 0 { return abs(gap) <= tolerance ? tie : gap < 0 }
        let side = exactSide(f, e, atLeft: atLeft)
        return side == 0 ? tie : side < 0
    }

    /// Sign of the height of f above e at an end of the common range, exact.
    private func exactSide(_ f: BoundaryCurve, _ e: BoundaryCurve, atLeft: Bool) -> Double {
        let fOwns = atLeft ? f.x1 >= e.x1 : f.x2 <= e.x2
        let (point, line) = fOwns ? (f, e) : (e, f)
        let side = orientation(
            line.x1, line.p, line.x2, line.q,
            atLeft ? point.x1 : point.x2, atLeft ? point.p : point.q)
        return fOwns ? side : -side
    }

    // MARK: Arcs

    /// Where an arc is below a segment.
    private func arcBelowSegment(
        _ arc: BoundaryCurve, _ segment: BoundaryCurve, _ left: Double, _ right: Double
    ) -> BelowRanges {
        let ax = segment.x1 - arc.p
        let ay = segment.p - arc.q
        let dx = segment.x2 - segment.x1
        let dy = segment.q - segment.p
        let length = (dx * dx + dy * dy).squareRoot()
        // Signed distance of the line from the centre; positive when the centre is below the line.
        let distance = (dx * ay - dy * ax) / length
        guard abs(distance) < radius - tolerance else {
            return BelowRanges(left: left, right: right, startsBelow: distance > 0)
        }
        let footX = -distance * dy / length
        let footY = distance * dx / length
        let half = ((radius - distance) * (radius + distance)).squareRoot()
        let stepX = half * dx / length
        let stepY = half * dy / length
        let upper = arc.kind == .upperArc
        let first = (footY - stepY > 0) == upper ? arc.p + footX - stepX : .nan
        let second = (footY + stepY > 0) == upper ? arc.p + footX + stepX : .nan
        return ranges(arc, segment, left, right, first, second)
    }

    /// Where an arc is below another of the same radius.
    private func arcs(
        _ f: BoundaryCurve, _ e: BoundaryCurve, _ left: Double, _ right: Double
    ) -> BelowRanges {
        let dx = f.p - e.p
        let dy = f.q - e.q
        let distance = (dx * dx + dy * dy).squareRoot()
        guard distance < 2 * radius - tolerance else {
            return BelowRanges(
                left: left, right: right, startsBelow: dy < 0 || (dy == 0 && f.shape < e.shape))
        }
        // The crossings lie on the bisector of the centres; symmetric in e and f.
        let half = ((radius - distance / 2) * (radius + distance / 2)).squareRoot()
        let stepX = half * abs(dy) / distance
        let stepY = half * abs(dx) / distance * (dx * dy > 0 ? -1 : 1)
        let middleX = (f.p + e.p) / 2
        let riseE = dy / 2
        func isOnBoth(_ offset: Double) -> Bool {
            (riseE + offset > 0) == (e.kind == .upperArc)
                && (-riseE + offset > 0) == (f.kind == .upperArc)
        }
        let first = isOnBoth(-stepY) ? middleX - stepX : .nan
        let second = isOnBoth(stepY) ? middleX + stepX : .nan
        return ranges(f, e, left, right, first, second)
    }

    /// The ranges where f is below e, by the heights half way between possible crossings.
    private func ranges(
        _ f: BoundaryCurve, _ e: BoundaryCurve, _ left: Double, _ right: Double,
        _ first: Double, _ second: Double
    ) -> BelowRanges {
        func isBelow(_ a: Double, _ b: Double) -> Bool {
            let x = a + (b - a) / 2
            let gap = f.height(at: x, radius: radius) - e.height(at: x, radius: radius)
            return gap == 0 ? f.shape < e.shape : gap < 0
        }
        let a =
            first > left && first < right
            ? first : (second > left && second < right ? second : .nan)
        let b = first > left && first < right && second > first && second < right ? second : .nan
        guard a == a else {
            return BelowRanges(left: left, right: right, startsBelow: isBelow(left, right))
        }
        var answer = BelowRanges(left: left, right: right, startsBelow: isBelow(left, a))
        let afterA = isBelow(a, b == b ? b : right)
        if afterA != answer.startsBelow { answer.flip(at: a) }
        if b == b, isBelow(b, right) != afterA { answer.flip(at: b) }
        return answer
    }
}
