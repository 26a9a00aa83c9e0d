// SPDX-License-Identifier: EUPL-1.2
@testable import MapLayers
import Neighbourhoods
import TestSupport
import Testing

@Suite struct DifferenceScaleTests {
    // Sizes 3, 12 and 25 in four classes: round bounds 5, 10, 15 and 20, of which every other one stays.
    @Test func boundsAreRoundAndTheSameOnBothSides() {
        let scale = DifferenceScale([-12, 3, 25], decimals: 0)
        #expect(scale.bounds == [5, 15])
        #expect(scale.count == 7)
        #expect([-25, -12, -3, 0, 3, 12, 25].map { scale.row(of: $0) } == [0, 1, 2, 3, 4, 5, 6])
        // Rounded to no decimals it is none.
        #expect(scale.row(of: 0.4) == 3)
        #expect(scale.row(of: -0.6) == 2)
        #expect(
            scale.labels("%", .of(.dutch)) == [
                "onder −15\u{A0}%-punt", "−5 – −15\u{A0}%-punt", "0 – −5\u{A0}%-punt",
                "geen verandering", "0 – +5\u{A0}%-punt", "+5 – +15\u{A0}%-punt",
                "boven +15\u{A0}%-punt",
            ])
    }

    @Test func nothingThatChangesIsOneClassOnEachSide() {
        let scale = DifferenceScale([0, 0.001], decimals: 1)
        #expect(scale.bounds.isEmpty)
        #expect(scale.count == 3)
        #expect(scale.row(of: 0) == 1)
        #expect(scale.labels("m", .of(.english)).count == 3)
    }

    @Test func theWarmEndIsWhereThingsGetWorse() {
        let scale = DifferenceScale([-12, 25], decimals: 0)
        let higher = scale.colours(.higher, .purpleOrange)
        #expect(scale.colours(.lower, .purpleOrange) == higher.reversed())
        #expect(higher.count == scale.count)
    }

    /// Opposite differences have opposite classes, and a larger one never a lower class.
    @Test func lawsOfTheScale() throws {
        try forEverySeed(0..<60) { _, random in
            let factor = [0.01, 1, 1000][random.int(in: 0..<3)]
            let values = (0..<random.int(in: 1..<30)).map { _ in
                random.double(in: -1..<1) * factor
            }
            let scale = DifferenceScale(values, decimals: random.int(in: 0..<3))
            #expect(scale.count <= 9)
            var last = -1
            for value in values.sorted() {
                let row = scale.row(of: value)
                #expect(row + scale.row(of: -value) == 2 * scale.steps)
                #expect(row >= last && row < scale.count)
                last = row
            }
        }
    }
}
