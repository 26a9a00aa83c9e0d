// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex
import TestSupport
import Testing

@Suite struct LengthsInsideOracleTests {
    /// Lines against polygons apart from each other, so that no rule for overlaps is needed.
    @Test func agreesWithIntersection() throws {
        try forEverySeed(0..<8) { seed, random in
            var set = PolygonSet()
            for k in 0..<9 {
                wigglyPolygon(
                    &random, x: 130_000 + Double(k % 3) * 500, y: 450_000 + Double(k / 3) * 500,
                    radius: 240, into: &set, feature: Int32(k))
            }
            let oracle = try GEOSOracle()
            let shapes = try oracle.polygons(set)
            for _ in 0..<20 {
                var lines = LineSet()
                lines.append(
                    x: (0..<5).map { _ in random.double(in: 129_700..<131_300) },
                    y: (0..<5).map { _ in random.double(in: 449_700..<451_300) }, feature: 0)
                let line = try oracle.line(lines, 0)
                var found = [Double](repeating: 0, count: 9)
                for part in lengthsInside(lines, of: set, featureCount: 9) {
                    found[Int(part.buurt)] = part.length
                }
                for k in 0..<9 {
                    let expected = try shapes[k].intersection(line).length
                    #expect(abs(found[k] - expected) < 1e-6, "seed \(seed)")
                }
            }
        }
    }
}
