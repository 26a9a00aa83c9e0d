// SPDX-License-Identifier: EUPL-1.2
//
// Cuts one segment where a coverage may change under it.
//
// Only edges in the cells that the segment touches can change the answer, so these give the cuts: the
// parameter t of a crossing from two orientations, whose signs are exact, so that a segment that ends on
// a border is cut at exactly 0 or 1; a vertex on the segment gives the same t for each of its edges. An
// edge on the line of the segment (both orientations exactly 0) also claims the part between its ends.
// Cuts nearer to each other than rounding of the coordinates are one: no sliver is made of noise.
import Planar

/// A part of the segment that runs along an edge of a feature.
struct BorderRun {
    var from: Double
    var until: Double
    var feature: Int32
}

/// The cuts of one segment; reused for the next, so that nothing is allocated per segment.
struct SegmentPieces {
    private var ax = 0.0
    private var ay = 0.0
    private var dx = 0.0
    private var dy = 0.0
    private var cuts: [Double] = []
    private var runs: [BorderRun] = []

    /// Begins the segment a -> b.
    mutating func begin(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) {
        self.ax = ax
        self.ay = ay
        dx = bx - ax
        dy = by - ay
        cuts.removeAll(keepingCapacity: true)
        runs.removeAll(keepingCapacity: true)
        cuts.append(0)
        cuts.append(1)
    }

    /// Length of the segment, metres.
    var length: Double { (dx * dx + dy * dy).squareRoot() }

    /// Adds the cuts that an edge makes.
    mutating func cut(by edge: CellEdge, of feature: Int32) {
        let bx = ax + dx
        let by = ay + dy
        guard max(edge.lowerX, edge.upperX) >= min(ax, bx), edge.upperY >= min(ay, by),
            min(edge.lowerX, edge.upperX) <= max(ax, bx), edge.lowerY <= max(ay, by)
        else { return }
        let lower = orientation(ax, ay, bx, by, edge.lowerX, edge.lowerY)
        let upper = orientation(ax, ay, bx, by, edge.upperX, edge.upperY)
        if lower == 0 { cuts.append(parameter(edge.lowerX, edge.lowerY)) }
        if upper == 0 { cuts.append(parameter(edge.upperX, edge.upperY)) }
        if lower == 0, upper == 0 {
            let ends = (
                parameter(edge.lowerX, edge.lowerY), parameter(edge.upperX, edge.upperY)
            )
            runs.append(
                BorderRun(from: min(ends.0, ends.1), until: max(ends.0, ends.1), feature: feature))
        }
        guard (lower < 0 && upper > 0) || (lower > 0 && upper < 0) else { return }
        let start = orientation(edge.lowerX, edge.lowerY, edge.upperX, edge.upperY, ax, ay)
        let end = orientation(edge.lowerX, edge.lowerY, edge.upperX, edge.upperY, bx, by)
        guard (start <= 0 && end >= 0) || (start >= 0 && end <= 0), start != end else { return }
        cuts.append(min(max(start / (start - end), 0), 1))
    }

    /// Visits the pieces in order: parameters of start, end and middle, and the place of the middle.
    mutating func forEachPiece(
        _ body: (_ range: (Double, Double), _ middle: Double, _ x: Double, _ y: Double) -> Void
    ) {
        cuts.sort()
        let size = max(abs(ax), abs(ay), abs(dx), abs(dy))
        let noise = size * 0x1p-48 / length
        var start = 0.0
        for cut in cuts where cut - start > noise {
            // The last piece takes what is left, so that the shares add up to one.
            let end = 1 - cut > noise ? cut : 1
            let middle = start + (end - start) / 2
            body((start, end), middle, ax + middle * dx, ay + middle * dy)
            start = end
        }
    }

    /// The lowest feature along whose border the piece with this middle runs.
    func borderFeature(at middle: Double) -> Int32? {
        var lowest: Int32?
        for run in runs where run.from <= middle && middle <= run.until {
            lowest = min(lowest ?? run.feature, run.feature)
        }
        return lowest
    }

    private func parameter(_ x: Double, _ y: Double) -> Double {
        let t = abs(dx) >= abs(dy) ? (x - ax) / dx : (y - ay) / dy
        return min(max(t, 0), 1)
    }
}
