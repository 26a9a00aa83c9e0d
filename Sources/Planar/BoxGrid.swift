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

/// Finds the boxes that meet a given box.
struct BoxGrid: Sendable {
    private let origin: (x: Double, y: Double)
    private let inverseCell: Double
    private let columns: Int
    private let rows: Int
    private let starts: [Int32]
    private let entries: [Int32]
    private let boxes: [Box]

    /// Lists every box in the cells that it touches; empty boxes are in none.
    init(_ boxes: [Box], threads: Int = 1) {
        self.boxes = boxes
        var extent = Box.empty
        var meanSize = 0.0
        var listed = 0
        for box in boxes where !box.isEmpty {
            extent.insert(box)
            meanSize += (box.maxX - box.minX) + (box.maxY - box.minY)
            listed += 1
        }
        let count = Double(max(listed, 1))
        let width = extent.isEmpty ? 0 : extent.maxX - extent.minX
        let height = extent.isEmpty ? 0 : extent.maxY - extent.minY
        // No more than about 2 cells a box, and no cell smaller than a typical box: a box then
        // touches few cells, and 1e6 equal boxes share one cell instead of filling many.
        let cell = max(
            (width * height / (2 * count)).squareRoot(), meanSize / count / 2,
            max(width, height) / (2 * count).squareRoot() / 64, 1e-3)
        origin = (extent.isEmpty ? 0 : extent.minX, extent.isEmpty ? 0 : extent.minY)
        inverseCell = 1 / cell
        columns = Int(width / cell) + 1
        rows = Int(height / cell) + 1
        (starts, entries) = Self.fill(
            boxes, origin: origin, inverseCell: inverseCell, columns: columns, rows: rows,
            // Few boxes are listed before threads have started.
            threads: boxes.count < 10_000 ? 1 : threads)
    }

    private static func fill(
        _ boxes: [Box], origin: (x: Double, y: Double), inverseCell: Double, columns: Int,
        rows: Int, threads: Int
    ) -> ([Int32], [Int32]) {
        @Sendable @inline(__always)
        func cells(_ box: Box, in band: Range<Int>, _ body: (Int) -> Void) {
            var row = max(cell(box.minY, origin.y, inverseCell, rows), band.lowerBound)
            let lastRow = min(cell(box.maxY, origin.y, inverseCell, rows), band.upperBound - 1)
            guard row <= lastRow else { return }
            let firstColumn = cell(box.minX, origin.x, inverseCell, columns)
            let lastColumn = cell(box.maxX, origin.x, inverseCell, columns)
            while row <= lastRow {
                var column = firstColumn
                while column <= lastColumn {
                    body(row * columns + column)
                    column += 1
                }
                row += 1
            }
        }
        var starts = [Int32](repeating: 0, count: columns * rows + 1)
        var entries: [Int32] = []
        starts.withUnsafeMutableBufferPointer { buffer in
            // Every thread writes the cells of its own rows.
            nonisolated(unsafe) let starts = buffer
            inParts(of: rows, threads: threads) { _, band in
                for box in boxes where !box.isEmpty { cells(box, in: band) { starts[$0] += 1 } }
            }
            // Each start is at first the end of its cell; filling from the last box on moves it back.
            var total: Int32 = 0
            for cell in starts.indices {
                total += starts[cell]
                starts[cell] = total
            }
            entries = [Int32](unsafeUninitializedCapacity: Int(total)) { buffer, count in
                nonisolated(unsafe) let entries = buffer
                inParts(of: rows, threads: threads) { _, band in
                    for i in boxes.indices.reversed() where !boxes[i].isEmpty {
                        cells(boxes[i], in: band) { cell in
                            starts[cell] -= 1
                            entries[Int(starts[cell])] = Int32(i)
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

    /// The boxes that are not empty, row by row of the cells that hold their lower left corners.
    func boxesByCell(threads: Int = 1) -> [Int32] {
        if threads <= 1 { return boxesByCell(in: 0..<rows) }
        let parts = Mutex([[Int32]](repeating: [], count: max(threads, 1)))
        inParts(of: rows, threads: threads) { part, band in
            let order = boxesByCell(in: band)
            parts.withLock { $0[part] = order }
        }
        return parts.withLock { Array($0.joined()) }
    }

    private func boxesByCell(in band: Range<Int>) -> [Int32] {
        var order: [Int32] = []
        order.reserveCapacity(boxes.count / max(rows / max(band.count, 1), 1))
        for row in band {
            for column in 0..<columns {
                let index = row * columns + column
                for k in Int(starts[index])..<Int(starts[index + 1]) {
                    let box = boxes[Int(entries[k])]
                    if cell(box.minX, origin.x, columns) == column,
                        cell(box.minY, origin.y, rows) == row
                    {
                        order.append(entries[k])
                    }
                }
            }
        }
        return order
    }

    /// Cell number of a coordinate, clamped to the grid.
    @inline(__always)
    private func cell(_ value: Double, _ origin: Double, _ count: Int) -> Int {
        Self.cell(value, origin, inverseCell, count)
    }

    @inline(__always)
    private static func cell(
        _ value: Double, _ origin: Double, _ inverseCell: Double, _ count: Int
    ) -> Int {
        let position = (value - origin) * inverseCell
        guard position > 0 else { return 0 }
        return position < Double(count) ? Int(position) : count - 1
    }

    /// Calls `body` once for each box that meets `query`, until it returns false.
    @inline(__always)
    func forEach(meeting query: Box, _ body: (Int) -> Bool) {
        guard !query.isEmpty, !entries.isEmpty else { return }
        let firstColumn = cell(query.minX, origin.x, columns)
        let lastColumn = cell(query.maxX, origin.x, columns)
        for row in cell(query.minY, origin.y, rows)...cell(query.maxY, origin.y, rows) {
            for column in firstColumn...lastColumn {
                let index = row * columns + column
                for k in Int(starts[index])..<Int(starts[index + 1]) {
                    let candidate = Int(entries[k])
                    let box = boxes[candidate]
                    guard box.intersects(query),
                        cell(max(box.minX, query.minX), origin.x, columns) == column,
                        cell(max(box.minY, query.minY), origin.y, rows) == row
                    else { continue }
                    guard body(candidate) else { return }
                }
            }
        }
    }
}
