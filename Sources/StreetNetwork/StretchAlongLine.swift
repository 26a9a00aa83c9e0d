// SPDX-License-Identifier: EUPL-1.2
//
// The stretch of a segment of an edge that is within 5 m of a segment of a line. The distance to a segment is
// convex along another, so it is one stretch: where the segment is inside the disc around either end of the
// line, or in the band beside it.
import Planar

extension StreetGraph {
    /// The stretch of a segment within ``runsAlongWithin`` of another, as shares of the way; `nil` where there is none.
    func stretch(of i: Int, along line: BorderSegment) -> ClosedRange<Double>? {
        let (sx, sy) = (lines.x[i], lines.y[i])
        let dx = lines.x[i + 1] - sx, dy = lines.y[i + 1] - sy
        var low = Double.infinity, high = -Double.infinity
        func add(_ from: Double, _ until: Double) {
            guard from <= until, from <= 1, until >= 0 else { return }
            low = min(low, max(from, 0))
            high = max(high, min(until, 1))
        }
        let radius = runsAlongWithin
        for (cx, cy) in [(line.ax, line.ay), (line.bx, line.by)] {
            if let (from, until) = shares(inDiscAt: cx - sx, cy - sy, radius, dx, dy) {
                add(from, until)
            }
        }
        if let (from, until) = shares(inBandOf: line, radius, sx, sy, dx, dy) { add(from, until) }
        return low <= high ? low...high : nil
    }

    /// The place at a share of the way along a segment from which a line is entered.
    func place(onSegment i: Int, at t: Double, entering line: BorderSegment) -> StreetPlace {
        let x = lines.x[i] + t * (lines.x[i + 1] - lines.x[i])
        let y = lines.y[i] + t * (lines.y[i + 1] - lines.y[i])
        return place(onSegment: i, at: t, connector: min(line.distance(x, y), runsAlongWithin))
    }

    /// Shares of the way from the origin along (dx, dy) that lie in a disc.
    private func shares(
        inDiscAt cx: Double, _ cy: Double, _ radius: Double, _ dx: Double, _ dy: Double
    ) -> (Double, Double)? {
        let squared = dx * dx + dy * dy
        guard squared > 0 else { return nil }
        let middle = (cx * dx + cy * dy) / squared
        let cross = cx * dy - cy * dx
        let left = radius * radius - cross * cross / squared
        guard left >= 0 else { return nil }
        let half = (left / squared).squareRoot()
        return (middle - half, middle + half)
    }

    /// Shares of the way from (sx, sy) along (dx, dy) beside a segment, no farther from it than the radius.
    private func shares(
        inBandOf line: BorderSegment, _ radius: Double, _ sx: Double, _ sy: Double, _ dx: Double,
        _ dy: Double
    ) -> (Double, Double)? {
        let ux = line.bx - line.ax, uy = line.by - line.ay
        let squared = ux * ux + uy * uy
        guard squared > 0 else { return nil }
        let length = squared.squareRoot()
        let wx = sx - line.ax, wy = sy - line.ay
        var low = 0.0, high = 1.0
        // start + t * step within a range, for the way along the line and the way aside.
        for (start, step, from, until) in [
            (wx * ux + wy * uy, dx * ux + dy * uy, 0, squared),
            (wx * uy - wy * ux, dx * uy - dy * ux, -radius * length, radius * length),
        ] {
            if step == 0 {
                guard start >= from, start <= until else { return nil }
                continue
            }
            let a = (from - start) / step, b = (until - start) / step
            low = max(low, min(a, b))
            high = min(high, max(a, b))
        }
        return low <= high ? (low, high) : nil
    }
}
