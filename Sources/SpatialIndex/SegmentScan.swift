// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the least `squaredDistance` of a chain of edges, to the bit 2 some 8 instructions an edge.
//
// A point at distance d from an edge of length L has an end of it within the root of d^2 + L^2 / 4: the foot
// of the perpendicular is at most L / 2 from the nearer end. So with M the length of the longest edge of the
// chain, and m the least squared distance to a vertex, only edges with an end within m + M^2 / 4 can be
// nearest, or within less where something nearer is known already.
// 1. Squared distances to all vertices, two at a time, read from their columns in place.
// 2. Beside the vertices within that limit, a few of all, the exact formula.
// Differences, squares and the exact formula are right to some units of rounding of the square of the distance
// to the nearer end; a hundred thousand times as much is added to the limit.
// Rejected: the distances to all edges by |u - t d|^2 with an error bound, two at a time, and the exact formula
// for those within the error of the least (40 instructions an edge, measured, mostly gathering and
// comparing); the exact formula with vectors (41); single precision (conversions cost what the wider vectors
// save).
import Planar

/// Two numbers that are worked on at once.
typealias Pair = SIMD2<Double>

/// The lesser of two numbers, for each of a pair.
@inline(__always)
func lesser(_ a: Pair, _ b: Pair) -> Pair { a.replacing(with: b, where: b .< a) }

/// Edges between vertices that follow each other in two columns, and one more back to `closing`.
struct EdgeChain {
    /// Columns, from the first vertex of the chain.
    let x: UnsafePointer<Double>
    let y: UnsafePointer<Double>
    /// Edges between vertices that follow each other.
    let open: Int
    /// The vertex, counted from the first, that one more edge goes to from the last; `nil` for none.
    let closing: Int?

    /// Edges of a chain at most.
    static var longest: Int { 62 }

    /// Computes the least squared distance from a point to the edges.
    ///
    /// - Parameters:
    ///   - px: Easting of the point.
    ///   - py: Northing of the point.
    ///   - best: A squared distance that is known already.
    ///   - sag: A quarter of the square of the longest edge, or more.
    /// - Returns: Square metres; infinite or not below `best` where no edge is below `best`.
    @inline(__always)
    func leastSquare(_ px: Double, _ py: Double, below best: Double, sag: Double) -> Double {
        withUnsafeTemporaryAllocation(of: Pair.self, capacity: Self.longest / 2 + 1) { pairs in
            guard let base = pairs.baseAddress else { return .infinity }
            let least = vertexSquares(px, py, base)
            let limit = (min(least, best) + sag) * (1 + 0x1p-32)
            guard least <= limit else { return .infinity }
            let squares = UnsafeRawPointer(base).assumingMemoryBound(to: Double.self)
            return edgeSquare(px, py, squares, limit)
        }
    }

    /// Fills in the squared distances to the vertices, the closing one last, and gives the least.
    @inline(__always)
    private func vertexSquares(
        _ px: Double, _ py: Double, _ squares: UnsafeMutablePointer<Pair>
    ) -> Double {
        let point = (x: Pair(repeating: px), y: Pair(repeating: py))
        @inline(__always)
        func square(_ vx: Pair, _ vy: Pair) -> Pair {
            let dx = vx - point.x
            let dy = vy - point.y
            return dx * dx + dy * dy
        }
        var least = Pair(repeating: .infinity)
        var i = 0
        while i < open {
            let vx = UnsafeRawPointer(x + i).loadUnaligned(as: Pair.self)
            let vy = UnsafeRawPointer(y + i).loadUnaligned(as: Pair.self)
            let both = square(vx, vy)
            squares[i / 2] = both
            least = lesser(least, both)
            i += 2
        }
        // What is left: the last vertex or none, and the closing one.
        let first = i <= open ? open : closing ?? open
        let second = closing ?? open
        let both = square(Pair(x[first], x[second]), Pair(y[first], y[second]))
        squares[i / 2] = both
        least = lesser(least, both)
        return min(least[0], least[1])
    }

    /// The least exact squared distance to the edges with an end within the limit.
    @inline(__always)
    private func edgeSquare(
        _ px: Double, _ py: Double, _ squares: UnsafePointer<Double>, _ limit: Double
    ) -> Double {
        let edges = closing == nil ? open : open + 1
        var result = Double.infinity
        var next = 0
        for vertex in 0...edges where squares[vertex] <= limit {
            var edge = max(vertex - 1, next)
            next = min(vertex + 1, edges)
            while edge < next {
                result = min(result, exact(edge, px, py))
                edge += 1
            }
        }
        return result
    }

    @inline(__always)
    private func exact(_ edge: Int, _ px: Double, _ py: Double) -> Double {
        let end = edge < open ? edge + 1 : closing ?? edge
        return squaredDistance(fromX: px, y: py, toSegment: x[edge], y[edge], x[end], y[end])
    }
}
