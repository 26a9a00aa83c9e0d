// SPDX-License-Identifier: EUPL-1.2
import Planar

extension ItemTree {
    /// Visits the nodes that a disc meets: rows of items, and whether all of them lie in the disc.
    @inline(__always)
    func visit(
        _ px: Double, _ py: Double, squaredRadius limit: Double,
        _ body: (_ rows: Range<Int>, _ isWithin: Bool) -> Void
    ) {
        var stack = InlineArray<64, Int32>(repeating: 0)
        stack[0] = 1
        var depth = 1
        while depth > 0 {
            depth -= 1
            let node = Int(stack[depth])
            guard boxes[node].squaredDistance(px, py) <= limit else { continue }
            let isWithin = boxes[node].squaredReach(px, py) <= limit
            if isWithin || node >= leaves {
                body(range(ofNode: node), isWithin)
            } else {
                stack[depth] = Int32(2 * node + 1)
                stack[depth + 1] = Int32(2 * node)
                depth += 2
            }
        }
    }

    /// Visits the items whose boxes are near a box, until `body` returns false.
    ///
    /// - Returns: Whether all were visited.
    @inline(__always)
    func visit(_ box: Box, squaredRadius limit: Double, _ body: (_ row: Int) -> Bool) -> Bool {
        visitNodes(box, squaredRadius: limit, stopsWithin: false) { rows, _, _ in
            for i in rows where items[i].box.squaredDistance(to: box) <= limit {
                if !body(i) { return false }
            }
            return true
        }
    }

    /// Visits the nodes near a box, until `body` returns false: rows of items, the box of the node, and whether
    /// every point of it is as near to every point of the box.
    ///
    /// - Parameters:
    ///   - box: What the nodes are near to.
    ///   - limit: The squared distance of the farthest.
    ///   - stopsWithin: Whether the nodes below such a node are left out; else only leaves are visited.
    ///   - body: Is given each node.
    /// - Returns: Whether all were visited.
    @inline(__always)
    func visitNodes(
        _ box: Box, squaredRadius limit: Double, stopsWithin: Bool,
        _ body: (_ rows: Range<Int>, _ node: Box, _ isWithin: Bool) -> Bool
    ) -> Bool {
        var stack = InlineArray<64, Int32>(repeating: 0)
        stack[0] = 1
        var depth = 1
        while depth > 0 {
            depth -= 1
            let node = Int(stack[depth])
            guard boxes[node].squaredDistance(to: box) <= limit else { continue }
            let isWithin = stopsWithin && boxes[node].squaredReach(of: box) <= limit
            if isWithin || node >= leaves {
                if !body(range(ofNode: node), boxes[node], isWithin) { return false }
            } else {
                stack[depth] = Int32(2 * node + 1)
                stack[depth + 1] = Int32(2 * node)
                depth += 2
            }
        }
        return true
    }

    /// Visits leaves, the nearer first, whose boxes are not beyond the squared distance that `body` gives.
    @inline(__always)
    func visitNearest(_ px: Double, _ py: Double, _ body: (_ rows: Range<Int>) -> Double) {
        var limit = Double.infinity
        var stack = InlineArray<64, Int32>(repeating: 0)
        stack[0] = 1
        var depth = 1
        while depth > 0 {
            depth -= 1
            let node = Int(stack[depth])
            guard boxes[node].squaredDistance(px, py) <= limit else { continue }
            if node >= leaves {
                limit = body(range(ofNode: node))
                continue
            }
            let first = boxes[2 * node].squaredDistance(px, py)
            let second = boxes[2 * node + 1].squaredDistance(px, py)
            let near = first <= second ? 2 * node : 2 * node + 1
            stack[depth] = Int32(near ^ 1)
            stack[depth + 1] = Int32(near)
            depth += 2
        }
    }
}
