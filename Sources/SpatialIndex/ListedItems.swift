// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 for each point the least exact squared distance, to the bit 2 some 10 instructions for a
// point and an item.
//
// Points are few and near each other, and so are the items. Two points at a time are measured against each item
// (segments: RoughSegments.swift).
import Planar

/// Items that may be nearest to the points of a block.
struct ListedItems<Item: PlacedItem> {
    let items: UnsafeMutablePointer<Item>
    /// Numbers of those that are listed.
    let list: UnsafeBufferPointer<Int32>
    /// More than width and height of what holds all of them and the points.
    let span: Double
    /// Room for sixteen numbers for each item.
    let scratch: UnsafeMutablePointer<Double>

    @inline(__always)
    subscript(_ k: Int) -> Item { items[Int(list[k])] }

    /// Lowers squared distances one by one.
    @inline(__always)
    func lowerPlainly(_ block: PointBlock) {
        for i in 0..<block.count {
            for k in list.indices {
                block.squares[i] = min(
                    block.squares[i], self[k].squaredDistance(block.x[i], block.y[i]))
            }
        }
    }
}

extension PointItem {
    @inline(__always)
    static func lower(_ block: PointBlock, by listed: ListedItems<PointItem>) {
        guard block.count > 1 else { return listed.lowerPlainly(block) }
        let squares = UnsafeMutableRawPointer(block.squares)
        for k in listed.list.indices {
            let item = listed[k]
            let centre = (x: Pair(repeating: item.x), y: Pair(repeating: item.y))
            block.forEachPair { i in
                let point = block.pair(i)
                let dx = point.x - centre.x
                let dy = point.y - centre.y
                let known = squares.loadUnaligned(fromByteOffset: 8 * i, as: Pair.self)
                squares.storeBytes(
                    of: lesser(known, dx * dx + dy * dy), toByteOffset: 8 * i, as: Pair.self)
            }
        }
    }
}
