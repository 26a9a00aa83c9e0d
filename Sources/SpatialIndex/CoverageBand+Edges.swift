// SPDX-License-Identifier: EUPL-1.2
//
// Step 1 of CoverageBand.swift: every edge in the cells that it touches.
import Planar

extension CoverageScratch {
    mutating func list(
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
    mutating func sort(cells: Int) {
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
