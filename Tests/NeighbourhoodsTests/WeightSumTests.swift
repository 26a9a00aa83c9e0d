// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import Neighbourhoods

@Suite struct WeightSumTests {
    @Test func wholeNumbersAddUpLikeExactSums() throws {
        try forEverySeed(0..<50) { seed, random in
            var whole = WholeSum(), other = WholeSum(), exact = ExactSum()
            for _ in 0..<random.int(in: 0..<100) {
                let weight = Double(random.int(in: 0..<1_000_000))
                if random.int(in: 0..<2) == 0 { whole.add(weight) } else { other.add(weight) }
                exact.add(weight)
            }
            whole.merge(other)
            #expect(whole.exact == exact, "seed \(seed)")
        }
    }

    @Test func notBelowASum() {
        var sum = ExactSum()
        sum.add(2.5)
        var three = WholeSum()
        three.add(3)
        #expect(WholeSum(notBelow: sum) == three)
        #expect(ExactSum(notBelow: sum) == sum)
    }

    @Test func weightUpToALimit() {
        // Up to 2: 1 + 4 + 16; seven rows, so that three are left over after four.
        let values = [1.0, 3, 2, .infinity, 0, 5, 2.5], weights = [1.0, 2, 4, 8, 16, 32, 64]
        #expect(WholeSum.weight(upTo: 2, values.span, weights.span).exact.value == 21)
        #expect(ExactSum.weight(upTo: 2, values.span, weights.span).value == 21)
        // Nothing is up to a limit where no value is a number.
        let none = [Double](repeating: .nan, count: 7)
        #expect(WholeSum.weight(upTo: 2, none.span, weights.span).exact.isZero)
        #expect(ExactSum.weight(upTo: 2, none.span, weights.span).isZero)
    }

    @Test func foursCoverEveryRowOnce() {
        for count in 0..<13 {
            let values = (0..<count).map { Double($0) }, weights = values.map { $0 + 1 }
            var sum = SIMD4<Double>.zero
            forEachFour(values.span, weights.span) { value, weight in sum += weight }
            // 1 + 2 + ... + n.
            #expect(sum.sum() == Double(count * (count + 1) / 2))
        }
    }
}
