// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the bits of asking point by point, however the points are grouped 2 some 50 ns a point
// where neighbours in the columns are neighbours on the map 3 never much slower than point by point.
//
// Points that follow each other in the columns are a tile. The tree is asked twice for a tile: what is nearest
// to its centre, and which items can then be nearest to any of its points. The list of these is filtered
// (IndexedItem.swift has the rule) and the tile halved with its list until the list is short or the points
// few; then every point is measured against its list. So the tree is walked once for tens of points, and
// points and candidates are divided together, as in a dual tree, but only where there are points.
//
// Rejected: a grid with a list of candidates for each cell (as many cells as half the points to be made before
// the first answer, by one thread, 8.6 us a segment; lists of all that lies within a diagonal), a walk down the
// tree for each point (550 ns a point on 25 million edges).
import Planar

/// Memory of a search: the items near the tile in work, and lists of them, one after the other.
private struct TileLists<Item: IndexedItem>: ~Copyable {
    let items: UnsafeMutableBufferPointer<Item>
    let lists: UnsafeMutableBufferPointer<Int32>
    /// Items in use.
    var count = 0

    init(
        items: UnsafeMutableBufferPointer<Item>, lists: UnsafeMutableBufferPointer<Int32>
    ) {
        self.items = items
        self.lists = lists
    }
}

extension ItemTree {
    /// Points of the first tile at most.
    private static var tileSize: Int { 64 }
    /// Tiles of so few points are not halved.
    private static var few: Int { 8 }
    /// Lists as short as this are not filtered again.
    private static var short: Int { 4 }
    /// Items in the first list of a tile at most; where there are more, the tile is halved before.
    private static var crowd: Int { 256 }
    /// Lists at once: one for each halving, and the first.
    private static var depth: Int { 8 }

    /// Lowers the squared distances of points to those of their nearest items.
    func lower(
        _ squares: inout MutableSpan<Double>, x: Span<Double>, y: Span<Double>
    ) {
        withUnsafeTemporaryAllocation(of: Item.self, capacity: Self.crowd) { items in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.depth * Self.crowd) {
                var memory = TileLists(items: items, lists: $0)
                var start = 0
                while start < x.count {
                    let end = min(start + Self.tileSize, x.count)
                    lower(&squares, x, y, start..<end, &memory)
                    start = end
                }
            }
        }
    }

    private func lower(
        _ squares: inout MutableSpan<Double>, _ x: Span<Double>, _ y: Span<Double>,
        _ rows: Range<Int>, _ memory: inout TileLists<Item>
    ) {
        let tile = Tile(x: x, y: y, rows: rows)
        if tile.isFinite, gather(tile, &memory) {
            let list = 0..<memory.count
            for k in list { memory.lists[k] = Int32(k) }
            narrow(&squares, x, y, rows, tile, list, memory)
        } else if rows.count > Self.few {
            let middle = rows.lowerBound + rows.count / 2
            lower(&squares, x, y, rows.lowerBound..<middle, &memory)
            lower(&squares, x, y, middle..<rows.upperBound, &memory)
        } else {
            for i in rows where x[i].isFinite && y[i].isFinite {
                var nearest = Nearest(squared: squares[i])
                search(x[i], y[i], &nearest)
                squares[i] = nearest.squared
            }
        }
    }

    /// Collects the items that can be nearest to a point of the tile; fails where they are many.
    private func gather(_ tile: Tile, _ memory: inout TileLists<Item>) -> Bool {
        memory.count = 0
        var nearest = Nearest(wantsFeature: false)
        search(tile.x, tile.y, &nearest)
        guard nearest.squared.isFinite else { return true }
        let bound = tile.bound(nearest.squared)
        let items = memory.items
        var count = 0
        let isComplete = visit(tile.box, squaredRadius: bound * bound) { i in
            guard count < items.count else { return false }
            items.initializeElement(at: count, to: self.items[i])
            count += 1
            return true
        }
        memory.count = count
        return isComplete
    }

    /// Measures points against a list, or filters the list and divides the points.
    private func narrow(
        _ squares: inout MutableSpan<Double>, _ x: Span<Double>, _ y: Span<Double>,
        _ rows: Range<Int>, _ tile: Tile, _ list: Range<Int>, _ memory: borrowing TileLists<Item>
    ) {
        guard list.count > Self.short else {
            return measure(&squares, x, y, rows, list, memory)
        }
        let kept = filter(list, tile, memory)
        guard rows.count > Self.few, kept.count > Self.short else {
            return measure(&squares, x, y, rows, kept, memory)
        }
        let middle = rows.lowerBound + rows.count / 2
        let first = rows.lowerBound..<middle
        let second = middle..<rows.upperBound
        narrow(&squares, x, y, first, Tile(x: x, y: y, rows: first), kept, memory)
        narrow(&squares, x, y, second, Tile(x: x, y: y, rows: second), kept, memory)
    }

    /// Writes behind a list those of it that can be nearest to a point of the tile, the nearest to its centre
    /// first.
    @inline(__always)
    private func filter(
        _ list: Range<Int>, _ tile: Tile, _ memory: borrowing TileLists<Item>
    ) -> Range<Int> {
        let items = memory.items
        let lists = memory.lists
        var first = list.lowerBound
        var square = Double.infinity
        for k in list {
            let item = items[Int(lists[k])]
            guard item.box.squaredDistance(tile.x, tile.y) < square else { continue }
            let candidate = item.squaredDistance(tile.x, tile.y, below: square, columns)
            if candidate < square {
                square = candidate
                first = k
            }
        }
        let rival = items[Int(lists[first])]
        var end = list.upperBound
        lists[end] = lists[first]
        end += 1
        for k in list where k != first {
            guard items[Int(lists[k])].mayWin(in: tile, against: rival, square) else { continue }
            lists[end] = lists[k]
            end += 1
        }
        return list.upperBound..<end
    }

    @inline(__always)
    private func measure(
        _ squares: inout MutableSpan<Double>, _ x: Span<Double>, _ y: Span<Double>,
        _ rows: Range<Int>, _ list: Range<Int>, _ memory: borrowing TileLists<Item>
    ) {
        let items = memory.items
        let lists = memory.lists
        for i in rows {
            var best = squares[i]
            for k in list {
                let item = Int(lists[k])
                guard items[item].box.squaredDistance(x[i], y[i]) < best else { continue }
                best = min(best, items[item].squaredDistance(x[i], y[i], below: best, columns))
            }
            squares[i] = best
        }
    }
}
