// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 exact, with no predicate that could tip the wrong way 2 the work for a buurt
// depends on what lies near it only 3 the same bits in any order of features.
//
// Let b be the edges of a buurt and u the exposed pieces of a region, each with sign +1 (top) or -1
// (bottom). The indicator of an area is the signed sum of "lies below the piece", so
//
//     area(B n U) = sum over b, u of sign(b) sign(u) * integral of min(y_b, y_u) dx
//
// over the x that the two have in common. The integral changes little when a coordinate changes
// little, so touching and coinciding borders are no special cases. Parts of pieces below the buurt
// cancel and are left out. Of what lies above the buurt only this matters: over which x does the region
// cover the line along the top of the buurt's box? There the region is cut off, and the cut is a top.
// So the number depends, to the bit, on the boundary inside the buurt's box alone: a scenario that
// changes something elsewhere leaves it as it was.
//
// Rejected: clipping each shape to the buurt (builds geometry; overlaps then need a union per buurt).

extension RegionBoundary {
    /// Area of each feature of `buurten` that lies in the region.
    ///
    /// - Parameters:
    ///   - buurten: Valid polygons, interior to the left; those of one feature do not overlap.
    ///   - rows: Polygons of `buurten` to look at, so that threads can share them; `nil`: all.
    ///   - featureCount: Number of features of `buurten`.
    /// - Returns: Per feature the area in square metres as a sum, so that groups can be merged.
    /// - Complexity: Per buurt its edges times the pieces over and in its box.
    public func areaInside(
        of buurten: PolygonSet, rows: Range<Int>? = nil, featureCount: Int
    ) -> [ExactSum] {
        var sums = [ExactSum](repeating: ExactSum(), count: featureCount)
        var events = CoverEvents()
        for p in rows ?? 0..<buurten.count {
            sums[Int(buurten.feature[p])].merge(areaInside(polygon: p, of: buurten, &events))
        }
        return sums
    }

    /// Area of one polygon that lies in the region.
    func areaInside(
        polygon p: Int, of buurten: PolygonSet, _ events: inout CoverEvents
    ) -> ExactSum {
        var sum = ExactSum()
        let box = buurten.box(of: p)
        guard !box.isEmpty else { return sum }
        let clip = RingClip(of: buurten, polygon: p, base: box.minY)
        pieceGrid.forEach(meeting: box) { index in
            let piece = pieces[index]
            forEachArea(
                below: shapes.curves[Int(piece.curve)], from: piece.from, to: piece.to, in: box,
                clip
            ) { sum.add($0) }
            return true
        }
        let cap = BoundaryCurve(levelAt: box.maxY, from: box.minX, to: box.maxX)
        forEachCovered(of: cap, &events) { a, b in
            sum.add(clip.area(below: cap, from: a, to: b, radius: shapes.radius))
        }
        return sum
    }

    /// The areas of the polygon of a clip below a piece, signed, for the parts of it inside a box.
    @inline(__always)
    func forEachArea(
        below curve: BoundaryCurve, from: Double, to: Double, in box: Box, _ clip: RingClip,
        _ body: (Double) -> Void
    ) {
        let cap = BoundaryCurve(levelAt: box.maxY, from: box.minX, to: box.maxX)
        let floor = BoundaryCurve(levelAt: box.minY, from: box.minX, to: box.maxX)
        forEachPart(
            of: curve, from: max(from, box.minX), to: min(to, box.maxX), below: cap, above: floor
        ) { a, b in
            body(Double(curve.sign) * clip.area(below: curve, from: a, to: b, radius: order.radius))
        }
    }

    /// The ranges of x, each as long as it can be, in which the region covers the top of a box.
    @inline(__always)
    func forEachCovered(
        of cap: BoundaryCurve, _ events: inout CoverEvents, _ body: (Double, Double) -> Void
    ) {
        collectCover(of: cap, from: cap.x1, to: cap.x2, (-1, -1), &events)
        var open: Double?
        events.forEachRange(from: cap.x1, to: cap.x2) { a, _, covers in
            if covers > 0 {
                if open == nil { open = a }
            } else if let start = open {
                body(start, a)
                open = nil
            }
        }
        if let open { body(open, cap.x2) }
    }

