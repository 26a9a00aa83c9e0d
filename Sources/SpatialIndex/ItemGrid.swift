// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the same answer as the tree 2 evenly spread items are found without a tree walk
// 3 crowds and deserts cost no more than the tree.
//
// Cells in row order with the items that touch each (offsets into one column). The 3 x 3 block around a
// point is three runs of that column. If the nearest item in the block is nearer than the block's
// border, it is the nearest of all: 99 queries in 100 with one item per cell, evenly spread. Else, or
// where the block is crowded, the tree takes over with what was found as its bound.
// The bound is taken in cell units with a margin of 1e-6 of a cell, far above rounding. A side where the
// grid ends has nothing behind it.
import Planar

/// A uniform grid before an ``ItemTree``.
struct ItemGrid<Item: IndexedItem>: Sendable {
    let tree: ItemTree<Item>
    private let grid: CellGrid
    private let starts: [Int32]
    /// Rows of `tree.items`.
    private let rows: [Int32]

    /// Items in a block above which the tree is faster.
    private static var crowd: Int { 96 }

    /// Builds grid and tree; `forEachRun` says which cells an item touches.
    init(
        _ items: [Item], cellsPerItem: Int, extent: Double,
        cells: (_ item: Item, _ grid: CellGrid, _ body: (Int, Int, Int) -> Void) -> Void
    ) {
        tree = ItemTree(items)
        let minimum = extent / Double(4 * max(1, items.count))
        let grid = CellGrid(
            box: tree.box, target: min(items.count * cellsPerItem, 1 << 26), minimum: minimum)
        var counts = [Int32](repeating: 0, count: grid.count + 1)
        for item in tree.items {
            cells(item, grid) { row, first, last in
                for cell in (row * grid.columns + first)...(row * grid.columns + last) {
                    counts[cell] += 1
                }
            }
        }
        var total: Int32 = 0
        for cell in counts.indices {
            let count = counts[cell]
            counts[cell] = total
            total += count
        }
        starts = counts
        var listed = [Int32](repeating: 0, count: Int(total))
        for (i, item) in tree.items.enumerated() {
            cells(item, grid) { row, first, last in
                for cell in (row * grid.columns + first)...(row * grid.columns + last) {
                    listed[Int(counts[cell])] = Int32(i)
                    counts[cell] += 1
                }
            }
        }
        rows = listed
        self.grid = grid
    }

    /// Improves on the nearest item so far.
    @inline(__always)
    func search(_ px: Double, _ py: Double, _ nearest: inout Nearest) {
        let column = grid.column(px)
        let row = grid.row(py)
        let west = max(column - 1, 0)
        let east = min(column + 1, grid.columns - 1)
        let south = max(row - 1, 0)
        let north = min(row + 1, grid.rows - 1)
        var count = 0
        for r in south...north {
            let start = r * grid.columns
            count += Int(starts[start + east + 1] - starts[start + west])
        }
        if count <= Self.crowd {
            for r in south...north {
                let start = r * grid.columns
                for i in Int(starts[start + west])..<Int(starts[start + east + 1]) {
                    let item = tree.items[Int(rows[i])]
                    nearest.consider(item.squaredDistance(px, py), item.feature)
                }
            }
            let u = (px - grid.originX) * grid.inverse
            let v = (py - grid.originY) * grid.inverse
            let clear = min(
                west == 0 ? .infinity : u - Double(west),
                east == grid.columns - 1 ? .infinity : Double(east + 1) - u,
                south == 0 ? .infinity : v - Double(south),
                north == grid.rows - 1 ? .infinity : Double(north + 1) - v)
            let bound = (clear - 1e-6) * grid.cell
            if bound > 0, nearest.squared < bound * bound { return }
        }
        tree.search(px, py, &nearest)
    }
}

extension ItemGrid where Item == PointItem {
    init(points items: [PointItem]) {
        self.init(items, cellsPerItem: 1, extent: 0) { item, grid, body in
            let column = grid.column(item.x)
            body(grid.row(item.y), column, column)
        }
    }
}

extension ItemGrid where Item == SegmentItem {
    init(segments items: [SegmentItem]) {
        let extent = items.reduce(0.0) { $0 + abs($1.bx - $1.ax) + abs($1.by - $1.ay) }
        self.init(items, cellsPerItem: 2, extent: extent) { item, grid, body in
            grid.forEachRun(item.ax, item.ay, item.bx, item.by, body)
        }
    }
}
