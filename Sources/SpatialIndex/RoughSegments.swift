// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 for each point the least exact squared distance, to the bit 2 some 14 instructions for a
// point and a segment.
//
// Two points at a time are measured by |u - t d|^2 with t = u.d / d.d cut to 0...1, which needs no division
// where d / d.d is made once: a third of the instructions of the exact formula, which takes care of
// cancellation and of the direction of the segment. With W at least the distances between points and
// segments, both are within some 10 units of rounding of W of the true distance, for squares:
// (a + b)^2 <= a^2 (1 + s) + b^2 (1 + 1/s); the error is taken a hundred times too large. Then the exact formula
// is asked for the least, and where the next is within the error of it, as at a vertex, for all that are.
import Planar

extension SegmentItem {
    static func lower(_ block: PointBlock, by listed: ListedItems<SegmentItem>) {
        guard listed.list.count > 1 else { return listed.lowerPlainly(block) }
        let segments = RoughSegments(listed)
        for i in stride(from: 0, to: block.count, by: 2) {
            let j = min(i + 1, block.count - 1)
            let found = segments.measure(
                Pair(block.x[i], block.x[j]), Pair(block.y[i], block.y[j]))
            segments.lower(block, i, lane: 0, found)
            if j > i { segments.lower(block, j, lane: 1, found) }
        }
    }
}

/// The listed segments as they are measured roughly.
private struct RoughSegments {
    /// A start, the way to the end, and that way divided by its own square; each number twice.
    private struct Segment {
        var startX: Pair
        var startY: Pair
        var wayX: Pair
        var wayY: Pair
        var scaledX: Pair
        var scaledY: Pair
    }

    /// The least of two points, the next, and the number in the list of the least.
    struct Least {
        var square = Pair(repeating: .infinity)
        var next = Pair(repeating: .infinity)
        var number = Pair(repeating: 0)
    }

    private let listed: ListedItems<SegmentItem>
    private let segments: UnsafeMutablePointer<Segment>
    private let squares: UnsafeMutablePointer<Pair>
    private let error: Double

    @inline(__always)
    init(_ listed: ListedItems<SegmentItem>) {
        self.listed = listed
        error = listed.span * listed.span * 0x1p-50
        squares = UnsafeMutableRawPointer(listed.scratch).assumingMemoryBound(to: Pair.self)
        segments = UnsafeMutableRawPointer(squares + listed.list.count)
            .assumingMemoryBound(to: Segment.self)
        for k in listed.list.indices {
            let item = listed[k]
            let (dx, dy) = (item.bx - item.ax, item.by - item.ay)
            let length = dx * dx + dy * dy
            let inverse = length > 1e-280 ? 1 / length : 0
            (segments + k).initialize(
                to: Segment(
                    startX: Pair(repeating: item.ax), startY: Pair(repeating: item.ay),
                    wayX: Pair(repeating: dx), wayY: Pair(repeating: dy),
                    scaledX: Pair(repeating: dx * inverse), scaledY: Pair(repeating: dy * inverse)))
        }
    }

    /// Measures two points, but for an error of rounding.
    @inline(__always)
    func measure(_ x: Pair, _ y: Pair) -> Least {
        let zero = Pair(repeating: 0), one = Pair(repeating: 1)
        var least = Least()
        var number = zero
        for k in 0..<listed.list.count {
            let ux = x - segments[k].startX
            let uy = y - segments[k].startY
            let raw = ux * segments[k].scaledX + uy * segments[k].scaledY
            let t = lesser(one, zero.replacing(with: raw, where: raw .> zero))
            let wx = ux - t * segments[k].wayX
            let wy = uy - t * segments[k].wayY
            let square = wx * wx + wy * wy
            squares[k] = square
            let isLess = square .< least.square
            least.next = lesser(
                least.next, square.replacing(with: least.square, where: isLess))
            least.square = least.square.replacing(with: square, where: isLess)
            least.number = least.number.replacing(with: number, where: isLess)
            number += one
        }
        return least
    }

    /// Lowers the squared distance of a point by the exact ones of the segments that may be nearest.
    @inline(__always)
    func lower(_ block: PointBlock, _ i: Int, lane: Int, _ least: Least) {
        var best = block.squares[i]
        let limit = min(least.square[lane], best) * (1 + 0x1p-40) + error
        if least.square[lane] <= limit {
            best = min(best, exact(Int(least.number[lane]), block, i))
        }
        if least.next[lane] <= limit {
            for k in 0..<listed.list.count where squares[k][lane] <= limit {
                best = min(best, exact(k, block, i))
            }
        }
        block.squares[i] = best
    }

    @inline(__always)
    private func exact(_ k: Int, _ block: PointBlock, _ i: Int) -> Double {
        listed[k].squaredDistance(block.x[i], block.y[i])
    }
}
