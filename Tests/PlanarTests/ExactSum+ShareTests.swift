// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@Suite struct ExactSumShareTests {
    private func sum(_ terms: Double...) -> ExactSum {
        var sum = ExactSum()
        for term in terms { sum.add(term) }
        return sum
    }

    @Test func leastSumIsExact() {
        #expect(sum(4).leastSum(of: 0.5) == sum(2))
        #expect(sum(4).leastSum(of: 0) == sum())
        #expect(sum(4).leastSum(of: 1) == sum(4))
        // Half of 4 + 2^-58 is 2 + 2^-59; of 4 + 2^-60 it is rounded up to 2 + 2^-60.
        #expect(sum(4, 0x1p-58).leastSum(of: 0.5) == sum(2, 0x1p-59))
        #expect(sum(4, 0x1p-60).leastSum(of: 0.5) == sum(2, 0x1p-60))
    }

    @Test func largeTotals() {
        // 2^61 people and half of them: the products need more than 128 bits.
        #expect(sum(0x1p61).leastSum(of: 0.5) == sum(0x1p60))
        #expect(sum(0x1p61, 1).leastSum(of: 0.5) > sum(0x1p60))
        #expect(sum(0x1p61, 1).leastSum(of: 0.5) < sum(0x1p60, 1))
    }

    @Test func sumsAreOrdered() {
        #expect(sum(-1) < sum())
        #expect(sum(0.1, 0.2) == sum(0.2, 0.1))
        #expect(sum(1) < sum(1, 0x1p-60))
    }

    @Test func roundsUpToWholeNumbers() {
        #expect(sum(3).roundedUp == 3)
        #expect(sum(3, 0x1p-60).roundedUp == 4)
        #expect(sum(-0.5).roundedUp == 0)
        #expect(sum().roundedUp == 0)
    }
}
