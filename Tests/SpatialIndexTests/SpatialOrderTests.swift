// SPDX-License-Identifier: EUPL-1.2
import SpatialIndex
import TestSupport
import Testing

@Suite struct SpatialOrderTests {
    /// The curve visits the quadrants of a square in the shape of a U.
    @Test func followsTheCurve() {
        let x = [0.0, 1, 0, 1]
        let y = [0.0, 0, 1, 1]
        #expect(spatialOrder(x: x.span, y: y.span) == [0, 2, 3, 1])
    }

    /// On a full lattice of 2^k x 2^k every step of the curve is one lattice step.
    @Test(arguments: [2, 4, 8, 32]) func stepsToNeighboursOnALattice(side: Int) {
        // The outermost points of the lattice fall into the outermost cells of the curve.
        let step = 65_535.0 / Double(side - 1)
        var x: [Double] = []
        var y: [Double] = []
        for row in 0..<side {
            for column in 0..<side {
                x.append(Double(column) * step)
                y.append(Double(row) * step)
            }
        }
        let order = spatialOrder(x: x.span, y: y.span).map { Int($0) }
        for (a, b) in zip(order, order.dropFirst()) {
            let length = abs(x[a] - x[b]) + abs(y[a] - y[b])
            #expect(length < step * 1.01, "\(a) \(b)")
        }
    }

    @Test func isAPermutationForAnyInput() throws {
        try forEverySeed(0..<100) { seed, random in
            let n = random.int(in: 0..<200)
            let special = [0, -0.0, .nan, .infinity, -.infinity, 1e308, -1e308, 1e8, 5e-324]
            func coordinate(_ random: inout SeededGenerator) -> Double {
                seed % 3 == 0
                    ? special[random.int(in: 0..<special.count)] : random.double(in: 0..<9)
            }
            let x = (0..<n).map { _ in coordinate(&random) }
            let y = (0..<n).map { _ in coordinate(&random) }
            let order = spatialOrder(x: x.span, y: y.span)
            #expect(order.sorted() == (0..<n).map(Int32.init), "seed \(seed)")
        }
    }

    @Test func keepsTheOrderOfEqualPoints() {
        let x = [Double](repeating: 3, count: 50)
        #expect(spatialOrder(x: x.span, y: x.span) == (0..<50).map(Int32.init))
    }

    /// Parts that threads sort are one order: points on whole metres, so that many are equal.
    @Test func threadsDoNotShow() {
        var random = SeededGenerator(seed: 3)
        let x = (0..<150_000).map { _ in random.double(in: 0..<900).rounded() }
        let y = (0..<150_000).map { _ in random.double(in: 0..<900).rounded() }
        let one = spatialKeys(x: x.span, y: y.span, cell: 2)
        for threads in [2, 7] {
            let isSame = spatialKeys(x: x.span, y: y.span, cell: 2, threads: threads) == one
            #expect(isSame, "\(threads) threads")
        }
        let numbers = one.map { $0 >> 32 }
        #expect(numbers == numbers.sorted())
    }
}
