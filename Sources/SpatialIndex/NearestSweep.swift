// SPDX-License-Identifier: EUPL-1.2
//
// A near item for every cell, in two passes. Nearest items of neighbouring cells are mostly the same, so each
// cell is offered those of the neighbours that were visited before it: west and south on the way up, east
// and north on the way down. Not always the nearest, but any item gives a valid bound.
// Source: P.-E. Danielsson (1980), Euclidean distance mapping.
import Planar

/// The sweeps over a grid; a namespace.
enum NearestSweep {
    /// Computes for each cell a distance within which every point of it has an item; infinite for no items.
    static func bounds<Item: PlacedItem>(of items: [Item], grid: CellGrid) -> [Double] {
        var nearest = [Int32](repeating: -1, count: grid.count)
        var squares = [Double](repeating: .infinity, count: grid.count)

        func offer(_ item: Int32, _ column: Int, _ row: Int) {
            let cell = row * grid.columns + column
            guard item >= 0, item != nearest[cell] else { return }
            let centre = grid.centre(column: column, row: row)
            let square = items[Int(item)].squaredDistance(centre.x, centre.y)
            guard square < squares[cell] else { return }
            squares[cell] = square
            nearest[cell] = item
        }
        func offerNeighbours(_ column: Int, _ row: Int, _ step: Int) {
            let side = column + step
            if side >= 0, side < grid.columns {
                offer(nearest[row * grid.columns + side], column, row)
            }
            let other = row + step
            guard other >= 0, other < grid.rows else { return }
            for c in max(column - 1, 0)...min(column + 1, grid.columns - 1) {
                offer(nearest[other * grid.columns + c], column, row)
            }
        }

        for (i, item) in items.enumerated() {
            let ends = item.ends
            offer(Int32(i), grid.column(ends.ax), grid.row(ends.ay))
            offer(Int32(i), grid.column(ends.bx), grid.row(ends.by))
            offer(
                Int32(i), grid.column(ends.ax / 2 + ends.bx / 2),
                grid.row(ends.ay / 2 + ends.by / 2))
        }
        for row in 0..<grid.rows {
            for column in 0..<grid.columns { offerNeighbours(column, row, -1) }
        }
        for row in (0..<grid.rows).reversed() {
            for column in (0..<grid.columns).reversed() { offerNeighbours(column, row, 1) }
        }
        let half = grid.halfDiagonal(columns: 1, rows: 1)
        return squares.map { $0.squareRoot() + half }
    }
}
