// SPDX-License-Identifier: EUPL-1.2
import Planar
import Testing

@testable import Neighbourhoods

@Suite struct AmountReductionsTests {
    private func sums(_ values: [Double]) -> [ExactSum] {
        values.map {
            var sum = ExactSum()
            sum.add($0)
            return sum
        }
    }

    private func denominators(area: [Double]) -> Denominators {
        let wijk = Level(
            name: "wijk", hasCodes: false, codes: ["a", "b"], names: ["a", "b"],
            rowOfBuurt: [0, 0, 1])
        return Denominators(area: sums(area), people: nil, levels: [wijk])
    }

    @Test func amountsAndShares() {
        let base = denominators(area: [100, 300, 0])
        let amounts = sums([50, 100, 0])
        #expect(base.values(.sum, of: amounts).buurten.map(\.number) == [50, 100, 0])
        #expect(base.values(.sum, of: amounts).levels[0].map(\.number) == [150, 0])
        let shares = base.values(.shareOfArea, of: amounts)
        // 50 / 100; 100 / 300; no area. The wijk: 150 / 400, not the mean of both.
        #expect(agree(shares.buurten.map(\.number), [50, 100.0 / 3, nil]))
        #expect(shares.buurten[2] == .notApplicable("no area"))
        #expect(shares.levels[0].map(\.number) == [37.5, nil])
    }

    @Test func roundingStaysWithinTheWhole() {
        let base = denominators(area: [100, 100, 100])
        let shares = base.values(.shareOfArea, of: sums([100.0000000001, -1e-12, 100]))
        #expect(shares.buurten.map(\.number) == [100, 0, 100])
        let sums = base.values(.sum, of: sums([-1e-12, 0, 1]))
        #expect(sums.buurten.map(\.number) == [0, 0, 1])
    }

    @Test func featuresCountOncePerRow() {
        let base = denominators(area: [1, 1, 1])
        // Feature 7 lies in all three buurten, and twice in the first; feature 8 in the second.
        let pairs = [(7, 0), (7, 0), (7, 1), (8, 1), (7, 2)].map {
            FeatureInBuurt(feature: Int32($0.0), buurt: Int32($0.1))
        }
        let counts = base.values(.sum, counting: pairs)
        #expect(counts.buurten.map(\.number) == [1, 2, 1])
        #expect(counts.levels[0].map(\.number) == [2, 1])
    }

    @Test func nobodyWithoutPopulation() {
        let base = denominators(area: [1, 1, 1])
        let values = base.values(.perInhabitant, of: sums([1, 2, 3]))
        #expect(values.buurten[0] == .notApplicable("the project has no population layer"))
    }
}
