// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@Suite struct ExactSumTests {
    @Test func isEmptyAtFirst() {
        #expect(ExactSum().value == 0)
        #expect(ExactSum().isZero)
    }

    @Test func addsDyadicNumbersExactly() {
        var sum = ExactSum()
        for term in [0.5, 0.25, -0.125, 3] { sum.add(term) }
        #expect(sum.value == 3.625)
    }

    @Test func hasTheSameBitsInAnyOrderAndSplit() throws {
        try forEverySeed(0..<200) { seed, random in
            var terms = (0..<100).map { _ in random.double(in: -1e9..<1e9) / 3 }
            var forward = ExactSum()
            for term in terms { forward.add(term) }
            terms.shuffle(using: &random)
            var left = ExactSum()
            var right = ExactSum()
            for (i, term) in terms.enumerated() {
                if i % 3 == 0 { left.add(term) } else { right.add(term) }
            }
            left.merge(right)
            #expect(left.value.bitPattern == forward.value.bitPattern, "seed \(seed)")
        }
    }

    @Test func takesOutWhatWasAdded() throws {
        try forEverySeed(0..<100) { seed, random in
            let kept = random.double(in: -1e6..<1e6)
            let gone = random.double(in: -1e6..<1e6)
            var sum = ExactSum()
            sum.add(kept)
            sum.add(gone)
            sum.subtract(gone)
            var only = ExactSum()
            only.add(kept)
            #expect(sum == only, "seed \(seed)")
        }
    }

    @Test func staysWithinHalfAUnitOfTheTrueSum() {
        var sum = ExactSum()
        for _ in 0..<1_000_000 { sum.add(0.1) }
        // 0.1 as a double is 0.1000000000000000055511; a million of them, rounded once.
        #expect(abs(sum.value - 100_000.00000000000555) < 1e-10)
    }
}
