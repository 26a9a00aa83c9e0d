// SPDX-License-Identifier: EUPL-1.2
import Planar

/// Makes the runs of a layer.
struct RunMaker {
    /// Edges of a run at most.
    static var runLength: Int { 16 }
    /// Vertices of a polygon that is kept whole at most.
    static var wholeLength: Int { 40 }
    /// Vertices of a polygon whose inside is an item at most.
    static var insideLength: Int { 512 }

    private let lines: LineSet
    private let polygons: PolygonSet
    private let counts: [Bool]?

    /// - Parameters:
    ///   - geometry: Features.
    ///   - counts: Which features count; `nil`: all.
    init(_ geometry: FeatureGeometry, counts: [Bool]?) {
        lines = geometry.lines
        polygons = geometry.polygons
        self.counts = counts
    }

    /// Makes the runs: lines first, then polygons, each in their order.
    func items(threads: Int) -> [EdgeRun] {
        let starts = polygonStarts
        let total = starts[polygons.count]
        return [EdgeRun](unsafeUninitializedCapacity: total) { buffer, initialized in
            // Every thread writes the runs of its own polygons.
            nonisolated(unsafe) let buffer = buffer
            writeLines(to: buffer)
            forEachChunk(of: polygons.count, size: 4_096, least: 64, threads: threads) { rows in
                for p in rows {
                    let own = buffer[starts[p]..<starts[p + 1]]
                    write(polygon: p, to: UnsafeMutableBufferPointer(rebasing: own))
                }
            }
            initialized = total
        }
    }

    /// Place of the first run of each polygon, and one past the last.
    private var polygonStarts: [Int] {
        var start = 0
        for k in 0..<lines.count where isCounted(lines.feature[k]) {
            start += Self.runCount(lines.vertices(of: k))
        }
        var starts = [start]
        starts.reserveCapacity(polygons.count + 1)
        for p in 0..<polygons.count {
            start += runCount(ofPolygon: p)
            starts.append(start)
        }
        return starts
    }

    /// The polygons whose inside the runs do not know.
    var large: PolygonSet {
        var large = PolygonSet()
        for p in 0..<polygons.count
        where polygons.vertices(of: p).count > Self.insideLength && isCounted(polygons.feature[p]) {
            large.appendPolygon(p, of: polygons)
        }
        return large
    }

    private func isCounted(_ feature: Int32) -> Bool { counts.map { $0[Int(feature)] } ?? true }

    /// Runs of a line or ring.
    static func runCount(_ rows: Range<Int>) -> Int {
        rows.isEmpty ? 0 : max((rows.count + runLength - 2) / runLength, 1)
    }

    private func isWhole(_ p: Int) -> Bool {
        polygons.rings(of: p).count == 1 && polygons.vertices(of: p).count <= Self.wholeLength
    }

    private func runCount(ofPolygon p: Int) -> Int {
        let rows = polygons.vertices(of: p)
        guard !rows.isEmpty, isCounted(polygons.feature[p]) else { return 0 }
        if isWhole(p) { return 1 }
        return polygons.rings(of: p).reduce(rows.count <= Self.insideLength ? 1 : 0) {
            $0 + Self.runCount(polygons.vertices(ofRing: $1))
        }
    }

    private func writeLines(to buffer: UnsafeMutableBufferPointer<EdgeRun>) {
        var writer = RunWriter(to: buffer, lines.x, lines.y)
        for k in 0..<lines.count where isCounted(lines.feature[k]) {
            writer.append(.line, lines.vertices(of: k), feature: lines.feature[k])
        }
    }

    private func write(polygon p: Int, to buffer: UnsafeMutableBufferPointer<EdgeRun>) {
        let rows = polygons.vertices(of: p)
        let feature = polygons.feature[p]
        guard !rows.isEmpty, isCounted(feature) else { return }
        var writer = RunWriter(to: buffer, polygons.x, polygons.y)
        if isWhole(p) { return writer.appendWhole(p, rows, feature: feature) }
        if rows.count <= Self.insideLength { writer.appendInside(p, rows, feature: feature) }
        for ring in polygons.rings(of: p) {
            writer.append(.border, polygons.vertices(ofRing: ring), feature: feature)
        }
    }
}
