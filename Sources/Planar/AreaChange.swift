// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the bits of an area that is made anew 2 work in proportion to the boundary that changed.
//
// The area of a buurt in a region is a sum of terms (AreaInside.swift), one for each exposed piece of the
// boundary inside the buurt's box and one for each stretch of its top that the region covers. Where a vertex of
// a line moved, most pieces stay, to the bit; so the terms of pieces that went are taken out, those of
// pieces that came are added, and sums being exact nothing else is left of the change.

extension RegionBoundary {
    /// By how much the area of one polygon inside this region differs from that inside another.
    ///
    /// - Parameters:
    ///   - p: Row of the polygon.
    ///   - buurten: Valid polygons, interior to the left.
    ///   - old: The other region, of the same radius; of both the boundary is known wherever they differ, and
    ///     all shapes that reach the polygon's box are among theirs.
    /// - Returns: Square metres as a sum, to be merged with that of the other region.
    /// - Complexity: The edges of the polygon times the pieces in its box that differ.
    public func areaChange(
        ofPolygon p: Int, in buurten: PolygonSet, from old: RegionBoundary
    ) -> ExactSum {
        var sum = ExactSum()
        let box = buurten.box(of: p)
        guard !box.isEmpty else { return sum }
        var changes: [PieceKey: Int] = [:]
        collect(in: box, 1, &changes)
        old.collect(in: box, -1, &changes)
        changes = changes.filter { $0.value != 0 }
        guard !changes.isEmpty else { return sum }
        let clip = RingClip(of: buurten, polygon: p, base: box.minY)
        for (piece, count) in changes {
            func book(_ area: Double) {
                // Terms are whole numbers of units: so many times one is that term so many times.
                for _ in 0..<abs(count) {
                    if count > 0 { sum.add(area) } else { sum.subtract(area) }
                }
            }
            guard piece.curve.shape >= 0 else {
                // A stretch of the top, which belongs to no shape.
                book(
                    clip.area(
                        below: piece.curve, from: piece.from, to: piece.to, radius: order.radius))
                continue
            }
            forEachArea(
                below: piece.curve, from: piece.from, to: piece.to, in: box, clip, book)
        }
        return sum
    }

    /// Counts the pieces in a box, and the stretches of its top that the region covers.
    private func collect(in box: Box, _ step: Int, _ changes: inout [PieceKey: Int]) {
        pieceGrid.forEach(meeting: box) { index in
            let piece = pieces[index]
            let curve = shapes.curves[Int(piece.curve)]
            changes[PieceKey(curve: curve, from: piece.from, to: piece.to), default: 0] += step
            return true
        }
        let cap = BoundaryCurve(levelAt: box.maxY, from: box.minX, to: box.maxX)
        var events = CoverEvents()
        forEachCovered(of: cap, &events) { a, b in
            changes[PieceKey(curve: cap, from: a, to: b), default: 0] += step
        }
    }
}

/// A piece by its geometry, whatever the number of its shape.
private struct PieceKey: Hashable {
    let curve: BoundaryCurve
    let from: Double
    let to: Double

    static func == (a: PieceKey, b: PieceKey) -> Bool {
        a.from == b.from && a.to == b.to && a.curve.x1 == b.curve.x1 && a.curve.x2 == b.curve.x2
            && a.curve.p == b.curve.p && a.curve.q == b.curve.q && a.curve.kind == b.curve.kind
            && a.curve.sign == b.curve.sign && (a.curve.shape < 0) == (b.curve.shape < 0)
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(from)
        hasher.combine(to)
        hasher.combine(curve.p)
        hasher.combine(curve.q)
    }
}
