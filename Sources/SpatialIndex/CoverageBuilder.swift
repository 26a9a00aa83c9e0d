// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 exact 2 linear in edges plus cells, also for overlaps, combs and long edges
// 3 few passes over memory.
//
// 1. Every edge is listed in the cells that it touches; a counting sort by cell keeps the polygons of a
//    cell in order of feature row.
// 2. Rows are swept from west to east. For each polygon the parity of the edges that crossed the row's
//    centre line in earlier cells is kept; with the cell's own edges it gives the state at the centre of the
//    cell. Between two cells of a polygon its state is known: inside, the cells between are covered.
// 3. Covered spans are written in order of feature row, skipping what is taken (union-find), so that
//    each cell is written once however many polygons overlap.
// 4. A mixed cell keeps the groups that come before the first polygon that covers it. Where every
//    edge of a cell is there an even number of times and the centre lies in an odd number of polygons, any
//    point off the edges lies in an odd number of them: who is in none of the others is in the last, so
//    its edges need not be kept. That halves a coverage whose borders are shared.
import Planar

/// Builds the cells of a ``CoverageIndex``.
struct CoverageBuilder {
    let polygons: PolygonSet
    let grid: CellGrid
    /// Polygon rows in order of feature row.
    let ranked: [Int32]

    /// An edge in a cell; `isLast` marks the east-most cell of the edge in its row.
    private struct Entry {
        var from: Int32
        var to: Int32
        var rank: Int32
        var isLast: Bool
    }

    private struct Span {
        var rank: Int32
        var start: Int32
        var end: Int32
    }

    private var entries: [Entry] = []
    private var starts: [Int32] = []
    private var centreStates: [Bool] = []
    private var spans: [Span] = []

    init(_ polygons: PolygonSet, grid: CellGrid) {
        self.polygons = polygons
        self.grid = grid
        let owners = polygons.feature
        let isSorted = zip(owners, owners.dropFirst()).allSatisfy { $0 <= $1 }
        let rows = (0..<polygons.count).map(Int32.init)
        ranked =
            isSorted
            ? rows
            : rows.sorted { (owners[Int($0)], $0) < (owners[Int($1)], $1) }
    }

    mutating func build() -> CoverageCells {
        listEdges()
        sweep()
        return cells(covering: coverage())
    }

    // MARK: Step 1

    private mutating func listEdges() {
        var unsorted: [(cell: Int32, entry: Entry)] = []
        unsorted.reserveCapacity(polygons.x.count * 2)
        var counts = [Int32](repeating: 0, count: grid.count + 1)
        for (rank, polygon) in ranked.enumerated() {
            for ring in polygons.rings(of: Int(polygon)) {
                let rows = polygons.vertices(ofRing: ring)
                guard var previous = rows.last else { continue }
                for i in rows {
                    let edge = (from: Int32(previous), to: Int32(i))
                    grid.forEachRun(
                        polygons.x[previous], polygons.y[previous], polygons.x[i], polygons.y[i]
                    ) { row, first, last in
                        for column in first...last {
                            let cell = row * grid.columns + column
                            counts[cell] += 1
                            let entry = Entry(
                                from: edge.from, to: edge.to, rank: Int32(rank),
                                isLast: column == last)
                            unsorted.append((Int32(cell), entry))
                        }
                    }
                    previous = i
                }
            }
        }
        sortByCell(unsorted, &counts)
    }

    /// Counting sort; `counts` becomes the start of each cell.
    private mutating func sortByCell(
        _ unsorted: [(cell: Int32, entry: Entry)], _ counts: inout [Int32]
    ) {
        var total: Int32 = 0
        for cell in counts.indices {
            let count = counts[cell]
            counts[cell] = total
            total += count
        }
        starts = counts
        let blank = Entry(from: 0, to: 0, rank: 0, isLast: false)
        var sorted = [Entry](repeating: blank, count: unsorted.count)
        for (cell, entry) in unsorted {
            sorted[Int(counts[Int(cell)])] = entry
            counts[Int(cell)] += 1
        }
        entries = sorted
    }

    // MARK: Step 2

    /// Where the sweep of a row stands for one polygon.
    private struct SweepState {
        var row: Int32 = -1
        var isInside = false
        var spanStart: Int32 = 0
    }

    private mutating func sweep() {
        var states = [SweepState](repeating: SweepState(), count: ranked.count)
        for row in 0..<grid.rows {
            for column in 0..<grid.columns {
                let cell = row * grid.columns + column
                var group = groups(in: cell)
                while let range = group.next() {
                    visit(range, row: row, column: column, &states)
                }
            }
        }
    }

