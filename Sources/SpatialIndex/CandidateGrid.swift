// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the same answer as the tree 2 one look-up and a handful of distances per point
// 3 building costs less than the points gain, and is bounded for any data.
//
// Each cell lists the items that can be nearest to some point of it. With c the centre, h half the diagonal
// and g any item, a point of the cell is at most d(c, g) + h from g; so item i is listed only when its box
// is as near as that to the cell, and when d(c, i) - h, which no point of the cell is nearer to it than, is
// no more. With sixteen cells per item a list has two or three items.
//
// 1. A good g for every cell: each item is put into the cells of its ends and its middle, and two sweeps
//    over the grid offer each cell the items of its neighbours (NearestSweep).
// 2. The bound of a block of 2^k x 2^k cells is the largest of its cells (a pyramid).
// 3. From the top, a block filters the list of the block around it by its own bound, some four distances
//    between boxes per item and level. A block whose list is short needs no more levels: its cells share
//    the list. A block whose list is longer than 64 and 8 per cell (crowds of equal items, distant clusters)
//    is left to the tree, which bounds the work.
// Rounding: h is widened by 1 % and by some units of rounding of the coordinates.
// Rejected: nine cells around the point with a stopping bound (80 ns a point on 1,500 points, 420 ns on
// lines, where one in four searches had to go on), an exact Voronoi diagram (arcs for segments).
import Planar

/// Lists of candidates for the nearest item, per cell, before an ``ItemTree``.
struct CandidateGrid<Item: PlacedItem>: Sendable {
    let tree: ItemTree<Item>
    private let box: Box
    private let grid: CellGrid
    private let lists: [CandidateList]
    /// Rows of `tree.items`.
    private let candidates: [Int32]

    /// Builds grid and tree for about `pointCount` queries.
    init(_ items: [Item], pointCount: Int) {
        tree = ItemTree(items)
        let extent = max(tree.box.maxX - tree.box.minX, tree.box.maxY - tree.box.minY)
        // People live around what is near to them, so a margin is worth its cells.
        let box = tree.box.expanded(by: extent.isFinite ? extent / 16 : 0)
        let target = min(max(16 * items.count, 1 << 16), max(pointCount / 2, 64), 1 << 24)
        self.box = box
        grid = CellGrid(box: box, target: target, minimum: 0)
        let bounds = NearestSweep.bounds(of: tree.items, grid: grid)
        var builder = CandidateBuilder(tree: tree, grid: grid, cellBounds: bounds)
        builder.build()
        lists = builder.lists
        candidates = builder.candidates
    }

    /// Improves on the nearest item so far.
    @inline(__always)
    func search(_ px: Double, _ py: Double, _ nearest: inout Nearest) {
        if box.contains(x: px, y: py) {
            let list = lists[grid.row(py) * grid.columns + grid.column(px)]
            if list.count > 0 {
                for i in Int(list.start)..<Int(list.start + list.count) {
                    let item = tree.items[Int(candidates[i])]
                    nearest.consider(item.squaredDistance(px, py), item.feature)
                }
                return
            }
        }
        tree.search(px, py, &nearest)
    }
}

/// The candidates of a cell; none: ask the tree.
struct CandidateList: Sendable {
    var start: Int32
    var count: Int32
}
