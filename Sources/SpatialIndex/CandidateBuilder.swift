// SPDX-License-Identifier: EUPL-1.2
//
// The construction that CandidateGrid.swift describes: the pyramid of bounds, and the filter from the top.
import Planar

/// Fills a ``CandidateGrid`` from the top.
struct CandidateBuilder<Item: PlacedItem> {
    private let tree: ItemTree<Item>
    private let grid: CellGrid
    private(set) var lists: [CandidateList]
    private(set) var candidates: [Int32] = []
    /// Per level the bounds of its blocks in row order; level 0 are the cells.
    private let pyramid: [[Double]]
    /// The lists of the block in work and of the blocks around it, one after the other.
    private var stack: [Int32] = []

    /// A list this short is not divided further.
    private static var short: Int { 2 }
    /// Candidates of a cell above which the tree is asked.
    private static var crowd: Int { 64 }
    /// The same per cell of a block.
    private static var density: Int { 8 }

    init(tree: ItemTree<Item>, grid: CellGrid, cellBounds: [Double]) {
        self.tree = tree
        self.grid = grid
        lists = [CandidateList](repeating: CandidateList(start: 0, count: 0), count: grid.count)
        var levels = [cellBounds]
        var side = 1
        while side < max(grid.columns, grid.rows) {
            side *= 2
            levels.append(Self.coarser(levels[levels.count - 1], grid: grid, side: side))
        }
        pyramid = levels
    }

    mutating func build() {
        stack = tree.items.indices.map { Int32($0) }
        divide(column: 0, row: 0, level: pyramid.count - 1, list: 0..<stack.count)
    }

    /// Number of blocks of a side along a number of cells.
    private static func blocks(_ cells: Int, _ side: Int) -> Int { (cells + side - 1) / side }

    /// The bounds of blocks of `side` cells from those of half the side.
    private static func coarser(_ finer: [Double], grid: CellGrid, side: Int) -> [Double] {
        let columns = blocks(grid.columns, side)
        let rows = blocks(grid.rows, side)
        let finerColumns = blocks(grid.columns, side / 2)
        let finerRows = blocks(grid.rows, side / 2)
        var bounds = [Double](repeating: 0, count: columns * rows)
        for row in 0..<finerRows {
            for column in 0..<finerColumns {
                let block = row / 2 * columns + column / 2
                bounds[block] = max(bounds[block], finer[row * finerColumns + column])
            }
        }
        return bounds
    }

    /// Column and row count in blocks of the level.
    private mutating func divide(column: Int, row: Int, level: Int, list: Range<Int>) {
        let side = 1 << level
        guard column * side < grid.columns, row * side < grid.rows else { return }
        let columns = column * side..<min((column + 1) * side, grid.columns)
        let rows = row * side..<min((row + 1) * side, grid.rows)
        let start = stack.count
        let bound = pyramid[level][row * Self.blocks(grid.columns, side) + column]
        filter(list, columns: columns, rows: rows, bound: bound)
        let kept = start..<stack.count
        if level == 0 || kept.count <= Self.short {
            if kept.count <= Self.crowd { store(kept, columns: columns, rows: rows) }
        } else if kept.count <= Self.crowd + Self.density * columns.count * rows.count {
            for quarter in 0..<4 {
                divide(
                    column: 2 * column + quarter % 2, row: 2 * row + quarter / 2, level: level - 1,
                    list: kept)
            }
        }
        stack.removeLast(kept.count)
    }

    /// Appends to the stack those of a list that can be nearest to a point of the block.
    private mutating func filter(
        _ list: Range<Int>, columns: Range<Int>, rows: Range<Int>, bound: Double
    ) {
        let block = grid.box(columns: columns, rows: rows)
        let cx = (block.minX + block.maxX) / 2
        let cy = (block.minY + block.maxY) / 2
        let limit = bound * bound
        let reach = bound + grid.halfDiagonal(columns: columns.count, rows: rows.count)
        let isSmall = columns.count * rows.count <= 16
        for k in list {
            let row = stack[k]
            let item = tree.items[Int(row)]
            if block.squaredDistance(to: item.box) > limit { continue }
            // The box of a slanted segment says little; for small blocks the segment itself is asked.
            if isSmall, item.squaredDistance(cx, cy) > reach * reach { continue }
            stack.append(row)
        }
    }

    private mutating func store(_ kept: Range<Int>, columns: Range<Int>, rows: Range<Int>) {
        let list = CandidateList(start: Int32(candidates.count), count: Int32(kept.count))
        candidates.append(contentsOf: stack[kept])
        for row in rows {
            for column in columns { lists[row * grid.columns + column] = list }
        }
    }
}

extension CellGrid {
    /// The box of a block of cells, up to rounding.
    func box(columns: Range<Int>, rows: Range<Int>) -> Box {
        Box(
            minX: originX + Double(columns.lowerBound) * cell,
            minY: originY + Double(rows.lowerBound) * cell,
            maxX: originX + Double(columns.upperBound) * cell,
            maxY: originY + Double(rows.upperBound) * cell)
    }

    /// A little more than half the diagonal of a block of cells, for all rounding.
    func halfDiagonal(columns: Int, rows: Int) -> Double {
        let width = Double(columns) * cell
        let height = Double(rows) * cell
        let largest = max(
            abs(originX), abs(originY), abs(originX + Double(self.columns) * cell),
            abs(originY + Double(self.rows) * cell))
        return (width * width + height * height).squareRoot() * 0.505 + largest * 0x1p-46
    }
}
