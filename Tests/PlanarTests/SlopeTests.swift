// SPDX-License-Identifier: EUPL-1.2
import TestSupport
import Testing

@testable import Planar

@Suite struct SlopeTests {
    @Test func theAreaBelowTwoParts() {
        // From 0 to 4 at height 3, and a slope from 1 to 5 over the same x: 2 x 2 below the slope at first
        // (mean of 1 and 3), then 2 x 3 below the level.
        let level = Slope(x1: 0, x2: 4, height: 3, slope: 0, sign: 1)
        let rising = Slope(x1: 0, x2: 4, height: 1, slope: 1, sign: 1)
        #expect(level.sharedArea(rising) == 10)
        // Over 1...3 only, with the other sign: mean of 2 and 3, then 3.
        let part = Slope(x1: 1, x2: 3, height: 2, slope: 1, sign: -1)
        #expect(level.sharedArea(part) == -5.5)
        #expect(level.sharedArea(Slope(x1: 4, x2: 9, height: 1, slope: 0, sign: 1)) == 0)
    }

    /// Two at a time they are what they are one by one.
    @Test func pairsAgreeWithSingleParts() throws {
        try forEverySeed(0..<500) { seed, random in
            func slope() -> Slope {
                let x = random.double(in: 0..<50)
                return Slope(
                    x1: x, x2: x + random.double(in: 0.01..<30), height: random.double(in: 0..<40),
                    slope: random.double(in: -2..<2), sign: random.int(in: 0..<2) == 0 ? 1 : -1)
            }
            let border = slope()
            let parts = [slope(), seed % 5 == 0 ? border : slope()]
            var pair = SlopePair()
            for lane in 0..<2 { pair.set(lane, parts[lane]) }
            let found = pair.sharedArea(border) * border.sign
            for lane in 0..<2 {
                #expect(abs(found[lane] - border.sharedArea(parts[lane])) < 1e-10, "seed \(seed)")
                #expect(pair.part(lane).height == parts[lane].height)
            }
        }
    }

    @Test func aPairOfNothingHasNoArea() {
        let border = Slope(x1: 0, x2: 4, height: 3, slope: 0, sign: 1)
        #expect(SlopePair().sharedArea(border) == SIMD2(0, 0))
    }
}
