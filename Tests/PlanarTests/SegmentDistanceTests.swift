// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@Suite struct SegmentDistanceTests {
    @Test func findsFootAndEnds() {
        // Segment (0,0)-(10,0): above its middle, before its start (3-4-5), after its end (6-8-10).
        #expect(distance(fromX: 5, y: 3, toSegment: 0, 0, 10, 0) == 3)
        #expect(distance(fromX: -3, y: 4, toSegment: 0, 0, 10, 0) == 5)
        #expect(distance(fromX: 16, y: -8, toSegment: 0, 0, 10, 0) == 10)
        #expect(distance(fromX: 5, y: 0, toSegment: 0, 0, 10, 0) == 0)
        #expect(distance(fromX: 3, y: 4, toSegment: 0, 0, 0, 0) == 5)
        #expect(distance(fromX: .nan, y: 4, toSegment: 0, 0, 1, 0).isNaN)
    }

    /// Exchanging the ends changes no bit, and the box of the segment is never farther than the segment.
    @Test func isTheSameFromBothEndsAndNotBelowTheBox() throws {
        try forEverySeed(0..<2000) { seed, random in
            let origin = [0, 1e5, 1e8][Int(seed % 3)]
            let reach = [1e-3, 1, 1e4][Int(seed / 3 % 3)]
            func coordinate(_ size: Double) -> Double { origin + random.double(in: 0..<size) }
            let v = (0..<4).map { _ in coordinate(reach) } + (0..<2).map { _ in coordinate(9) }
            let square = squaredDistance(fromX: v[4], y: v[5], toSegment: v[0], v[1], v[2], v[3])
            let back = squaredDistance(fromX: v[4], y: v[5], toSegment: v[2], v[3], v[0], v[1])
            #expect(square == back, "seed \(seed)")
            let gapX = max(min(v[0], v[2]) - v[4], v[4] - max(v[0], v[2]), 0)
            let gapY = max(min(v[1], v[3]) - v[5], v[5] - max(v[1], v[3]), 0)
            #expect(square >= gapX * gapX + gapY * gapY, "seed \(seed)")
        }
    }

    @Test func keepsItsDigitsFarFromTheOrigin() {
        #expect(distance(fromX: 1e8 + 5, y: 1e8 + 3, toSegment: 1e8, 1e8, 1e8 + 10, 1e8) == 3)
    }

    @Test func measuresBetweenSegments() {
        #expect(distance(betweenSegment: 0, 0, 10, 10, andSegment: 0, 10, 10, 0) == 0)
        #expect(distance(betweenSegment: 0, 0, 4, 0, andSegment: 4, 0, 9, 5) == 0)
        #expect(distance(betweenSegment: 0, 0, 4, 0, andSegment: 2, 3, 2, 9) == 3)
        #expect(distance(betweenSegment: 0, 0, 4, 0, andSegment: 7, 4, 7, 9) == 5)
        #expect(distance(betweenSegment: 0, 0, 4, 0, andSegment: 6, 0, 9, 0) == 2)
        #expect(segmentsIntersect(0, 0, 4, 4, 2, 2, 9, 9))
        #expect(!segmentsIntersect(0, 0, 4, 4, 5, 5, 9, 9))
    }

    /// The nearest of many points on the segment is never nearer, and comes close.
    @Test func agreesWithManyPointsOnTheSegment() throws {
        try forEverySeed(0..<200) { seed, random in
            let v = (0..<6).map { _ in random.double(in: -100..<100) }
            let exact = distance(fromX: v[4], y: v[5], toSegment: v[0], v[1], v[2], v[3])
            var sampled = Double.infinity
            for step in 0...1000 {
                let t = Double(step) / 1000
                let dx = v[0] + t * (v[2] - v[0]) - v[4]
                let dy = v[1] + t * (v[3] - v[1]) - v[5]
                sampled = min(sampled, (dx * dx + dy * dy).squareRoot())
            }
            #expect(exact <= sampled + 1e-9 && sampled - exact < 0.3, "seed \(seed)")
        }
    }
}
