// SPDX-License-Identifier: EUPL-1.2
//
// Counting shapes for tiles of points; FeatureCounter.swift has goals and method.
//
// Rounding: boxes against boxes never contradict a plain loop (IndexedItem.swift). The distance from a centre does by
// some units of rounding of the coordinates and of the longest edge, a thousand times which is added to h, so a
// feature that lies so near to T is asked for each point, where nothing is added.
import Planar

/// A tree of the boxes of shapes that knows how many features lie below each node.
struct ShapeTree: Sendable {
    private let tree: ItemTree<BoxItem>
    private let shapes: [CountedShape]
    private let columns: ShapeColumns
    /// Features before each row of the tree, and all.
    private let sums: [Int32]

    init(_ maker: ShapeMaker, threads: Int) {
        tree = ItemTree(maker.boxes, threads: threads)
        // In the order of the tree.
        shapes = tree.items.map { maker.shapes[Int($0.feature)] }
        columns = maker.columns
        var sums: [Int32] = [0]
        sums.reserveCapacity(shapes.count + 1)
        for shape in shapes { sums.append(sums[sums.count - 1] + shape.times) }
        self.sums = sums
    }

    /// Points of the first tile at most; each next one has a quarter.
    private static var tileSize: Int { 4_096 }
    /// Shapes in the list of a tile that is wider than the radius, at most, where its points are fewer.
    private static var crowd: Int { 32 }

    /// A radius, its square, and the shapes that are left between, tile in tile.
    private struct Search {
        let radius: Double
        let limit: Double
        var list: [Int32] = []
        /// The last place with thousands of points, and its count.
        var last = (x: Double.nan, y: Double.nan, count: Int32(0))
    }

    /// Adds to each count the number of features within a radius of its point.
    func count(
        x: Span<Double>, y: Span<Double>, radius: Double, squaredRadius limit: Double,
        into output: inout MutableSpan<Int32>
    ) {
        var search = Search(radius: radius, limit: limit)
        for start in stride(from: 0, to: x.count, by: Self.tileSize) {
            count(
                x, y, start..<min(start + Self.tileSize, x.count), 0, among: nil, &search, &output)
        }
    }

    /// Counts for some points among the shapes of a list, or all where there is none, beside a number that is
    /// known already.
    private func count(
        _ x: Span<Double>, _ y: Span<Double>, _ rows: Range<Int>, _ known: Int32,
        among list: Range<Int>?, _ search: inout Search, _ output: inout MutableSpan<Int32>
    ) {
        guard rows.count > 1 else {
            for i in rows where x[i].isFinite && y[i].isFinite {
                output[i] += known + count(x[i], y[i], among: list, search)
            }
            return
        }
        let tile = Tile(x: x, y: y, rows: rows)
        if tile.isPoint {
            let count = known + count(at: tile, among: list, &search)
            for i in rows { output[i] += count }
            return
        }
        let start = search.list.count
        var (known, list) = (known, list)
        if tile.isFinite, let more = split(tile, rows.count, among: list, &search) {
            known += more
            list = start..<search.list.count
            if search.list.count == start {
                for i in rows { output[i] += known }
                return
            }
        }
        let quarter = (rows.count + 3) / 4
        for first in stride(from: rows.lowerBound, to: rows.upperBound, by: quarter) {
            let part = first..<min(first + quarter, rows.upperBound)
            count(x, y, part, known, among: list, &search, &output)
        }
        search.list.removeLast(search.list.count - start)
    }

    /// Counts the features within the radius of a whole tile and lists those that may be within it of some of its
    /// points; `nil` where these are a crowd.
    private func split(
        _ tile: Tile, _ points: Int, among list: Range<Int>?, _ search: inout Search
    ) -> Int32? {
        let (radius, limit) = (search.radius, search.limit)
        let bounds = bounds(tile, radius)
        let start = search.list.count
        var common: Int32 = 0
        if let list {
            for k in list {
                let row = Int(search.list[k])
                switch nearness(row, tile, limit, bounds) {
                case .within: common += shapes[row].times
                case .between: search.list.append(search.list[k])
                case .beyond: break
                }
            }
            return common
        }
        let most = tile.half <= radius ? Int.max : start + max(points, Self.crowd)
        let isComplete = tree.visitNodes(tile.box, squaredRadius: limit, stopsWithin: true) {
            rows, _, isWithin in
            if isWithin {
                common += sums[rows.upperBound] - sums[rows.lowerBound]
                return true
            }
            for row in rows {
                switch nearness(row, tile, limit, bounds) {
                case .within: common += shapes[row].times
                case .between: search.list.append(Int32(truncatingIfNeeded: row))
                case .beyond: break
                }
            }
            return search.list.count <= most
        }
        if isComplete { return common }
        search.list.removeLast(search.list.count - start)
        return nil
    }

    /// Squared distances from the centre up to which all of a tile is within the radius, and some of it may be.
    private func bounds(_ tile: Tile, _ radius: Double) -> (near: Double, far: Double) {
        let extent = (tree.box.maxX - tree.box.minX) + (tree.box.maxY - tree.box.minY)
        let half = tile.half + tile.noise + 0x1p-40 * (extent + radius)
        let near = radius - half
        let far = radius + half
        return (near > 0 ? near * near * (1 - 0x1p-40) : -1, far * far * (1 + 0x1p-40))
    }

    @inline(__always)
    private func nearness(
        _ row: Int, _ tile: Tile, _ limit: Double, _ bounds: (near: Double, far: Double)
    ) -> Nearness {
        let box = tree.items[row].box
        if box.squaredDistance(to: tile.box) > limit { return .beyond }
        if box.squaredReach(of: tile.box) <= limit { return .within }
        return columns.nearness(shapes[row], tile.x, tile.y, near: bounds.near, far: bounds.far)
    }

    /// Counts for points that are one.
    private func count(at tile: Tile, among list: Range<Int>?, _ search: inout Search) -> Int32 {
        let (px, py) = (tile.box.minX, tile.box.minY)
        guard list == nil else { return count(px, py, among: list, search) }
        if search.last.x != px || search.last.y != py {
            search.last = (px, py, count(px, py, among: nil, search))
        }
        return search.last.count
    }

    /// Counts for one point.
    private func count(
        _ px: Double, _ py: Double, among list: Range<Int>?, _ search: borrowing Search
    ) -> Int32 {
        let limit = search.limit
        var count: Int32 = 0
        if let list {
            for k in list {
                let shape = shapes[Int(search.list[k])]
                if isWithin(shape, px, py, limit) { count += shape.times }
            }
            return count
        }
        tree.visit(px, py, squaredRadius: limit) { rows, isInside in
            if isInside {
                count += sums[rows.upperBound] - sums[rows.lowerBound]
            } else {
                for row in rows where isWithin(shapes[row], px, py, limit) {
                    count += shapes[row].times
                }
            }
        }
        return count
    }

    @inline(__always)
    private func isWithin(
        _ shape: CountedShape, _ px: Double, _ py: Double, _ limit: Double
    ) -> Bool {
        columns.nearness(shape, px, py, near: limit, far: limit) == .within
    }
}
