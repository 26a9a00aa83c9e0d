// SPDX-License-Identifier: EUPL-1.2
import Planar

/// Sorts features into points and shapes, equal shapes into one.
struct ShapeMaker {
    /// Of features that own one point and nothing else.
    private(set) var points: [PointItem] = []
    private(set) var shapes: [CountedShape] = []
    /// Boxes of the shapes; `feature` is the row of the shape.
    private(set) var boxes: [BoxItem] = []
    let columns: ShapeColumns

    init(_ geometry: FeatureGeometry, threads: Int) {
        let parts = FeatureParts(geometry)
        var times = [Int32](repeating: 0, count: geometry.count)
        for first in geometry.firstOfEqual(parts, threads: threads) { times[Int(first)] += 1 }
        var owners: [Int] = []
        for row in 0..<geometry.count {
            let owned = parts.points[row]
            if parts.lines[row].isEmpty, parts.polygons[row].isEmpty, owned.count <= 1 {
                for i in owned { points.append(geometry.points.item(Int(i))) }
            } else if times[row] > 0 {
                owners.append(row)
            }
        }
        let writer = ChainWriter(geometry, parts, owners)
        let (lines, borders, insides) = (writer.lines(), writer.borders(), writer.insides())
        columns = ShapeColumns(
            lines: lines.runs, borders: borders.runs, insides: insides.runs,
            geometry: writer.columns)
        for (shape, row) in owners.enumerated() {
            var box = lines.runs.box(of: lines.chains[shape])
            box.insert(borders.runs.box(of: borders.chains[shape]))
            if box.isEmpty { continue }
            boxes.append(BoxItem(box: box, feature: Int32(shapes.count)))
            shapes.append(
                CountedShape(
                    times: times[row], lines: lines.chains[shape], borders: borders.chains[shape],
                    insides: insides.chains[shape]))
        }
    }
}

/// Writes the runs of some features, those of each together.
private struct ChainWriter {
    /// The geometry that runs are rows of.
    let columns: RunColumns
    private let parts: FeatureParts
    private let owners: [Int]
    /// Per owner the rows in the lines of points that it owns beside other things: lines of one vertex.
    private let dots: [Range<Int>]

    init(_ geometry: FeatureGeometry, _ parts: FeatureParts, _ owners: [Int]) {
        var lines = geometry.lines
        var dots: [Range<Int>] = []
        for row in owners {
            let first = lines.count
            for i in parts.points[row] {
                lines.appendDot(x: geometry.points.x[Int(i)], y: geometry.points.y[Int(i)])
            }
            dots.append(first..<lines.count)
        }
        columns = RunColumns(lines: lines, polygons: geometry.polygons)
        self.parts = parts
        self.owners = owners
        self.dots = dots
    }

    func lines() -> (runs: RunChains, chains: [Range<Int32>]) {
        let set = columns.lines
        let all = owners.indices.map { parts.lines[owners[$0]].map(Int.init) + dots[$0] }
        let total = all.reduce(0) {
            $0 + $1.reduce(0) { $0 + RunMaker.runCount(set.vertices(of: $1)) }
        }
        return chains(total, set.x, set.y) { owner, writer in
            for k in all[owner] { writer.append(.line, set.vertices(of: k), feature: 0) }
        }
    }

    func borders() -> (runs: RunChains, chains: [Range<Int32>]) {
        let set = columns.polygons
        var total = 0
        forEachPolygon { p in
            for ring in set.rings(of: p) { total += RunMaker.runCount(set.vertices(ofRing: ring)) }
        }
        return chains(total, set.x, set.y) { owner, writer in
            for p in parts.polygons[owners[owner]] {
                for ring in set.rings(of: Int(p)) {
                    writer.append(.border, set.vertices(ofRing: ring), feature: 0)
                }
            }
        }
    }

    func insides() -> (runs: RunChains, chains: [Range<Int32>]) {
        let set = columns.polygons
        var total = 0
        forEachPolygon { if !set.vertices(of: $0).isEmpty { total += 1 } }
        return chains(total, set.x, set.y) { owner, writer in
            for p in parts.polygons[owners[owner]] {
                let rows = set.vertices(of: Int(p))
                if !rows.isEmpty { writer.appendInside(Int(p), rows, feature: 0) }
            }
        }
    }

    private func forEachPolygon(_ body: (Int) -> Void) {
        for row in owners { for p in parts.polygons[row] { body(Int(p)) } }
    }

    private func chains(
        _ total: Int, _ x: [Double], _ y: [Double],
        _ write: (_ owner: Int, _ writer: inout RunWriter) -> Void
    ) -> (runs: RunChains, chains: [Range<Int32>]) {
        var chains: [Range<Int32>] = []
        chains.reserveCapacity(owners.count)
        let runs = [EdgeRun](unsafeUninitializedCapacity: total) { buffer, initialized in
            var writer = RunWriter(to: buffer, x, y)
            for owner in owners.indices {
                let first = Int32(writer.count)
                write(owner, &writer)
                chains.append(first..<Int32(writer.count))
            }
            initialized = writer.count
        }
        return (RunChains(runs, chains: chains), chains)
    }
}

extension LineSet {
    /// Adds a part of one vertex.
    fileprivate mutating func appendDot(x px: Double, y py: Double) {
        x.append(px)
        y.append(py)
        offsets.append(Int32(x.count))
        feature.append(0)
    }
}
