// SPDX-License-Identifier: EUPL-1.2
import Planar

/// The edges of polygons in blocks of at most 64 consecutive edges of a ring, in order of feature row.
struct EdgeBlocks: Sendable {
    /// Edges end at the vertices `start ..< end`; the first starts at vertex `previous`.
    struct Block: Sendable {
        var start: Int32
        var end: Int32
        var previous: Int32
        /// Place of the polygon in order of feature row.
        var rank: Int32
    }

    /// Blocks of the bands of a grid.
    struct Listed: Sendable {
        let starts: [Int32]
        let blocks: [Int32]

        func blocks(of band: Int) -> ArraySlice<Int32> {
            blocks[Int(starts[band])..<Int(starts[band + 1])]
        }
    }

    static let size = 64

    /// All blocks, ascending in rank.
    let blocks: [Block]
    /// Per rank the feature row of the polygon.
    let features: [Int32]
    /// The smallest box around all vertices.
    let box: Box
    /// Sum of width and height of all edges, metres.
    let totalExtent: Double
    /// Per block its lowest and highest northing.
    private let heights: [(low: Double, high: Double)]

    init(_ polygons: PolygonSet, threads: Int) {
        let owners = polygons.feature
        let isSorted = zip(owners, owners.dropFirst()).allSatisfy { $0 <= $1 }
        var ranked = (0..<polygons.count).map(Int32.init)
        if !isSorted { ranked.sort { (owners[Int($0)], $0) < (owners[Int($1)], $1) } }
        features = ranked.map { owners[Int($0)] }
        let blocks = Self.blocks(polygons, ranked)
        self.blocks = blocks
        let measured = Self.measured(polygons, blocks, threads)
        heights = measured.map { ($0.box.minY, $0.box.maxY) }
        var box = Box.empty
        var extent = 0.0
        for block in measured {
            box.insert(block.box)
            extent += block.extent
        }
        self.box = box
        totalExtent = extent
    }

    private static func blocks(_ polygons: PolygonSet, _ ranked: [Int32]) -> [Block] {
        var blocks: [Block] = []
        blocks.reserveCapacity(polygons.count + polygons.x.count / size)
        for (rank, polygon) in ranked.enumerated() {
            for ring in polygons.rings(of: Int(polygon)) {
                let rows = polygons.vertices(ofRing: ring)
                guard var previous = rows.last else { continue }
                for start in stride(from: rows.lowerBound, to: rows.upperBound, by: size) {
                    let end = min(start + size, rows.upperBound)
                    blocks.append(
                        Block(
                            start: Int32(start), end: Int32(end), previous: Int32(previous),
                            rank: Int32(rank)))
                    previous = end - 1
                }
            }
        }
        return blocks
    }

    private struct Measured: Sendable {
        var box = Box.empty
        var extent = 0.0
    }

    private static func measured(
        _ polygons: PolygonSet, _ blocks: [Block], _ threads: Int
    ) -> [Measured] {
        [Measured](unsafeUninitializedCapacity: blocks.count) { buffer, initialized in
            // Every thread writes its own rows.
            nonisolated(unsafe) let buffer = buffer
            forEachChunk(of: blocks.count, threads: threads) { rows in
                let x = polygons.x.span, y = polygons.y.span
                for k in rows {
                    var result = Measured()
                    var (px, py) = (x[Int(blocks[k].previous)], y[Int(blocks[k].previous)])
                    result.box.insert(x: px, y: py)
                    for i in Int(blocks[k].start)..<Int(blocks[k].end) {
                        let (vx, vy) = (x[i], y[i])
                        result.extent += abs(vx - px) + abs(vy - py)
                        result.box.insert(x: vx, y: vy)
                        (px, py) = (vx, vy)
                    }
                    buffer.initializeElement(at: k, to: result)
                }
            }
            initialized = blocks.count
        }
    }

    /// The blocks of each band of rows, ascending.
    func listed(grid: CellGrid, bandHeight: Int, bands: Int) -> Listed {
        func range(_ k: Int) -> ClosedRange<Int> {
            grid.row(heights[k].low) / bandHeight...grid.row(heights[k].high) / bandHeight
        }
        var starts = [Int32](repeating: 0, count: bands + 1)
        for k in blocks.indices { for band in range(k) { starts[band + 1] += 1 } }
        for band in 0..<bands { starts[band + 1] += starts[band] }
        var next = starts
        var listed = [Int32](repeating: 0, count: Int(starts[bands]))
        for k in blocks.indices {
            for band in range(k) {
                listed[Int(next[band])] = Int32(k)
                next[band] += 1
            }
        }
        return Listed(starts: starts, blocks: listed)
    }
}
