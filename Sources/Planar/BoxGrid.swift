// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 every pair of boxes that meet is found exactly once 2 building is linear
// 3 no allocation per query.
//
// A uniform grid in compressed rows: each box is listed in all cells that it touches. A query box
// walks its own cells, and a pair is reported only in the cell that holds the lower left corner of
// the two boxes' intersection, so no marks are needed. Rejected: an R-tree (a log factor, and
// slower to build, for boxes that are of similar size here).
//
// Most boxes of a layer meet no other. One pass over the cells finds out which, each pair of a cell once, so that
// those need not be asked for.
//
// Threads share the rows of the grid: each goes through all boxes, but counts and lists them in its own rows
// only. So the lists are the same for any number of threads.
import Dispatch
import Synchronization

/// Calls `body` for each part of some whole numbers, the parts on threads of their own.
private func inParts(
    of count: Int, threads: Int, _ body: @Sendable (_ part: Int, _ numbers: Range<Int>) -> Void
) {
    let parts = max(1, min(threads, count))
    guard parts > 1 else { return body(0, 0..<count) }
    DispatchQueue.concurrentPerform(iterations: parts) { part in
        body(part, count * part / parts..<count * (part + 1) / parts)
    }
}

/// The cells of a grid.
private struct BoxCells: Sendable {
    var originX = 0.0
    var originY = 0.0
    var inverseCell = 0.0
    var columns = 1
    var rows = 1

    var count: Int { columns * rows }

    init(_ boxes: [Box]) {
        var extent = Box.empty
        var meanSize = 0.0
        var listed = 0
        for box in boxes where !box.isEmpty {
            extent.insert(box)
            meanSize += (box.maxX - box.minX) + (box.maxY - box.minY)
            listed += 1
        }
        guard listed > 0 else { return }
        let count = Double(listed)
        let width = extent.maxX - extent.minX
        let height = extent.maxY - extent.minY
        // About 2 boxes a cell, and no cell smaller than a typical box: a box then touches few
        // cells, and 1e6 equal boxes share one cell instead of filling many.
        let cell = max(
            (width * height * 2 / count).squareRoot(), meanSize / count / 2,
            max(width, height) / (2 * count).squareRoot() / 64, 1e-3)
        originX = extent.minX
        originY = extent.minY
        inverseCell = 1 / cell
        columns = Int(width / cell) + 1
        rows = Int(height / cell) + 1
    }

    @inline(__always)
    func column(_ x: Double) -> Int { step((x - originX) * inverseCell, columns) }

    @inline(__always)
    func row(_ y: Double) -> Int { step((y - originY) * inverseCell, rows) }

    /// The nearest whole number below `count`, by adding 2^52: a conversion costs three times as much with its
    /// checks, and any rounding will do that never falls as the position grows.
    @inline(__always)
    private func step(_ position: Double, _ count: Int) -> Int {
        let last = Double(count - 1)
        let above = position > 0 ? position : 0
        let within = above < last ? above : last
        return Int(truncatingIfNeeded: (within + 0x1p52).bitPattern & 0xFFFF_FFFF)
    }

    /// Calls `body` with each cell of some rows that a box touches.
    @inline(__always)
    func forEach(_ box: Box, in band: Range<Int>, _ body: (Int) -> Void) {
        var first = max(row(box.minY), band.lowerBound)
        let last = min(row(box.maxY), band.upperBound - 1)
        guard first <= last else { return }
        let firstColumn = column(box.minX)
        let width = column(box.maxX) - firstColumn
        while first <= last {
            var cell = first * columns + firstColumn
            let end = cell + width
            while cell <= end {
                body(cell)
                cell += 1
            }
            first += 1
        }
    }
}

/// Finds the boxes that meet a given box.
struct BoxGrid: Sendable {
    private let cells: BoxCells
    private let starts: [Int32]
    private let entries: [Int32]
    private let boxes: [Box]

    /// Lists every box in the cells that it touches; empty boxes are in none.
    init(_ boxes: [Box], threads: Int = 1) {
        self.boxes = boxes
        cells = BoxCells(boxes)
        // Few boxes are listed before threads have started.
        (starts, entries) = Self.fill(boxes, cells, threads: boxes.count < 10_000 ? 1 : threads)
    }

