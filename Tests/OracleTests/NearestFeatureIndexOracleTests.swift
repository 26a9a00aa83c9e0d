// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex
import TestSupport
import Testing

@Suite struct NearestFeatureIndexOracleTests {
    /// Points, lines and polygons in RD: distances within 1e-9 m of GEOS, counts equal unless a
    /// distance is that near to the radius.
    @Test func agreesWithDistance() throws {
        try forEverySeed(0..<8) { seed, random in
            var layer = FeatureGeometry(count: 45)
            let oracle = try GEOSOracle()
            var shapes: [GEOSShape] = []
            for k in 0..<15 {
                let x = random.double(in: 130_000..<132_000)
                let y = random.double(in: 450_000..<452_000)
                layer.points.append(x: x, y: y, feature: Int32(k))
                shapes.append(try oracle.point(x: x, y: y))
            }
            for k in 0..<15 {
                let x = (0..<4).map { _ in random.double(in: 130_000..<132_000) }
                let y = (0..<4).map { _ in random.double(in: 450_000..<452_000) }
                layer.lines.append(x: x, y: y, feature: Int32(15 + k))
                shapes.append(try oracle.line(x: x, y: y))
            }
            for k in 0..<15 {
                wigglyPolygon(
                    &random, x: random.double(in: 130_000..<132_000),
                    y: random.double(in: 450_000..<452_000), radius: random.double(in: 20..<200),
                    into: &layer.polygons, feature: Int32(30 + k))
                shapes.append(try oracle.polygon(layer.polygons, k))
            }
            let index = NearestFeatureIndex(layer, pointCount: seed % 2 == 0 ? 100 : 1_000_000)
            let counter = FeatureCounter(layer)
            for _ in 0..<200 {
                let x = random.double(in: 128_000..<134_000)
                let y = random.double(in: 448_000..<454_000)
                let point = try oracle.point(x: x, y: y)
                var expected: [Double] = []
                for shape in shapes { expected.append(shape.distance(to: point)) }
                let least = expected.min() ?? .nan
                let found = index.nearest(x: x, y: y)?.distance ?? .nan
                #expect(abs(found - least) < 1e-9, "seed \(seed) at \(x) \(y)")
                let isClear = expected.allSatisfy { abs($0 - 500) > 1e-9 }
                let count = counter.count(x: x, y: y, within: 500)
                let expectedCount = expected.count { $0 <= 500 }
                #expect(!isClear || count == expectedCount, "seed \(seed)")
            }
        }
    }
}
