// SPDX-License-Identifier: EUPL-1.2
import Planar
import Testing

@Suite struct GEOSOracleTests {
    @Test func measuresASquareWithAHole() throws {
        let oracle = try GEOSOracle()
        let square = try oracle.polygon(
            rings: [([0, 4, 4, 0], [0, 0, 4, 4]), ([1, 1, 2, 2], [1, 2, 2, 1])])
        // 4 x 4 - 1 x 1 = 15; outer ring 16 m and inner ring 4 m.
        #expect(square.area == 15)
        #expect(square.length == 20)
        #expect(square.covers(try oracle.point(x: 0, y: 2)))
        #expect(!square.covers(try oracle.point(x: 1.5, y: 1.5)))
        #expect(square.distance(to: try oracle.point(x: 7, y: 8)) == 5)
    }

    @Test func overlaysTwoSquares() throws {
        let oracle = try GEOSOracle()
        var set = PolygonSet()
        set.append(x: [0, 2, 2, 0], y: [0, 0, 2, 2], feature: 0)
        set.append(x: [1, 3, 3, 1], y: [0, 0, 2, 2], feature: 1)
        let first = try oracle.polygon(set, 0)
        let second = try oracle.polygon(set, 1)
        #expect(try first.intersection(second).area == 2)
        #expect(try oracle.union(of: set).area == 6)
        #expect(try oracle.union(of: set, feature: 1).area == 4)
        #expect(try first.difference(second).area == 2)
        #expect(try first.buffer(1).area > 14)
    }
}
