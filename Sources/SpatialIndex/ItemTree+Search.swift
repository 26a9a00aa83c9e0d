// SPDX-License-Identifier: EUPL-1.2
import Planar

extension ItemTree {
    /// Improves on the nearest item so far.
    func search(_ px: Double, _ py: Double, _ nearest: inout Nearest) {
        boxes.withUnsafeBufferPointer { boxes in
            lowestFeatures.withUnsafeBufferPointer { lowest in
                var stack = InlineArray<64, Int32>(repeating: 0)
                stack[0] = 1
                var depth = 1
                while depth > 0 {
                    depth -= 1
                    var node = Int(stack[depth])
                    let square = boxes[node].squaredDistance(px, py)
                    if nearest.excludes(square, lowest[node]) { continue }
                    while node < leaves {
                        // The nearer child first; the other waits and is tested again with what was found.
                        let first = boxes[2 * node].squaredDistance(px, py)
                        let second = boxes[2 * node + 1].squaredDistance(px, py)
                        node = first <= second ? 2 * node : 2 * node + 1
                        if !nearest.excludes(max(first, second), lowest[node ^ 1]) {
                            stack[depth] = Int32(truncatingIfNeeded: node ^ 1)
                            depth += 1
                        }
                        if nearest.excludes(min(first, second), lowest[node]) { break }
                    }
                    if node >= leaves { searchLeaf(range(ofNode: node), px, py, &nearest) }
                }
            }
        }
    }

    /// Measures the item of a leaf with the nearest box first: it often excludes the others.
    @inline(__always)
    private func searchLeaf(
        _ rows: Range<Int>, _ px: Double, _ py: Double, _ nearest: inout Nearest
    ) {
        var squares = InlineArray<8, Double>(repeating: .infinity)
        var first = 0
        var least = Double.infinity
        for k in 0..<rows.count {
            squares[k] = items[rows.lowerBound + k].box.squaredDistance(px, py)
            if squares[k] < least {
                least = squares[k]
                first = k
            }
        }
        guard least < .infinity else { return }
        consider(rows.lowerBound + first, squares[first], px, py, &nearest)
        for k in 0..<rows.count where k != first && squares[k] <= nearest.squared {
            consider(rows.lowerBound + k, squares[k], px, py, &nearest)
        }
    }

    @inline(__always)
    private func consider(
        _ i: Int, _ boxSquare: Double, _ px: Double, _ py: Double, _ nearest: inout Nearest
    ) {
        let feature = items[i].feature
        if nearest.excludes(boxSquare, feature) { return }
        // Equal distances count, for the lower feature.
        let known = nearest.squared.nextUp
        let square = items[i].squaredDistance(px, py, below: known, columns)
        if square < nearest.squared { nearest.row = i }
        nearest.consider(square, feature)
    }
}
