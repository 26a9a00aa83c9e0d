// SPDX-License-Identifier: EUPL-1.2
import MapLayers
import TestSupport
import Testing

@Suite struct ClassBreaksTests {
    @Test func tenValuesInFive() {
        let classes = quantileClasses([9, 1, 8, 2, 7, 3, 6, 4, 5, 10], count: 5)
        #expect(classes.map(\.highest) == [2, 4, 6, 8, 10])
        #expect(classes.map(\.lowest) == [1, 3, 5, 7, 9])
        #expect(classes.map(\.count) == [2, 2, 2, 2, 2])
    }

    /// 7 values: ceil(7 k / 5) = 2, 3, 5, 6, 7 values in the first k classes.
    @Test func sevenValuesInFive() {
        let classes = quantileClasses([1, 2, 3, 4, 5, 6, 7], count: 5)
        #expect(classes.map(\.count) == [2, 1, 2, 1, 1])
    }

    @Test func tiesStayTogether() {
        let classes = quantileClasses([0, 0, 0, 0, 0, 0, 1, 2], count: 5)
        #expect(classes.map(\.count) == [6, 1, 1])
        #expect(classes.map(\.highest) == [0, 1, 2])
    }

    @Test func fewEqualOrNoValues() {
        #expect(quantileClasses([], count: 5).isEmpty)
        #expect(quantileClasses([.nan, .infinity], count: 5).isEmpty)
        #expect(
            quantileClasses([3, 3, 3], count: 5) == [ValueClass(lowest: 3, highest: 3, count: 3)])
        #expect(quantileClasses([2, 1], count: 5).map(\.highest) == [1, 2])
    }

    @Test func everyValueIsInOneClass() throws {
        try forEverySeed(0..<300) { seed, random in
            let values = (0..<random.int(in: 1..<60)).map { _ in Double(random.int(in: 0..<12)) }
            let classes = quantileClasses(values, count: 5)
            #expect(classes.map(\.count).reduce(0, +) == values.count, "seed \(seed)")
            #expect(classes.count <= 5, "seed \(seed)")
            for (one, next) in zip(classes, classes.dropFirst()) {
                #expect(one.highest < next.lowest, "seed \(seed)")
            }
            for value in values {
                let hits = classes.count { $0.lowest <= value && value <= $0.highest }
                #expect(hits == 1, "seed \(seed)")
            }
        }
    }
}
