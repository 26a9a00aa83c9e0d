// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 linear time 2 no trap on any coordinate 3 neighbours in the order are neighbours on
// the map.
//
// Points are placed on a lattice of 65,536 x 65,536 over their box, numbered along the Hilbert curve, and
// sorted by that number with a radix sort (stable: equal cells keep their order).
// Source: the curve's rule of quadrants is D. Hilbert (1891), in the bitwise form of Warren, Hacker's
// Delight, 16-2, four levels at a time by a table. Rejected: Morton order (long jumps between quadrants), a
// comparison sort.
import Planar

/// Orders points along a Hilbert curve, so that consecutive queries touch the same memory.
///
/// - Parameters:
///   - x: *n* eastings.
///   - y: *n* northings.
/// - Returns: The rows of the points, each once; points that are not finite come last.
/// - Precondition: both columns have the same length, below 2^31.
/// - Complexity: O(*n*).
public func spatialOrder(x: Span<Double>, y: Span<Double>) -> [Int32] {
    spatialKeys(x: x, y: y).map { Int32(truncatingIfNeeded: $0) }
}

/// Numbers points along a Hilbert curve and sorts them by it.
///
/// - Parameters:
///   - x: *n* eastings.
///   - y: *n* northings.
///   - cell: Smallest side of a cell of the lattice, metres: points of one cell have one number.
///   - threads: At most so many threads; they do not show in the result.
/// - Returns: Per point its number in the upper 32 bits and its row in the lower, ascending by number; points
///   of equal number keep their order, points that are not finite come last.
/// - Precondition: both columns have the same length, below 2^31.
/// - Complexity: O(*n*).
public func spatialKeys(
    x: Span<Double>, y: Span<Double>, cell: Double = 0, threads: Int = 1
) -> [UInt64] {
    spatialKeys(x: x, y: y, on: SpatialLattice(x: x, y: y, cell: cell), threads: threads)
}

/// Numbers points as ``spatialKeys(x:y:cell:threads:)`` does, on a lattice that may be that of more points.
public func spatialKeys(
    x: Span<Double>, y: Span<Double>, on lattice: SpatialLattice, threads: Int = 1
) -> [UInt64] {
    precondition(x.count == y.count, "x and y differ in length")
    let items = [UInt64](unsafeUninitializedCapacity: x.count) { buffer, count in
        x.withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in
                nonisolated(unsafe) let (x, y, all) = (x, y, buffer)
                forEachChunk(of: x.count, threads: threads) { rows in
                    for i in rows { all[i] = lattice.key(x[i], y[i]) | UInt64(UInt32(i)) }
                }
            }
        }
        count = x.count
    }
    return radixSorted(items, parts: items.count < rowsPerChunk ? 1 : max(threads, 1))
}

/// A lattice of 65,536 x 65,536 cells over a box of points.
public struct SpatialLattice: Sendable {
    private let box: Box
    private let scaleX: Double
    private let scaleY: Double
    private let table = curveTable

    /// Lays the lattice over points; cells are at least `cell` metres wide and high.
    public init(x: Span<Double>, y: Span<Double>, cell: Double = 0) {
        var box = Box.empty
        for i in x.indices where x[i].isFinite && y[i].isFinite { box.insert(x: x[i], y: y[i]) }
        self.box = box
        scaleX = latticeScale(max(box.maxX - box.minX, 65_535 * cell))
        scaleY = latticeScale(max(box.maxY - box.minY, 65_535 * cell))
    }

    /// Number of a point along the curve, in the upper 32 bits.
    @inline(__always)
    func key(_ x: Double, _ y: Double) -> UInt64 {
        guard x.isFinite, y.isFinite else { return UInt64(UInt32.max) << 32 }
        return UInt64(hilbertNumber(column(x), row(y), table)) << 32
    }

    /// Column of an easting.
    public func column(_ x: Double) -> UInt32 { latticeStep((x - box.minX) * scaleX) }

    /// Row of a northing.
    public func row(_ y: Double) -> UInt32 { latticeStep((y - box.minY) * scaleY) }
}

/// Lattice steps per metre; 0 for a box without extent, or one too large to divide.
private func latticeScale(_ extent: Double) -> Double {
    let scale = 65_535 / extent
    return extent > 0 && extent.isFinite && scale.isFinite ? scale : 0
}

private func latticeStep(_ position: Double) -> UInt32 {
    position > 0 ? UInt32(min(position, 65_535)) : 0
}

/// Four levels of the curve at once: for a state and four bits of column and row, eight bits of the number.
///
/// Above them the next state. State 1: column and row are exchanged; state 2: both are complemented.
private let curveTable: [UInt16] = (0..<1024).map { (entry: Int) -> UInt16 in
    var state = entry >> 8
    var number = 0
    for level in [3, 2, 1, 0] {
        let flip = state >> 1
        let column = ((entry >> (4 + level)) & 1) ^ flip
        let row = ((entry >> level) & 1) ^ flip
        let isTurned = state & 1 == 1
        let east = isTurned ? row : column
        let north = isTurned ? column : row
        number = (number << 2) | ((3 * east) ^ north)
        if north == 0 { state ^= 1 | (east << 1) }
    }
    return UInt16(number | (state << 8))
}

/// Number of a lattice point along the curve.
@inline(__always)
private func hilbertNumber(_ column: UInt32, _ row: UInt32, _ table: [UInt16]) -> UInt32 {
    var number: UInt32 = 0
    var state: UInt32 = 0
    for shift: UInt32 in [12, 8, 4, 0] {
        let east: UInt32 = (column >> shift) & 15
        let north: UInt32 = (row >> shift) & 15
        let entry: UInt16 = table[Int((state << 8) | (east << 4) | north)]
        number = (number << 8) | UInt32(entry & 255)
        state = UInt32(entry >> 8)
    }
    return number
}

/// Sorts by the upper 32 bits, in three passes of 11 bits, in parts that follow each other for every digit.
private func radixSorted(_ items: [UInt64], parts: Int) -> [UInt64] {
    var from = items
    var to = [UInt64](repeating: 0, count: items.count)
    let rows = (0..<parts).map { $0 * items.count / parts..<($0 + 1) * items.count / parts }
    var starts = [Int](repeating: 0, count: parts * 2048)
    for shift in [32 as UInt64, 43, 54] {
        from.withUnsafeBufferPointer { from in
            to.withUnsafeMutableBufferPointer { to in
                starts.withUnsafeMutableBufferPointer { starts in
                    nonisolated(unsafe) let (from, to, starts) = (from, to, starts)
                    forEachChunk(of: parts, size: 1, least: 1, threads: parts) { range in
                        for part in range {
                            let own = UnsafeMutableBufferPointer(
                                rebasing: starts[part * 2048..<(part + 1) * 2048])
                            own.update(repeating: 0)
                            for i in rows[part] { own[Int((from[i] >> shift) & 2047)] += 1 }
                        }
                    }
                    var sum = 0
                    for digit in 0..<2048 {
                        for part in 0..<parts {
                            let count = starts[part * 2048 + digit]
                            starts[part * 2048 + digit] = sum
                            sum += count
                        }
                    }
                    forEachChunk(of: parts, size: 1, least: 1, threads: parts) { range in
                        for part in range {
                            let own = UnsafeMutableBufferPointer(
                                rebasing: starts[part * 2048..<(part + 1) * 2048])
                            for i in rows[part] {
                                let digit = Int((from[i] >> shift) & 2047)
                                to[own[digit]] = from[i]
                                own[digit] += 1
                            }
                        }
                    }
                }
            }
        }
        swap(&from, &to)
    }
    return from
}
