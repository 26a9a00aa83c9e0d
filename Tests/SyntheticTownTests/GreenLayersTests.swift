// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import SyntheticTown

@Suite struct GreenLayersTests {
    private func green(_ scale: TownScale, overlapping: Bool, seed: UInt64) -> TownLayer {
        var random = RandomStream(seed: seed, name: "green")
        return greenLayer(scale, overlapping: overlapping, random: &random)
    }

    @Test func greenDoesNotOverlap() throws {
        try forEverySeed(0..<20) { seed, _ in
            let set = green(village, overlapping: false, seed: seed).geometry.polygons
            #expect(set.count == village.green, "seed \(seed)")
            let sum = (0..<set.count).reduce(0) { $0 + set.area(of: $1) }
            // Were there an overlap, the union would be smaller.
            #expect(abs(unionArea(of: set) - sum) < 1e-9 * sum, "seed \(seed)")
        }
    }

    @Test func theOtherGreenDoes() {
        let set = green(village, overlapping: true, seed: 1).geometry.polygons
        #expect(set.count == village.green)
        let sum = (0..<set.count).reduce(0) { $0 + set.area(of: $1) }
        #expect(unionArea(of: set) < 0.99 * sum)
    }

    @Test func oneInTwoHundredIsALargePark() {
        let set = green(.town, overlapping: true, seed: 1).geometry.polygons
        let parks = (0..<set.count).count { set.vertices(of: $0).count == 120 }
        // 15 expected, deviation 3.9.
        #expect(parks > 3 && parks < 31)
    }

    @Test func verticesAreLikeThoseOfTheRealMap() {
        let set = green(.town, overlapping: false, seed: 1).geometry.polygons
        let mean = Double(set.x.count) / Double(set.count)
        // 0.35 x 8 + 0.3 x 12 + 0.25 x 20 + 0.1 x 40 = 15.4
        #expect(abs(mean - 15.4) < 1)
    }
}
