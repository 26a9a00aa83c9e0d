// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 points that follow each other are near each other, cheaply enough for every run 2 linear
// time 3 no memory per call.
//
// The points of one neighbourhood are few, so a lattice over their box will do, of 32 x 32 cells or, for more points
// than those, of 64 x 64: its numbers along the Hilbert curve are a table, and one counting sort by number puts the
// points in order (stable: points of one cell keep their order). Some 30 instructions a point, where
// `spatialOrder` with its lattice of 65,536 takes 600. Columns and rows are rounded to the nearest by adding
// 2^52, which needs no check of range: whatever the coordinates are, the low bits name a cell.
// Rejected: Morton order (the table costs the same), a lattice that grows further with the points (those of one
// cell are within a 64th of the neighbourhood of each other, which is near enough), one of 64 x 64 for all (for some
// 800 points its counters cost as much as the points).
import Planar

/// Sorts rows of points along a Hilbert curve through their box; keeps its memory for the next call.
public struct CurveSorter: ~Copyable {
    private static let fine = CurveTable(bits: 6)
    private static let coarse = CurveTable(bits: 5)
    private let fine: CurveTable
    private let coarse: CurveTable
    private var keys: [UInt16] = []
    private var starts: [UInt32]

    /// Creates a sorter.
    public init() {
        fine = Self.fine
        coarse = Self.coarse
        starts = [UInt32](repeating: 0, count: fine.numbers.count)
    }

    /// Computes the order of some points.
    ///
    /// - Parameters:
    ///   - x: *n* eastings.
    ///   - y: *n* northings.
    ///   - output: *n* rows of the points, each once.
    /// - Precondition: all columns have the same length.
    /// - Complexity: O(*n*).
    public mutating func order(
        x: Span<Double>, y: Span<Double>, into output: inout MutableSpan<Int32>
    ) {
        precondition(x.count == y.count && x.count == output.count, "columns differ in length")
        let table = x.count > coarse.numbers.count ? fine : coarse
        if keys.count < x.count { keys = [UInt16](repeating: 0, count: x.count) }
        let lattice = CurveLattice(x: x, y: y, side: table.side)
        keys.withUnsafeMutableBufferPointer { keys in
            starts.withUnsafeMutableBufferPointer { starts in
                let starts = UnsafeMutableBufferPointer(rebasing: starts[..<table.numbers.count])
                Self.number(x, y, lattice, table.numbers.span, keys, starts)
                for i in x.indices {
                    let key = Int(keys[i])
                    output[Int(starts[key])] = Int32(truncatingIfNeeded: i)
                    starts[key] &+= 1
                }
            }
        }
    }

    /// Writes the number of each point and where the points of each number begin.
    @inline(__always)
    private static func number(
        _ x: Span<Double>, _ y: Span<Double>, _ lattice: CurveLattice, _ numbers: Span<UInt16>,
        _ keys: UnsafeMutableBufferPointer<UInt16>, _ starts: UnsafeMutableBufferPointer<UInt32>
    ) {
        starts.update(repeating: 0)
        for i in x.indices {
            let key = numbers[lattice.cell(x[i], y[i])]
            keys[i] = key
            starts[Int(key)] &+= 1
        }
        var start: UInt32 = 0
        for k in starts.indices {
            let count = starts[k]
            starts[k] = start
            start &+= count
        }
    }
}

/// The numbers along the Hilbert curve of the cells of a square lattice, row by row.
private struct CurveTable {
    let side: Int
    let numbers: [UInt16]

    init(bits: Int) {
        let side = 1 << bits
        let columns = (0..<side * side).map { Double($0 % side) }
        let rows = (0..<side * side).map { Double($0 / side) }
        var numbers = [UInt16](repeating: 0, count: side * side)
        for (number, cell) in spatialOrder(x: columns.span, y: rows.span).enumerated() {
            numbers[Int(cell)] = UInt16(number)
        }
        self.side = side
        self.numbers = numbers
    }
}

/// A lattice over the box of some points.
private struct CurveLattice {
    private let originX: Double
    private let originY: Double
    private let scaleX: Double
    private let scaleY: Double
    private let side: UInt64

    init(x: Span<Double>, y: Span<Double>, side: Int) {
        let box = Box(x: x, y: y)
        originX = box.minX
        originY = box.minY
        scaleX = Self.scale(box.maxX - box.minX, side)
        scaleY = Self.scale(box.maxY - box.minY, side)
        self.side = UInt64(side)
    }

    /// Cells per metre; 0 for a box without extent, or one too large to divide.
    private static func scale(_ extent: Double, _ side: Int) -> Double {
        let scale = Double(side - 1) / extent
        return extent > 0 && extent.isFinite && scale.isFinite ? scale : 0
    }

    /// Number of the cell of a point, row by row; some cell for any coordinates.
    @inline(__always)
    func cell(_ x: Double, _ y: Double) -> Int {
        let column = ((x - originX) * scaleX + 0x1p52).bitPattern & (side - 1)
        let row = ((y - originY) * scaleY + 0x1p52).bitPattern & (side - 1)
        return Int(truncatingIfNeeded: row * side + column)
    }
}
