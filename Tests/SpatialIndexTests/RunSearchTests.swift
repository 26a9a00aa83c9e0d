// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import SpatialIndex

@Suite struct RunSearchTests {
    /// Nested parts of a layer, each made from the next smaller one, have the bits of an index of their own.
    @Test(arguments: [0, 1e5, 1e8]) func nestedPartsHaveTheBitsOfTheirOwnIndex(
        origin: Double
    ) throws {
        try forEverySeed(0..<24) { seed, random in
            var layer = FeatureGeometry(count: 60)
            layer.polygons = randomStars(
                &random, count: random.int(in: 1..<60), size: 900, at: origin,
                isLattice: seed % 2 == 0)
            for k in 0..<random.int(in: 0..<8) {
                let x = origin + random.double(in: 0..<900)
                layer.lines.append(x: [x, x + 40], y: [origin, origin + 300], feature: Int32(k))
                layer.points.append(x: x, y: origin + 700, feature: Int32(k + 8))
            }
            let size = (0..<layer.count).map { _ in random.int(in: 0..<3) }
            let (x, y) = probes(
                &random, of: layer.polygons, count: 150, size: 900, at: origin,
                isLattice: seed % 2 == 0)
            for pointCount in [1, 10_000_000] {
                var squares = [Double](repeating: .infinity, count: x.count)
                for smallest in [2, 1, 0] {
                    let added = size.map { $0 == smallest }
                    let index = NearestFeatureIndex(
                        layer, counting: added, pointCount: pointCount, threads: 1 + Int(seed) % 3)
                    var span = squares.mutableSpan
                    index.lower(&span, x: x.span, y: y.span)
                    let own = NearestFeatureIndex(
                        layer, counting: size.map { $0 >= smallest }, pointCount: pointCount)
                    let expected = x.indices.map { own.nearest(x: x[$0], y: y[$0])?.distance }
                    let found = squares.map { $0 < .infinity ? $0.squareRoot() : nil }
                    #expect(found == expected, "seed \(seed), \(pointCount), from \(smallest)")
                }
            }
        }
    }

    /// Far jumps between points that follow each other, and points at one place, keep the bits too.
    @Test func jumpsKeepTheBits() throws {
        try forEverySeed(0..<20) { seed, random in
            let set = randomStars(&random, count: 40, size: 900, at: 1e5, isLattice: seed % 2 == 0)
            let layer = FeatureGeometry(count: 40, polygons: set)
            let index = NearestFeatureIndex(layer, pointCount: 1)
            var x: [Double] = []
            var y: [Double] = []
            for k in 0..<200 {
                let isFar = k % 13 == 0
                let step = isFar ? 1e6 : [0, 1e-9, 3, 200][random.int(in: 0..<4)]
                x.append((isFar ? 1e5 : x.last ?? 1e5) + random.double(in: -1..<1) * step)
                y.append((isFar ? 1e5 : y.last ?? 1e5) + random.double(in: -1..<1) * step)
            }
            var found = [Double](repeating: 0, count: x.count)
            var span = found.mutableSpan
            index.distances(x: x.span, y: y.span, into: &span)
            let single = x.indices.map { index.nearest(x: x[$0], y: y[$0])?.distance }
            #expect(found == single, "seed \(seed)")
        }
    }

    /// The runs are the same for any number of threads, and leave out what does not count.
    @Test func runsAreMadeOfWhatCounts() {
        var set = PolygonSet()
        for k in 0..<1_000 {
            let x = Double(k) * 20
            set.append(x: [x, x + 9, x + 9, x], y: [0, 0, 9, 9], feature: Int32(k))
        }
        var lines = LineSet()
        // 33 edges: runs of 16, 16 and 1.
        lines.append(
            x: (0...33).map { Double($0) }, y: (0...33).map { _ in 50 }, feature: 1_000)
        let layer = FeatureGeometry(count: 1_001, lines: lines, polygons: set)
        let one = RunMaker(layer, counts: nil).items(threads: 1)
        #expect(one.count == 1_003)
        let seven = RunMaker(layer, counts: nil).items(threads: 7)
        #expect(one.map(\.start) == seven.map(\.start) && one.map(\.box) == seven.map(\.box))
        let even = RunMaker(layer, counts: (0...1_000).map { $0 % 2 == 0 }).items(threads: 2)
        #expect(even.count == 503)
        #expect(even.allSatisfy { $0.feature % 2 == 0 })
        // A square of 9 m: 81 / 4, or a little more.
        #expect(even.allSatisfy { $0.kind == .line || ($0.sag >= 20.25 && $0.sag < 20.26) })
    }
}