    /// Calls `body` with the ranges of x in which a curve runs between the top and the bottom of a box.
    @inline(__always)
    private func forEachPart(
        of curve: BoundaryCurve, from a: Double, to b: Double, below cap: BoundaryCurve,
        above floor: BoundaryCurve, _ body: (Double, Double) -> Void
    ) {
        guard a < b else { return }
        let heights = curve.yRange(from: a, to: b, radius: order.radius)
        let all = BelowRanges(left: a, right: b, startsBelow: true)
        let belowCap = heights.high >= cap.p ? order.below(curve, cap) ?? all : all
        let aboveFloor = heights.low < floor.p ? order.below(floor, curve) ?? all : all
        belowCap.forEachRange { left, right in
            aboveFloor.forEachRange { first, last in
                let from = max(left, first, a), to = min(right, last, b)
                if from < to { body(from, to) }
            }
        }
    }
}

extension BoundaryCurve {
    /// A level top, which belongs to no shape and is lower than any shape at the same height.
    init(levelAt y: Double, from: Double, to: Double) {
        x1 = from
        x2 = to
        p = y
        q = y
        shape = -1
        kind = .segment
        sign = 1
    }
}

/// The area below two curves at once.
struct SharedArea {
    var radius: Double
    var base: Double

    /// Integral of the lower of an edge and a piece from `a` to `b`, above the level `base`.
    func below(_ edge: BoundaryCurve, _ piece: BoundaryCurve, from a: Double, to b: Double)
        -> Double
    {
        if piece.kind == .segment { return belowBothSegments(edge, piece, a, b) }
        return belowSegmentAndArc(edge, piece, a, b)
    }

    private func belowBothSegments(
        _ e: BoundaryCurve, _ f: BoundaryCurve, _ a: Double, _ b: Double
    ) -> Double {
        let slopeE = (e.q - e.p) / (e.x2 - e.x1)
        let slopeF = (f.q - f.p) / (f.x2 - f.x1)
        let ea = (e.p - base) + slopeE * (a - e.x1)
        let eb = (e.p - base) + slopeE * (b - e.x1)
        let fa = (f.p - base) + slopeF * (a - f.x1)
        let fb = (f.p - base) + slopeF * (b - f.x1)
        let gapA = fa - ea
        let gapB = fb - eb
        if gapA >= 0, gapB >= 0 { return (b - a) * (ea + eb) / 2 }
        if gapA <= 0, gapB <= 0 { return (b - a) * (fa + fb) / 2 }
        // They cross: below e on one side and below f on the other.
        let share = gapA / (gapA - gapB)
        let middle = ea + (eb - ea) * share
        let width = b - a
        return gapA > 0
            ? width * (share * (ea + middle) + (1 - share) * (middle + fb)) / 2
            : width * (share * (fa + middle) + (1 - share) * (middle + eb)) / 2
    }

    private func belowSegmentAndArc(
        _ edge: BoundaryCurve, _ arc: BoundaryCurve, _ a: Double, _ b: Double
    ) -> Double {
        // Without a crossing the side of the centre tells which is lower: heights cannot where they touch.
        let distance = distance(of: edge, fromCentreOf: arc)
        guard abs(distance) < radius else {
            return (distance > 0 ? arc : edge).integral(from: a, to: b, base: base, radius: radius)
        }
        let (first, second) = crossings(edge, arc, distance)
        var total = 0.0
        var start = a
        for crossing in [first, second, b] where crossing > start || crossing == b {
            let end = min(crossing, b)
            guard end > start else { continue }
            let middle = start + (end - start) / 2
            let lower =
                edge.height(at: middle, radius: radius) <= arc.height(at: middle, radius: radius)
                ? edge : arc
            total += lower.integral(from: start, to: end, base: base, radius: radius)
            start = end
        }
        return total
    }

    /// Distance of the line of an edge from the centre of an arc, positive above it.
    private func distance(of edge: BoundaryCurve, fromCentreOf arc: BoundaryCurve) -> Double {
        let dx = edge.x2 - edge.x1
        let dy = edge.q - edge.p
        return (dx * (edge.p - arc.q) - dy * (edge.x1 - arc.p)) / (dx * dx + dy * dy).squareRoot()
    }

    /// Where the line of an edge, `distance` above the centre of an arc, meets its circle, ascending.
    private func crossings(
        _ edge: BoundaryCurve, _ arc: BoundaryCurve, _ distance: Double
    ) -> (Double, Double) {
        let dx = edge.x2 - edge.x1
        let dy = edge.q - edge.p
        let length = (dx * dx + dy * dy).squareRoot()
        let foot = arc.p - distance * dy / length
        let half = ((radius - distance) * (radius + distance)).squareRoot() * dx / length
        return (foot - half, foot + half)
    }
}
