// SPDX-License-Identifier: EUPL-1.2
import Planar
import Testing

@testable import SyntheticTown

@Suite struct TerrainTests {
    @Test func pointsLieInTheBoxAndClusterAroundTowns() {
        let land = terrain(.town, seed: 3)
        var random = RandomStream(seed: 3, name: "points")
        var cells = [Int](repeating: 0, count: 36)
        for _ in 0..<20_000 {
            let point = land.point(&random)
            #expect(land.box.contains(x: point.x, y: point.y))
            let column = min(5, Int((point.x - land.box.minX) / 1_000))
            cells[min(5, Int((point.y - land.box.minY) / 1_000)) * 6 + column] += 1
        }
        // Even would be 556 in each square kilometre; an empty countryside has a quarter of that.
        #expect((cells.max() ?? 0) > 2 * 556)
        #expect((cells.min() ?? 0) > 80)
        #expect((cells.min() ?? 0) < 400)
    }

    @Test func theNearestTownIsOneOfThem() {
        let land = terrain(.province, seed: 4)
        var random = RandomStream(seed: 4, name: "towns")
        var seen: Set<Int> = []
        for _ in 0..<5_000 {
            let point = land.point(&random)
            seen.insert(land.nearestCity(x: point.x, y: point.y))
        }
        #expect(seen == Set(0..<TownScale.province.cities))
    }
}
