// SPDX-License-Identifier: EUPL-1.2
//
// What one polygon of an overlay has to do with the others, in memory that is used again for each.

/// The others around a polygon, and the covers of the edge that is being looked at.
struct OverlayScratch: Sendable {
    /// Up to sixteen edges of one other polygon.
    private struct Group {
        var minX: Double
        var maxX: Double
        /// Lowest level of the polygon: an edge below it is not covered.
        var minY: Double
        /// Highest level of the edges: they mean nothing to what is above them.
        var maxY: Double
        var first: Int32
        var end: Int32
    }

    /// Rows of other polygons in order of precedence; their place here is the number of their shape.
    var others: [Int32] = []
    /// How many of them come before the polygon.
    var earlierCount = 0
    var near = NearEdges()
    var covers = CoverChanges()
    private var groups: [Group] = []
    private var spans = SpansByX()
    private var usesSpans = false

    @inline(__always)
    mutating func removeAll() {
        // Most polygons meet no other: then there is nothing to remove.
        guard !others.isEmpty else { return }
        others.removeAll(keepingCapacity: true)
        groups.removeAll(keepingCapacity: true)
        near.removeAll()
    }

    /// Puts the edges from `first` on, which are of one polygon, into groups.
    mutating func appendGroups(from first: Int, lowest: Double) {
        var start = first
        while start < near.edges.count {
            let end = min(start + 16, near.edges.count)
            var group = Group(
                minX: .infinity, maxX: -.infinity, minY: lowest, maxY: -.infinity,
                first: Int32(start), end: Int32(end))
            for i in start..<end {
                let edge = near.edges[i]
                group.minX = min(group.minX, edge.x1)
                group.maxX = max(group.maxX, edge.x2)
                group.maxY = max(group.maxY, edge.p, edge.q)
            }
            groups.append(group)
            start = end
        }
    }

    /// Sorts the others by precedence and says how many come before `row`.
    mutating func sortOthers(around row: Int, _ precedes: (Int, Int) -> Bool) -> Int {
        if others.count > 24 {
            others.sort { precedes(Int($0), Int($1)) }
        } else {
            for i in others.indices.dropFirst() {
                let moved = others[i]
                var place = i
                while place > 0, precedes(Int(moved), Int(others[place - 1])) {
                    others[place] = others[place - 1]
                    place -= 1
                }
                others[place] = moved
            }
        }
        var earlier = 0
        while earlier < others.count, precedes(Int(others[earlier]), row) { earlier += 1 }
        return earlier
    }

    /// Makes a list by x where there are many groups.
    mutating func listSpans(over box: Box) {
        usesSpans = groups.count > SpansByX.worthwhile
        guard usesSpans else { return }
        let groups = groups
        spans.list(groups.count, from: box.minX, to: box.maxX) {
            (groups[$0].minX, groups[$0].maxX)
        }
    }

    /// Finds where other polygons cover an edge, whose `shape` is the number of earlier ones.
    @inline(__always)
    mutating func collectCovers(of edge: BoundaryCurve, _ order: CurveOrder) {
        covers.removeAll()
        let low = min(edge.p, edge.q)
        let high = max(edge.p, edge.q)
        if usesSpans {
            let groups = groups
            spans.forEach(
                from: edge.x1, to: edge.x2, { (groups[$0].minX, groups[$0].maxX) }
            ) { collectCovers(of: edge, low, high, by: groups[$0], order) }
        } else {
            for k in groups.indices { collectCovers(of: edge, low, high, by: groups[k], order) }
        }
        for upright in near.uprights where edge.x1 < upright.x && upright.x < edge.x2 {
            guard upright.high >= low, upright.low <= high else { continue }
            let isEarlier = upright.shape < edge.shape
            if order.isBelow(upright.x, upright.low, edge, tie: isEarlier),
                !order.isBelow(upright.x, upright.high, edge, tie: isEarlier)
            {
                covers.add(upright.change, shape: upright.shape, at: upright.x)
            }
        }
    }
}

extension OverlayScratch {
    @inline(__always)
    private mutating func collectCovers(
        of edge: BoundaryCurve, _ low: Double, _ high: Double, by group: Group, _ order: CurveOrder
    ) {
        guard group.minX < edge.x2, group.maxX > edge.x1, group.minY <= high, group.maxY >= low
        else { return }
        for i in Int(group.first)..<Int(group.end) {
            covers.add(near.edges[i], above: edge, low, high, order)
        }
    }
}

extension CoverChanges {
    /// Adds what an edge of another polygon means to an edge between the heights `low` and `high`.
    @inline(__always)
    mutating func add(
        _ other: BoundaryCurve, above edge: BoundaryCurve, _ low: Double, _ high: Double,
        _ order: CurveOrder
    ) {
        guard other.x1 < edge.x2, other.x2 > edge.x1, max(other.p, other.q) >= low else { return }
        let isOverStart = other.x1 <= edge.x1
        if min(other.p, other.q) > high {
            if isOverStart { add(Int32(other.sign), shape: other.shape) }
            return
        }
        var numbered = other
        // The edge has the number of earlier polygons as its shape: theirs are below it, others above.
        if other.shape >= edge.shape { numbered.shape += 1 }
        guard let below = order.below(numbered, edge) else { return }
        if isOverStart, !below.startsBelow { add(Int32(other.sign), shape: other.shape) }
        if below.flipCount == 1 {
            let change = below.startsBelow ? Int32(other.sign) : -Int32(other.sign)
            add(change, shape: other.shape, at: below.flips.0)
        }
    }
}

/// What a polygon means to a box.
enum BoxRelation { case none, part, whole }

extension NearEdges {
    /// Whether the polygon collected since the counts were the given ones covers the whole box,
    /// nothing of it, or perhaps a part.
    @inline(__always)
    func relation(to box: Box, edges first: Int, uprights firstUpright: Int) -> BoxRelation {
        guard uprights.count == firstUpright else { return .part }
        var covers = 0
        for i in first..<edges.count {
            guard edges[i].p == .infinity, edges[i].x1 == box.minX, edges[i].x2 == box.maxX else {
                return .part
            }
            covers += Int(edges[i].sign)
        }
        return covers > 0 ? .whole : .none
    }
}

extension CurveOrder {
    /// Whether a point is below a segment over it, exact; `tie` where it is on it.
    @inline(__always)
    func isBelow(_ x: Double, _ y: Double, _ e: BoundaryCurve, tie: Bool) -> Bool {
        let gap = (y - e.p) - (e.q - e.p) * ((x - e.x1) / (e.x2 - e.x1))
        if abs(gap) > 1e-6 { return gap < 0 }
        let side = orientation(e.x1, e.p, e.x2, e.q, x, y)
        return side == 0 ? tie : side < 0
    }
}
