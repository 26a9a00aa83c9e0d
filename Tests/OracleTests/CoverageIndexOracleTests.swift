// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex
import TestSupport
import Testing

/// A polygon with wiggles around a centre, and for every third a hole; valid by construction.
func wigglyPolygon(
    _ random: inout SeededGenerator, x cx: Double, y cy: Double, radius: Double,
    into set: inout PolygonSet,
    feature: Int32
) {
    let directions: [(Double, Double)] = [
        (1, 0), (0.92, 0.38), (0.7, 0.7), (0.38, 0.92), (0, 1), (-0.38, 0.92), (-0.7, 0.7),
        (-0.92, 0.38), (-1, 0), (-0.92, -0.38), (-0.7, -0.7), (-0.38, -0.92), (0, -1),
        (0.38, -0.92),
        (0.7, -0.7), (0.92, -0.38),
    ]
    func ring(_ least: Double, _ most: Double) -> (x: [Double], y: [Double]) {
        var ring: (x: [Double], y: [Double]) = ([], [])
        for (dx, dy) in directions {
            let r = radius * random.double(in: least..<most)
            ring.x.append(cx + dx * r)
            ring.y.append(cy + dy * r)
        }
        return ring
    }
    let shell = ring(0.6, 1)
    set.appendRing(x: shell.x, y: shell.y)
    if feature % 3 == 0 {
        let hole = ring(0.2, 0.4)
        set.appendRing(x: hole.x.reversed(), y: hole.y.reversed())
    }
    set.closePolygon(feature: feature)
}

@Suite struct CoverageIndexOracleTests {
    /// Random polygons that overlap, at the place of Utrecht in RD; points at random and on vertices.
    @Test func agreesWithCovers() throws {
        try forEverySeed(0..<8) { seed, random in
            var set = PolygonSet()
            for k in 0..<25 {
                wigglyPolygon(
                    &random, x: random.double(in: 130_000..<132_000),
                    y: random.double(in: 450_000..<452_000), radius: random.double(in: 50..<500),
                    into: &set, feature: Int32(k))
            }
            let oracle = try GEOSOracle()
            let shapes = try oracle.polygons(set)
            for shape in shapes { #expect(shape.isValid) }
            let index = CoverageIndex(set, pointCount: 10_000)
            for k in 0..<600 {
                let vertex = random.int(in: 0..<set.x.count)
                let x = k % 3 == 0 ? set.x[vertex] : random.double(in: 129_500..<132_500)
                let y = k % 3 == 0 ? set.y[vertex] : random.double(in: 449_500..<452_500)
                let point = try oracle.point(x: x, y: y)
                var expected: Int32 = -1
                for (row, shape) in shapes.enumerated().reversed() where shape.covers(point) {
                    expected = Int32(row)
                }
                #expect(index.feature(x: x, y: y) == expected, "seed \(seed) at \(x) \(y)")
            }
        }
    }
}
