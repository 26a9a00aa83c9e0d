// SPDX-License-Identifier: EUPL-1.2
import SpatialIndex
import TestSupport
import Testing

@Suite struct NumbersInDiscsTests {
    @Test func rimCounts() {
        let index = NumbersInDiscs(
            x: [0, 3, 6, 3], y: [0, 4, 8, 4], numbers: [1, 10, 100, 1_000])
        #expect(index.sum(x: 0, y: 0, within: 5) == 1_011)
        #expect(index.sum(x: 0, y: 0, within: 4.999_999) == 1)
        #expect(index.sum(x: 0, y: 0, within: 10) == 1_111)
        #expect(index.sum(x: 3, y: 4, within: 0) == 1_010)
        #expect(NumbersInDiscs(x: [], y: [], numbers: []).sum(x: 0, y: 0, within: 5) == 0)
    }

    @Test func agreesWithALoop() throws {
        try forEverySeed(0..<100) { seed, random in
            let count = random.int(in: 1..<400)
            let isWhole = seed % 2 == 0
            func coordinate() -> Double {
                let value = random.double(in: 0..<60)
                return isWhole ? value.rounded() : value
            }
            let x = (0..<count).map { _ in coordinate() }, y = (0..<count).map { _ in coordinate() }
            let numbers = (0..<count).map { _ in Int32(random.int(in: 0..<2_000_000_000)) }
            let index = NumbersInDiscs(x: x, y: y, numbers: numbers)
            for _ in 0..<20 {
                let (px, py) = (coordinate(), coordinate())
                let radius = isWhole ? Double(random.int(in: 0..<40)) : random.double(in: 0..<40)
                let expected = (0..<count).reduce(Int64(0)) { sum, i in
                    let dx = x[i] - px, dy = y[i] - py
                    return (dx * dx + dy * dy).squareRoot() <= radius
                        ? sum + Int64(numbers[i]) : sum
                }
                #expect(index.sum(x: px, y: py, within: radius) == expected, "seed \(seed)")
            }
        }
    }
}
