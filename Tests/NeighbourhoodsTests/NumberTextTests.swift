// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import TestSupport
import Testing

@Suite struct NumberTextTests {
    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (5, "5"), (-12.25, "-12.25"), (0.1, "0.1"), (1e-5, "0.00001"),
        (1.25e-7, "0.000000125"), (-1e-7, "-0.0000001"), (1e16, "10000000000000000"),
        (1.5e20, "150000000000000000000"), (9_007_199_254_740_992, "9007199254740992"),
        (1e-9, "1e-09"), (1e300, "1e+300"), (0.30000000000000004, "0.30000000000000004"),
    ])
    func shortest(value: Double, text: String) {
        #expect(shortestText(value) == text)
    }

    @Test func shortestReadsBack() throws {
        try forEverySeed(0..<2000) { seed, random in
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { return }
            #expect(Double(shortestText(value)) == value, "seed \(seed)")
            let ordinary = random.double(in: -1e6..<1e6)
            #expect(Double(shortestText(ordinary)) == ordinary, "seed \(seed)")
            #expect(!shortestText(ordinary).contains("e"), "seed \(seed)")
        }
    }

    @Test func notFiniteIsNothing() {
        #expect(shortestText(.nan) == "" && shortestText(.infinity) == "")
        #expect(fixedText(.nan, decimals: 1) == "")
    }

    @Test(arguments: [
        (12.34, 1, "12,3"), (12.35, 1, "12,4"), (-0.04, 1, "0,0"), (-0.05, 1, "-0,1"), (7, 0, "7"),
        (0.5, 0, "1"), (1234567.891, 2, "1234567,89"), (0.007, 3, "0,007"), (99.96, 1, "100,0"),
        (1e18, 2, "1000000000000000000"),
    ])
    func fixed(value: Double, decimals: Int, text: String) {
        #expect(fixedText(value, decimals: decimals, mark: ",") == text)
    }
}
