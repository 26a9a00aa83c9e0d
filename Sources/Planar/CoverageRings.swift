// SPDX-License-Identifier: EUPL-1.2
//
// In a seamless coverage each inner edge is there twice, once in each direction. Edges without such a
// twin bound the whole, from outside or from inside: chained at their ends they are its rings, and those
// that run clockwise are holes. Where more than one of them leaves a vertex, or polygons overlap, the
// chains say nothing and the union has to be made.

/// The rings that bound a coverage, as far as they can be read from its edges.
public struct CoverageRings: Sendable {
    /// Clockwise rings as polygons (turned counter-clockwise): ground that is surrounded, not covered.
    public private(set) var holes = PolygonSet()

    private struct Vertex: Hashable {
        var x: Double
        var y: Double
    }

    private struct Edge: Hashable {
        var from: Vertex
        var to: Vertex
    }

    /// Reads the rings; `nil` where the edges do not tell them apart.
    ///
    /// - Parameter polygons: Valid polygons that do not overlap, interior to the left of their edges.
    /// - Complexity: O(vertices), by hashing.
    public init?(of polygons: PolygonSet) {
        var open: Set<Edge> = []
        open.reserveCapacity(polygons.x.count / 4)
        var isClean = true
        for p in 0..<polygons.count {
            polygons.forEachEdge(of: p) { ax, ay, bx, by in
                let edge = Edge(from: Vertex(x: ax, y: ay), to: Vertex(x: bx, y: by))
                if open.remove(Edge(from: edge.to, to: edge.from)) == nil {
                    isClean = open.insert(edge).inserted && isClean
                }
            }
        }
        var next: [Vertex: Vertex] = [:]
        for edge in open where next.updateValue(edge.to, forKey: edge.from) != nil {
            isClean = false
        }
        guard isClean else { return nil }
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
            }
        }
        return true
    }
}
