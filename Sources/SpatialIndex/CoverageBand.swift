// SPDX-License-Identifier: EUPL-1.2
//
// One band of rows of a coverage grid (CoverageBuilder.swift).
//
// 1. Every edge is listed in the cells that it touches; a counting sort by cell keeps the polygons of a
//    cell in order of feature row.
// 2. Rows are swept from west to east. For each polygon the parity of the edges that crossed the row's
//    centre line in earlier cells is kept; with the cell's own edges it gives the state at the centre of the
//    cell. After its cell a polygon whose state is inside is open: it covers the cells to the next
//    in which it has an edge. The first open polygon is the answer of a cell without edges; a heap that is
//    cleaned only at its top finds it, however many overlap.
// 3. A mixed cell keeps the groups that come before the first polygon that covers it. Where every
//    edge of a cell is there an even number of times and the centre lies in an odd number of polygons, any
//    point off the edges lies in an odd number of them: who is in none of the others is in the last, so
//    its edges need not be kept. That halves a coverage whose borders are shared.
import Planar

/// Memory that bands of one thread use one after the other.
struct CoverageScratch: ~Copyable {
    fileprivate var unsorted = GrowingBuffer<EdgeEntry>()
    fileprivate var entries = GrowingBuffer<EdgeEntry>()
    fileprivate var counts = GrowingBuffer<Int32>()
    /// Per polygon of the band its feature.
    fileprivate var features = GrowingBuffer<Int32>()
    fileprivate var states = GrowingBuffer<SweepState>()
    fileprivate var open = OpenPolygons()
    fileprivate var swept = GrowingBuffer<SweptGroup>()
    fileprivate var groupEnds = GrowingBuffer<Int32>()
    fileprivate var groups = GrowingBuffer<CellGroup>()
    fileprivate var edges = GrowingBuffer<EdgeInCell>()
    /// Per cell whether several features have a part in it; empty when no cell is like that.
    fileprivate var isShared: [Bool] = []
}

/// An edge in a cell of the band.
private struct EdgeEntry: BitwiseCopyable {
    var cell: Int32
    /// Number of the polygon in the band, twice; one more in the east-most cell of the edge in its row.
    var polygonAndLast: Int32
    var edge: EdgeInCell

    var polygon: Int32 { polygonAndLast >> 1 }
    var isLast: Bool { polygonAndLast & 1 != 0 }
}

/// Where the sweep of a row stands for one polygon.
private struct SweepState: BitwiseCopyable {
    var row: Int32 = -1
    var isInside = false
    var isOpen = false
}

/// The entries of one polygon in a cell, and its state at the centre.
private struct SweptGroup: BitwiseCopyable {
    var start: Int32
    var end: Int32
    var polygon: Int32
    var atCentre: Bool
    /// The answer of the group where none of its edges toggles.
    var isInside: Bool
}

/// The open polygons of a row: a heap of their numbers, some of which may be closed again.
private struct OpenPolygons: ~Copyable {
    var heap = GrowingBuffer<Int32>()
    var count = 0

    mutating func removeAll() {
        heap.removeAll()
        count = 0
    }

    mutating func insert(_ polygon: Int32) {
        heap.append(polygon)
        count += 1
        var child = heap.count - 1
        while child > 0, heap[(child - 1) / 2] > polygon {
            heap[child] = heap[(child - 1) / 2]
            child = (child - 1) / 2
        }
        heap[child] = polygon
    }

    /// The first open polygon; -1 for none.
    mutating func first(_ states: borrowing GrowingBuffer<SweepState>) -> Int32 {
        while heap.count > 0 {
            let top = heap[0]
            if states[Int(top)].isOpen { return top }
            removeFirst()
        }
        return -1
    }

    private mutating func removeFirst() {
        let last = heap[heap.count - 1]
        heap.removeLast()
        if heap.count == 0 { return }
        var parent = 0
        while 2 * parent + 1 < heap.count {
            var child = 2 * parent + 1
            if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
            if heap[child] >= last { break }
            heap[parent] = heap[child]
            parent = child
        }
        heap[parent] = last
    }
}

/// The mixed cells of a band.
struct CoverageBand: Sendable {
    /// Number of cells.
    private(set) var cellCount = 0
    /// Per mixed cell the end of its groups.
    private(set) var groupEnds: [Int32] = []
    private(set) var groups: [CellGroup] = []
    private(set) var edges: [EdgeInCell] = []
    /// Per cell whether a feature beside its owner has a part in it; empty when no cell is like that.
    private(set) var isShared: [Bool] = []

    init() {}

