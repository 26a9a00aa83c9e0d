// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import SyntheticTown

@Suite struct TownScaleTests {
    @Test func theThreeScalesHaveTheirSizes() {
        #expect(TownScale(named: "S")?.addresses == 50_000)
        #expect(TownScale(named: "M")?.buurten == 1_200)
        #expect(TownScale(named: "L")?.green == 1_500_000)
        #expect(TownScale(named: "XL") == nil)
        #expect(TownScale(named: "s") == nil)
        // 6 x 6 km
        #expect(TownScale.town.area == 36_000_000)
    }
}
