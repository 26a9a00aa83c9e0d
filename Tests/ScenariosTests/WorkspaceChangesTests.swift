// SPDX-License-Identifier: EUPL-1.2
import Planar
import Testing

@testable import Neighbourhoods
@testable import Scenarios

@Suite struct WorkspaceChangesTests {
    @Test func addingKeepsTheRowsOfTheBase() {
        let base = ScenarioTown.workspace()
        let changed = base.applying([ScenarioTown.adding("hub", 1900, 500)])
        let layer = changed.workspace.layers[0]
        #expect(layer.geometry.points.x == [100, 1900])
        #expect(layer.attributes["naam"]?.values == .texts(["Hal", "hub"]))
        #expect(layer.ids == [1, 2])
        #expect(changed.edits == [LayerEdit(layer: 0, altered: [])])
        #expect(base.layers[0].count == 1)
    }

    @Test func whatIsRemovedKeepsItsRowAndLosesItsGeometry() {
        let base = ScenarioTown.workspace()
        let remove = Change(
            id: "closed",
            effect: .exchange(layer: 0, removing: FeaturePick(base: [0]), adding: nil))
        let changed = base.applying([remove])
        #expect(changed.workspace.layers[0].count == 1)
        #expect(changed.workspace.layers[0].geometry.points.count == 0)
        #expect(changed.edits == [LayerEdit(layer: 0, altered: [0])])
    }

    @Test func aLaterChangeTakesHoldOfWhatAnEarlierOneAdds() {
        let base = ScenarioTown.workspace()
        let hub = ScenarioTown.adding("hub", 900, 500)
        let move = Change(
            id: "move", effect: .move(layer: 0, FeaturePick(added: ["hub": [0]]), x: 100, y: -50))
        let both = base.applying([hub, move]).workspace.layers[0].geometry.points
        #expect(both.x == [100, 1000])
        #expect(both.y == [500, 450])
        // Without the hub there is nothing to move.
        #expect(base.applying([move]).workspace.layers[0].geometry.points.x == [100])
    }

    @Test func attributesAreSetAndTheBaseIsNot() {
        let base = ScenarioTown.workspace()
        let name = AttributeColumn(name: "naam", values: .texts(["Huis"]))
        let set = Change(
            id: "name", effect: .set(layer: 0, FeaturePick(base: [0]), values: [name], masks: [:]))
        let changed = base.applying([set]).workspace
        #expect(changed.layers[0].attributes["naam"]?.values == .texts(["Huis"]))
        #expect(base.layers[0].attributes["naam"]?.values == .texts(["Hal"]))
    }

    /// A has 10 people on 5 addresses of weight 1, so each counts 2; 6 new people weigh 3.
    @Test func newResidentsLeaveOthersAsTheyAre() throws {
        let base = ScenarioTown.workspace(rescale: true)
        #expect(base.populationScales(of: [0, 1]) == [0: 2, 1: 1])
        let settle = Change(
            id: "new",
            effect: .settle(
                NewResidents(x: [500], y: [700], weight: [3], buurt: [0], people: [6])))
        let changed = base.applying([settle]).workspace
        let results = try analyse(changed, threads: 1, perAddress: false)
        #expect(results.buurten.inhabitants.map(\.number) == [16, 5])
        // Within 300 m of (100, 500) live x = 100 and x = 300: 4 of 16 people of A.
        let share = results.buurten.columns.first { $0.indicator.id == "places_distance_share_300" }
        #expect(share?.values[0] == .present(25))
    }

    /// It takes half a second in a country to find the buurt of every address, and no layer changes it.
    @Test func theBuurtOfEachAddressStaysKnownUnlessResidentsCome() {
        let plain = ScenarioTown.workspace()
        let base = Workspace(
            buurten: plain.buurten, population: plain.population, layers: plain.layers,
            plan: plain.plan,
            assignment: Assignment(of: plain.population, in: plain.buurten.polygons, threads: 1))
        // x = 100 to 900 lies in A, x = 1100 to 1900 in B.
        let known: [Int32] = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]
        let unchanged = base.applying([], year: 2030).workspace
        #expect(unchanged.assignment?.buurtOfAddress == known)
        #expect(unchanged.plan.year == 2030)
        let hub = ScenarioTown.adding("hub", 1900, 500)
        #expect(base.applying([hub]).workspace.assignment?.buurtOfAddress == known)
        let settle = Change(
            id: "new",
            effect: .settle(
                NewResidents(x: [500], y: [700], weight: [3], buurt: [0], people: [6])))
        #expect(base.applying([settle]).workspace.assignment == nil)
    }

    @Test func yearsDecideWhichChangesAreInEffect() {
        var late = ScenarioTown.adding("late", 500, 500)
        late.period = Period(from: 2025)
        late.planned = Period(from: 2023, until: 2024)
        let scenario = Scenario(name: "s", title: "s", changes: [late])
        #expect(scenario.changes(in: nil).count == 1)
        #expect(scenario.changes(in: 2024).isEmpty)
        #expect(scenario.changes(in: 2025).count == 1)
        #expect(scenario.changes(in: 2024, planned: true).count == 1)
        #expect(scenario.changes(in: 2025, planned: true).isEmpty)
    }
}
