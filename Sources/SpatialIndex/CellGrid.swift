// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 an item is listed in every cell that it touches, whatever rounding does
// 2 no trap on any number 3 a few instructions per look-up.
//
// A column is *defined* by the rounded product (x - origin) / cell: it is monotone in x, so "left of this
// column" is a question about whole numbers and never about a rounded border coordinate. An edge is
// listed by walking its rows; the interval of columns of a row is computed in cell units with a margin of
// 1e-9, a hundred times the rounding error at 65,536 cells a side, and cut to the columns of its ends.
import Planar

/// Square cells over a box; coordinates outside fall into the border cells.
struct CellGrid: Sendable {
    let originX: Double
    let originY: Double
    /// Side of a cell, metres.
    let cell: Double
    let inverse: Double
    let columns: Int
    let rows: Int

    /// Divides a box into about `target` cells, none smaller than `minimum`.
    init(box: Box, target: Int, minimum: Double) {
        let isUsable =
            !box.isEmpty && (box.maxX - box.minX).isFinite && (box.maxY - box.minY).isFinite
        let width = isUsable ? box.maxX - box.minX : 0
        let height = isUsable ? box.maxY - box.minY : 0
        let count = Double(max(1, target))
        let largest = isUsable ? max(abs(box.minX), abs(box.maxX), abs(box.minY), abs(box.maxY)) : 0
        // Thin boxes; cells of less than some units of rounding; more cells a side than the margin allows.
        let side = max(
            (width / count * height).squareRoot(), max(width, height) / count, minimum,
            largest * 0x1p-48, max(width, height) / 65_000)
        let isDivided = side > 0 && side.isFinite && (1 / side).isFinite
        originX = isUsable ? box.minX : 0
        originY = isUsable ? box.minY : 0
        cell = isDivided ? side : 1
        inverse = isDivided ? 1 / side : 0
        columns = isDivided ? Int(width * inverse) + 1 : 1
        rows = isDivided ? Int(height * inverse) + 1 : 1
    }

    var count: Int { columns * rows }

    @inline(__always)
    func column(_ x: Double) -> Int { Self.clamped((x - originX) * inverse, columns) }

    @inline(__always)
    func row(_ y: Double) -> Int { Self.clamped((y - originY) * inverse, rows) }

    @inline(__always)
    private static func clamped(_ position: Double, _ count: Int) -> Int {
        guard position > 0 else { return 0 }
        return position < Double(count) ? Int(position) : count - 1
    }

    /// Number of the cell of a point: row times ``columns`` plus column, without a branch.
    ///
    /// 2^52 plus a number is the nearest whole number to it, in the low bits of a double.
    @inline(__always)
    func cell(x: Double, y: Double) -> Int {
        let number =
            Self.floor((y - originY) * inverse, below: Double(rows)) * Double(columns)
            + Self.floor((x - originX) * inverse, below: Double(columns))
        return Int(truncatingIfNeeded: (number + 0x1p52).bitPattern & 0xFFFF_FFFF)
    }

    /// What ``clamped(_:_:)`` gives, as a double.
    @inline(__always)
    private static func floor(_ position: Double, below count: Double) -> Double {
        let positive = position > 0 ? position : 0
        let inside = positive < count - 1 ? positive : count - 1
        let nearest = (inside + 0x1p52) - 0x1p52
        return nearest - (nearest > inside ? 1 : 0)
    }

    /// A point well inside a cell: `column` and `row` of it are the given ones.
    func centre(column: Int, row: Int) -> (x: Double, y: Double) {
        (originX + (Double(column) + 0.5) * cell, originY + (Double(row) + 0.5) * cell)
    }

    /// Visits the rows of cells that a segment touches, all or of a range: row, first and last column.
    @inline(__always)
    func forEachRun(
        _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, rows band: Range<Int>? = nil,
        _ body: (_ row: Int, _ first: Int, _ last: Int) -> Void
    ) {
        let west = column(min(ax, bx))
        let east = column(max(ax, bx))
        let lowest = row(min(ay, by)), highest = row(max(ay, by))
        let south = max(lowest, band?.lowerBound ?? 0)
        let north = min(highest, (band?.upperBound ?? rows) - 1)
        guard south <= north else { return }
        if lowest == highest || west == east {
            for row in south...north { body(row, west, east) }
            return
        }
        let isUpward = ay < by
        let lowU = ((isUpward ? ax : bx) - originX) * inverse
        let lowV = ((isUpward ? ay : by) - originY) * inverse
        let highU = ((isUpward ? bx : ax) - originX) * inverse
        let highV = ((isUpward ? by : ay) - originY) * inverse
        let slope = (highU - lowU) / (highV - lowV)
        let margin = 1e-9
        for row in south...north {
            let from = lowU + (max(lowV, Double(row) - margin) - lowV) * slope
            let until = lowU + (min(highV, Double(row + 1) + margin) - lowV) * slope
            let first = Self.clamped(min(from, until) - margin, columns)
            let last = Self.clamped(max(from, until) + margin, columns)
            body(row, min(max(first, west), east), min(max(last, west), east))
        }
    }
}
