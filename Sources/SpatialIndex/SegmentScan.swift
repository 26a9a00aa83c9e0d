// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the least `squaredDistance` of a chain of edges, to the bit 2 some 15 instructions an edge.
//
// 1. Two edges at a time, |u - t d|^2 with t = u.d / d.d cut to 0...1: a third of the instructions of the exact
//    formula, which takes care of cancellation and of the direction of the edge. With W the largest distance
//    from the point to a corner of the chain's box, this is within some 10 units of rounding of W of the true
//    distance.
// 2. If even so the least cannot be below what is known, the answer is that nothing is.
// 3. Else the exact formula is asked for the edges within the error of the least: one, or two at a vertex.
// The error is taken a hundred times too large, and for squares: (a + b)^2 <= a^2 (1 + s) + b^2 (1 + 1/s).
// Vertices are read from their columns in place. Rejected: the exact formula with vectors (41 instructions an
// edge on SSE2), single precision (conversions cost what the wider vectors save).
import Planar

private typealias Pair = SIMD2<Double>

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
    static var longest: Int { 64 }

    /// Computes the least squared distance from a point to the edges.
    ///
    /// - Parameters:
    ///   - px: Easting of the point.
    ///   - py: Northing of the point.
    ///   - best: A squared distance that is known already.
    ///   - reach: The square of W.
    /// - Returns: Square metres; infinite where no edge is below `best`.
    @inline(__always)
    func leastSquare(_ px: Double, _ py: Double, below best: Double, reach: Double) -> Double {
        let edges = closing == nil ? open : open + 1
        return withUnsafeTemporaryAllocation(of: Pair.self, capacity: Self.longest / 2) { squares in
            let pairs = approximate(edges, px, py, squares)
            var least = Pair(repeating: .infinity)
            for k in 0..<pairs { least = lesser(least, squares[k]) }
            let error = reach * 0x1p-50
            let m = min(least[0], least[1])
            guard m * (1 - 0x1p-40) - error < best else { return .infinity }
            let limit = Pair(repeating: m * (1 + 0x1p-40) + error)
            var result = Double.infinity
            for k in 0..<pairs {
                let near = squares[k] .<= limit
                if near[0] { result = min(result, exact(min(2 * k, max(edges - 2, 0)), px, py)) }
                if near[1] { result = min(result, exact(min(2 * k + 1, edges - 1), px, py)) }
            }
            return result
        }
    }

    /// Fills in the approximate squares of edges 0 and 1, 2 and 3, ...; the last pair are the last two.
    @inline(__always)
    private func approximate(
        _ edges: Int, _ px: Double, _ py: Double, _ squares: UnsafeMutableBufferPointer<Pair>
    ) -> Int {
        let point = (x: Pair(repeating: px), y: Pair(repeating: py))
        var pairs = 0
        while 2 * pairs + 2 <= open {
            let i = 2 * pairs
            squares[pairs] = square(
                Pair(x[i], x[i + 1]), Pair(y[i], y[i + 1]), Pair(x[i + 1], x[i + 2]),
                Pair(y[i + 1], y[i + 2]), point)
            pairs += 1
        }
        guard 2 * pairs < edges else { return pairs }
        let i = max(edges - 2, 0)
        let j = edges - 1
        let end = (end(of: i), end(of: j))
        squares[pairs] = square(
            Pair(x[i], x[j]), Pair(y[i], y[j]), Pair(x[end.0], x[end.1]),
            Pair(y[end.0], y[end.1]), point)
        return pairs + 1
    }

    @inline(__always)
    private func end(of edge: Int) -> Int { edge < open ? edge + 1 : closing ?? edge }

    @inline(__always)
    private func exact(_ edge: Int, _ px: Double, _ py: Double) -> Double {
        let end = end(of: edge)
        return squaredDistance(fromX: px, y: py, toSegment: x[edge], y[edge], x[end], y[end])
    }
}

/// Approximate squared distances from a point to two segments.
@inline(__always)
private func square(_ ax: Pair, _ ay: Pair, _ bx: Pair, _ by: Pair, _ p: (x: Pair, y: Pair)) -> Pair
{
    let dx = bx - ax
    let dy = by - ay
    let ux = p.x - ax
    let uy = p.y - ay
    // For an edge without length t is 0: a comparison with NaN does not hold.
    let zero = Pair(repeating: 0)
    let raw = (ux * dx + uy * dy) / (dx * dx + dy * dy)
    let t = lesser(Pair(repeating: 1), zero.replacing(with: raw, where: raw .> zero))
    let wx = ux - t * dx
    let wy = uy - t * dy
    return wx * wx + wy * wy
}

@inline(__always)
private func lesser(_ a: Pair, _ b: Pair) -> Pair { a.replacing(with: b, where: b .< a) }
