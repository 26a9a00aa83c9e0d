// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import Neighbourhoods

@Suite struct WeightedQuantileTests {
    private func quantile(_ p: Double, _ pairs: [(Double, Double)]) -> Double {
        var rows = pairs.map { WeightedValue(value: $0.0, weight: $0.1) }
        var total = ExactSum()
        for pair in pairs { total.add(pair.1) }
        return total.isZero ? .nan : valueReaching(quantileWeight(p, of: total), in: &rows)
    }

    @Test func byHand() {
        // Weights 1, 2, 1 of 4: half is 2, reached at the second value (cumulative 3).
        #expect(quantile(0.5, [(10, 1), (20, 2), (30, 1)]) == 20)
        // Exactly a quarter is reached at the first value, a hair more is not.
        #expect(quantile(0.25, [(10, 1), (20, 2), (30, 1)]) == 10)
        #expect(quantile(0.26, [(10, 1), (20, 2), (30, 1)]) == 20)
        #expect(quantile(1, [(10, 1), (20, 2), (30, 1)]) == 30)
        // Nine of ten of equal weight are exactly 90 %.
        #expect(quantile(0.9, (1...10).map { (Double($0), 1) }) == 9)
        #expect(quantile(0.9, (1...10).map { (Double($0), 0.1) }) == 9)
    }

    @Test func edges() {
        #expect(quantile(0.5, []).isNaN)
        #expect(quantile(0.5, [(1, 0), (2, 0)]).isNaN)
        // More than all rows together weigh.
        var rows = [WeightedValue(value: 1, weight: 2)]
        var three = ExactSum()
        three.add(3)
        #expect(valueReaching(three, in: &rows).isNaN)
        #expect(quantile(0.5, [(7, 3)]) == 7)
        #expect(quantile(0.5, [(1, 0), (7, 3), (9, 0)]) == 7)
        #expect(quantile(0.5, [(4, 1), (4, 1), (4, 1)]) == 4)
        // A share of nothing is still a value that somebody has.
        #expect(quantile(1e-15, [(1, 0), (7, 3)]) == 7)
    }

    @Test func roundedWeightsMakeUpTheirHalf() {
        // Three of 7/3 and three more: half of fourteen is reached at the third value.
        let third = 7.0 / 3
        #expect(quantile(0.5, (1...6).map { (Double($0), third) }) == 3)
        // 0.1 + 0.2 and 0.3 are halves in whatever order they come.
        #expect(quantile(0.5, [(1, 0.1), (2, 0.2), (3, 0.3)]) == 2)
        #expect(quantile(0.5, [(1, 0.3), (2, 0.2), (3, 0.1)]) == 1)
    }

    /// Against a sort and a running sum in whole numbers.
    @Test func sameAsSorting() throws {
        try forEverySeed(0..<300) { seed, random in
            let count = random.int(in: 1..<60)
            let pairs = (0..<count).map { _ in
                (Double(random.int(in: 0..<20)), Double(random.int(in: 0..<4)))
            }
            let p = [0.1, 0.5, 0.9, 0.25][random.int(in: 0..<4)]
            let total = pairs.reduce(0) { $0 + Int($1.1) }
            guard total > 0 else { return }
            var running = 0
            let expected = pairs.sorted { $0.0 < $1.0 }.first {
                running += Int($0.1)
                return running > 0 && Double(running) >= p * Double(total) - 1e-9
            }
            #expect(quantile(p, pairs) == expected?.0, "seed \(seed)")
            #expect(quantile(p, pairs.shuffled(using: &random)) == expected?.0, "seed \(seed)")
        }
    }
}
