// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the bits of asking point by point, however the points are grouped 2 some 50 ns a point
// where neighbours in the columns are neighbours on the map 3 never much slower than point by point.
//
// Points that follow each other in the columns are a tile. The tree is asked twice for a tile: what is nearest
// to its centre, and which items can then be nearest to any of its points (TileRival.swift has the rule, which
// leaves out whole leaves). The tile is divided and its list filtered until the list is short or the points few;
// then all points are measured against the list (ListedItems.swift). So the tree is walked once for tens of
// points, and points and candidates are divided together, as in a dual tree, but only where there are points.
//
// Rejected: a grid with a list of candidates for each cell (as many cells as half the points to be made before
// the first answer, by one thread, 8.6 us a segment; lists of all that lies within a diagonal), a walk down the
// tree for each point (550 ns a point on 25 million edges), halving instead of quartering (the filter costs more
// than the measuring that it saves).
import Planar

/// Memory of a search: the items near the tile in work, and lists of them, one after the other.
private struct TileLists<Item: PlacedItem>: ~Copyable {
    let items: UnsafeMutablePointer<Item>
    let lists: UnsafeMutablePointer<Int32>
    let ways: UnsafeMutablePointer<TileWay>
    let scratch: UnsafeMutablePointer<Double>
    /// Items in use.
    var count = 0
    /// Of items in use and points.
    var extent = Box.empty
    /// The item nearest to the last tile's centre.
    var nearest: Int?

    init(crowd: Int, lists count: Int, points: Int) {
        items = .allocate(capacity: crowd)
        lists = .allocate(capacity: count * crowd)
        ways = .allocate(capacity: crowd)
        scratch = .allocate(capacity: points * crowd)
    }

    deinit {
        items.deallocate()
        lists.deallocate()
        ways.deallocate()
        scratch.deallocate()
    }

    /// Width and height together.
    var span: Double { (extent.maxX - extent.minX) + (extent.maxY - extent.minY) }
}

extension ItemTree where Item: PlacedItem {
    /// Points of the first tile at most.
    private static var tileSize: Int { 64 }
    /// Tiles of so few points are not divided.
    private static var few: Int { 16 }
    /// Lists as short as this are not filtered again.
    private static var short: Int { 4 }
    /// Items in the first list of a tile at most; where there are more, the tile is divided before.
    private static var crowd: Int { 128 }

    /// Lowers the squared distances of points to those of their nearest items.
    func lower(
        _ squares: inout MutableSpan<Double>, x: Span<Double>, y: Span<Double>
    ) {
        // One list of each size of tile, and the first; short lists of many points need no more room.
        var memory = TileLists<Item>(crowd: Self.crowd, lists: 4, points: Self.few)
        PointBlock.forEach(of: Self.tileSize, &squares, x: x, y: y) { lower($0, &memory) }
    }

    private func lower(_ block: PointBlock, _ memory: inout TileLists<Item>) {
        let most = block.most
        guard most > 0 else { return }
        let tile = Tile(block)
        if tile.isFinite, gather(tile, most, &memory) {
            let list = 0..<memory.count
            for k in list { memory.lists[k] = Int32(k) }
            narrow(block, list, &memory)
        } else if block.count > Self.tileSize / 8 {
            // At once to the smallest: points that are far apart have crowds between them in any number.
            for start in stride(from: 0, to: block.count, by: Self.tileSize / 8) {
                lower(block[start..<min(start + Self.tileSize / 8, block.count)], &memory)
            }
        } else {
            for i in 0..<block.count where block.x[i].isFinite && block.y[i].isFinite {
                var nearest = Nearest(squared: block.squares[i])
                search(block.x[i], block.y[i], &nearest)
                block.squares[i] = nearest.squared
            }
        }
    }

    /// Collects the items that can be nearest to a point of the tile; fails where they are many.
    private func gather(
        _ tile: Tile, _ most: Double, _ memory: inout TileLists<Item>
    ) -> Bool {
        memory.count = 0
        memory.extent = tile.box
        var nearest = Nearest(wantsFeature: false)
        if let last = memory.nearest {
            nearest.row = last
            nearest.squared = items[last].squaredDistance(tile.x, tile.y)
        }
        search(tile.x, tile.y, &nearest)
        guard nearest.row >= 0 else { return true }
        memory.nearest = nearest.row
        let rival = TileRival(items[nearest.row], tile: tile)
        let bound = tile.bound(nearest.squared)
        let limit = min(bound * bound, most)
        return visitNodes(tile.box, squaredRadius: limit, stopsWithin: false) { rows, box, _ in
            let slack = Self.slack(tile, bound + (box.maxX - box.minX) + (box.maxY - box.minY))
            guard rival.admits(TileWay(from: box, to: tile), slack: slack) else { return true }
            for i in rows where rival.admits(TileWay(from: items[i], to: tile), slack: slack) {
                guard memory.count < Self.crowd else { return false }
                (memory.items + memory.count).initialize(to: items[i])
                memory.extent.insert(items[i].box)
                memory.count += 1
            }
            return true
        }
    }

    /// A thousand times the rounding of differences between a tile and what extends as far.
    @inline(__always)
    private static func slack(_ tile: Tile, _ extent: Double) -> Double {
        0x1p-38 * (extent + tile.half) + tile.noise
    }

    /// Measures points against a list, or divides them and filters the list for each part.
    private func narrow(
        _ block: PointBlock, _ list: Range<Int>, _ memory: inout TileLists<Item>
    ) {
        guard list.count > Self.short, block.count > Self.few else {
            return measure(block, list, memory)
        }
        let quarter = (block.count + 3) / 4
        for start in stride(from: 0, to: block.count, by: quarter) {
            let part = block[start..<min(start + quarter, block.count)]
            narrow(part, filter(list, Tile(part), &memory), &memory)
        }
    }

    /// Writes behind a list those of it that can be nearest to a point of the tile.
    @inline(__always)
    private func filter(
        _ list: Range<Int>, _ tile: Tile, _ memory: inout TileLists<Item>
    ) -> Range<Int> {
        var first = list.lowerBound
        var least = Double.infinity
        for k in list {
            let way = TileWay(from: memory.items[Int(memory.lists[k])], to: tile)
            memory.ways[k - list.lowerBound] = way
            if way.square < least {
                least = way.square
                first = k
            }
        }
        let rival = TileRival(memory.items[Int(memory.lists[first])], tile: tile)
        let slack = Self.slack(tile, memory.span)
        var end = list.upperBound
        for k in list
        where k == first || rival.admits(memory.ways[k - list.lowerBound], slack: slack) {
            memory.lists[end] = memory.lists[k]
            end += 1
        }
        return list.upperBound..<end
    }

    @inline(__always)
    private func measure(
        _ block: PointBlock, _ list: Range<Int>, _ memory: borrowing TileLists<Item>
    ) {
        Item.lower(
            block,
            by: ListedItems(
                items: memory.items,
                list: UnsafeBufferPointer(start: memory.lists + list.lowerBound, count: list.count),
                span: memory.span, scratch: memory.scratch))
    }
}
