// SPDX-License-Identifier: EUPL-1.2
//
// How many features lie within a radius. Where every feature is one point they are counted for a tile of points
// at once (TileCount.swift). Else each feature is marked with the row of the query that counted it, and tiles
// that nothing is near are passed over.
import Planar

extension NearestFeatureIndex {
    /// Counts the features within a radius of a point.
    ///
    /// - Parameters:
    ///   - x: Easting, metres.
    ///   - y: Northing, metres.
    ///   - radius: Metres.
    /// - Returns: Number of distinct features whose distance, as ``nearest(x:y:)`` would report it, is at
    ///   most the radius; 0 for a point that is not finite or a radius below 0.
    public func count(x: Double, y: Double, within radius: Double) -> Int {
        let eastings = [x]
        let northings = [y]
        var counts: [Int32] = [0]
        var output = counts.mutableSpan
        self.counts(x: eastings.span, y: northings.span, within: radius, into: &output)
        return Int(counts[0])
    }

    /// Counts for each point of two columns the features within a radius.
    ///
    /// - Parameters:
    ///   - x: *n* eastings, metres.
    ///   - y: *n* northings, metres.
    ///   - radius: Metres.
    ///   - output: *n* counts, as ``count(x:y:within:)`` gives them.
    /// - Precondition: all columns have the same length.
    /// - Complexity: O(features found + log *features*) a point; allocates one mark per feature.
    public func counts(
        x: Span<Double>, y: Span<Double>, within radius: Double,
        into output: inout MutableSpan<Int32>
    ) {
        precondition(x.count == y.count && x.count == output.count, "columns differ in length")
        let limit = Self.squaredLimit(of: radius)
        for i in x.indices { output[i] = 0 }
        guard limit >= 0 else { return }
        if ownsOnePointEach {
            points?.count(x: x, y: y, squaredRadius: limit, into: &output)
            return
        }
        var marks = [Int32](repeating: -1, count: featureCount)
        var start = 0
        while start < x.count {
            let rows = start..<min(start + Self.tileSize, x.count)
            start = rows.upperBound
            let tile = Tile(x: x, y: y, rows: rows)
            if tile.isFinite, !hasItems(near: tile, limit) { continue }
            for i in rows where x[i].isFinite && y[i].isFinite {
                output[i] = countMarked(x[i], y[i], limit, Int32(i), &marks)
            }
        }
    }

    /// Points that are told together when nothing is near them.
    private static var tileSize: Int { 64 }

    /// Whether anything may be within a radius of a point of the tile.
    private func hasItems(near tile: Tile, _ limit: Double) -> Bool {
        func isBare<Item: IndexedItem>(_ tree: ItemTree<Item>?, _ limit: Double) -> Bool {
            tree?.visit(tile.box, squaredRadius: limit) { _ in false } ?? true
        }
        return
            !(isBare(points, limit) && isBare(segments, limit) && isBare(runs, limit)
            && isBare(polygonBoxes, 0))
    }

    /// Largest square whose root is at most `radius`, so that roots need not be taken; -1 for none.
    static func squaredLimit(of radius: Double) -> Double {
        guard radius >= 0 else { return -1 }
        var limit = radius * radius
        guard limit.isFinite else { return .infinity }
        while limit.squareRoot() > radius { limit = limit.nextDown }
        while limit.nextUp.squareRoot() <= radius { limit = limit.nextUp }
        return limit
    }

    /// Counts features with any number of parts: each is marked with the row of the query.
    private func countMarked(
        _ px: Double, _ py: Double, _ limit: Double, _ query: Int32, _ marks: inout [Int32]
    ) -> Int32 {
        var count: Int32 = 0
        if let tree = points { mark(tree, px, py, limit, query, &marks, &count) }
        if let tree = segments { mark(tree, px, py, limit, query, &marks, &count) }
        if let runs { mark(runs, px, py, limit, query, &marks, &count) }
        polygonBoxes?.visit(px, py, squaredRadius: 0) { rows, _ in
            guard let items = polygonBoxes?.items else { return }
            for i in rows where items[i].box.contains(x: px, y: py) {
                let polygon = Int(items[i].feature)
                let owner = Int(polygons.feature[polygon])
                guard marks[owner] != query, polygons.locate(x: px, y: py, in: polygon) != .outside
                else { continue }
                marks[owner] = query
                count += 1
            }
        }
        return count
    }

    private func mark<Item: IndexedItem>(
        _ tree: ItemTree<Item>, _ px: Double, _ py: Double, _ limit: Double, _ query: Int32,
        _ marks: inout [Int32], _ count: inout Int32
    ) {
        tree.visit(px, py, squaredRadius: limit) { rows, _ in
            for i in rows {
                let owner = Int(tree.items[i].feature)
                guard marks[owner] != query,
                    tree.items[i].squaredDistance(px, py, below: limit.nextUp, tree.columns)
                        <= limit
                else { continue }
                marks[owner] = query
                count += 1
            }
        }
    }
}
