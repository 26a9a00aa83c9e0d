// SPDX-License-Identifier: EUPL-1.2
import Planar
import Testing

@testable import Neighbourhoods

@Suite struct LatticeTests {
    @Test func pointsByHand() throws {
        // x 10...60 and y 40...90 at 25 m: x = 25, 50 and y = 50, 75, row by row.
        var set = PolygonSet()
        set.append(SquareTown.rectangle(10, 40, 60, 90), feature: 0)
        let points = try set.latticePoints(spacing: 25)
        #expect(points.x == [25, 50, 25, 50])
        #expect(points.y == [50, 50, 75, 75])
    }

    @Test func bordersBelongAndOverlapsCountOnce() throws {
        // Two squares that share the line x = 50, and the first once more.
        var set = PolygonSet()
        set.append(SquareTown.rectangle(0, 0, 50, 50), feature: 0)
        set.append(SquareTown.rectangle(50, 0, 100, 50), feature: 1)
        set.append(SquareTown.rectangle(0, 0, 50, 50), feature: 2)
        let points = try set.latticePoints(spacing: 50)
        #expect(points.x == [0, 50, 100, 0, 50, 100])
        #expect(points.y == [0, 0, 0, 50, 50, 50])
    }

    @Test func phaseDoesNotDependOnOtherBuurten() throws {
        var near = PolygonSet()
        near.append(SquareTown.rectangle(1_003, 2_007, 1_090, 2_050), feature: 0)
        var both = near
        both.append(SquareTown.rectangle(90_000, 90_000, 90_010, 90_010), feature: 1)
        let alone = try near.latticePoints(spacing: 10)
        let together = try both.latticePoints(spacing: 10)
        #expect(Array(together.x.prefix(alone.x.count)) == alone.x)
        #expect(alone.x.count == 9 * 5)
        #expect(alone.x.first == 1_010)
        #expect(alone.y.last == 2_050)
    }

    @Test(arguments: [0, -1, Double.nan, .infinity, 1e-9])
    func spacingsThatAreRefused(spacing: Double) {
        var set = PolygonSet()
        set.append(SquareTown.rectangle(0, 0, 1_000, 1_000), feature: 0)
        #expect(throws: AnalysisError.self) { try set.latticePoints(spacing: spacing) }
    }

    @Test func nothingInNothing() throws {
        #expect(try PolygonSet().latticePoints(spacing: 25).x.isEmpty)
    }
}