    private static func fill(
        _ boxes: [Box], _ cells: BoxCells, threads: Int
    ) -> ([Int32], [Int32]) {
        var starts = [Int32](repeating: 0, count: cells.count + 1)
        var entries: [Int32] = []
        starts.withUnsafeMutableBufferPointer { buffer in
            // Every thread writes the cells of its own rows.
            nonisolated(unsafe) let starts = buffer
            inParts(of: cells.rows, threads: threads) { _, band in
                for box in boxes where !box.isEmpty {
                    cells.forEach(box, in: band) { starts[$0] &+= 1 }
                }
            }
            // Each start is at first the end of its cell; filling from the last box on moves it back.
            var total: Int32 = 0
            for cell in starts.indices {
                total += starts[cell]
                starts[cell] = total
            }
            entries = [Int32](unsafeUninitializedCapacity: Int(total)) { buffer, count in
                nonisolated(unsafe) let entries = buffer
                inParts(of: cells.rows, threads: threads) { _, band in
                    for i in boxes.indices.reversed() where !boxes[i].isEmpty {
                        cells.forEach(boxes[i], in: band) { cell in
                            starts[cell] &-= 1
                            entries[Int(starts[cell])] = Int32(truncatingIfNeeded: i)
                        }
                    }
                }
                count = Int(total)
            }
        }
        return (starts, entries)
    }

    /// The number of boxes in the cell that has most.
    var fullest: Int {
        var most: Int32 = 0
        for cell in 0..<starts.count - 1 { most = max(most, starts[cell + 1] - starts[cell]) }
        return Int(most)
    }

    /// The boxes that are not empty, row by row of the cells that hold their lower left corners, and of each
    /// box whether it meets another.
    func neighbours(threads: Int = 1) -> (order: [Int32], meetsOther: [Bool]) {
        let parts = Mutex([BoxNeighbours](repeating: BoxNeighbours(), count: max(threads, 1)))
        inParts(of: cells.rows, threads: threads) { part, band in
            let found = neighbours(in: band)
            parts.withLock { $0[part] = found }
        }
        let found = parts.withLock { $0.filter { !$0.meetsOther.isEmpty } }
        if let only = found.first, found.count == 1 { return (only.order, only.meetsOther) }
        var meetsOther = [Bool](repeating: false, count: boxes.count)
        for part in found {
            for i in meetsOther.indices where part.meetsOther[i] { meetsOther[i] = true }
        }
        return (Array(found.map(\.order).joined()), meetsOther)
    }

    private func neighbours(in band: Range<Int>) -> BoxNeighbours {
        let (starts, entries, boxes) = (starts.span, entries.span, boxes.span)
        var order: [Int32] = []
        order.reserveCapacity(boxes.count / max(cells.rows / max(band.count, 1), 1))
        var flags = [Bool](repeating: false, count: boxes.count)
        var meetsOther = flags.mutableSpan
        var cell = band.lowerBound * cells.columns
        for row in band {
            for column in 0..<cells.columns {
                let end = Int(starts[cell + 1])
                for k in Int(starts[cell])..<end {
                    let i = Int(entries[k])
                    let box = boxes[i]
                    if cells.column(box.minX) == column, cells.row(box.minY) == row {
                        order.append(entries[k])
                    }
                    for l in k + 1..<end {
                        let j = Int(entries[l])
                        if meetsOther[i] && meetsOther[j] || !box.intersects(boxes[j]) { continue }
                        meetsOther[i] = true
                        meetsOther[j] = true
                    }
                }
                cell += 1
            }
        }
        return BoxNeighbours(order: order, meetsOther: flags)
    }

    /// Calls `body` once for each box that meets `query`, until it returns false.
    @inline(__always)
    func forEach(meeting query: Box, _ body: (Int) -> Bool) {
        guard !query.isEmpty, !entries.isEmpty else { return }
        let (starts, entries, boxes) = (starts.span, entries.span, boxes.span)
        let firstColumn = cells.column(query.minX)
        let lastColumn = cells.column(query.maxX)
        for row in cells.row(query.minY)...cells.row(query.maxY) {
            for column in firstColumn...lastColumn {
                let cell = row * cells.columns + column
                for k in Int(starts[cell])..<Int(starts[cell + 1]) {
                    let candidate = Int(entries[k])
                    let box = boxes[candidate]
                    guard box.intersects(query),
                        cells.column(max(box.minX, query.minX)) == column,
                        cells.row(max(box.minY, query.minY)) == row
                    else { continue }
                    guard body(candidate) else { return }
                }
            }
        }
    }
}

/// What one thread finds out about the boxes of some rows of cells.
private struct BoxNeighbours: Sendable {
    var order: [Int32] = []
    var meetsOther: [Bool] = []
}
