// SPDX-License-Identifier: EUPL-1.2
import TestSupport
import Testing

@testable import StreetNetwork

@Suite struct DisjointSetsTests {
    // 4-2, 2-6 and 6-4 are one set called 2; 5-1 one called 1; 0 and 3 stay alone.
    @Test func setsAreCalledByTheirLowest() {
        var sets = DisjointSets(count: 7)
        for (a, b) in [(4, 2), (5, 1), (2, 6), (6, 4)] as [(Int32, Int32)] { sets.join(a, b) }
        #expect(sets.all() == [0, 1, 2, 3, 2, 1, 2])
        #expect(DisjointSets(count: 0).all().isEmpty)
    }

    /// The same sets as by giving all members of one the lower name, pair by pair.
    @Test func plainRenamingGivesTheSame() throws {
        try forEverySeed(0..<50) { _, random in
            let count = random.int(in: 1..<40)
            var sets = DisjointSets(count: count)
            var plain = (0..<Int32(count)).map { $0 }
            for _ in 0..<random.int(in: 0..<40) {
                let a = random.int(in: 0..<count), b = random.int(in: 0..<count)
                sets.join(Int32(a), Int32(b))
                let (one, other) = (plain[a], plain[b])
                plain = plain.map { $0 == max(one, other) ? min(one, other) : $0 }
            }
            #expect(sets.all() == plain)
        }
    }
}
