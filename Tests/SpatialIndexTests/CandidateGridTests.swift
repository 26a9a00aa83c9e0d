// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import SpatialIndex

@Suite struct CandidateGridTests {
    /// Resolutions from a few cells to many, items in crowds and alone: the tree gives the same bits.
    @Test(arguments: [10, 1000, 40_000]) func findsWhatTheTreeFinds(pointCount: Int) throws {
        try forEverySeed(0..<10) { seed, random in
            var items: [SegmentItem] = []
            for k in 0..<random.int(in: 1..<300) {
                let spread = k % 3 == 0 ? 1000.0 : 20
                let x = 1e5 + random.double(in: 0..<spread)
                let y = 4e5 + random.double(in: 0..<spread)
                let reach = k % 50 == 0 ? 900.0 : 10
                items.append(
                    SegmentItem(
                        x, y, x + random.double(in: 0..<reach), y + random.double(in: 0..<reach),
                        feature: Int32(k)))
            }
            let grid = CandidateGrid(items, pointCount: pointCount)
            for _ in 0..<200 {
                let x = 1e5 + random.double(in: -200..<1200)
                let y = 4e5 + random.double(in: -200..<1200)
                var expected = Nearest()
                grid.tree.search(x, y, &expected)
                var found = Nearest()
                grid.search(x, y, &found)
                #expect(
                    found.squared == expected.squared && found.feature == expected.feature,
                    "seed \(seed) at \(x) \(y)")
            }
        }
    }

    /// The bound of a cell holds for all its points.
    @Test func boundsHoldForEveryPoint() throws {
        try forEverySeed(0..<20) { seed, random in
            let items = (0..<random.int(in: 1..<40)).map { k in
                PointItem(
                    x: random.double(in: 0..<100), y: random.double(in: 0..<100), feature: Int32(k))
            }
            let grid = CellGrid(
                box: Box(minX: 0, minY: 0, maxX: 100, maxY: 100), target: 500, minimum: 0)
            let bounds = NearestSweep.bounds(of: items, grid: grid)
            for _ in 0..<300 {
                let x = random.double(in: 0..<100)
                let y = random.double(in: 0..<100)
                var nearest = Nearest()
                for item in items { nearest.consider(item.squaredDistance(x, y), item.feature) }
                let bound = bounds[grid.row(y) * grid.columns + grid.column(x)]
                #expect(nearest.squared.squareRoot() <= bound, "seed \(seed)")
            }
        }
    }
}
