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
    /// Squared distance to a point, not below that of `box`.
    func squaredDistance(_ px: Double, _ py: Double, _ columns: borrowing Columns) -> Double
}

/// An item that holds its own coordinates.
protocol PlacedItem: IndexedItem where Columns == NoColumns {
    /// Two points of the item, or of its box.
    var ends: (ax: Double, ay: Double, bx: Double, by: Double) { get }
    /// Squared distance to a point, not below that of `box`.
    func squaredDistance(_ px: Double, _ py: Double) -> Double
}

/// No columns.
struct NoColumns: Sendable {}

extension PlacedItem {
    @inline(__always)
    func squaredDistance(_ px: Double, _ py: Double, _ columns: borrowing NoColumns) -> Double {
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

/// A segment; its west end first, so that the direction it was drawn in cannot matter.
struct SegmentItem: PlacedItem {
    let ax: Double
    let ay: Double
    let bx: Double
    let by: Double
    let feature: Int32

    init(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, feature: Int32) {
        let keeps = ax < bx || (ax == bx && ay <= by)
        self.ax = keeps ? ax : bx
        self.ay = keeps ? ay : by
        self.bx = keeps ? bx : ax
        self.by = keeps ? by : ay
        self.feature = feature
    }

    var box: Box { Box(minX: ax, minY: min(ay, by), maxX: bx, maxY: max(ay, by)) }
    var ends: (ax: Double, ay: Double, bx: Double, by: Double) { (ax, ay, bx, by) }

    @inline(__always)
    func squaredDistance(_ px: Double, _ py: Double) -> Double {
        let exact = Planar.squaredDistance(fromX: px, y: py, toSegment: ax, ay, bx, by)
        return max(exact, box.squaredDistance(px, py))
    }
}

/// The box of a polygon.
struct BoxItem: PlacedItem {
    let box: Box
    let feature: Int32
    var ends: (ax: Double, ay: Double, bx: Double, by: Double) {
        (box.minX, box.minY, box.maxX, box.maxY)
    }

    func squaredDistance(_ px: Double, _ py: Double) -> Double { box.squaredDistance(px, py) }
}

extension Box {
    /// Squared distance to a point; 0 inside, infinite for the empty box.
    @inline(__always)
    func squaredDistance(_ px: Double, _ py: Double) -> Double {
        let dx = max(minX - px, px - maxX, 0)
        let dy = max(minY - py, py - maxY, 0)
        return dx * dx + dy * dy
    }

    /// Squared distance between two boxes; 0 where they share a point.
    @inline(__always)
    func squaredDistance(to other: Box) -> Double {
        let dx = max(minX - other.maxX, other.minX - maxX, 0)
        let dy = max(minY - other.maxY, other.minY - maxY, 0)
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