    private mutating func visit(
        _ range: Range<Int>, row: Int, column: Int, _ states: inout [SweepState]
    ) {
        let rank = Int(entries[range.lowerBound].rank)
        let cell = row * grid.columns + column
        var state = states[rank].row == Int32(row) ? states[rank] : SweepState(row: Int32(row))
        if state.isInside, Int(state.spanStart) < cell {
            spans.append(Span(rank: Int32(rank), start: state.spanStart, end: Int32(cell)))
        }
        let centre = grid.centre(column: column, row: row)
        var atCentre = state.isInside
        for e in range {
            let from = Int(entries[e].from)
            let to = Int(entries[e].to)
            let fromY = polygons.y[from]
            let toY = polygons.y[to]
            guard (fromY <= centre.y) != (toY <= centre.y) else { continue }
            if entries[e].isLast { state.isInside.toggle() }
            let edge = CellEdge(
                polygons.x[from], fromY, polygons.x[to], toY, column: column, grid: grid)
            if edge.crossesRay(centre.x, centre.y) { atCentre.toggle() }
        }
        centreStates.append(atCentre)
        state.spanStart = Int32(cell + 1)
        states[rank] = state
    }

    // MARK: Step 3

    /// Per cell the rank of the first polygon that covers it and has no edge in it; -1 for none.
    private func coverage() -> [Int32] {
        var counts = [Int32](repeating: 0, count: ranked.count + 1)
        for span in spans { counts[Int(span.rank) + 1] += 1 }
        for rank in 1..<counts.count { counts[rank] += counts[rank - 1] }
        var order = [Int32](repeating: 0, count: spans.count)
        for (i, span) in spans.enumerated() {
            order[Int(counts[Int(span.rank)])] = Int32(i)
            counts[Int(span.rank)] += 1
        }
        var covering = [Int32](repeating: -1, count: grid.count)
        // The next cell that may be free; one more than there are cells ends every search.
        var next = (0...grid.count).map(Int32.init)
        for i in order {
            let span = spans[Int(i)]
            var cell = Self.free(from: span.start, &next)
            while cell < span.end {
                covering[Int(cell)] = span.rank
                next[Int(cell)] = cell + 1
                cell = Self.free(from: cell + 1, &next)
            }
        }
        return covering
    }

    /// Per cell whether several polygons cover the whole of it.
    private func sharedCells() -> [Bool] {
        var change = [Int32](repeating: 0, count: grid.count + 1)
        for span in spans {
            change[Int(span.start)] += 1
            change[Int(span.end)] -= 1
        }
        var covers: Int32 = 0
        return change.dropLast().map {
            covers += $0
            return covers > 1
        }
    }

    /// First free cell at or after one, halving the path to it.
    private static func free(from cell: Int32, _ next: inout [Int32]) -> Int32 {
        var current = cell
        while next[Int(current)] != current {
            next[Int(current)] = next[Int(next[Int(current)])]
            current = next[Int(current)]
        }
        return current
    }

    // MARK: Step 4

    private func cells(covering: [Int32]) -> CoverageCells {
        var result = CoverageCells(count: grid.count)
        var isShared = sharedCells()
        result.edges.reserveCapacity(entries.count * 3 / 4)
        var groupRow = 0
        for cell in 0..<grid.count {
            let cover = covering[cell]
            var group = groups(in: cell)
            let firstGroup = result.groups.count
            var oddAtCentre = false
            while let range = group.next() {
                let atCentre = centreStates[groupRow]
                groupRow += 1
                if cover >= 0, entries[range.lowerBound].rank > cover {
                    isShared[cell] = true
                    continue
                }
                if atCentre { oddAtCentre.toggle() }
                append(range, cell: cell, atCentre: atCentre, to: &result)
            }
            let owner = cover < 0 ? nil : feature(ofRank: cover)
            result.close(
                cell: cell, firstGroup: firstGroup, coveredBy: owner, oddAtCentre: oddAtCentre)
        }
        if isShared.contains(true) { result.isShared = isShared }
        return result
    }

    private func append(
        _ range: Range<Int>, cell: Int, atCentre: Bool, to result: inout CoverageCells
    ) {
        let column = cell % grid.columns
        let centre = grid.centre(column: column, row: cell / grid.columns)
        let start = result.edges.count
        var isInside = atCentre
        for e in range {
            let from = Int(entries[e].from)
            let to = Int(entries[e].to)
            let edge = CellEdge(
                polygons.x[from], polygons.y[from], polygons.x[to], polygons.y[to],
                column: column, grid: grid)
            if edge.toggles(centre.x, centre.y) { isInside.toggle() }
            result.edges.append(edge)
        }
        result.groups.append(
            CellGroup(
                feature: feature(ofRank: entries[range.lowerBound].rank), start: Int32(start),
                end: Int32(result.edges.count), isInside: isInside))
    }

    private func feature(ofRank rank: Int32) -> Int32 {
        polygons.feature[Int(ranked[Int(rank)])]
    }

    // MARK: Groups

    /// Walks the entries of a cell polygon by polygon.
    private struct GroupRanges {
        let entries: [Entry]
        var position: Int
        let end: Int

        mutating func next() -> Range<Int>? {
            guard position < end else { return nil }
            let start = position
            let rank = entries[start].rank
            while position < end, entries[position].rank == rank { position += 1 }
            return start..<position
        }
    }

    private func groups(in cell: Int) -> GroupRanges {
        GroupRanges(entries: entries, position: Int(starts[cell]), end: Int(starts[cell + 1]))
    }
}
