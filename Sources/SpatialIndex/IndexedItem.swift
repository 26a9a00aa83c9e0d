// SPDX-License-Identifier: EUPL-1.2
//
// What the nearest-feature search stores. An item's distance is never below that of its box, also after
// rounding, and boxes of nodes contain those of their items; since rounding is monotone, a search that
// skips a node whose box is too far finds the same bits as a loop over all items, in any order.
//
// Which items can be nearest to some point of a tile (a box around points that ask) is decided with g, the
// item nearest to the tile's centre c. In general an item is out when its box is farther from the tile than
// d(c, g) plus half the diagonal. For points and segments, which are convex, a sharper rule follows:
//   d(p, i) >= n . (p - q), with q the point of i nearest to c and n the direction from q to c,
// since the line through q across n separates i from c; and d(p, g) is convex, so the difference is least
// at a corner of the tile. Item i is out when n . (p - q) exceeds d(p, g) at the four corners by more than
// rounding can make up for. Far from the features that leaves one item and its neighbours, where circles
// around c would leave all that lie within the diagonal.
import Planar

/// Something with a place and an owner.
protocol IndexedItem: Sendable {
    /// Columns that the items refer to.
    associatedtype Columns: Sendable
    var feature: Int32 { get }
    var box: Box { get }
    /// Squared distance to a point, not below that of `box`; infinite or right where it is not below `best`.
    func squaredDistance(
        _ px: Double, _ py: Double, below best: Double, _ columns: borrowing Columns
    ) -> Double
    /// Whether the item may be as near to some point of a tile as `rival`, whose squared distance from the
    /// centre of the tile is `square`.
    func mayWin(in tile: Tile, against rival: Self, _ square: Double) -> Bool
}

extension IndexedItem {
    @inline(__always)
    func mayWin(in tile: Tile, against rival: Self, _ square: Double) -> Bool {
        let bound = tile.bound(square)
        return tile.box.squaredDistance(to: box) <= bound * bound
    }
}

/// A point or segment, which holds its own coordinates.
protocol PlacedItem: IndexedItem where Columns == NoColumns {
    /// The ends, equal for a point.
    var ends: (ax: Double, ay: Double, bx: Double, by: Double) { get }
    /// Squared distance to a point, not below that of `box`.
    func squaredDistance(_ px: Double, _ py: Double) -> Double
}

/// No columns.
struct NoColumns: Sendable {}

extension PlacedItem {
    @inline(__always)
    func squaredDistance(
        _ px: Double, _ py: Double, below best: Double, _ columns: borrowing NoColumns
    ) -> Double {
        squaredDistance(px, py)
    }

    @inline(__always)
    func mayWin(in tile: Tile, against rival: Self, _ square: Double) -> Bool {
        let (ax, ay, bx, by) = ends
        let dx = bx - ax
        let dy = by - ay
        let ux = tile.x - ax
        let uy = tile.y - ay
        let length = dx * dx + dy * dy
        let t = length > 0 ? min(max((ux * dx + uy * dy) / length, 0), 1) : 0
        let wx = ux - t * dx
        let wy = uy - t * dy
        let distance = (wx * wx + wy * wy).squareRoot()
        guard distance > 0 else { return true }
        // A thousand times the rounding of differences of this size.
        let noise = 0x1p-40 * (abs(ux) + abs(uy) + abs(dx) + abs(dy) + tile.half + rival.span)
        let slack = noise + tile.noise
        return tile.hasCorner { x, y in
            let least = distance + (wx * x + wy * y) / distance
            let most = rival.squaredDistance(tile.x + x, tile.y + y).squareRoot()
            return least <= most + slack
        }
    }

    /// Width plus height.
    @inline(__always)
    private var span: Double { abs(ends.bx - ends.ax) + abs(ends.by - ends.ay) }
}

/// A point.
struct PointItem: PlacedItem {
    let x: Double
    let y: Double
    let feature: Int32

    var box: Box { Box(minX: x, minY: y, maxX: x, maxY: y) }
    var ends: (ax: Double, ay: Double, bx: Double, by: Double) { (x, y, x, y) }

    @inline(__always)
    func squaredDistance(_ px: Double, _ py: Double) -> Double {
        let dx = px - x
        let dy = py - y
        return dx * dx + dy * dy
    }
}

/// A segment.
struct SegmentItem: PlacedItem {
    let ax: Double
    let ay: Double
    let bx: Double
    let by: Double
    let feature: Int32

    init(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, feature: Int32) {
        self.ax = ax
        self.ay = ay
        self.bx = bx
        self.by = by
        self.feature = feature
    }

    var box: Box { Box(minX: min(ax, bx), minY: min(ay, by), maxX: max(ax, bx), maxY: max(ay, by)) }
    var ends: (ax: Double, ay: Double, bx: Double, by: Double) { (ax, ay, bx, by) }

    @inline(__always)
    func squaredDistance(_ px: Double, _ py: Double) -> Double {
        Planar.squaredDistance(fromX: px, y: py, toSegment: ax, ay, bx, by)
    }
}

/// The box of a polygon.
struct BoxItem: IndexedItem {
    let box: Box
    let feature: Int32

    func squaredDistance(
        _ px: Double, _ py: Double, below best: Double, _ columns: borrowing NoColumns
    ) -> Double {
        box.squaredDistance(px, py)
    }
}

extension Box {
    /// Squared distance to a point; 0 inside, infinite for the empty box.
    @inline(__always)
    func squaredDistance(_ px: Double, _ py: Double) -> Double {
        let dx = max(minX - px, px - maxX, 0)
        let dy = max(minY - py, py - maxY, 0)
        return dx * dx + dy * dy
    }

    /// Squared distance between two boxes, 0 where they share a point.
    @inline(__always)
    func squaredDistance(to other: Box) -> Double {
        let dx = max(minX - other.maxX, other.minX - maxX, 0)
        let dy = max(minY - other.maxY, other.minY - maxY, 0)
        return dx * dx + dy * dy
    }

    /// Largest squared distance between points of two boxes.
    @inline(__always)
    func squaredReach(of other: Box) -> Double {
        let dx = max(maxX - other.minX, other.maxX - minX)
        let dy = max(maxY - other.minY, other.maxY - minY)
        return dx * dx + dy * dy
    }

    /// Squared distance from a point to the farthest corner.
    @inline(__always)
    func squaredReach(_ px: Double, _ py: Double) -> Double {
        let dx = max(px - minX, maxX - px)
        let dy = max(py - minY, maxY - py)
        return dx * dx + dy * dy
    }
}

/// The nearest item so far; the lowest feature row among equals.
struct Nearest {
    var squared = Double.infinity
    var feature = Int32.max
    /// Where only the distance is asked for, ties need not be settled: any feature counts as lowest.
    private let wantsFeature: Bool

    init(wantsFeature: Bool = true) {
        self.wantsFeature = wantsFeature
        if !wantsFeature { feature = .min }
    }

    /// Starts from a known squared distance, for which no feature is wanted.
    init(squared: Double) {
        self.init(wantsFeature: false)
        self.squared = squared
    }

    @inline(__always)
    mutating func consider(_ candidate: Double, _ owner: Int32) {
        if candidate < squared {
            squared = candidate
            if wantsFeature { feature = owner }
        } else if candidate == squared, owner < feature {
            feature = owner
        }
    }

    /// Whether items at this distance or beyond, of these features or higher, can be skipped.
    @inline(__always)
    func excludes(_ distance: Double, _ lowestFeature: Int32) -> Bool {
        distance > squared || (distance == squared && lowestFeature >= feature)
    }
}
