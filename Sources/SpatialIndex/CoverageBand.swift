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
    var unsorted = GrowingBuffer<EdgeEntry>()
    var entries = GrowingBuffer<EdgeEntry>()
    var counts = GrowingBuffer<Int32>()
    /// Per polygon of the band its feature.
    var features = GrowingBuffer<Int32>()
    var states = GrowingBuffer<SweepState>()
    var open = OpenPolygons()
    var swept = GrowingBuffer<SweptGroup>()
    var groupEnds = GrowingBuffer<Int32>()
    var groups = GrowingBuffer<CellGroup>()
    var edges = GrowingBuffer<EdgeInCell>()
    /// Per cell whether several features have a part in it; empty when no cell is like that.
    var isShared: [Bool] = []
}

/// An edge in a cell of the band.
struct EdgeEntry: BitwiseCopyable {
    var cell: Int32
    /// Number of the polygon in the band, twice; one more in the east-most cell of the edge in its row.
    var polygonAndLast: Int32
    var edge: EdgeInCell

    var polygon: Int32 { polygonAndLast >> 1 }
    var isLast: Bool { polygonAndLast & 1 != 0 }
}

/// Where the sweep of a row stands for one polygon.
struct SweepState: BitwiseCopyable {
    var row: Int32 = -1
    var isInside = false
    var isOpen = false
}

/// The entries of one polygon in a cell, and its state at the centre.
struct SweptGroup: BitwiseCopyable {
    var start: Int32
    var end: Int32
    var polygon: Int32
    var atCentre: Bool
    /// The answer of the group where none of its edges toggles.
    var isInside: Bool
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
struct BandSweep {
    let grid: CellGrid
    let rows: Range<Int>
    let x: [Double]
    let y: [Double]

    /// First cell of a row.
    func start(_ row: Int) -> Int { (row - rows.lowerBound) * grid.columns }
}
