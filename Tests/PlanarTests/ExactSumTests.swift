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

    @Test func aTermAddedSeveralTimes() {
        var once = ExactSum(), often = ExactSum()
        for term in [1.0 / 3, -1e-7, 123_456.789] {
            once.add(term, times: 1_000)
            for _ in 0..<1_000 { often.add(term) }
        }
        #expect(once == often)
        once.add(5, times: 0)
        #expect(once == often)
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

    /// Halves to even, a unit being 2^-60: 0.5 and 2.5 units are 0 and 2, 1.5 and 0.75 are 2 and 1.
    @Test func roundsTermsToTheNearestUnit() {
        let unit = 0x1p-60
        for (term, rounded) in [(0.5, 0.0), (2.5, 2), (1.5, 2), (0.75, 1), (-0.75, -1), (-0.5, 0)] {
            var sum = ExactSum()
            sum.add(term * unit)
            #expect(sum.value == rounded * unit)
        }
        // One unit beside terms of every size up to 2^61 is kept.
        for exponent in -60...61 {
            let term = Double(sign: .plus, exponent: exponent, significand: 1)
            for sign in [1.0, -1] {
                var sum = ExactSum()
                sum.add(sign * term)
                sum.add(unit)
                sum.subtract(sign * term)
                #expect(sum.value == unit)
            }
        }
    }

    /// 2^53 + 1 lies between two doubles and goes to the even one, 2^53; with a unit more it goes up.
    @Test func valueIsRoundedOnce() {
        for sign in [1.0, -1] {
            var sum = ExactSum()
            sum.add(sign * 0x1p53)
            sum.add(sign)
            #expect(sum.value == sign * 0x1p53)
            sum.add(sign * 0x1p-60)
            #expect(sum.value == sign * (0x1p53 + 2))
        }
        // 2^65 - 2^12, which has 53 digits, as the sum of terms below 2^62.
        var large = ExactSum()
        for _ in 0..<8 { large.add(0x1p62 - 0x1p9) }
        #expect(large.value == 0x1p65 - 0x1p12)
    }

    @Test func staysWithinHalfAUnitOfTheTrueSum() {
        var sum = ExactSum()
        for _ in 0..<1_000_000 { sum.add(0.1) }
        // 0.1 as a double is 0.1000000000000000055511; a million of them, rounded once.
        #expect(abs(sum.value - 100_000.00000000000555) < 1e-10)
    }
}
