// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import TestSupport
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

    /// Fair parts add up to the whole, whatever the changes do to each other.
    @Test(arguments: 0..<15)
    func shapleyValuesSumToTheWhole(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let base = RandomTown.workspace(&random)
        let changes = (0..<Int.random(in: 1...5, using: &random)).map {
            RandomTown.change("c\($0)", of: base, &random)
        }
        let measured = try MeasuredWorkspace(base, threads: 1)
        var values = CoalitionValues(measured, changes: changes, year: nil, threads: 1)
        let parts = try #require(try shapleyValues(changes.count, &values))
        let none = try values.totals(Coalition([]))
        let all = try values.totals(Coalition(changes.indices))
        for k in none.indices where none[k].isFinite && all[k].isFinite {
            let sum = parts.reduce(0) { $0 + $1[k] }
            // A layer that is emptied on the way has no distance; such a part is no number.
            guard sum.isFinite else { continue }
            let size = max(abs(none[k]), abs(all[k]), 1)
            #expect(abs(sum - (all[k] - none[k])) <= 1e-9 * size, "\(measured.indicators[k].id)")
        }
    }

    /// A place more serves nobody worse, in any buurt.
    @Test(arguments: 0..<15)
    func addingAccessNeverWorsens(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(900 + seed))
        let base = RandomTown.workspace(&random)
        let measured = try MeasuredWorkspace(base, threads: 2)
        let layer = base.layers[0]
        var one = layer
        one.geometry = FeatureGeometry(count: 1)
        one.geometry.points.append(
            x: random.double(in: 0..<300), y: random.double(in: 0..<300), feature: 0)
        one.attributes = AttributeTable(
            count: 1, columns: [AttributeColumn(name: "from", values: .integers([2000]))])
        one.ids = [1]
        let add = Change(
            id: "more", effect: .exchange(layer: 0, removing: FeaturePick(), adding: one))
        let changed = base.applying([add])
        let after = try measured.updated(
            to: changed.workspace, edits: changed.edits, threads: 2)
        for (old, new) in zip(
            measured.results.buurten.columns, after.results.buurten.columns)
        where old.indicator.layer == "places" {
            for (a, b) in zip(old.values, new.values) {
                guard let a = a.number, let b = b.number else { continue }
                switch old.indicator.direction {
                case .higher: #expect(b >= a, "\(old.indicator.id)")
                case .lower: #expect(b <= a, "\(old.indicator.id)")
                case .neutral: break
                }
            }
        }
        #expect(measured.shifts(to: after).allSatisfy { ($0.lost.total.number ?? 0) == 0 })
    }

    /// Where some people have no way, who gains and who loses by walking is told all the same.
    @Test func walkingGainsAreToldThoughSomeHaveNoWay() throws {
        // Streets along y = 500 to x = 1000 only; within 150 m of one: addresses 100 to 900 and 1100.
        var base = ScenarioTown.workspace()
        var lines = LineSet()
        lines.append(x: [0, 1000], y: [500, 500], feature: 0)
        let streets = Layer(
            name: "streets", role: .streets, geometry: FeatureGeometry(count: 1, lines: lines),
            attributes: AttributeTable(count: 1), ids: [1])
        base = Workspace(
            buurten: base.buurten, population: base.population, layers: base.layers + [streets],
            plan: base.plan)
        let plan = Scenario(
            name: "hub", title: "Hub", changes: [ScenarioTown.adding("hub", 900, 500)])
        let outcome = try compare([plan], of: base, threads: 1).outcomes[0]
        let shift = try #require(
            outcome.shifts.first { $0.indicator.id == "places_walk_share_300" })
        // 700 and 900 walk 200 and 0 m; 1100 walks 100 m along and 100 m beside the street: 200 m.
        #expect(shift.gained.total == .present(3))
        #expect(!outcome.shifts.contains { $0.indicator.id.contains("unreached") })
    }
}
