// SPDX-License-Identifier: EUPL-1.2
//
// What the borders of the buurten come to in the box of an area; BuurtEdges.swift has the derivation.

/// What the borders of the buurten mean to a box.
struct BorderCut: ~Copyable {
    /// The buurt that holds the whole box, or a ``PolygonHome``.
    var home = PolygonHome.none
    /// Parts of borders, or of the top of the box, by buurt; empty unless the home is several.
    var slopes: [Slope] = []
    private var base = 0.0
    /// West and east ends of the box.
    private var width = (0.0, 0.0)
    /// Height of the box.
    private var height = 0.0
    private var spans = SpansByX()
    private var usesSpans = false

    mutating func begin(_ box: Box) {
        home = PolygonHome.none
        slopes.removeAll(keepingCapacity: true)
        base = box.minY
        width = (box.minX, box.maxX)
        height = box.maxY - box.minY
    }

    mutating func end(_ box: Box) {
        usesSpans = slopes.count > SpansByX.worthwhile
        guard usesSpans else { return }
        let slopes = slopes
        spans.list(slopes.count, from: box.minX, to: box.maxX) { (slopes[$0].x1, slopes[$0].x2) }
    }

    /// Adds the area that each buurt holds below a part of a closed boundary in the box.
    @inline(__always)
    func add(_ piece: OwnedPiece, to sums: inout [ExactSum]) {
        let part = Slope(
            x1: piece.x1, x2: piece.x2, height: piece.y1 - base,
            slope: (piece.y2 - piece.y1) / (piece.x2 - piece.x1), sign: Double(piece.sign))
        if usesSpans {
            addBySpans(part, to: &sums)
        } else {
            let borders = slopes.span
            for k in borders.indices { add(part, borders[k], to: &sums) }
        }
    }

    /// Adds the area that each buurt holds of a polygon in the box: one term for each polygon of a buurt.
    ///
    /// Parts and borders have a fixed order, so the terms do too.
    ///
    /// - Parameters:
    ///   - parts: The boundary of the polygon, perhaps with a part of no width.
    ///   - size: Its area.
    ///   - sums: Square metres per buurt.
    func add(_ parts: Span<SlopePair>, size: Double, to sums: inout [ExactSum]) {
        guard !usesSpans else {
            for i in parts.indices {
                addBySpans(parts[i].part(0), to: &sums)
                addBySpans(parts[i].part(1), to: &sums)
            }
            return
        }
        let borders = slopes.span
        var k = 0
        while k < borders.count {
            let buurt = borders[k].buurt
            var area = SIMD2<Double>()
            while k < borders.count, borders[k].buurt == buurt {
                let border = borders[k]
                k += 1
                if border.isLid(over: width, at: height) {
                    area[0] += border.sign * size
                    continue
                }
                var below = SIMD2<Double>()
                for i in parts.indices { below += parts[i].sharedArea(border) }
                area += below * border.sign
            }
            sums[Int(buurt)].add(area.sum())
        }
    }

    @inline(__always)
    private func addBySpans(_ part: Slope, to sums: inout [ExactSum]) {
        let borders = slopes.span
        spans.forEach(from: part.x1, to: part.x2, { (borders[$0].x1, borders[$0].x2) }) {
            add(part, borders[$0], to: &sums)
        }
    }

    @inline(__always)
    private func add(_ part: Slope, _ border: Slope, to sums: inout [ExactSum]) {
        let area = border.sharedArea(part)
        if area != 0 { sums[Int(border.buurt)].add(area) }
    }

    /// Adds an edge of a buurt, or a lid, cut to the box.
    mutating func append(_ edge: BoundaryCurve, buurt row: Int32, _ box: Box) {
        let top = box.maxY - box.minY
        let left = max(edge.x1, box.minX)
        let right = min(edge.x2, box.maxX)
        let sign = Double(edge.sign)
        guard left < right else { return }
        guard edge.p < .infinity else { return append(left, right, top, top, sign, row) }
        let slope = (edge.q - edge.p) / (edge.x2 - edge.x1)
        let a = (edge.p - box.minY) + slope * (left - edge.x1)
        let b =
            edge.x2 == right
            ? edge.q - box.minY : (edge.p - box.minY) + slope * (right - edge.x1)
        if max(a, b) <= top { return append(left, right, a, b, sign, row) }
        if min(a, b) >= top { return append(left, right, top, top, sign, row) }
        let x = min(max(left + (right - left) * ((top - a) / (b - a)), left), right)
        append(left, x, min(a, top), top, sign, row)
        append(x, right, top, min(b, top), sign, row)
    }

    private mutating func append(
        _ x1: Double, _ x2: Double, _ a: Double, _ b: Double, _ sign: Double, _ row: Int32
    ) {
        guard x1 < x2, max(a, b) > 0 else { return }
        slopes.append(
            Slope(x1: x1, x2: x2, height: a, slope: (b - a) / (x2 - x1), sign: sign, buurt: row))
    }
}
