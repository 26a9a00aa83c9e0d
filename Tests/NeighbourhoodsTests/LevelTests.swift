// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Neighbourhoods

@Suite struct LevelTests {
    @Test func groupsThenTotal() {
        let levels = Level.levels(
            of: SquareTown.workspace([], buurten: SquareTown.buurten(wijken: [1, 0, 1, 1])))
        #expect(levels.map(\.name) == ["wijk", "total"])
        #expect(levels[0].members == [[1], [0, 2, 3]])
        #expect(levels[0].names == ["Zuid", "Noord"])
        #expect(levels[1].members == [[0, 1, 2, 3]])
        #expect(levels[1].names == ["Square town"])
    }
}
