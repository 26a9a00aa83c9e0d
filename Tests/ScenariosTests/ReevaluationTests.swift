// SPDX-License-Identifier: EUPL-1.2
import Planar
import StreetNetwork
import TestSupport
import Testing

@testable import Neighbourhoods
@testable import Scenarios

/// The law: what is measured after changes has the bits of a full run, for every indicator and level.
@Suite struct ReevaluationTests {
    @Test(arguments: 0..<48)
    func randomChangesGiveTheBitsOfAFullRun(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let base = RandomTown.workspace(&random, withStreets: seed % 2 == 1)
        let measured = try MeasuredWorkspace(base, threads: 1)
        for round in 0..<10 {
            let changes = (0..<Int.random(in: 1...4, using: &random)).map {
                RandomTown.change("c\($0)", of: base, &random)
            }
            let year = [nil, 2020, 2022, 2025].randomElement(using: &random) ?? nil
            let changed = base.applying(changes, year: year)
            let threads = [1, 2, 7][round % 3]
            let updated = try measured.updated(
                to: changed.workspace, edits: changed.edits, threads: threads)
            let full = try MeasuredWorkspace(changed.workspace, like: base, threads: 2)
            let (fast, slow) = (updated.results, full.results)
            expectSame(fast.buurten, slow.buurten, "seed \(seed), round \(round)")
            for (a, b) in zip(fast.groups + [fast.total], slow.groups + [slow.total]) {
                expectSame(a, b, "seed \(seed), round \(round)")
            }
            #expect(updated.totals.map(\.number) == full.totals.map(\.number))
            let shifts = measured.shifts(to: updated), plain = measured.shifts(to: full)
            #expect(shifts.map(\.gained) == plain.map(\.gained))
            #expect(shifts.map(\.lost) == plain.map(\.lost))
        }
    }

    /// The same in thousands of small towns with streets: every measure there is, and all their reductions.
    @Test(arguments: [1, 2, 7])
    func thousandsOfLists(threads: Int) throws {
        for seed in 0..<250 {
            var random = SeededGenerator(seed: UInt64(20_000 + 1_000 * threads + seed))
            let base = RandomTown.workspace(&random, withStreets: true, side: 2)
            let measured = try MeasuredWorkspace(base, threads: 1)
            for round in 0..<4 {
                let changes = (0..<Int.random(in: 1...4, using: &random)).map {
                    RandomTown.change("c\($0)", of: base, &random)
                }
                let year = [nil, nil, 2020, 2022].randomElement(using: &random) ?? nil
                let changed = base.applying(changes, year: year)
                let updated = try measured.updated(
                    to: changed.workspace, edits: changed.edits, threads: threads)
                let full = try MeasuredWorkspace(changed.workspace, like: base, threads: 1)
                let place = "seed \(seed), round \(round)"
                expectSame(updated.results.buurten, full.results.buurten, place)
                for (a, b) in zip(updated.results.groups, full.results.groups) {
                    expectSame(a, b, place)
                }
                expectSame(updated.results.total, full.results.total, place)
            }
        }
    }

