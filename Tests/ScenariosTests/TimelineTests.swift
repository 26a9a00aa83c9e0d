// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Testing

@testable import Scenarios

@Suite struct TimelineTests {
    // A hub at (1900, 500) brings x = 1700 and x = 1900 within 300 m, two inhabitants. Planned from
    // 2022, in effect from 2025: lost in 2022, 2023 and 2024, two inhabitants each, six together.
    @Test func slippageCostsInhabitantYears() throws {
        var hub = ScenarioTown.adding("hub", 1900, 500, cost: 300)
        hub.period = Period(works: 2023...2025, from: 2025)
        hub.planned = Period(works: 2021...2022, from: 2022)
        let plan = Scenario(name: "hub", title: "Hub", changes: [hub])
        let found = try timeline(
            of: plan, in: ScenarioTown.workspace(), years: 2020...2026, threads: 2)
        let id = "places_distance_share_300"
        #expect(
            found.years.map { ScenarioTown.total($0.actual, id) } == [20, 20, 20, 20, 20, 40, 40])
        #expect(
            found.years.map { ScenarioTown.total($0.planned, id) } == [20, 20, 40, 40, 40, 40, 40])
        #expect(found.inhabitantYearsLost.first { $0.indicator.id == id }?.lost == 6)
        #expect(found.years.map(\.spent) == [0, 0, 0, 100, 100, 100, 0])
        #expect(found.years.map(\.plannedSpent) == [0, 150, 150, 0, 0, 0, 0])
    }

    @Test func aCostWithoutWorksFallsInTheFirstYear() {
        var hub = ScenarioTown.adding("hub", 1900, 500, cost: 300)
        hub.period = Period(from: 2022)
        let plan = Scenario(name: "hub", title: "Hub", changes: [hub])
        #expect((2021...2023).map { plan.spent(in: $0, planned: false) } == [0, 300, 0])
    }
}
