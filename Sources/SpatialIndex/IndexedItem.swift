// SPDX-License-Identifier: EUPL-1.2
//
// What the nearest-feature search stores. An item's distance is never below that of its box, also after
// rounding, and boxes of nodes contain those of their items; since rounding is monotone, a search that
// skips a node whose box is too far finds the same bits as a loop over all items, in any order.
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
}

/// A point or segment, which holds its own coordinates.
protocol PlacedItem: IndexedItem where Columns == NoColumns {
    /// The ends, equal for a point.
    var ends: (ax: Double, ay: Double, bx: Double, by: Double) { get }
    /// Squared distance to a point, not below that of `box`.
    func squaredDistance(_ px: Double, _ py: Double) -> Double
    /// Lowers the squared distances of a block of points to those of listed items.
    static func lower(_ block: PointBlock, by listed: ListedItems<Self>)
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

/// The greater number, in one instruction; `max` takes three.
@inline(__always)
private func greater(_ a: Double, _ b: Double) -> Double { b > a ? b : a }

extension Box {
    /// Squared distance to a point; 0 inside, infinite for the empty box.
    @inline(__always)
    func squaredDistance(_ px: Double, _ py: Double) -> Double {
        let dx = greater(greater(minX - px, px - maxX), 0)
        let dy = greater(greater(minY - py, py - maxY), 0)
        return dx * dx + dy * dy
    }

    /// Squared distance between two boxes, 0 where they share a point.
    @inline(__always)
    func squaredDistance(to other: Box) -> Double {
        let dx = greater(greater(minX - other.maxX, other.minX - maxX), 0)
        let dy = greater(greater(minY - other.maxY, other.minY - maxY), 0)
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
    /// Row in the tree of an item at that distance; -1: it is not known.
    var row = -1
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
