// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import TestSupport
import Testing

@testable import Scenarios

/// The law: what is measured after changes has the bits of a full run, for every indicator and level.
@Suite struct ReevaluationTests {
    @Test(arguments: 0..<40)
    func randomChangesGiveTheBitsOfAFullRun(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let base = RandomTown.workspace(&random)
        let measured = try MeasuredWorkspace(base, threads: 1)
        for round in 0..<12 {
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

    /// A second step starts from what the first left, not from the base.
    @Test(arguments: 0..<20)
    func stepsFollowEachOther(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(1000 + seed))
        let base = RandomTown.workspace(&random)
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

    private func expectSame(_ a: ResultTable, _ b: ResultTable, _ place: String) {
        for (one, other) in zip(a.columns, b.columns) {
            #expect(
                one.values == other.values, "\(a.level) \(one.indicator.id), \(place)")
        }
        #expect(a.columns.count == b.columns.count)
    }
}
