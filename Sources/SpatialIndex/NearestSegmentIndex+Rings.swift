// SPDX-License-Identifier: EUPL-1.2
//
// The search of NearestSegmentIndex.swift: the cell of the point, then ring by ring around it.
import Planar

extension NearestSegmentIndex {
    /// Searches ring by ring; false where it met a crowd.
    @inline(__always)
    func searchRings(_ px: Double, _ py: Double, _ nearest: inout NearestTwo) -> Bool {
        let column = grid.column(px), row = grid.row(py)
        let east = (px - grid.originX) * grid.inverse - Double(column)
        let north = (py - grid.originY) * grid.inverse - Double(row)
        guard searchRow(row, column, column, px, py, &nearest) else { return false }
        // Sides of the block so far, in cells from the point; a little less, for rounding.
        var west = east - 1e-6, south = north - 1e-6
        var right = 1 - east - 1e-6, top = 1 - north - 1e-6
        var k = 1
        let scale = grid.inverse * grid.inverse
        while true {
            let best = nearest.reach * scale
            let goesWest = column >= k && isWithin(west, best)
            let goesEast = column + k < grid.columns && isWithin(right, best)
            let goesSouth = row >= k && isWithin(south, best)
            let goesNorth = row + k < grid.rows && isWithin(top, best)
            guard goesWest || goesEast || goesSouth || goesNorth else { return true }
            let first = max(column - k, 0), last = min(column + k, grid.columns - 1)
            if goesSouth, !searchRow(row - k, first, last, px, py, &nearest) { return false }
            if goesNorth, !searchRow(row + k, first, last, px, py, &nearest) { return false }
            for r in max(row - k + 1, 0)...min(row + k - 1, grid.rows - 1) {
                if goesWest, !searchRow(r, column - k, column - k, px, py, &nearest) {
                    return false
                }
                if goesEast, !searchRow(r, column + k, column + k, px, py, &nearest) {
                    return false
                }
            }
            west += 1
            right += 1
            south += 1
            top += 1
            k += 1
        }
    }

    /// Whether something may lie beyond a side of the block; a point outside the grid is beyond its side.
    @inline(__always)
    private func isWithin(_ side: Double, _ best: Double) -> Bool {
        side <= 0 || side * side <= best
    }

    @inline(__always)
    private func searchRow(
        _ row: Int, _ first: Int, _ last: Int, _ px: Double, _ py: Double,
        _ nearest: inout NearestTwo
    ) -> Bool {
        let base = row * grid.columns
        if tree != nil {
            for cell in base + first...base + last
            where starts[cell + 1] - starts[cell] > Self.crowd {
                return false
            }
        }
        // The cells of a row follow each other, and so do their lists.
        for k in Int(starts[base + first])..<Int(starts[base + last + 1]) {
            let i = Int(entries[k])
            let (ax, ay, bx, by) = (x[i], y[i], x[i + 1], y[i + 1])
            // No distance is below that of the segment's box, and most are decided by it.
            let gapX = max(min(ax, bx) - px, px - max(ax, bx), 0)
            let gapY = max(min(ay, by) - py, py - max(ay, by), 0)
            if gapX * gapX + gapY * gapY > nearest.reach { continue }
            nearest.consider(
                squaredDistance(fromX: px, y: py, toSegment: ax, ay, bx, by), entries[k])
        }
        return true
    }
}

/// The nearest segment so far, and how near another one is.
struct NearestTwo {
    private(set) var squared: Double
    private(set) var segment: Int32
    /// Smallest squared distance of another segment, or one beyond reach.
    private(set) var other = Double.infinity
    /// Squared distance up to which others are equally near.
    private(set) var reach: Double

    init(squared: Double, segment: Int32 = .max) {
        self.squared = squared
        self.segment = segment
        reach = Self.reach(squared)
    }

    /// With d and e the distance and the tolerance, (d + e)^2 = d^2 + 2 d e + e^2 <= d^2 + e (d^2 + 1) + e^2.
    @inline(__always)
    private static func reach(_ squared: Double) -> Double {
        let hair = NearestSegmentIndex.equallyNear
        return squared + hair * (squared + 1 + 2 * hair)
    }

    @inline(__always)
    mutating func consider(_ candidate: Double, _ row: Int32) {
        guard candidate <= other else { return }
        if candidate < squared || (candidate == squared && row < segment) {
            if segment != .max { other = squared }
            squared = candidate
            segment = row
            reach = Self.reach(candidate)
        } else if row != segment {
            other = candidate
        }
    }
}
