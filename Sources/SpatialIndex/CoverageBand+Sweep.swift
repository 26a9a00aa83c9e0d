// SPDX-License-Identifier: EUPL-1.2
//
// Step 2 of CoverageBand.swift: rows from west to east, with who is open.
import Planar

extension CoverageScratch {
    mutating func begin(cells: Int) {
        states.fill(SweepState(), count: features.count)
        groupEnds.removeAll()
        groups.removeAll()
        edges.removeAll()
        isShared = []
    }

    /// Sweeps a row, whose entries start at `entry`.
    mutating func sweep(
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

    mutating func share(_ cell: Int, _ cells: Int) {
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
