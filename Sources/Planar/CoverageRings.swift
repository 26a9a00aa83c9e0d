// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 never calls a coverage with overlaps clean 2 linear, without a geometry library
// 3 says nothing rather than something uncertain.
//
// Derivation. In a seamless coverage each inner edge is there twice, once in each direction. As chains
// the boundaries of the polygons add up to the boundary of the sum of their indicator functions, and such
// twins cancel; so the winding number of what is left, around any point, is the number of polygons that
// cover it. Where what is left bounds a valid region, that number is 0 or 1 everywhere: nothing overlaps.
// Chained at their ends the edges without a twin are its rings, and those that run clockwise are holes.
// Where more than one of them leaves a vertex, or an edge is there more often, the chains say nothing.
//
// Edges are matched in one table with open addressing, by a hash that is the same in both directions.
// Rejected: a set of edges (a keyed hash over 32 bytes, four times the time).

/// The rings that bound a coverage, as far as they can be read from its edges.
public struct CoverageRings: Sendable {
    /// Clockwise rings as polygons (turned counter-clockwise): ground that is surrounded, not covered.
    public private(set) var holes = PolygonSet()

    private var shells = PolygonSet()

    private struct Vertex: Hashable {
        var x: Double
        var y: Double
    }

    /// Reads the rings; `nil` where the edges do not tell them apart.
    ///
    /// - Parameter polygons: Valid polygons, interior to the left of their edges.
    /// - Complexity: O(vertices), by hashing.
    public init?(of polygons: PolygonSet) {
        guard let open = polygons.edgesWithoutTwin() else { return nil }
        var next: [Vertex: Vertex] = [:]
        next.reserveCapacity(open.count)
        for (from, to) in open {
            let start = Vertex(x: polygons.x[from], y: polygons.y[from])
            let end = Vertex(x: polygons.x[to], y: polygons.y[to])
            guard next.updateValue(end, forKey: start) == nil else { return nil }
        }
        guard follow(&next) else { return nil }
    }

    /// Follows the chains until all edges are used; false for a chain that does not close.
    private mutating func follow(_ next: inout [Vertex: Vertex]) -> Bool {
        // The order of the rings must not depend on hashing.
        let starts = next.keys.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        for start in starts where next[start] != nil {
            var x: [Double] = []
            var y: [Double] = []
            var vertex = start
            repeat {
                guard let following = next.removeValue(forKey: vertex) else { return false }
                x.append(vertex.x)
                y.append(vertex.y)
                vertex = following
            } while vertex != start
            if signedArea(x: x.span, y: y.span) < 0 {
                holes.append(x: x.reversed(), y: y.reversed(), feature: 0)
            } else {
                shells.append(x: x, y: y, feature: 0)
            }
        }
        return true
    }

    /// The region that the rings bound, each hole in the smallest shell around it; `nil` where a hole has
    /// none, or there are very many of both.
    ///
    /// If it is valid, the polygons do not overlap.
    public var outline: PolygonSet? {
        guard shells.count * holes.count <= 100_000 else { return nil }
        var holesOf = [[Int]](repeating: [], count: shells.count)
        for h in 0..<holes.count {
            let first = holes.vertices(of: h).lowerBound
            let around = (0..<shells.count).filter {
                shells.locate(x: holes.x[first], y: holes.y[first], in: $0) != .outside
            }
            guard let shell = around.min(by: { shells.area(of: $0) < shells.area(of: $1) }) else {
                return nil
            }
            holesOf[shell].append(h)
        }
        var region = PolygonSet()
        for shell in 0..<shells.count {
            let outer = shells.vertices(of: shell)
            region.appendRing(x: Array(shells.x[outer]), y: Array(shells.y[outer]))
            for h in holesOf[shell] {
                let inner = holes.vertices(of: h)
                region.appendRing(x: holes.x[inner].reversed(), y: holes.y[inner].reversed())
            }
            region.closePolygon(feature: 0)
        }
        return region
    }
}

extension PolygonSet {
    /// Rows of the ends of each edge that is not there in the other direction too; `nil` where an edge is
    /// there more often than that.
    fileprivate func edgesWithoutTwin() -> [(from: Int, to: Int)]? {
        let from = edgeStarts
        var slots = [Int32](repeating: -1, count: tableSize)
        var isOpen = [Bool](repeating: true, count: x.count)
        let mask = slots.count - 1
        for edge in x.indices {
            let (ax, ay, bx, by) = ends(of: edge, from)
            var slot = (Self.hash(ax, ay) &+ Self.hash(bx, by)) & mask
            while slots[slot] >= 0 {
                let other = Int(slots[slot])
                let (cx, cy, dx, dy) = ends(of: other, from)
                if ax == dx, ay == dy, bx == cx, by == cy {
                    guard isOpen[other] else { return nil }
                    isOpen[other] = false
                    isOpen[edge] = false
                    break
                }
                if ax == cx, ay == cy, bx == dx, by == dy { return nil }
                slot = (slot + 1) & mask
            }
            if isOpen[edge] { slots[slot] = Int32(edge) }
        }
        return isOpen.indices.filter { isOpen[$0] }.map { (Int(from[$0]), $0) }
    }

    /// A power of two with room to spare.
    private var tableSize: Int {
        var size = 16
        while size < x.count + x.count / 2 { size *= 2 }
        return size
    }

    /// Per vertex the row of the one before it in its ring.
    private var edgeStarts: [Int32] {
        var starts = [Int32](repeating: 0, count: x.count)
        for ring in 0..<ringOffsets.count - 1 {
            let rows = vertices(ofRing: ring)
            guard var previous = rows.last else { continue }
            for row in rows {
                starts[row] = Int32(previous)
                previous = row
            }
        }
        return starts
    }

    @inline(__always)
    private func ends(of edge: Int, _ from: [Int32]) -> (Double, Double, Double, Double) {
        let start = Int(from[edge])
        return (x[start], y[start], x[edge], y[edge])
    }

    /// The bits of a vertex, mixed; both zeros are the same.
    @inline(__always)
    private static func hash(_ x: Double, _ y: Double) -> Int {
        var bits = (x + 0).bitPattern &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 32) ^ (y + 0).bitPattern) &* 0xD6E8_FEB8_6659_FD93
        bits = (bits ^ (bits >> 32)) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: bits ^ (bits >> 32))
    }
}
