// SPDX-License-Identifier: EUPL-1.2
import TestSupport
import Testing

@testable import SyntheticTown

@Suite struct InCircleTests {
    @Test func theUnitCircle() {
        // Through (1, 0), (0, 1), (-1, 0).
        #expect(inCircle(1, 0, 0, 1, -1, 0, 0, 0) > 0)
        #expect(inCircle(1, 0, 0, 1, -1, 0, 0, -1) == 0)
        #expect(inCircle(1, 0, 0, 1, -1, 0, 0, -2) < 0)
    }

    @Test func oneUnitOffALargeCircleIsSeen() {
        // All on the circle of radius 5 x 6,000,000 (3-4-5 triangles); the last one is moved.
        let r = 30_000_000.0, a = 18_000_000.0, b = 24_000_000.0
        #expect(inCircle(r, 0, a, b, -b, a, -a, -b) == 0)
        #expect(inCircle(r, 0, a, b, -b, a, -a, 1 - b) > 0)
        #expect(inCircle(r, 0, a, b, -b, a, -a, -1 - b) < 0)
    }

    @Test func theFilterAgreesWithWholeNumbers() throws {
        try forEverySeed(0..<300) { seed, random in
            let size = [8.0, 1_000, largestLatticeCoordinate][Int(seed % 3)]
            let c = (0..<8).map { _ in random.double(in: -size..<size).rounded() }
            let fast = inCircle(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7])
            let exact = wholeInCircle(c.map { Int128($0) })
            #expect((fast > 0) == (exact > 0) && (fast < 0) == (exact < 0), "seed \(seed)")
        }
    }

    /// The determinant in whole numbers.
    private func wholeInCircle(_ c: [Int128]) -> Int128 {
        let (ax, ay, bx, by) = (c[0] - c[6], c[1] - c[7], c[2] - c[6], c[3] - c[7])
        let (cx, cy) = (c[4] - c[6], c[5] - c[7])
        return (ax * ax + ay * ay) * (bx * cy - by * cx) + (bx * bx + by * by) * (cx * ay - cy * ax)
            + (cx * cx + cy * cy) * (ax * by - ay * bx)
    }
}
