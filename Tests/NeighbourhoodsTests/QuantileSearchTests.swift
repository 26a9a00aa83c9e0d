// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import Neighbourhoods

@Suite struct QuantileSearchTests {
    /// The quantiles of all rows, with weights as whole numbers or as any.
    private func quantiles(
        _ ps: [Double], _ rows: [(value: Double, weight: Double)], runs: [WeightedRun]? = nil,
        whole: Bool = false, threads: Int = 1
    ) -> [Double] {
        let column = rows.map(\.value), weight = rows.map(\.weight)
        let runs = runs ?? [WeightedRun(rows: 0..<rows.count, factor: 1)]
        var extent = ValueExtent()
        for run in runs {
            extent.insert(
                ValueExtent(of: column.span.extracting(run.rows), weight.span.extracting(run.rows)))
        }
        return whole
            ? QuantileSearch<WholeSum>(
                column: column, weight: weight, runs: runs, extent: extent, threads: threads
            ).values(ps)
            : QuantileSearch<ExactSum>(
                column: column, weight: weight, runs: runs, extent: extent, threads: threads
            ).values(ps)
    }

    /// By sorting and a running sum in whole numbers.
    private func sorted(
        _ p: (Int, Int), _ rows: [(value: Double, weight: Int)]
    ) -> Double {
        let total = rows.reduce(0) { $0 + $1.weight }
        var below = 0
        for row in rows.sorted(by: { $0.value < $1.value }) where row.weight > 0 {
            below += row.weight
            if below * p.1 >= total * p.0 { return row.value }
        }
        return .nan
    }

    private func same(_ a: [Double], _ b: [Double]) -> Bool {
        a.map(\.bitPattern) == b.map(\.bitPattern) || a.allSatisfy(\.isNaN) && b.allSatisfy(\.isNaN)
    }

    @Test func byHand() {
        // Weights 1, 2, 1 of 4: half is 2, reached at the second value (cumulative 3).
        let rows = [(30.0, 1.0), (10, 1), (20, 2)]
        for whole in [false, true] {
            #expect(quantiles([0.5, 0.25, 0.26, 1], rows, whole: whole) == [20, 10, 20, 30])
            // Nine of ten of equal weight are exactly 90 %.
            #expect(quantiles([0.9], (1...10).map { (Double($0), 1) }, whole: whole) == [9])
        }
        // Counted by factors 1, 3, 1 the weights are 1, 1, 6: an eighth is reached at 10.
        let runs = (0..<3).map { WeightedRun(rows: $0..<$0 + 1, factor: [1, 1, 3][$0]) }
        #expect(quantiles([0.125, 0.5, 0.9], rows, runs: runs) == [10, 20, 30])
    }

    @Test func whereThereIsNothingToSearch() {
        #expect(quantiles([0.5], [], runs: [])[0].isNaN)
        #expect(quantiles([0.5], [(1, 0), (2, 0)])[0].isNaN)
        // The extent leaves out what weighs nothing.
        #expect(quantiles([0, 0.5, 1], [(-5, 0), (7, 3), (9, 0)]) == [7, 7, 7])
        // Extents that cannot be divided: infinite, and of a few units of rounding.
        #expect(quantiles([0.5, 0.9], [(0, 1), (.infinity, 1), (3, 2)]) == [3, .infinity])
        let tiny = Double.leastNonzeroMagnitude
        #expect(quantiles([0.5, 0.9], [(0, 1), (tiny, 1), (2 * tiny, 2)]) == [tiny, 2 * tiny])
    }

    @Test func findsWhatSortingFinds() throws {
        try forEverySeed(0..<300) { seed, random in
            let count = random.int(in: 1..<(seed % 10 == 0 ? 5_000 : 400))
            let rows = (0..<count).map { _ -> (value: Double, weight: Int) in
                let weight = random.int(in: 0..<4)
                switch random.int(in: 0..<4) {
                case 0: return (0, weight)
                case 1: return (Double(random.int(in: 0..<5)) * 100, weight)
                case 2: return (random.double(in: -10..<1_000), weight)
                default: return (random.double(in: 0..<1e7), weight)
                }
            }
            let cuts = (0..<4).map { _ in random.int(in: 0..<count + 1) }.sorted() + [count]
            let runs = zip([0] + cuts, cuts).map { WeightedRun(rows: $0..<$1, factor: 1) }
            let expected = [(1, 2), (9, 10), (1, 4)].map { sorted($0, rows) }
            let thirds = rows.map { ($0.value, Double($0.weight) / 3) }
            let wholes = rows.map { ($0.value, Double($0.weight)) }
            let ps = [0.5, 0.9, 0.25]
            #expect(same(quantiles(ps, thirds, runs: runs, threads: 3), expected), "seed \(seed)")
            #expect(same(quantiles(ps, wholes, whole: true), expected), "seed \(seed)")
        }
    }

    @Test func allValuesEqual() {
        for value in [0.0, 7] {
            let rows = (0..<300).map { (value, Double($0 % 3)) }
            #expect(quantiles([0.5, 1], rows, whole: true) == [value, value])
        }
    }

    /// A million equal values, and as many in one bin beside a value far away.
    @Test(.timeLimit(.minutes(1))) func aMillionInOneBin() {
        let clock = ContinuousClock()
        let time = clock.measure {
            var rows = [(value: Double, weight: Double)](repeating: (5, 1), count: 1_000_000)
            #expect(quantiles([0.5], rows, whole: true) == [5])
            rows[3] = (1e9, 1)
            #expect(quantiles([0.5, 1], rows, whole: true) == [5, 1e9])
            rows.removeSubrange(100_000...)
            for i in rows.indices { rows[i].value = i == 3 ? 1e9 : Double(i % 1_000) * 1e-3 }
            // A hundred of each thousandth, but 99 of 0.003: 49,999 up to 0.499, and half is 50,000.
            #expect(quantiles([0.5], rows, whole: true) == [0.5])
        }
        #expect(time < .seconds(30))
    }
}
