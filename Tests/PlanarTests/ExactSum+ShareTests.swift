// SPDX-License-Identifier: EUPL-1.2
import Planar
import Testing

@Suite struct ExactSumShareTests {
    private func sum(_ terms: Double...) -> ExactSum {
        var sum = ExactSum()
        for term in terms { sum.add(term) }
        return sum
    }

    @Test func comparesExactly() {
        #expect(sum(2).isAtLeast(0.5, of: sum(4)))
        #expect(!sum(2).isAtLeast(0.5, of: sum(4, 0x1p-58)))
        #expect(sum(0).isAtLeast(0, of: sum(4)))
        #expect(sum(4).isAtLeast(1, of: sum(4)))
        #expect(!sum(4).isAtLeast(1, of: sum(4, 1)))
    }

    @Test func largeTotals() {
        // 2^61 people and half of them: the products need more than 128 bits.
        #expect(sum(0x1p60).isAtLeast(0.5, of: sum(0x1p61)))
        #expect(!sum(0x1p60).isAtLeast(0.5, of: sum(0x1p61, 1)))
    }
}
