// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the same area as edge by edge (`SharedArea`) 2 about one comparison per vertex,
// for pieces that are long compared with the edges of a buurt.
//
// The area of a polygon below a piece p over a <= x <= b is, by Green's theorem,
// - integral of min(y, y_p(x)) dx along its rings. Vertices are below p or above it, and so are whole
// runs of edges between them. Along a run below p the integral is a difference of two partial sums
// made once per ring; along a run above p it is a difference of two values of the primitive of y_p,
// whatever lies between. Only edges that cross p or the ends of its range are worked out one by one.
//
// Both ends of an edge on one side do not always mean that the edge is: a chord can cut a corner of a
// half circle. The side that is convex (below an upper arc, above a lower arc, both for a segment) is
// safe; on the other side an edge is safe when even its middle cannot reach the circle.

/// The rings of one polygon with the partial sums of the area below them.
struct RingClip: Sendable {
    private var x: [Double] = []
    private var y: [Double] = []
    /// Integral of (y - base) dx from the start of the ring to each vertex.
    private var partial: [Double] = []
    private var ringStarts: [Int] = [0]
    /// A quarter of the squared length of the longest edge.
    private var reach = 0.0
    /// Level that heights are taken from.
    let base: Double

    /// Copies the rings, each closed by its first vertex.
    init(of set: PolygonSet, polygon p: Int, base: Double) {
        self.base = base
        for ring in set.rings(of: p) {
            let rows = set.vertices(ofRing: ring)
            guard let last = rows.last else { continue }
            var sum = 0.0
            var (px, py) = (set.x[last], set.y[last])
            append(px, py, 0)
            for i in rows {
                let (cx, cy) = (set.x[i], set.y[i])
                sum += (cx - px) * ((py - base) + (cy - base)) / 2
                reach = max(reach, ((cx - px) * (cx - px) + (cy - py) * (cy - py)) / 4)
                append(cx, cy, sum)
                (px, py) = (cx, cy)
            }
            ringStarts.append(x.count)
        }
    }

    private mutating func append(_ vx: Double, _ vy: Double, _ sum: Double) {
        x.append(vx)
        y.append(vy)
        partial.append(sum)
    }

    /// Area of the polygon below `piece` from `a` to `b`.
    func area(below piece: BoundaryCurve, from a: Double, to b: Double, radius: Double) -> Double {
        guard a < b else { return 0 }
        var total = 0.0
        for ring in 0..<ringStarts.count - 1 {
            total -= integral(ringStarts[ring]..<ringStarts[ring + 1], piece, a, b, radius)
        }
        return total
    }

    private enum Side: UInt8 { case left, right, below, above }

    @inline(__always)
    private func side(_ i: Int, _ p: BoundaryCurve, _ a: Double, _ b: Double, _ radius: Double)
        -> Side
    {
        let vx = x[i]
        if vx < a { return .left }
        if vx > b { return .right }
        switch p.kind {
        case .segment:
            return (y[i] - p.p) * (p.x2 - p.x1) <= (p.q - p.p) * (vx - p.x1) ? .below : .above
        case .upperArc:
            let v = y[i] - p.q
            let u = vx - p.p
            return v <= 0 || u * u + v * v <= radius * radius ? .below : .above
        case .lowerArc:
            let v = y[i] - p.q
            let u = vx - p.p
            return v >= 0 || u * u + v * v <= radius * radius ? .above : .below
        }
    }

    /// Whether vertex `i` is so far outside the circle that no edge from it can reach the circle.
    @inline(__always)
    private func isFarOutside(_ i: Int, _ p: BoundaryCurve, _ radius: Double) -> Bool {
        let u = x[i] - p.p
        let v = y[i] - p.q
        return u * u + v * v > radius * radius + reach
    }

    /// Integral of min(y, y_p) - base along one ring, over the part with x in `a...b`.
    private func integral(
        _ rows: Range<Int>, _ p: BoundaryCurve, _ a: Double, _ b: Double, _ radius: Double
    ) -> Double {
        var total = 0.0
        var runStart = rows.lowerBound
        var state = side(runStart, p, a, b, radius)
        for i in rows.dropFirst() {
            let next = side(i, p, a, b, radius)
            if next == state, isWhole(i, state, p, radius) { continue }
            total += run(from: runStart, to: i - 1, state, p, radius)
            total += edge(from: i - 1, to: i, p, a, b, radius)
            runStart = i
            state = next
        }
        return total + run(from: runStart, to: rows.upperBound - 1, state, p, radius)
    }

    /// Whether the edge to vertex `i`, both of whose ends are on one side, is wholly on it.
    @inline(__always)
    private func isWhole(_ i: Int, _ side: Side, _ p: BoundaryCurve, _ radius: Double) -> Bool {
        switch (p.kind, side) {
        case (.upperArc, .above), (.lowerArc, .below):
            return isFarOutside(i, p, radius) && isFarOutside(i - 1, p, radius)
        default: return true
        }
    }

    /// The integral along a run of edges on one side.
    @inline(__always)
    private func run(
        from i: Int, to j: Int, _ side: Side, _ p: BoundaryCurve, _ radius: Double
    ) -> Double {
        guard i < j else { return 0 }
        switch side {
        case .left, .right: return 0
        case .below: return partial[j] - partial[i]
        case .above:
            guard x[i] != x[j] else { return 0 }
            let area = p.integral(
                from: min(x[i], x[j]), to: max(x[i], x[j]), base: base, radius: radius)
            return x[i] < x[j] ? area : -area
        }
    }

    /// The integral along one edge that crosses the piece or an end of its range.
    private func edge(
        from i: Int, to j: Int, _ p: BoundaryCurve, _ a: Double, _ b: Double, _ radius: Double
    ) -> Double {
        guard
            let edge = BoundaryCurve(fromX: x[i], y: y[i], toX: x[j], y: y[j], shape: -2)
        else { return 0 }
        let left = max(a, edge.x1)
        let right = min(b, edge.x2)
        guard left < right else { return 0 }
        let area = SharedArea(radius: radius, base: base).below(edge, p, from: left, to: right)
        return x[i] < x[j] ? area : -area
    }
}