    /// Builds the band of the given rows of a grid from its blocks of edges.
    init(
        _ rows: Range<Int>, _ grid: CellGrid, _ polygons: PolygonSet, _ blocks: EdgeBlocks,
        _ listed: ArraySlice<Int32>, _ scratch: inout CoverageScratch,
        _ labels: inout MutableSpan<Int32>
    ) {
        let sweep = BandSweep(grid: grid, rows: rows, x: polygons.x, y: polygons.y)
        scratch.list(sweep, blocks, listed)
        scratch.sort(cells: labels.count)
        scratch.begin(cells: labels.count)
        var entry = 0
        for row in rows { scratch.sweep(row, sweep, from: &entry, &labels) }
        cellCount = labels.count
        groupEnds = scratch.groupEnds.elements
        groups = scratch.groups.elements
        edges = scratch.edges.elements
        isShared = scratch.isShared
    }
}

/// What the sweep of a band reads.
private struct BandSweep {
    let grid: CellGrid
    let rows: Range<Int>
    let x: [Double]
    let y: [Double]

    /// First cell of a row.
    func start(_ row: Int) -> Int { (row - rows.lowerBound) * grid.columns }
}

// MARK: Step 1

extension CoverageScratch {
    fileprivate mutating func list(
        _ sweep: BandSweep, _ blocks: EdgeBlocks, _ listed: ArraySlice<Int32>
    ) {
        features.removeAll()
        unsorted.removeAll()
        var rank: Int32 = -1
        for k in listed {
            let block = blocks.blocks[Int(k)]
            if rank != block.rank {
                rank = block.rank
                features.append(blocks.features[Int(rank)])
            }
            list(block, polygon: Int32(features.count - 1), sweep)
        }
    }

    private mutating func list(_ block: EdgeBlocks.Block, polygon: Int32, _ sweep: BandSweep) {
        let grid = sweep.grid
        let x = sweep.x.span, y = sweep.y.span
        var from = Int(block.previous)
        var fromColumn = grid.column(x[from]), fromRow = grid.row(y[from])
        for to in Int(block.start)..<Int(block.end) {
            let toColumn = grid.column(x[to]), toRow = grid.row(y[to])
            let (lowest, highest) = (min(fromRow, toRow), max(fromRow, toRow))
            if lowest < sweep.rows.upperBound, highest >= sweep.rows.lowerBound {
                let edge = EdgeInCell(from: from, to: to, x, y)
                let isUpward = edge.begins(at: from)
                let low = isUpward ? fromColumn : toColumn, high = isUpward ? toColumn : fromColumn
                if low == high, lowest == highest {
                    let cell = sweep.start(lowest) + low
                    unsorted.append(
                        EdgeEntry(
                            cell: Int32(cell), polygonAndLast: polygon << 1 | 1, edge: edge))
                } else {
                    grid.forEachRun(x[from], y[from], x[to], y[to], rows: sweep.rows) {
                        row, first, last in
                        for column in first...last {
                            unsorted.append(
                                EdgeEntry(
                                    cell: Int32(sweep.start(row) + column),
                                    polygonAndLast: polygon << 1 | (column == last ? 1 : 0),
                                    edge: edge.seen(isWest: low < column, high < column)))
                        }
                    }
                }
            }
            (from, fromColumn, fromRow) = (to, toColumn, toRow)
        }
    }

    /// Counting sort by cell; stable.
    fileprivate mutating func sort(cells: Int) {
        counts.fill(0, count: cells + 1)
        for e in 0..<unsorted.count { counts[Int(unsorted[e].cell) + 1] += 1 }
        for cell in 0..<cells { counts[cell + 1] += counts[cell] }
        entries.makeRoom(count: unsorted.count)
        for e in 0..<unsorted.count {
            let cell = Int(unsorted[e].cell)
            entries[Int(counts[cell])] = unsorted[e]
            counts[cell] += 1
        }
    }
}

// MARK: Step 2

extension CoverageScratch {
    fileprivate mutating func begin(cells: Int) {
        states.fill(SweepState(), count: features.count)
        groupEnds.removeAll()
        groups.removeAll()
        edges.removeAll()
        isShared = []
    }

    /// Sweeps a row, whose entries start at `entry`.
    fileprivate mutating func sweep(
        _ row: Int, _ sweep: BandSweep, from entry: inout Int, _ labels: inout MutableSpan<Int32>
    ) {
        open.removeAll()
        var label: Int32 = -1
        var next = sweep.start(row)
        let end = next + sweep.grid.columns
        while entry < entries.count, Int(entries[entry].cell) < end {
            let cell = Int(entries[entry].cell)
            let first = entry
            while entry < entries.count, Int(entries[entry].cell) == cell { entry += 1 }
            fill(next..<cell, label, &labels)
            next = cell + 1
            close(first..<entry, row: Int32(row))
            let cover = open.first(states)
            if open.count > 1 { share(cell, labels.count) }
            let column = cell - sweep.start(row)
            visit(first..<entry, sweep, sweep.grid.centre(column: column, row: row))
            labels[cell] = finish(cell, labels.count, cover: cover, sweep)
            let covers = open.first(states)
            label = covers < 0 ? -1 : features[Int(covers)]
        }
        fill(next..<end, label, &labels)
    }

    /// Cells without edges.
    private mutating func fill(
        _ cells: Range<Int>, _ label: Int32, _ labels: inout MutableSpan<Int32>
    ) {
        for cell in cells { labels[cell] = label }
        if open.count > 1 { for cell in cells { share(cell, labels.count) } }
    }