    /// A second step starts from what the first left, not from the base.
    @Test(arguments: 0..<20)
    func stepsFollowEachOther(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(1000 + seed))
        let base = RandomTown.workspace(&random, withStreets: seed % 2 == 1)
        var measured = try MeasuredWorkspace(base, threads: 2)
        for step in 0..<6 {
            let change = RandomTown.change("s\(step)", of: measured.workspace, &random)
            let changed = measured.workspace.applying([change])
            measured = try measured.updated(
                to: changed.workspace, edits: changed.edits, threads: 2)
        }
        let full = try MeasuredWorkspace(measured.workspace, like: base, threads: 1)
        expectSame(measured.results.buurten, full.results.buurten, "seed \(seed)")
        expectSame(measured.results.total, full.results.total, "seed \(seed)")
    }

    /// One vertex of a line moves, then one place closes and one opens: the changes of a planner at a table.
    @Test(arguments: 0..<48)
    func smallChangesGiveTheBitsOfAFullRun(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(2_000 + seed))
        let base = RandomTown.workspace(&random, withStreets: true)
        var measured = try MeasuredWorkspace(base, threads: 1)
        for step in 0..<10 {
            var layers = measured.workspace.layers
            let row = step % 3 == 0 ? 1 : 0
            var altered: [Int32] = []
            switch step % 3 {
            case 0:
                let lines = layers[row].geometry.lines
                guard let vertex = lines.x.indices.randomElement(using: &random) else { continue }
                layers[row].geometry.lines.x[vertex] += Double.random(in: -15...15, using: &random)
                layers[row].geometry.lines.y[vertex] += 7
                altered = [lines.feature[lines.offsets.lastIndex { $0 <= vertex } ?? 0]]
            case 1:
                altered = [.random(in: 0..<Int32(layers[row].count), using: &random)]
                let flags = (0..<layers[row].count).map { Int32($0) != altered[0] }
                layers[row].geometry.points = layers[row].geometry.points.keeping(flags)
            default:
                let change = RandomTown.change("s\(step)", of: measured.workspace, &random)
                let changed = measured.workspace.applying([change])
                measured = try measured.updated(
                    to: changed.workspace, edits: changed.edits, threads: 2)
                continue
            }
            let workspace = Workspace(
                buurten: base.buurten, population: base.population, layers: layers, plan: base.plan)
            measured = try measured.updated(
                to: workspace, edits: [LayerEdit(layer: row, altered: altered)],
                threads: [1, 2, 7][step % 3])
            let full = try MeasuredWorkspace(workspace, like: base, threads: 1)
            expectSame(measured.results.buurten, full.results.buurten, "seed \(seed), step \(step)")
            expectSame(measured.results.total, full.results.total, "seed \(seed), step \(step)")
        }
    }

    /// Zones and crossings come and go, now and then a line or place with them; each step from where the last one ended.
    ///
    /// A network that is made anew would pass too, so it is counted how often only a part of it was exchanged.
    @Test(arguments: [1, 2, 7])
    func zonesAndCrossingsGiveTheBitsOfAFullRun(threads: Int) throws {
        var (mended, anew) = (0, 0)
        for seed in 0..<30 {
            var random = SeededGenerator(seed: UInt64(9_000 + 100 * threads + seed))
            let base = RandomTown.workspace(&random, withStreets: true)
            var measured = try MeasuredWorkspace(base, threads: 1)
            for step in 0..<8 {
                let roles: [LayerRole] =
                    step % 4 == 3 ? [.destination, .zone, .crossings] : [.zone, .crossings]
                let change = RandomTown.change("s\(step)", of: measured.workspace, roles, &random)
                let changed = measured.workspace.applying([change])
                let updated = try measured.updated(
                    to: changed.workspace, edits: changed.edits, threads: threads)
                let full = try MeasuredWorkspace(changed.workspace, like: base, threads: 1)
                expectSame(
                    updated.results.buurten, full.results.buurten, "seed \(seed), step \(step)")
                expectSame(
                    updated.results.total, full.results.total, "seed \(seed), step \(step)")
                if updated.run.walking.mendedSafety != nil { mended += 1 }
                if updated.run.walking.safeNetwork?.graph.lines
                    != measured.run.walking.safeNetwork?.graph.lines
                {
                    anew += 1
                }
                measured = updated
            }
        }
        #expect(mended > 150)
        #expect(anew == 0)
    }

    /// One meeting place more lowers no share, and lengthens no straight distance.
    @Test(arguments: 0..<30)
    func addingAccessNeverWorsens(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(3_000 + seed))
        let base = RandomTown.workspace(&random, withStreets: true)
        let measured = try MeasuredWorkspace(base, threads: 1)
        var added = ScenarioTown.places(
            [(random.double(in: 0..<300), random.double(in: 0..<300))], ["new"])
        added.attributes = AttributeTable(
            count: 1, columns: [AttributeColumn(name: "from", values: .integers([2000]))])
        let change = Change(
            id: "new", effect: .exchange(layer: 0, removing: FeaturePick(), adding: added))
        let changed = base.applying([change])
        let updated = try measured.updated(
            to: changed.workspace, edits: changed.edits, threads: 2)
        for (before, after) in zip(
            measured.results.buurten.columns, updated.results.buurten.columns)
        {
            let id = before.indicator.id
            let isShare = id.hasPrefix("places_") && id.contains("share_") && !id.contains("area")
            let isDistance = id.hasPrefix("places_distance_") && !id.contains("share")
            guard isShare || isDistance else { continue }
            for (old, new) in zip(before.values, after.values) {
                guard let old = old.number, let new = new.number else { continue }
                #expect(isShare ? new >= old : new <= old, "\(id), seed \(seed)")
            }
        }
    }

    private func expectSame(_ a: ResultTable, _ b: ResultTable, _ place: String) {
        for (one, other) in zip(a.columns, b.columns) {
            #expect(
                one.values == other.values, "\(a.level) \(one.indicator.id), \(place)")
        }
        #expect(a.columns.count == b.columns.count)
    }
}
