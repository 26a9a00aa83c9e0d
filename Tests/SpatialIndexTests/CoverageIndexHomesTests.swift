// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex
import TestSupport
import Testing

@Suite struct CoverageIndexHomesTests {
    private func rectangles(_ list: [(Double, Double, Double, Double)]) -> PolygonSet {
        var set = PolygonSet()
        for (row, r) in list.enumerated() {
            set.append(
                x: [r.0, r.0 + r.2, r.0 + r.2, r.0], y: [r.1, r.1, r.1 + r.3, r.1 + r.3],
                feature: Int32(row))
        }
        return set
    }

    @Test func boxesAtHomeAbroadAndOnBorders() {
        let index = CoverageIndex(
            rectangles([(0, 0, 100, 100), (100, 0, 100, 100)]), pointCount: 100_000)
        func home(_ x: Double, _ y: Double, _ size: Double) -> Int32 {
            index.home(of: Box(minX: x, minY: y, maxX: x + size, maxY: y + size))
        }
        #expect(home(40, 40, 10) == 0)
        #expect(home(140, 40, 10) == 1)
        #expect(home(95, 40, 10) == PolygonHome.several)
        #expect(home(195, 40, 10) == PolygonHome.several)
        #expect(home(300, 40, 10) == PolygonHome.none)
    }

    @Test func whereBuurtenOverlapNobodyIsAtHome() {
        let index = CoverageIndex(
            rectangles([(0, 0, 100, 100), (50, 0, 100, 100)]), pointCount: 100_000)
        func home(_ x: Double) -> Int32 {
            index.home(of: Box(minX: x, minY: 40, maxX: x + 5, maxY: 45))
        }
        #expect(home(30) == 0)
        #expect(home(70) == PolygonHome.several)
        #expect(home(128) == 1)
    }

    /// Cells as large as the buurten: only their edges can tell.
    @Test func besideABorderInItsCell() {
        let index = CoverageIndex(
            rectangles([(0, 0, 100, 100), (100, 0, 100, 100)]), pointCount: 1)
        func home(_ x: Double, _ y: Double, _ width: Double) -> Int32 {
            index.home(of: Box(minX: x, minY: y, maxX: x + width, maxY: y + 5))
        }
        #expect(home(94, 40, 5) == 0)
        #expect(home(101, 40, 5) == 1)
        #expect(home(98, 40, 5) == PolygonHome.several)
        // A slanted border passes the corner of the box of its edge, and not the box asked for.
        var halves = PolygonSet()
        halves.append(x: [0, 100, 0], y: [0, 100, 100], feature: 0)
        halves.append(x: [0, 100, 100], y: [0, 0, 100], feature: 1)
        let slanted = CoverageIndex(halves, pointCount: 1)
        #expect(slanted.home(of: Box(minX: 10, minY: 60, maxX: 30, maxY: 80)) == 0)
        #expect(slanted.home(of: Box(minX: 60, minY: 10, maxX: 80, maxY: 30)) == 1)
        let across = Box(minX: 40, minY: 45, maxX: 50, maxY: 55)
        #expect(slanted.home(of: across) == PolygonHome.several)
    }

    /// The corner of a buurt inside another one: the box lies in both, and no edge comes near it.
    @Test func insideTwoBuurtenNobodyIsAtHome() {
        for list in [
            [(0, 0, 100, 100), (20, 20, 30, 30)], [(20, 20, 30, 30), (0, 0, 100, 100)],
        ] as [[(Double, Double, Double, Double)]] {
            for pointCount in [1, 100_000] {
                let index = CoverageIndex(rectangles(list), pointCount: pointCount)
                let inBoth = Box(minX: 30, minY: 30, maxX: 35, maxY: 35)
                #expect(index.home(of: inBoth) == PolygonHome.several)
            }
        }
    }

    @Test func aHomeContainsEveryCorner() throws {
        try forEverySeed(0..<50) { seed, random in
            var list: [(Double, Double, Double, Double)] = []
            for _ in 0..<8 {
                list.append(
                    (
                        random.double(in: 0..<80), random.double(in: 0..<80),
                        random.double(in: 5..<40), random.double(in: 5..<40)
                    ))
            }
            let set = rectangles(list)
            // Fine cells on some days, cells with many edges on others.
            let index = CoverageIndex(set, pointCount: seed % 2 == 0 ? 20_000 : 1)
            for _ in 0..<200 {
                let x = random.double(in: -10..<130)
                let y = random.double(in: -10..<130)
                let box = Box(minX: x, minY: y, maxX: x + 3, maxY: y + 3)
                let home = index.home(of: box)
                guard home != PolygonHome.several else { continue }
                // Exactly the home, and no other, holds each corner.
                for (px, py) in [(x, y), (x + 3, y), (x + 3, y + 3), (x, y + 3)] {
                    let holders = (0..<set.count).filter {
                        set.locate(x: px, y: py, in: $0) != .outside
                    }
                    #expect(holders == (home < 0 ? [] : [Int(home)]), "seed \(seed)")
                }
            }
        }
    }
}
