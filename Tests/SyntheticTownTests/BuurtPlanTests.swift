// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import TestSupport
import Testing

@testable import SyntheticTown

@Suite struct BuurtPlanTests {
    private func plan(_ scale: TownScale, seed: UInt64) -> BuurtPlan {
        var random = RandomStream(seed: seed, name: "buurten")
        return BuurtPlan(scale, terrain(scale, seed: seed), random: &random)
    }

    @Test func buurtenFillTheBoxWithoutGapOrOverlap() throws {
        try forEverySeed(0..<25) { seed, _ in
            let set = plan(village, seed: seed).polygons
            #expect(set.count == village.buurten, "seed \(seed)")
            let areas = (0..<set.count).map(set.area(of:))
            #expect(areas.allSatisfy { $0 > 0 }, "seed \(seed)")
            let sum = areas.reduce(0, +)
            #expect(abs(sum - village.area) <= 1e-9 * village.area, "seed \(seed)")
            expectSeamless(set, in: village.box, "seed \(seed)")
        }
    }

    @Test func buurtenHaveTheVerticesOfTheRealMap() {
        let set = plan(.town, seed: 1).polygons
        let mean = Double(set.x.count) / Double(set.count)
        #expect(mean > 180 && mean < 200)
    }

    @Test func codesAreSortedAndNested() throws {
        let plan = plan(.province, seed: 2)
        let table = plan.layer(inhabitants: [Int64](repeating: 5, count: 1_200)).attributes
        let codes = (0..<table.count).compactMap { table["buurtcode"]?.text($0) }
        #expect(codes.count == 1_200)
        #expect(Set(codes).count == 1_200)
        #expect(codes == codes.sorted())
        for row in 0..<table.count {
            let wijk = try #require(table["wijkcode"]?.text(row))
            let gemeente = try #require(table["gemeentecode"]?.text(row))
            #expect(codes[row].count == 10)
            #expect(codes[row].dropFirst(2).hasPrefix(wijk.dropFirst(2)))
            #expect(wijk.dropFirst(2).hasPrefix(gemeente.dropFirst(2)))
        }
    }
}

/// Every edge lies on the side of the box or occurs once in each direction.
private func expectSeamless(_ set: PolygonSet, in box: Box, _ what: String) {
    var edges: [[Double]: Int] = [:]
    for p in 0..<set.count {
        let rows = set.vertices(of: p)
        for v in rows {
            let w = v + 1 == rows.upperBound ? rows.lowerBound : v + 1
            edges[[set.x[v], set.y[v], set.x[w], set.y[w]], default: 0] += 1
        }
    }
    for (edge, count) in edges {
        let isWest = edge[0] == box.minX && edge[2] == box.minX
        let isEast = edge[0] == box.maxX && edge[2] == box.maxX
        let isSouth = edge[1] == box.minY && edge[3] == box.minY
        let isNorth = edge[1] == box.maxY && edge[3] == box.maxY
        let isOuter = isWest || isEast || isSouth || isNorth
        let back = edges[[edge[2], edge[3], edge[0], edge[1]]] ?? 0
        #expect(count == 1 && back == (isOuter ? 0 : 1), "\(what): \(edge)")
    }
}
