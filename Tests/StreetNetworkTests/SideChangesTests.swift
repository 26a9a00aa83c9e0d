// SPDX-License-Identifier: EUPL-1.2
//
// A fast road F along the x axis; side streets meet it. Directions are of walking.
import StreetNetwork
import Testing

@Suite struct SideChangesTests {
    private let east = (dx: 1.0, dy: 0.0), west = (dx: -1.0, dy: 0.0)
    private let north = (dx: 0.0, dy: 1.0), south = (dx: 0.0, dy: -1.0)

    private func piece(
        _ way: (dx: Double, dy: Double), fast: Bool = false, side: Int = 0
    ) -> BarrierRoute.Piece {
        BarrierRoute.Piece(dx: way.dx, dy: way.dy, isBarrier: fast, side: side)
    }

    private func crossings(
        _ pieces: [BarrierRoute.Piece], _ legs: [[(dx: Double, dy: Double)]]
    ) -> [Int] {
        BarrierRoute(pieces: pieces, legs: legs).crossings
    }

    @Test func overTheRoadOrAlongsideIt() {
        // South to F and on: one crossing, at the node between. Back north beside it: none.
        #expect(crossings([piece(south), piece(south)], [[], [east, west], []]) == [1])
        let back = (dx: 1.0, dy: 1.0)
        #expect(crossings([piece(south), piece(back)], [[], [east, west], []]) == [])
        // F ends here: one walks round its end.
        #expect(crossings([piece(south), piece(south)], [[], [east], []]) == [])
    }

    @Test func threeLegsMakeThreeSectors() {
        // Legs east, west and south: from the south-west to the south-east is over the south leg.
        let legs = [[], [east, west, south], []]
        let northEast = (dx: 1.0, dy: 1.0), southEast = (dx: 1.0, dy: -1.0)
        #expect(crossings([piece(northEast), piece(southEast)], legs) == [1])
        #expect(crossings([piece(south), piece(southEast)], legs) == [1])
        #expect(crossings([piece(south), piece(northEast)], legs) == [])
    }

    /// From the north onto F, east along it over a node, and off to one side.
    @Test func alongTheRoad() {
        let legs = [[], [east, west], [east, west], [east, west], []]
        func along(_ last: (dx: Double, dy: Double), _ side: Int) -> [Int] {
            crossings(
                [
                    piece(south), piece(east, fast: true, side: side),
                    piece(east, fast: true, side: side), piece(last),
                ], legs)
        }
        // On which side one walks is not known: off to the north needs no crossing, to the south one.
        #expect(along(north, 0) == [])
        #expect(along(south, 0) == [3])
        // On the north lane, left of walking east; on the south lane one has crossed where one came on.
        #expect(along(south, 1) == [3])
        #expect(along(north, 1) == [])
        #expect(along(south, -1) == [1])
        #expect(along(north, -1) == [1, 3])
    }

    /// From a house north of F, along it, and to a house on one of its sides; a foot on F has its two directions.
    @Test func houseToHouse() {
        let foot = [east, west]
        func walk(_ along: [BarrierRoute.Piece], to last: (dx: Double, dy: Double)) -> [Int] {
            let pieces = [piece(south)] + along + [piece(last)]
            return crossings(pieces, [[]] + along.map { _ in foot } + [foot, []])
        }
        let fast = piece(east, fast: true)
        #expect(walk([], to: south) == [1])
        #expect(walk([], to: north) == [])
        #expect(walk([fast], to: north) == [])
        #expect(walk([fast], to: south) == [2])
        #expect(walk([fast, fast], to: south) == [3])
        // On the south lane one has crossed where one came on.
        #expect(walk([piece(east, fast: true, side: -1)], to: south) == [1])
    }

    @Test func noPieces() { #expect(crossings([], [[]]) == []) }
}
