// SPDX-License-Identifier: EUPL-1.2
import MapLayers
import TestSupport
import Testing

@Suite struct ClassMethodTests {
    private func counts(_ values: [Double], _ method: ClassMethod, _ count: Int) -> [Int] {
        classify(values, by: method, into: count).contents(of: values).map { $0?.count ?? 0 }
    }

    @Test func namesAndNumbers() {
        #expect(ClassMethod("jenks") == .jenks && ClassMethod("stddev") == .standardDeviation)
        #expect(ClassMethod("300,500") == .manual([300, 500]))
        for text in ["", "jenk", "300,", "300,x", "nan"] { #expect(ClassMethod(text) == nil) }
        for name in ClassMethod.names { #expect(ClassMethod(name) != nil, "\(name)") }
    }

    @Test func tenValuesInFiveQuantiles() {
        let classes = classify([9, 1, 8, 2, 7, 3, 6, 4, 5, 10], by: .quantile, into: 5)
        #expect(classes.bounds == [2, 4, 6, 8])
    }

    /// 7 values: ceil(7 k / 5) = 2, 3, 5, 6, 7 values in the first k classes.
    @Test func sevenValuesInFiveQuantiles() {
        #expect(counts([1, 2, 3, 4, 5, 6, 7], .quantile, 5) == [2, 1, 2, 1, 1])
    }

    @Test func tiesStayTogether() {
        #expect(counts([0, 0, 0, 0, 0, 0, 1, 2], .quantile, 5) == [6, 1, 1])
    }

    /// The example of mapclassify (PySAL): employment density of 58 counties of California.
    @Test func publishedEqualIntervals() {
        let classes = classify(FisherJenksTests.counties, by: .equalInterval, into: 5)
        for (bound, published) in zip(classes.bounds, [822.394, 1644.658, 2466.922, 3289.186]) {
            #expect(abs(bound - published) < 1e-9)
        }
        #expect(counts(FisherJenksTests.counties, .equalInterval, 5) == [57, 0, 0, 0, 1])
    }

    /// R: `pretty(0:100)` is 0, 20, ..., 100 and `pretty(c(1, 10))` is 0, 2, ..., 10.
    @Test func prettyBoundsAreThoseOfR() {
        #expect(classify([0, 100], by: .pretty, into: 5).bounds == [20, 40, 60, 80])
        #expect(classify([1, 10], by: .pretty, into: 5).bounds == [2, 4, 6, 8])
        #expect(
            classify([0.03, 0.28], by: .pretty, into: 5).bounds == [0.05, 0.1, 0.15, 0.2, 0.25])
        #expect(classify([-7, 12], by: .pretty, into: 5).bounds == [-5, 0, 5, 10])
    }

    /// 2, 4, 4, 4, 5, 5, 7, 9: mean 5, deviation 2 (squares 9+1+1+1+0+0+4+16 = 32, by 8 is 4).
    @Test func standardDeviations() {
        let values = [2.0, 4, 4, 4, 5, 5, 7, 9]
        let five = classify(values, by: .standardDeviation, into: 5)
        #expect(five.bounds == [2, 4, 6, 8] && five.middle == 5)
        #expect(classify(values, by: .standardDeviation, into: 4).bounds == [3, 5, 7])
    }

    /// A share that must be at least 75 is met by 75 itself.
    ///
    /// A distance of at most 300: 300 itself too.
    @Test func normsBelongToTheGoodSide() {
        let share = classify([70, 75, 80], by: .norm([75], isMetFrom: true), into: 5)
        #expect([74.9, 75, 80].map(share.row(of:)) == [0, 1, 1])
        #expect(share.end(of: 0) == 75.0.nextDown && share.end(of: 1) == nil)
        let distance = classify([], by: .norm([300], isMetFrom: false), into: 5)
        #expect([300, 300.1].map(distance.row(of:)) == [0, 1])
    }

    @Test(arguments: [
        ClassMethod.jenks, .quantile, .equalInterval, .pretty, .standardDeviation,
    ])
    func fewEqualOrNoValues(method: ClassMethod) {
        for values in [[], [3, 3, 3], [.nan, .infinity]] {
            #expect(classify(values, by: method, into: 5).bounds.isEmpty)
        }
        #expect(classify([3], by: method, into: 9).row(of: 99) == 0)
        // A range whose width is more than the largest number.
        let wide = classify([-1.5e308, 0, 1.5e308], by: method, into: 3)
        #expect(wide.bounds.allSatisfy { $0.isFinite })
        #expect(classify([1, 2], by: method, into: 1).bounds.isEmpty)
    }

    @Test(arguments: [
        ClassMethod.jenks, .quantile, .equalInterval, .pretty, .standardDeviation,
        .manual([3, 7, 7, 1]),
    ])
    func everyValueIsInOneClass(method: ClassMethod) throws {
        try forEverySeed(0..<200) { seed, random in
            let values = (0..<random.int(in: 1..<60)).map { _ in Double(random.int(in: 0..<12)) }
            let classes = classify(values, by: method, into: random.int(in: 1..<12))
            let contents = classes.contents(of: values)
            #expect(contents.reduce(0) { $0 + ($1?.count ?? 0) } == values.count, "seed \(seed)")
            #expect(classes.bounds == classes.bounds.sorted(), "seed \(seed)")
            for (row, content) in contents.enumerated() {
                guard let content else { continue }
                #expect(content.highest <= classes.end(of: row) ?? .infinity, "seed \(seed)")
                if row > 0, let low = classes.end(of: row - 1) {
                    #expect(low < content.lowest, "seed \(seed)")
                }
            }
            #expect(classify(values.shuffled(), by: method, into: 5).count >= 1)
        }
    }

    /// The same breaks for two years: each value of either is in the class of its number.
    @Test func yearsTogetherShareTheirClasses() {
        let both = classify([1, 2, 3] + [10, 20, 30], by: .quantile, into: 3)
        #expect(both.bounds == [2, 10])
        #expect(both.contents(of: [1, 2, 3]).map { $0?.count ?? 0 } == [2, 1, 0])
    }
}
