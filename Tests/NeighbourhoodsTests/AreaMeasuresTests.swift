// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex
import TestSupport
import Testing

@testable import Neighbourhoods

@Suite struct AreaMeasuresTests {
    /// Overlapping rectangles over the four squares: same bits for any number of threads, as much as
    /// the boundary of their union gives, and nothing lost over the borders.
    @Test func overlapsCountOnceAndAddUp() throws {
        let buurten = SquareTown.buurten()
        let coverage = CoverageIndex(buurten.polygons, pointCount: 0)
        let borders = BuurtEdges(buurten.polygons)
        try forEverySeed(0..<30) { seed, random in
            var polygons = PolygonSet()
            for row in 0..<random.int(in: 0..<40) {
                let x = random.double(in: 0..<1700), y = random.double(in: 0..<1700)
                polygons.append(
                    SquareTown.rectangle(
                        x, y, x + random.double(in: 1..<300), y + random.double(in: 1..<300)),
                    feature: Int32(row))
            }
            let sizes = polygonSizes(polygons, threads: 2)
            let homes = polygonHomes(sizes, in: coverage, borders: borders, threads: 2)
            let areas = overlapAreas(
                polygons, sizes: sizes, homes: homes, in: borders, count: 4, threads: 1)
            for threads in [2, 7] {
                let same = overlapAreas(
                    polygons, sizes: sizes, homes: homes, in: borders, count: 4, threads: threads)
                #expect(same == areas, "seed \(seed)")
            }
            let region = areasInside(RegionBoundary(unionOf: polygons), of: buurten, threads: 3)
            for b in 0..<4 {
                #expect(abs(areas[b].value - region[b].value) < 1e-6, "seed \(seed)")
            }
            var total = 0.0
            for sum in areas { total += sum.value }
            #expect(abs(total - unionArea(of: polygons)) < 1e-6, "seed \(seed)")
        }
    }
}
