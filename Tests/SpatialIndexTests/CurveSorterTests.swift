// SPDX-License-Identifier: EUPL-1.2
import SpatialIndex
import TestSupport
import Testing

@Suite struct CurveSorterTests {
    private func order(_ sorter: inout CurveSorter, _ x: [Double], _ y: [Double]) -> [Int32] {
        var rows = [Int32](repeating: -1, count: x.count)
        var span = rows.mutableSpan
        sorter.order(x: x.span, y: y.span, into: &span)
        return rows
    }

    /// The curve visits the quadrants of a square in the shape of a U.
    @Test func followsTheCurve() {
        var sorter = CurveSorter()
        #expect(order(&sorter, [0, 1, 0, 1], [0, 0, 1, 1]) == [0, 2, 3, 1])
        #expect(order(&sorter, [], []) == [])
    }

    @Test func isAPermutationForAnyInputAndKeepsEqualPointsInOrder() throws {
        var sorter = CurveSorter()
        let special = [0, -0.0, .nan, .infinity, -.infinity, 1e308, -1e308, 1e8, 5e-310]
        for seed in 0..<60 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            let n = random.int(in: 0..<300)
            func coordinate(_ random: inout SeededGenerator) -> Double {
                seed % 3 == 0
                    ? special[random.int(in: 0..<special.count)]
                    : random.double(in: 0..<9).rounded()
            }
            let x = (0..<n).map { _ in coordinate(&random) }
            let y = (0..<n).map { _ in coordinate(&random) }
            let rows = order(&sorter, x, y)
            #expect(rows.sorted() == (0..<n).map(Int32.init), "seed \(seed)")
            for (a, b) in zip(rows, rows.dropFirst())
            where x[Int(a)] == x[Int(b)] && y[Int(a)] == y[Int(b)] {
                #expect(a < b, "seed \(seed)")
            }
        }
    }

    /// 20,000 random points in a square of 1 km: the way past all of them is some 0.9 sqrt(n A) = 127 km along a
    /// fine curve, 10,000 km in random order; a lattice of 64 with five points a cell stays below 200 km.
    @Test func neighboursInTheOrderAreNear() {
        var random = SeededGenerator(seed: 3)
        let x = (0..<20_000).map { _ in random.double(in: 0..<1000) }
        let y = (0..<20_000).map { _ in random.double(in: 0..<1000) }
        var sorter = CurveSorter()
        let rows = order(&sorter, x, y).map { Int($0) }
        var way = 0.0
        for (a, b) in zip(rows, rows.dropFirst()) {
            way += ((x[a] - x[b]) * (x[a] - x[b]) + (y[a] - y[b]) * (y[a] - y[b])).squareRoot()
        }
        #expect(way < 250_000)
    }
}
