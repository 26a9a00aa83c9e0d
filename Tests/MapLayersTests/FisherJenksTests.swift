// SPDX-License-Identifier: EUPL-1.2
import MapLayers
import TestSupport
import Testing

@Suite struct FisherJenksTests {
    /// Employment density of 58 counties of California, the example data of mapclassify (PySAL).
    static let counties: [Double] = [
        329.92, 0.42, 5.9, 14.03, 2.78, 1.34, 181.27, 1.65, 10.03, 16.7, 1.32, 3.99, 3.16, 0.22,
        8.7, 6.56, 3.27, 0.33, 370.5, 4.51, 75.29, 0.99, 2.74, 8.68, 0.14, 0.92, 12.63, 28.7,
        12.02, 722.85, 36.68, 0.74, 29.82, 192.05, 3.38, 11.15, 110.74, 4111.45, 49.47, 10.33,
        317.11, 20.47, 264.93, 66.26, 5.39, 0.13, 0.61, 50.65, 40.48, 36.67, 13.09, 1.81, 0.2, 7.6,
        2.51, 57.26, 24.32, 6.97,
    ]

    /// What mapclassify publishes for these data: its documentation and its tests.
    @Test func publishedCounties() {
        let classes = classify(Self.counties, by: .jenks, into: 5)
        #expect(classes.bounds == [75.29, 192.05, 370.5, 722.85])
        #expect(classes.contents(of: Self.counties).map { $0?.count ?? 0 } == [49, 3, 4, 1, 1])
    }

    /// The worked example of the goodness of variance fit: 4, 5, 9, 10 has 26 squares around its mean 7,
    /// and 4, 5 | 9, 10 has 0.5 + 0.5: (26 - 1) / 26.
    @Test func goodnessOfVarianceFit() {
        let classes = classify([4, 5, 9, 10], by: .jenks, into: 2)
        #expect(classes.bounds == [5])
        #expect(abs(goodnessOfFit([4, 5, 9, 10], classes) - 25.0 / 26) < 1e-12)
        #expect(goodnessOfFit([2, 2], classes) == 1)
    }

    /// The example of jenkspy's page.
    @Test func twelveValues() {
        let values = [1.3, 7.1, 7.3, 2.3, 3.9, 4.1, 7.8, 1.2, 4.3, 7.3, 5.0, 4.3]
        #expect(classify(values, by: .jenks, into: 3).bounds == [2.3, 5])
    }

    @Test func moreClassesThanValues() {
        #expect(jenksBounds([1, 1, 2, 5], count: 9) == [1, 2])
        #expect(jenksBounds([1, 1, 2, 5], count: 3) == [1, 2])
        #expect(jenksBounds([], count: 3).isEmpty && jenksBounds([4], count: 3).isEmpty)
    }

    /// All ways to cut the values are tried, and none is better.
    ///
    /// Ties and offsets included.
    @Test func noOtherCutIsBetter() throws {
        try forEverySeed(0..<400) { seed, random in
            let offset = [0, 1e6, -3e9][random.int(in: 0..<3)]
            let steps = random.int(in: 3..<40)
            let values = (0..<random.int(in: 2..<13)).map { _ in
                offset + Double(random.int(in: 0..<steps))
            }.sorted()
            let count = random.int(in: 2..<6)
            let bounds = jenksBounds(values, count: count)
            let found = cost(values, bounds), best = leastCost(values, count)
            // Whole numbers of at most 40: costs that differ do so by more than 1 / 13^2.
            #expect(found - best < 1e-3, "seed \(seed): \(values) \(bounds)")
            #expect(bounds.count == min(count, Set(values).count) - 1, "seed \(seed)")
        }
    }

    /// The halving against the plain recursion on longer lists, where starts do move far.
    @Test func asThePlainRecursion() throws {
        try forEverySeed(0..<20) { seed, random in
            var values = (0..<300).map { _ in random.double(in: 0..<1) * random.double(in: 0..<1) }
            values.sort()
            for count in [2, 5, 7] {
                let found = cost(values, jenksBounds(values, count: count))
                let plain = plainRecursion(values, count)
                #expect(abs(found - plain) <= 1e-9 * plain, "seed \(seed)")
            }
        }
    }

    private func squares(_ values: some Collection<Double>) -> Double {
        // Around the first value, so that an offset costs no digits.
        guard let first = values.first else { return 0 }
        let mean = values.reduce(0) { $0 + ($1 - first) } / Double(values.count)
        return values.reduce(0) { $0 + ($1 - first - mean) * ($1 - first - mean) }
    }

    private func cost(_ values: [Double], _ bounds: [Double]) -> Double {
        let classes = Classification(bounds: bounds)
        var members = [[Double]](repeating: [], count: classes.count)
        for value in values { members[classes.row(of: value) ?? 0].append(value) }
        return members.reduce(0) { $0 + squares($1) }
    }

    /// Every subset of the places between values, up to `count - 1` cuts.
    private func leastCost(_ values: [Double], _ count: Int) -> Double {
        var best = Double.infinity
        for cuts in 0..<(1 << (values.count - 1)) where cuts.nonzeroBitCount < count {
            var total = 0.0, start = 0
            for place in 0..<values.count - 1 where cuts & (1 << place) != 0 {
                total += squares(values[start...place])
                start = place + 1
            }
            best = min(best, total + squares(values[start...]))
        }
        return best
    }

    /// Fisher's recursion as it stands, O(k n^2) runs.
    private func plainRecursion(_ values: [Double], _ count: Int) -> Double {
        var run = [[Double]](
            repeating: [Double](repeating: 0, count: values.count), count: values.count)
        for first in values.indices {
            var mean = 0.0, sum = 0.0
            for last in first..<values.count {
                let n = Double(last - first + 1), delta = values[last] - mean
                mean += delta / n
                sum += delta * (values[last] - mean)
                run[first][last] = sum
            }
        }
        var row = run[0]
        for _ in 1..<count {
            row = values.indices.map { last in
                (0...last).map { $0 == 0 ? run[0][last] : row[$0 - 1] + run[$0][last] }.min() ?? 0
            }
        }
        return row[values.count - 1]
    }
}
