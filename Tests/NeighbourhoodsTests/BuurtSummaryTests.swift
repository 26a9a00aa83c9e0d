// SPDX-License-Identifier: EUPL-1.2
import Planar
import Testing

@testable import Neighbourhoods

@Suite struct BuurtSummaryTests {
    private func people(_ weights: [Double]) throws -> People {
        let count = weights.count
        let population = Population(
            layer: "homes", x: [Double](repeating: 0, count: count),
            y: [Double](repeating: 0, count: count), weight: weights)
        var square = PolygonSet()
        square.append(x: [0, 1, 1, 0], y: [0, 0, 1, 1], feature: 0)
        return try People(
            population, buurtOfAddress: [Int32](repeating: 0, count: count),
            buurten: Buurten(codes: ["B"], names: ["B"], polygons: square))
    }

    @Test func askedOnce() {
        let asked = AskedReductions(
            [.mean, .shareWithin(500), .quantile(0.9), .shareWithin(300), .mean, .max],
            onlyShares: false)
        #expect(asked.mean && asked.extent)
        #expect(asked.limits == [300, 500])
        #expect(asked.quantiles == [0.9])
        let shares = AskedReductions([.mean, .shareWithin(500), .quantile(0.9)], onlyShares: true)
        #expect(!shares.mean && !shares.extent && shares.quantiles.isEmpty)
        #expect(shares.limits == [500])
    }

    @Test func byHand() throws {
        let asked = AskedReductions(
            [.mean, .shareWithin(200), .max, .quantile(0.5)], onlyShares: false)
        let column = [100.0, 200, 300, 900, 250]
        for weights in [[1.0, 2, 3, 0, 1], [0.5, 1, 1.5, 0, 0.5]] {
            let people = try people(weights)
            #expect(people.hasWholeWeights == (weights[0] == 1))
            let summary =
                people.hasWholeWeights
                ? people.summary(of: 0, AddressValues(column), asked, in: WholeSum.self)
                : people.summary(of: 0, AddressValues(column), asked, in: ExactSum.self)
            // 1 * 100 + 2 * 200 + 3 * 300 + 0 + 250 = 1650, or half of it.
            #expect(summary.total.value == 1_650 * weights[0])
            // 1 + 2 live within 200.
            #expect(summary.within.map(\.value) == [3 * weights[0]])
            // 900 weighs nothing.
            #expect(summary.extent.low == 100 && summary.extent.high == 300)
            // Cumulative 1, 3, 4, 7 of 7: half is 3.5, reached at 250.
            #expect(summary.quantiles == [250])
        }
    }
}
