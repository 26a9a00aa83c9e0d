// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the bits of asking point by point 2 boxes and edges are read only where they can matter to a
// point.
//
// Areas are dense: within the width of a few addresses there are tens of them, and one or two of those matter to
// each address. What was found for one point bounds the distance of the next, d(q) <= d(p) + |p - q|, so its
// walk down the tree starts with a small disc and meets few boxes.
// Rejected, instructions a point on areas that overlap: a walk without that bound (8,000), lists of candidates for
// tiles of 64 points, filtered and divided as those of segments (6,900; the rule wants convex items), lists for
// tiles of 16 (5,000), lists of boxes alone, divided twice (5,400).
import Planar

extension ItemTree where Item == EdgeRun {
    /// Lowers the squared distances of points to those of their nearest items.
    func lower(
        _ squares: inout MutableSpan<Double>, x: Span<Double>, y: Span<Double>
    ) {
        // The last point that something was found for, and how far away that is.
        var last = (x: 0.0, y: 0.0, distance: Double.infinity)
        for i in x.indices where squares[i] > 0 && x[i].isFinite && y[i].isFinite {
            let (px, py) = (x[i], y[i])
            let dx = px - last.x
            let dy = py - last.y
            let reach = (last.distance + (dx * dx + dy * dy).squareRoot()) * (1 + 0x1p-40)
            var nearest = Nearest(squared: min(squares[i], reach * reach))
            search(px, py, &nearest)
            if nearest.row < 0, reach * reach < squares[i] {
                // Rounding put what bounds the distance on its wrong side.
                nearest = Nearest(squared: squares[i])
                search(px, py, &nearest)
            }
            guard nearest.row >= 0 else { continue }
            squares[i] = min(squares[i], nearest.squared)
            last = (px, py, nearest.squared.squareRoot())
        }
    }
}
