// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import Neighbourhoods

@Suite struct InequalityTests {
    private func served(_ rows: [(Double, Double)]) -> [ServedPeople] {
        rows.map { ServedPeople(value: $0.0, people: $0.1) }
    }

    @Test func giniByHand() {
        // Two halves with 1 and 3: L is 1/4 and 1; G = 1 - (1/2 x 1/4 + 1/2 x 5/4) = 1/4.
        #expect(abs(gini(served([(3, 50), (1, 50)])) - 0.25) < 1e-15)
        // Four persons with 0, 0, 0 and 1: L is 0, 0, 0, 1; G = 1 - 1/4 = 3/4.
        #expect(abs(gini(served([(0, 3), (1, 1)])) - 0.75) < 1e-15)
        #expect(gini(served([(7, 10), (7, 90)])) < 1e-15)
        #expect(gini(served([(0, 10), (0, 90)])) == 0)
        #expect(gini([]).isNaN)
    }

    @Test func palmaByHand() {
        // A hundred people: 60 have 10, 30 have 20, 10 have 50. High is good: the best 10 have 500, the
        // worst 40 have 400. Low is good: the best 10 have 100; the worst 40 have 500 + 600.
        let rows = served([(50, 10), (10, 60), (20, 30)])
        #expect(abs(palma(rows, lowIsGood: false) - 500 / 400) < 1e-12)
        #expect(abs(palma(rows, lowIsGood: true) - 100 / 1100) < 1e-12)
        // Pro rata: 95 have 10 and 5 have 20; the best 10 have 5 x 20 + 5 x 10, the worst 40 have 400.
        #expect(
            abs(palma(served([(10, 95), (20, 5)]), lowIsGood: false) - 150 / 400) < 1e-12)
        #expect(abs(palma(served([(7, 3)]), lowIsGood: true) - 0.25) < 1e-12)
        #expect(palma(served([(0, 50), (1, 50)]), lowIsGood: false).isNaN)
    }

    @Test func scalesAndOrderDoNotMatter() throws {
        try forEverySeed(0..<100) { seed, random in
            var rows: [(Double, Double)] = []
            for _ in 0..<12 {
                rows.append((random.double(in: 0..<900), random.double(in: 1..<500)))
            }
            let first = gini(served(rows)), ratio = palma(served(rows), lowIsGood: true)
            #expect((0..<1).contains(first), "seed \(seed)")
            #expect(ratio <= 0.25 + 1e-12, "seed \(seed)")
            let shuffled = rows.shuffled(using: &random)
            #expect(gini(served(shuffled)) == first, "seed \(seed)")
            let scaled = rows.map { ($0.0 * 8, $0.1 * 4) }
            #expect(abs(gini(served(scaled)) - first) < 1e-12, "seed \(seed)")
            #expect(abs(palma(served(scaled), lowIsGood: true) - ratio) < 1e-12, "seed \(seed)")
        }
    }

    /// Groups and total from the values of the buurten as they are shown.
    @Test func groupsHaveColumnsThatBuurtenLack() throws {
        let results = try analyse(
            SquareTown.workspace([SquareTown.meetingPlaces()]), threads: 1, perAddress: false)
        let id = "meeting_places_distance_mean"
        let means = results.buurt(id).compactMap { $0 }
        let people = results.buurten.inhabitants.compactMap(\.number)
        let south = served(Array(zip(means[0..<2], people[0..<2])))
        #expect(agree([results.wijk(id + "_gini")[0]], [gini(south)]))
        #expect(agree([results.wijk(id + "_palma")[0]], [palma(south, lowIsGood: true)]))
        let all = served(Array(zip(means, people)))
        #expect(agree([results.whole(id + "_gini")], [gini(all)]))
        #expect(results.buurt(id + "_gini").isEmpty)
        #expect(!results.column(results.total, "meeting_places_distance_share_300_palma").isEmpty)
        #expect(results.whole("meeting_places_distance_max_gini") == nil)
        #expect(results.whole("meeting_places_reach_300_mean_gini") == nil)
        #expect(
            Array(results.indicators.prefix(4)).map(\.id)
                == Array(results.buurten.columns.prefix(4)).map(\.indicator.id))
    }

    /// B is hidden and D with it, so nothing of any group may tell of them.
    @Test func hiddenBuurtenAreNotGivenAway() throws {
        let results = try analyse(
            SquareTown.workspace([SquareTown.meetingPlaces()], minimum: 5), threads: 1,
            perAddress: false)
        let id = "meeting_places_distance_mean"
        let buurten = results.column(results.buurten, id)
        let wijken = results.column(results.groups[0], id + "_gini")
        for (row, members) in [[0, 1], [2, 3]].enumerated() {
            let isHidden = members.contains { buurten[$0].status == "suppressed" }
            #expect((wijken[row].status == "suppressed") == isHidden)
        }
    }
}
