// SPDX-License-Identifier: EUPL-1.2
import Planar
import Testing

@testable import SyntheticTown

@Suite struct VoronoiCellsTests {
    private func seeds(_ x: [Double], _ y: [Double]) -> LatticePoints {
        var points = LatticePoints(around: village.box, unitsPerMetre: 10)
        points.x = x
        points.y = y
        return points
    }

    @Test func twoSeedsShareTheMiddle() throws {
        // 500 m west and east of the middle of a box of 2,000 x 1,500 m.
        let cells = VoronoiCells(seeds: seeds([-5_000, 5_000], [0, 0]), box: village.box)
        let inner = try #require(cells.ridges.first { !$0.isOuter })
        #expect(cells.ridges.count == 7)
        #expect(inner.fromX == 101_000 && inner.toX == 101_000)
        #expect(inner.length == 1_500)
        #expect(cells.sides.map(\.count) == [4, 4])
    }

    @Test func seedsMoveToTheMiddleOfTheirCells() {
        // One seed has the whole box, whose middle is the origin of the lattice.
        let lone = seeds([3_000], [-1_000])
        let moved = VoronoiCells(seeds: lone, box: village.box).centred(lone)
        #expect(moved.x == [0])
        #expect(moved.y == [0])
    }

    @Test func cellsOfAGridAreRectangles() {
        var x: [Double] = [], y: [Double] = []
        for row in 0..<3 {
            for column in 0..<4 {
                // Cells of 500 x 500 m: four circles meet in each inner corner.
                x.append(Double(column) * 5_000 - 7_500)
                y.append(Double(row) * 5_000 - 5_000)
            }
        }
        let cells = VoronoiCells(seeds: seeds(x, y), box: village.box)
        #expect(cells.sides.allSatisfy { $0.count == 4 })
        #expect(cells.ridges.allSatisfy { $0.length == 500 })
        // 3 x 3 + 4 x 2 inner ridges, 14 on the sides of the box.
        #expect(cells.ridges.count == 17 + 14)
    }

    @Test func sidesOfACellFollowEachOther() {
        let land = terrain(village, seed: 5)
        var random = RandomStream(seed: 5, name: "cells")
        let points = land.scatter(60, crowding: 4, margin: 0.1, unitsPerMetre: 10, random: &random)
        let cells = VoronoiCells(seeds: points, box: village.box)
        for around in cells.sides {
            for (place, side) in around.enumerated() {
                let next = around[(place + 1) % around.count]
                let one = cells.ridges[side.ridge], other = cells.ridges[next.ridge]
                #expect(
                    (side.isForward ? one.toX : one.fromX)
                        == (next.isForward ? other.fromX : other.toX))
                #expect(
                    (side.isForward ? one.toY : one.fromY)
                        == (next.isForward ? other.fromY : other.toY))
            }
        }
    }
}
