// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 no input makes it slow, clustered or equal or long items 2 linear building
// 3 no pointers.
//
// Items in Hilbert order of their centres, eight to a leaf; a full binary tree of boxes over the leaves
// in heap order (children of *i* are 2 *i* and 2 *i* + 1). Each node knows the lowest feature row in it, so
// that ties are settled without visiting every item at one place.
// Source: I. Kamel, C. Faloutsos (1993), On packing R-trees. Rejected: sort-tile-recursive packing (two
// comparison sorts), a k-d tree (segments would be cut or stored twice).
import Planar

/// A packed tree of boxes over items.
struct ItemTree<Item: IndexedItem>: Sendable {
    /// In Hilbert order.
    let items: [Item]
    /// What the items refer to.
    let columns: Item.Columns
    private let boxes: [Box]
    private let lowestFeatures: [Int32]
    /// Number of leaves, a power of two; some at the end may be empty.
    private let leaves: Int

    static var leafSize: Int { 8 }

    init(_ unordered: [Item], columns: Item.Columns, threads: Int = 1) {
        let sorted = Self.sorted(unordered, threads)
        let needed = max(1, (sorted.count + Self.leafSize - 1) / Self.leafSize)
        var count = 1
        while count < needed { count *= 2 }
        var boxes = [Box](repeating: .empty, count: 2 * count)
        var lowest = [Int32](repeating: .max, count: 2 * count)
        for (i, item) in sorted.enumerated() {
            let leaf = count + i / Self.leafSize
            boxes[leaf].insert(item.box)
            lowest[leaf] = min(lowest[leaf], item.feature)
        }
        for node in stride(from: count - 1, to: 0, by: -1) {
            boxes[node] = boxes[2 * node]
            boxes[node].insert(boxes[2 * node + 1])
            lowest[node] = min(lowest[2 * node], lowest[2 * node + 1])
        }
        items = sorted
        self.columns = columns
        leaves = count
        self.boxes = boxes
        lowestFeatures = lowest
    }

    /// Items in Hilbert order of their centres.
    private static func sorted(_ items: [Item], _ threads: Int) -> [Item] {
        func column(_ value: @Sendable (Item) -> Double) -> [Double] {
            filled(items.count, threads) { value(items[$0]) }
        }
        let x = column { $0.box.minX / 2 + $0.box.maxX / 2 }
        let y = column { $0.box.minY / 2 + $0.box.maxY / 2 }
        let order = spatialOrder(x: x.span, y: y.span)
        return filled(items.count, threads) { items[Int(order[$0])] }
    }

    /// A column that threads fill together.
    private static func filled<Value: Sendable>(
        _ count: Int, _ threads: Int, _ value: @Sendable (Int) -> Value
    ) -> [Value] {
        [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
            useLargePages(buffer)
            // Every thread writes its own rows.
            nonisolated(unsafe) let buffer = buffer
            forEachChunk(of: count, threads: threads) { rows in
                for i in rows { buffer.initializeElement(at: i, to: value(i)) }
            }
            initialized = count
        }
    }

    /// The smallest box around all items.
    var box: Box { boxes[1] }

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
        visitNodes(box, squaredRadius: limit, stopsWithin: false) { rows, _ in
            for i in rows where items[i].box.squaredDistance(to: box) <= limit {
                if !body(i) { return false }
            }
            return true
        }
    }

    /// Visits the nodes near a box, until `body` returns false: rows of items, and whether every point of
    /// them is as near to every point of the box.
    ///
    /// - Returns: Whether all were visited.
    @inline(__always)
    func visitNodes(
        _ box: Box, squaredRadius limit: Double, stopsWithin: Bool = true,
        _ body: (_ rows: Range<Int>, _ isWithin: Bool) -> Bool
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
                if !body(range(ofNode: node), isWithin) { return false }
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

    /// Visits the leaves near a box, until `body` returns false: rows of items, and the box of the leaf.
    ///
    /// - Returns: Whether all were visited.
    @inline(__always)
    func visitLeaves(
        _ box: Box, squaredRadius limit: Double, _ body: (_ rows: Range<Int>, _ box: Box) -> Bool
    ) -> Bool {
        var stack = InlineArray<64, Int32>(repeating: 0)
        stack[0] = 1
        var depth = 1
        while depth > 0 {
            depth -= 1
            let node = Int(stack[depth])
            guard boxes[node].squaredDistance(to: box) <= limit else { continue }
            if node >= leaves {
                if !body(range(ofNode: node), boxes[node]) { return false }
            } else {
                stack[depth] = Int32(2 * node + 1)
                stack[depth + 1] = Int32(2 * node)
                depth += 2
            }
        }
        return true
    }

    /// Rows of the items below a node.
    @inline(__always)
    private func range(ofNode node: Int) -> Range<Int> {
        let level = Int.bitWidth - 1 - node.leadingZeroBitCount
        let width = (leaves >> level) * Self.leafSize
        let start = min((node - (1 << level)) * width, items.count)
        return start..<min(start + width, items.count)
    }
}

extension ItemTree where Item.Columns == NoColumns {
    init(_ unordered: [Item], threads: Int = 1) {
        self.init(unordered, columns: NoColumns(), threads: threads)
    }
}