    private mutating func share(_ cell: Int, _ cells: Int) {
        if isShared.isEmpty { isShared = [Bool](repeating: false, count: cells) }
        isShared[cell] = true
    }

    /// Closes the polygons that have edges in a cell.
    private mutating func close(_ cell: Range<Int>, row: Int32) {
        for e in cell {
            let polygon = Int(entries[e].polygon)
            let state = states[polygon]
            if state.row != row {
                states[polygon] = SweepState(row: row)
            } else if state.isOpen {
                states[polygon].isOpen = false
                open.count -= 1
            }
        }
    }

    /// Lists the groups of a cell with their states at its centre, and opens those that cover what follows.
    private mutating func visit(
        _ cell: Range<Int>, _ sweep: BandSweep, _ centre: (x: Double, y: Double)
    ) {
        swept.removeAll()
        var e = cell.lowerBound
        while e < cell.upperBound {
            let start = e
            let polygon = entries[start].polygon
            var isInside = states[Int(polygon)].isInside
            var atCentre = isInside
            var toggles = false
            while e < cell.upperBound, entries[e].polygon == polygon {
                let edge = entries[e].edge.edge(sweep.x.span, sweep.y.span)
                // Which of these hold is anybody's guess, also the processor's: no branch depends on it.
                let crosses = (edge.lowerY <= centre.y) != (edge.upperY <= centre.y)
                let isLeft = edge.isLeft(of: centre.x, centre.y)
                isInside = isInside != (crosses && entries[e].isLast)
                atCentre = atCentre != (crosses && isLeft)
                toggles = toggles != (edge.counts(at: centre.y) && isLeft)
                e += 1
            }
            swept.append(
                SweptGroup(
                    start: Int32(start), end: Int32(e), polygon: polygon, atCentre: atCentre,
                    isInside: atCentre != toggles))
            states[Int(polygon)].isInside = isInside
        }
        for g in 0..<swept.count where states[Int(swept[g].polygon)].isInside {
            states[Int(swept[g].polygon)].isOpen = true
            open.insert(swept[g].polygon)
        }
    }
}

// MARK: Step 3

extension CoverageScratch {
    /// Keeps what is needed of a cell with edges, and gives its label.
    private mutating func finish(
        _ cell: Int, _ cells: Int, cover: Int32, _ sweep: BandSweep
    ) -> Int32 {
        let firstGroup = groups.count
        let firstEdge = edges.count
        var oddAtCentre = false
        for g in 0..<swept.count {
            let group = swept[g]
            if cover >= 0, group.polygon > cover {
                share(cell, cells)
                break
            }
            if group.atCentre { oddAtCentre.toggle() }
            let start = edges.count
            for e in Int(group.start)..<Int(group.end) { edges.append(entries[e].edge) }
            append(features[Int(group.polygon)], from: start, isInside: group.isInside)
        }
        let owner = cover < 0 ? -1 : features[Int(cover)]
        if groups.count == firstGroup { return owner }
        if cover >= 0 {
            append(owner, from: edges.count, isInside: true)
        } else if oddAtCentre, groups.count > firstGroup + 1, arePaired(from: firstEdge, sweep) {
            let last = groups[groups.count - 1]
            groups.removeLast()
            edges.removeLast(edges.count - Int(last.start))
            append(last.feature, from: edges.count, isInside: true)
        }
        groupEnds.append(Int32(groups.count))
        return -2 - Int32(groupEnds.count - 1)
    }

    private mutating func append(_ feature: Int32, from start: Int, isInside: Bool) {
        groups.append(
            CellGroup(
                feature: feature, start: Int32(start), end: Int32(edges.count), isInside: isInside))
    }

    /// Whether each edge from one on occurs an even number of times; false above 64 edges.
    private func arePaired(from start: Int, _ sweep: BandSweep) -> Bool {
        let end = edges.count
        guard (end - start) % 2 == 0, end - start <= 64 else { return false }
        let x = sweep.x.span, y = sweep.y.span
        if areMirrored(from: start, x, y) { return true }
        var paired: UInt64 = 0
        for i in start..<end where paired & (1 << (i - start)) == 0 {
            var partner = end - 1
            while partner > i,
                paired & (1 << (partner - start)) != 0
                    || !edges[partner].coincides(with: edges[i], x, y)
            {
                partner -= 1
            }
            if partner == i { return false }
            paired |= 1 << (partner - start)
        }
        return true
    }

    /// Whether the second half of the edges is the first half in the opposite order, as it is
    /// where a border of two polygons passes.
    private func areMirrored(
        from start: Int, _ x: Span<Double>, _ y: Span<Double>
    ) -> Bool {
        var result = true
        for k in 0..<(edges.count - start) / 2 {
            let isEqual = edges[edges.count - 1 - k].coincides(with: edges[start + k], x, y)
            result = result && isEqual
        }
        return result
    }
}
