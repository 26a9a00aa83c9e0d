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

    @Test func lostAreaIsWhatAnEarlierPolygonCovers() {
        let overlay = PolygonOverlay(joined([rectangle(0, 0, 10, 10), rectangle(8, 0, 10, 10)]))
        #expect(overlay.lostAreas() == [0, 20])
    }
}
