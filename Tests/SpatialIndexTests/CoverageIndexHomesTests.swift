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
            let index = CoverageIndex(set, pointCount: 20_000)
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
