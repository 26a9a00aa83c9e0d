// SPDX-License-Identifier: EUPL-1.2
//
// How many polygons cover a point just below an edge e = how many tops lie above it less how many
// bottoms. Walking along e that number changes only where an edge of another polygon crosses e: where a
// polygon turns above e, one edge ends and the next begins, and the count stays. So the count at the left
// end of e and the crossings say it all, and most edges have no crossing. Rejected: sorting the ends of all
// edges above e, which gives the same answer (probe `overlap-once`, with the clipping of that time: 228,000
// instructions an area; now 80,000).

/// Where along an edge which polygons begin and cease to cover it.
struct CoverChanges: Sendable {
    /// Owner of the other side where no polygon covers the edge.
    static let nobody: Int32 = -1
    /// Owner where an earlier polygon covers the edge.
    static let earlier: Int32 = -2

    private struct Change {
        var x: Double
        var shape: Int32
        var weight: Int32
    }

    private var changes: [Change] = []
    private var depths: [Int32] = []
    /// Later polygons whose depth may not be 0.
    private var touched: [Int32] = []
    private var earlierDepth: Int32 = 0
    private var earlierCount: Int32 = 0

    /// Prepares for edges with `count` other polygons, of which the first `earlier` come before it.
    mutating func begin(count: Int, earlier: Int) {
        earlierCount = Int32(earlier)
        depths.removeAll(keepingCapacity: true)
        depths.append(contentsOf: repeatElement(0, count: count))
        touched.removeAll(keepingCapacity: true)
    }

    /// Starts a new edge.
    @inline(__always)
    mutating func removeAll() {
        if !changes.isEmpty { changes.removeAll(keepingCapacity: true) }
        if !touched.isEmpty {
            for shape in touched { depths[Int(shape)] = 0 }
            touched.removeAll(keepingCapacity: true)
        }
        earlierDepth = 0
    }

    /// Adds covers from here on.
    @inline(__always)
    mutating func add(_ weight: Int32, shape: Int32) {
        guard shape >= earlierCount else {
            earlierDepth += weight
            return
        }
        if depths[Int(shape)] == 0 { touched.append(shape) }
        depths[Int(shape)] += weight
    }

    /// Adds covers from `x` on.
    mutating func add(_ weight: Int32, shape: Int32, at x: Double) {
        // Kept in order: there are seldom more than two.
        var place = changes.count
        while place > 0, changes[place - 1].x > x { place -= 1 }
        changes.insert(Change(x: x, shape: shape, weight: weight), at: place)
    }

    /// Calls `body` with each range of x and who owns the other side there.
    @inline(__always)
    mutating func forEachRange(of edge: BoundaryCurve, _ body: (Double, Double, Int32) -> Void) {
        guard !changes.isEmpty else { return body(edge.x1, edge.x2, owner()) }
        var start = edge.x1
        for change in changes {
            if change.x > start {
                body(start, change.x, owner())
                start = change.x
            }
            add(change.weight, shape: change.shape)
        }
        if edge.x2 > start { body(start, edge.x2, owner()) }
    }

    /// The first of those that cover, which is the one with the lowest number.
    @inline(__always)
    private func owner() -> Int32 {
        if earlierDepth > 0 { return Self.earlier }
        guard !touched.isEmpty else { return Self.nobody }
        var first = Int32.max
        for shape in touched where depths[Int(shape)] > 0 { first = min(first, shape) }
        return first == .max ? Self.nobody : first
    }
}
