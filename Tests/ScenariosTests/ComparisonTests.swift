// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Testing

@testable import Scenarios

@Suite struct ComparisonTests {
    private let share = "places_distance_share_300"

    // Addresses at x = 100, 300, ..., 1900. Within 300 m of 100: 2 of 10. A hub at 1900 adds 2, one at
    // 1700 the 4 from 1400 to 2000 (1500, 1700, 1900): 3.
    @Test func gainsAndLossesAreCountedByAddress() throws {
        let base = ScenarioTown.workspace()
        let move = Change(
            id: "move", effect: .move(layer: 0, FeaturePick(base: [0]), x: 1600, y: 0))
        let plan = Scenario(name: "moved", title: "Moved", changes: [move])
        let comparison = try compare([plan], of: base, threads: 2)
        let outcome = comparison.outcomes[0]
        #expect(ScenarioTown.total(comparison.base, share) == 20)
        #expect(ScenarioTown.total(outcome.results, share) == 30)
        let shift = try #require(outcome.shifts.first { $0.indicator.id == share })
        #expect(shift.gained.buurten == [.present(0), .present(3)])
        #expect(shift.lost.buurten == [.present(2), .present(0)])
        #expect(shift.gained.total == .present(3))
        #expect(shift.newcomers.total == .present(0))
    }

    // Hubs at 1700 and 1900 reach {1500, 1700, 1900} and {1700, 1900}: alone 30 and 20 points per
    // cent more, together 30. Last: 10 and 0. Shapley: means of 30 and 10, and of 20 and 0.
    @Test func contributionsOfTwoHubsThatOverlap() throws {
        let plan = Scenario(
            name: "hubs", title: "Hubs",
            changes: [
                ScenarioTown.adding("a", 1700, 500), ScenarioTown.adding("b", 1900, 500),
            ])
        let base = ScenarioTown.workspace()
        let comparison = try compare([plan], of: base, threads: 1)
        let place = try #require(
            comparison.base.buurten.columns.firstIndex { $0.indicator.id == share })
        let parts = comparison.outcomes[0].contributions
        #expect(parts.map { $0.alone[place] } == [30, 20])
        #expect(parts.map { $0.last[place] } == [10, 0])
        #expect(parts.map { $0.shapley?[place] } == [20, 10])
    }

    @Test func aLayerThatAChangeEmptiesKeepsItsIndicators() throws {
        let remove = Change(
            id: "closed",
            effect: .exchange(layer: 0, removing: FeaturePick(base: [0]), adding: nil))
        let plan = Scenario(name: "none", title: "None", changes: [remove])
        let comparison = try compare([plan], of: ScenarioTown.workspace(), threads: 1)
        let results = comparison.outcomes[0].results
        #expect(
            results.total.columns.map(\.indicator.id)
                == comparison.base.total.columns.map(\.indicator.id))
        #expect(ScenarioTown.total(results, share) == 0)
        #expect(ScenarioTown.total(results, "places_distance_mean") == nil)
    }
}
