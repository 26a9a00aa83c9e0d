// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import Neighbourhoods

@Suite struct AssignmentTests {
    /// The addresses of the square town: three in A and one on its border with B, which is A's.
    @Test func findsTheBuurtOfEachAddress() {
        let population = SquareTown.population()
        for threads in [1, 2, 7] {
            let found = Assignment(
                of: population, in: SquareTown.buurten().polygons, threads: threads)
            #expect(found.buurtOfAddress == [0, 0, 0, 0, 1, 1, 2, 2, 3, -1])
        }
        let nobody = Assignment(of: nil, in: SquareTown.buurten().polygons, threads: 1)
        #expect(nobody.buurtOfAddress == [])
    }

    /// An assignment that is there is taken as it is: with all addresses in D, D has all people.
    @Test func isUsedWhereItIsKnown() throws {
        let plain = SquareTown.workspace([SquareTown.meetingPlaces()])
        let known = Workspace(
            buurten: plain.buurten, population: plain.population, layers: plain.layers,
            plan: plain.plan,
            assignment: Assignment(
                of: plain.population, in: plain.buurten.polygons, threads: 1))
        let (one, other) = (
            try analyse(plain, threads: 1, perAddress: true),
            try analyse(known, threads: 2, perAddress: true)
        )
        for (a, b) in [(one.buurten, other.buurten), (one.total, other.total)] {
            #expect(a.columns.map(\.values) == b.columns.map(\.values))
        }
        #expect(one.buurtOfAddress == other.buurtOfAddress)
        var moved = SquareTown.population()
        moved.x = moved.x.map { _ in 1500 }
        moved.y = moved.y.map { _ in 1500 }
        let wrong = Workspace(
            buurten: plain.buurten, population: plain.population, layers: plain.layers,
            plan: plain.plan,
            assignment: Assignment(of: moved, in: plain.buurten.polygons, threads: 1))
        let results = try analyse(wrong, threads: 1, perAddress: false)
        // 2 + 1 + 1 + 1 + 3 + 1 + 2 + 2 + 4 + 5
        #expect(results.buurten.inhabitants.map(\.number) == [0, 0, 0, 22])
    }
}
