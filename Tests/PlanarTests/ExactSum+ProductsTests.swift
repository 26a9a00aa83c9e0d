// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@Suite struct ExactSumProductsTests {
    private func oneByOne(_ a: [Double], _ b: [Double]) -> ExactSum {
        var sum = ExactSum()
        for (a, b) in zip(a, b) { sum.add(a * b) }
        return sum
    }

    @Test func sameAsOneByOne() throws {
        try forEverySeed(0..<200) { seed, random in
            // Every 20th column is longer than a block of 16,384 and 4 rows more.
            let count = seed % 20 == 0 ? 16_390 : random.int(in: 0..<40)
            let size = [1e-12, 1, 1e6, 2e7][random.int(in: 0..<4)]
            let a = (0..<count).map { _ in random.double(in: -size..<size) }
            let b = (0..<count).map { _ in random.double(in: 0..<3) }
            var sum = ExactSum()
            sum.addProducts(a.span, b.span)
            #expect(sum == oneByOne(a, b), "seed \(seed)")
        }
    }

    /// Products on both sides of 2^43, where a lane would not hold them.
    @Test func largeProducts() {
        for large in [0x1p42, 0x1p43, -0x1p43, 0x1p44, -0x1p44, 0x1p60, -0x1p61] {
            for place in 0..<6 {
                var a = [1.0, 2, 3, 4, 5, 6]
                a[place] = large
                let b = [1.0, 1, 1, 1, 1, 1]
                var sum = ExactSum()
                sum.addProducts(a.span, b.span)
                #expect(sum == oneByOne(a, b))
            }
        }
    }
}
