// SPDX-License-Identifier: EUPL-1.2
import Planar

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
    private let halfWidth: Double
    private let halfHeight: Double

    /// The tile of some rows of two columns.
    init(x px: Span<Double>, y py: Span<Double>, rows: Range<Int>) {
        var box = Box.empty
        // A NaN is left out of a box, so sums are asked whether there is one.
        var sum = 0.0
        for i in rows {
            box.insert(x: px[i], y: py[i])
            sum += px[i] * 0 + py[i] * 0
        }
        self.box = sum == 0 ? box : .empty
        x = box.minX / 2 + box.maxX / 2
        y = box.minY / 2 + box.maxY / 2
        noise = max(abs(box.minX), abs(box.maxX), abs(box.minY), abs(box.maxY)) * 0x1p-47
        halfWidth = max(box.maxX - x, x - box.minX) + noise
        halfHeight = max(box.maxY - y, y - box.minY) + noise
        half = (halfWidth * halfWidth + halfHeight * halfHeight).squareRoot() * (1 + 0x1p-40)
    }

    /// Whether all coordinates of the points are finite.
    var isFinite: Bool { !box.isEmpty }

    /// A distance within which every point of the tile has an item, when one is at this squared distance
    /// from the centre.
    @inline(__always)
    func bound(_ square: Double) -> Double {
        (square.squareRoot() + half) * (1 + 0x1p-40) + noise
    }

    /// Whether a statement holds for a corner, which is given as a difference from the centre.
    @inline(__always)
    func hasCorner(_ holds: (_ x: Double, _ y: Double) -> Bool) -> Bool {
        holds(-halfWidth, -halfHeight) || holds(halfWidth, -halfHeight)
            || holds(-halfWidth, halfHeight) || holds(halfWidth, halfHeight)
    }
}
