// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 never calls an invalid polygon valid 2 settles nearly all polygons of real layers
// in one pass 3 no geometry library, no object per polygon.
//
// A ring that can be seen whole from one point is simple: every edge turns to the same side about that point, and
// together they go around it once. Two in five rings of green are of this kind, those of few vertices, and are settled
// at a third of what others take.
//
// Any ring is simple when edges that are not neighbours share no point and neighbours share only their
// common vertex. Edges are sorted by their west ends; each is compared with those that begin before it
// ends and whose heights meet. The orientation predicate is exact, so a yes is certain. Polygons with
// holes, rings with repeated vertices, and parts whose boxes meet are left to the validity test of GEOS:
// a no here means "ask".
//
// Rejected: asking GEOS about every polygon (27,000 instructions each, of which most build its objects).

/// Memory that is used again for each ring.
public struct ValidityScratch: Sendable {
    fileprivate struct Edge {
        var minX: Double
        var maxX: Double
        var minY: Double
        var maxY: Double
        var from: Int32
        var to: Int32
    }

    fileprivate struct Start {
        var x: Double
        var edge: Int32
    }

    fileprivate var edges: [Edge] = []
    /// West ends of the edges, in order of x once sorted.
    fileprivate var starts: [Start] = []

    /// Creates empty memory.
    public init() {}

    /// Sorts the west ends; most rings are short, and then insertion is the fastest way.
    fileprivate mutating func sortStarts() {
        guard starts.count <= 64 else { return starts.sort { $0.x < $1.x } }
        starts.withUnsafeMutableBufferPointer { starts in
            for i in 1..<starts.count {
                let start = starts[i]
                var place = i
                while place > 0, starts[place - 1].x > start.x {
                    starts[place] = starts[place - 1]
                    place -= 1
                }
                starts[place] = start
            }
        }
    }
}

extension PolygonSet {
    /// Rings of more vertices are left to GEOS.
    private static var longestScreened: Int { 4_096 }

    /// Whether some polygons of one feature are certainly a valid polygon or multipolygon.
    ///
    /// - Parameters:
    ///   - range: Polygons of one feature.
    ///   - scratch: Memory of the caller.
    /// - Returns: `true` only for valid ones; `false` says nothing.
    /// - Complexity: O(*n* log *n* + pairs of edges that share a range of x) per ring of *n* vertices.
    public func areCertainlyValid(_ range: Range<Int>, _ scratch: inout ValidityScratch) -> Bool {
        guard range.count <= 16 else { return false }
        for p in range {
            guard rings(of: p).count == 1, isSimple(vertices(of: p), &scratch) else { return false }
        }
        guard range.count > 1 else { return true }
        let boxes = range.map(box(of:))
        for a in boxes.indices {
            for b in boxes.indices.dropFirst(a + 1) where boxes[a].intersects(boxes[b]) {
                return false
            }
        }
        return true
    }

    /// Whether the closed ring of some vertices is simple.
    private func isSimple(_ rows: Range<Int>, _ scratch: inout ValidityScratch) -> Bool {
        guard rows.count >= 3, let last = rows.last else { return false }
        if isSeenWhole(rows, last) { return true }
        guard rows.count <= Self.longestScreened else { return false }
        scratch.edges.removeAll(keepingCapacity: true)
        scratch.starts.removeAll(keepingCapacity: true)
        var previous = last
        for i in rows {
            guard x[i].isFinite, y[i].isFinite, x[i] != x[previous] || y[i] != y[previous] else {
                return false
            }
            let west = min(x[previous], x[i])
            scratch.starts.append(
                ValidityScratch.Start(x: west, edge: Int32(scratch.edges.count)))
            scratch.edges.append(
                ValidityScratch.Edge(
                    minX: west, maxX: max(x[previous], x[i]),
                    minY: min(y[previous], y[i]), maxY: max(y[previous], y[i]),
                    from: Int32(previous), to: Int32(i)))
            previous = i
        }
        scratch.sortStarts()
        return pairsMayStandTogether(scratch.edges.span, scratch.starts.span)
    }

    /// Whether all of a closed ring can be seen from the mean of its vertices.
    private func isSeenWhole(_ rows: Range<Int>, _ last: Int) -> Bool {
        let x = x.span, y = y.span
        var sumX = 0.0, sumY = 0.0
        for i in rows { (sumX, sumY) = (sumX + x[i], sumY + y[i]) }
        let middleX = sumX / Double(rows.count), middleY = sumY / Double(rows.count)
        guard middleX.isFinite, middleY.isFinite else { return false }
        var previous = last
        var ascents = 0
        var isLeft = false, isRight = false
        for i in rows {
            let side = orientation(x[previous], y[previous], x[i], y[i], middleX, middleY)
            isLeft = isLeft || !(side < 0)
            isRight = isRight || !(side > 0)
            if isLeft && isRight { return false }
            // Edges that all turn to one side pass the height of the middle upwards once in every round.
            if y[previous] <= middleY, y[i] > middleY { ascents += 1 }
            previous = i
        }
        return ascents == 1
    }

    /// Whether all pairs of edges whose boxes meet share no more than they may.
    private func pairsMayStandTogether(
        _ edges: Span<ValidityScratch.Edge>, _ starts: Span<ValidityScratch.Start>
    ) -> Bool {
        for a in starts.indices {
            let first = edges[Int(starts[a].edge)]
            for b in a + 1..<starts.count {
                if starts[b].x > first.maxX { break }
                let second = edges[Int(starts[b].edge)]
                if second.minY > first.maxY || second.maxY < first.minY { continue }
                if !mayStandTogether(first, second) { return false }
            }
        }
        return true
    }

    /// Whether two edges of a ring share no more than they may.
    private func mayStandTogether(_ a: ValidityScratch.Edge, _ b: ValidityScratch.Edge) -> Bool {
        let (p, q) = (Int(a.from), Int(a.to))
        let (r, s) = (Int(b.from), Int(b.to))
        if q == r { return turnsCleanly(p, q, s) }
        if s == p { return turnsCleanly(r, s, q) }
        return !segmentsIntersect(x[p], y[p], x[q], y[q], x[r], y[r], x[s], y[s])
    }

    /// Whether an edge goes on from its end without running back over itself.
    private func turnsCleanly(_ a: Int, _ b: Int, _ c: Int) -> Bool {
        if orientation(x[a], y[a], x[b], y[b], x[c], y[c]) != 0 { return true }
        // Straight on, in exact signs: differences of doubles have the sign of the true difference.
        let goesOnInX = (x[b] - x[a]) * (x[c] - x[b]) > 0
        let goesOnInY = (y[b] - y[a]) * (y[c] - y[b]) > 0
        return goesOnInX || goesOnInY
    }
}
