// SPDX-License-Identifier: EUPL-1.2
import StreetNetwork
import Testing

@Suite struct BorderSegmentTests {
    @Test func isOneSegmentInBothDirections() {
        let one = BorderSegment(3, 4, 1, 9), other = BorderSegment(1, 9, 3, 4)
        #expect(one.ax == 1 && one.ay == 9 && one.bx == 3 && one.by == 4)
        #expect(other.ax == 1 && other.ay == 9 && other.bx == 3 && other.by == 4)
        // Upright: the lower end first.
        #expect(BorderSegment(1, 9, 1, 4).ay == 4)
    }

    /// Beside (0, 0)-(10, 0), before it, beyond it, and a segment that is a point.
    @Test func nearestPoints() {
        let segment = BorderSegment(10, 0, 0, 0)
        #expect(segment.nearestPoint(4, 3) == (4, 0) && segment.distance(4, 3) == 3)
        #expect(segment.nearestPoint(-3, 4) == (0, 0) && segment.distance(-3, 4) == 5)
        #expect(segment.nearestPoint(13, -4) == (10, 0) && segment.distance(13, -4) == 5)
        #expect(BorderSegment(2, 2, 2, 2).nearestPoint(5, 6) == (2, 2))
    }
}
