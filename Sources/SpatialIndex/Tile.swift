// SPDX-License-Identifier: EUPL-1.2
import Planar

/// Points that follow each other in columns, and the least squared distance known of each.
struct PointBlock {
    let x: UnsafePointer<Double>
    let y: UnsafePointer<Double>
    let squares: UnsafeMutablePointer<Double>
    let count: Int

    /// Some points of the block.
    @inline(__always)
    subscript(rows: Range<Int>) -> PointBlock {
        PointBlock(
            x: x + rows.lowerBound, y: y + rows.lowerBound, squares: squares + rows.lowerBound,
            count: rows.count)
    }

    /// The largest squared distance known.
    @inline(__always)
    var most: Double {
        var most = 0.0
        for i in 0..<count { most = max(most, squares[i]) }
        return most
    }

    /// Two points; the last of an odd number come with the one before them.
    @inline(__always)
    func pair(_ i: Int) -> (x: Pair, y: Pair) {
        (
            UnsafeRawPointer(x + i).loadUnaligned(as: Pair.self),
            UnsafeRawPointer(y + i).loadUnaligned(as: Pair.self)
        )
    }

    /// Calls `body` with the first of every two points; needs two points.
    @inline(__always)
    func forEachPair(_ body: (Int) -> Void) {
        var i = 0
        while i + 2 <= count {
            body(i)
            i += 2
        }
        if i < count { body(count - 2) }
    }

    /// Calls `body` with blocks of at most `size` points of columns of equal length.
    static func forEach(
        of size: Int, _ squares: inout MutableSpan<Double>, x: Span<Double>, y: Span<Double>,
        _ body: (PointBlock) -> Void
    ) {
        let count = x.count
        x.withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in
                squares.withUnsafeMutableBufferPointer { squares in
                    guard let x = x.baseAddress, let y = y.baseAddress,
                        let squares = squares.baseAddress
                    else { return }
                    let all = PointBlock(x: x, y: y, squares: squares, count: count)
                    for start in stride(from: 0, to: count, by: size) {
                        body(all[start..<min(start + size, count)])
                    }
                }
            }
        }
    }
}

/// A box around points that are asked together, with its measures from the centre.
struct Tile {
    let box: Box
    /// Centre.
    let x: Double
    let y: Double
    /// From the centre to a corner, metres, a little more than that for all rounding.
    let half: Double
    /// What coordinates of this size are rounded by, many times over.
    let noise: Double
    let halfWidth: Double
    let halfHeight: Double

    /// The tile of a block of points.
    init(_ block: PointBlock) {
        var box = Box.empty
        // A NaN is left out of a box, so sums are asked whether there is one.
        var sum = 0.0
        for i in 0..<block.count {
            box.insert(x: block.x[i], y: block.y[i])
            sum += block.x[i] * 0 + block.y[i] * 0
        }
        self.box = sum == 0 ? box : .empty
        x = box.minX / 2 + box.maxX / 2
        y = box.minY / 2 + box.maxY / 2
        noise = max(abs(box.minX), abs(box.maxX), abs(box.minY), abs(box.maxY)) * 0x1p-47
        halfWidth = max(box.maxX - x, x - box.minX) + noise
        halfHeight = max(box.maxY - y, y - box.minY) + noise
        half = (halfWidth * halfWidth + halfHeight * halfHeight).squareRoot() * (1 + 0x1p-40)
    }

    /// The tile of some rows of two columns.
    init(x: Span<Double>, y: Span<Double>, rows: Range<Int>) {
        var none = 0.0
        self = withUnsafeMutablePointer(to: &none) { squares in
            x.extracting(rows).withUnsafeBufferPointer { x in
                y.extracting(rows).withUnsafeBufferPointer { y in
                    let first = UnsafePointer(squares)
                    return Tile(
                        PointBlock(
                            x: x.baseAddress ?? first, y: y.baseAddress ?? first, squares: squares,
                            count: rows.count))
                }
            }
        }
    }

    /// Whether all coordinates of the points are finite.
    var isFinite: Bool { !box.isEmpty }

    /// Whether all points are one.
    var isPoint: Bool { box.minX == box.maxX && box.minY == box.maxY }

    /// A distance within which every point of the tile has an item, when one is at this squared distance
    /// from the centre.
    @inline(__always)
    func bound(_ square: Double) -> Double {
        (square.squareRoot() + half) * (1 + 0x1p-40) + noise
    }
}
