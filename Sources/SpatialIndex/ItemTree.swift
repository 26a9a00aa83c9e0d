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
    /// Boxes of the nodes in heap order, from 1.
    let boxes: [Box]
    /// Per node the lowest feature row in it.
    let lowestFeatures: [Int32]
    /// Number of leaves, a power of two; some at the end may be empty.
    let leaves: Int

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

    /// Whether many items share their boxes with many others.
    ///
    /// Equal ones follow each other in Hilbert order: half of a leaf shares the box of its first item. The two sides
    /// of a border do not.
    var isCrowded: Bool {
        items.withUnsafeBufferPointer { items in
            var crowds = 0
            var start = 0
            while start + Self.leafSize <= items.count, crowds < Self.crowd {
                let first = items[start].box
                // Nearly all leaves are told by one number of two items, which are side by side or every other.
                if items[start + Self.leafSize / 2].box.minX == first.minX {
                    let leaf = items[start..<start + Self.leafSize]
                    if 2 * leaf.count(where: { $0.box == first }) >= Self.leafSize { crowds += 1 }
                }
                start += Self.leafSize
            }
            return crowds == Self.crowd
        }
    }

    /// So many leaves of equal boxes are a crowd.
    private static var crowd: Int { 16 }

    /// Rows of the items below a node.
    @inline(__always)
    func range(ofNode node: Int) -> Range<Int> {
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
