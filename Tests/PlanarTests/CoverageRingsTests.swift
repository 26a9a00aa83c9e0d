// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@Suite struct CoverageRingsTests {
    @Test func aRingOfSquaresHasOneHole() throws {
        // Eight squares of 10 around a missing one.
        var squares: [PolygonSet] = []
        for row in 0..<3 {
            for column in 0..<3 where row != 1 || column != 1 {
                squares.append(rectangle(Double(column) * 10, Double(row) * 10, 10, 10))
            }
        }
        let rings = try #require(CoverageRings(of: joined(squares)))
        #expect(rings.holes.count == 1)
        #expect(rings.holes.area(of: 0) == 100)
    }

    @Test func aSeamlessCoverageHasNone() throws {
        let rings = try #require(
            CoverageRings(of: joined([rectangle(0, 0, 10, 10), rectangle(10, 0, 10, 10)])))
        #expect(rings.holes.count == 0)
    }

    @Test func apartIsNoHole() throws {
        let rings = try #require(
            CoverageRings(of: joined([rectangle(0, 0, 10, 10), rectangle(50, 0, 10, 10)])))
        #expect(rings.holes.count == 0)
    }

    @Test func aHoleOfAPolygonCountsUnlessItIsFilled() throws {
        var ring = PolygonSet()
        ring.appendRing(x: [0, 10, 10, 0], y: [0, 0, 10, 10])
        ring.appendRing(x: [2, 2, 8, 8], y: [2, 8, 8, 2])
        ring.closePolygon(feature: 0)
        #expect(try #require(CoverageRings(of: ring)).holes.area(of: 0) == 36)
        let filled = joined([ring, rectangle(2, 2, 6, 6)])
        #expect(try #require(CoverageRings(of: filled)).holes.count == 0)
    }

    @Test func cornersThatMeetAndRepeatsAreNotToldApart() {
        #expect(
            CoverageRings(of: joined([rectangle(0, 0, 10, 10), rectangle(10, 10, 5, 5)])) == nil)
        #expect(
            CoverageRings(of: joined([rectangle(0, 0, 10, 10), rectangle(0, 0, 10, 10)])) == nil)
    }

    @Test func theOutlineHasItsHolesAndIslands() throws {
        // A ring of squares around a missing one, in which a smaller square stands free.
        var squares: [PolygonSet] = []
        for row in 0..<3 {
            for column in 0..<3 where row != 1 || column != 1 {
                squares.append(rectangle(Double(column) * 10, Double(row) * 10, 10, 10))
            }
        }
        squares.append(rectangle(14, 14, 2, 2))
        let outline = try #require(CoverageRings(of: joined(squares))?.outline)
        #expect(outline.count == 2)
        // 900 - 100 and 2 x 2, in order of their west ends.
        #expect((0..<2).map { outline.area(of: $0) } == [800, 4])
        #expect(outline.rings(of: 0).count == 2 && outline.rings(of: 1).count == 1)
    }

    /// Overlaps show in the outline: as crossing rings, nested rings, or edges that are there too often.
    @Test func overlapsNeverHaveASimpleOutline() throws {
        let crossing = joined([rectangle(0, 0, 10, 10), rectangle(5, 5, 10, 10)])
        #expect(try #require(CoverageRings(of: crossing)?.outline).count == 2)
        let nested = joined([rectangle(0, 0, 10, 10), rectangle(2, 2, 3, 3)])
        #expect(try #require(CoverageRings(of: nested)?.outline).count == 2)
        let pair = [rectangle(0, 0, 10, 10), rectangle(10, 0, 10, 10)]
        #expect(CoverageRings(of: joined(pair + pair)) == nil)
    }

    @Test func bothZerosAreOnePlace() throws {
        var mirrored = PolygonSet()
        mirrored.append(x: [-0.0, -10, -10, -0.0], y: [10, 10, 0, -0.0], feature: 1)
        let rings = try #require(CoverageRings(of: joined([rectangle(0, 0, 10, 10), mirrored])))
        #expect(try #require(rings.outline).count == 1)
        #expect(try #require(rings.outline).area(of: 0) == 200)
    }

    @Test func lostAreaIsWhatAnEarlierPolygonCovers() {
        let overlay = PolygonOverlay(joined([rectangle(0, 0, 10, 10), rectangle(8, 0, 10, 10)]))
        #expect(overlay.lostAreas() == [0, 20])
    }
}
