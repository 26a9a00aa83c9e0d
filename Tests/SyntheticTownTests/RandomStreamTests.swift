// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import SyntheticTown

@Suite struct RandomStreamTests {
    @Test func seedAndNameFixTheSequence() {
        var one = RandomStream(seed: 7, name: "a"), same = one
        var other = RandomStream(seed: 7, name: "b"), third = RandomStream(seed: 8, name: "a")
        let bits = one.bits()
        #expect(same.bits() == bits)
        #expect(other.bits() != bits)
        #expect(third.bits() != bits)
    }

    @Test func numbersHaveTheirMoments() {
        var random = RandomStream(seed: 1, name: "moments")
        let count = 100_000
        var sum = 0.0, squares = 0.0, poisson = 0
        for _ in 0..<count {
            let number = random.normal()
            sum += number
            squares += number * number
            poisson += random.poisson(mean: 2.1)
        }
        // Standard errors: 1 / sqrt(n) = 0.003, sqrt(2 / n) = 0.0045, sqrt(2.1 / n) = 0.0046.
        #expect(abs(sum / Double(count)) < 0.015)
        #expect(abs(squares / Double(count) - 1) < 0.02)
        #expect(abs(Double(poisson) / Double(count) - 2.1) < 0.02)
    }

    @Test func wholeNumbersStayBelowTheirBound() {
        var random = RandomStream(seed: 2, name: "index")
        var seen = [0, 0, 0]
        for _ in 0..<3_000 { seen[random.index(below: 3)] += 1 }
        #expect(seen.allSatisfy { $0 > 850 && $0 < 1_150 })
        #expect(random.index(below: 0) == 0)
        #expect((0..<1_000).allSatisfy { _ in (2.0..<5.0).contains(random.number(2, 5)) })
    }

    @Test func millimetresAreTheNearestDecimals() {
        #expect(millimetres(1.000_499) == 1.0)
        #expect(millimetres(152_000.123_6) == 152_000.124)
        #expect(millimetres(-0.000_6) == -0.001)
    }
}
