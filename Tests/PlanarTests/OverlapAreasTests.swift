// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@Suite struct OverlapAreasTests {
    /// Areas per buurt with all polygons clipped, in `threads` shares.
    private func areas(
        _ polygons: PolygonSet, _ buurten: PolygonSet, count: Int, homes: [Int32]? = nil,
        shares: Int = 1
    ) -> [ExactSum] {
        let overlay = PolygonOverlay(polygons)
        let homes = homes ?? [Int32](repeating: PolygonHome.several, count: overlay.count)
        let rows = overlay.rowsByPlace
        var all = OverlapAreas(buurtCount: count)
        for share in 0..<shares {
            var part = OverlapAreas(buurtCount: count)
            let range = rows.count * share / shares..<rows.count * (share + 1) / shares
            part.add(rows[range], of: overlay, homes: homes, in: BuurtEdges(buurten))
            all.merge(part)
        }
        return all.sums
    }

    @Test func overlapBelongsToTheBuurtOnce() {
        // Two buurten left and right of x = 10; two squares of 100 that overlap by 25, across the border.
        let buurten = joined([rectangle(0, 0, 10, 20), rectangle(10, 0, 20, 20, feature: 1)])
        let polygons = joined([rectangle(2, 0, 10, 10), rectangle(7, 5, 10, 10)])
        // Left: x 2...10 of the first (80) and x 7...10, y 10...15 of the second (15).
        // Right: x 10...12, y 0...10 (20), x 10...17, y 5...15 (70), less their overlap 2 * 5.
        let sums = areas(polygons, buurten, count: 2)
        #expect(sums.map(\.value) == [95, 80])
    }

    @Test func agreesWithTheBoundaryOfTheUnion() throws {
        try forEverySeed(0..<150) { seed, random in
            var polygons = PolygonSet()
            for _ in 0..<random.int(in: 1..<20) {
                polygons.appendPolygon(0, of: star(&random))
            }
            if seed % 3 == 0 { polygons.appendPolygon(0, of: polygons) }
            let buurten = joined([
                rectangle(-200, -200, 190, 400), rectangle(-10, -200, 300, 400, feature: 1),
            ])
            let region = RegionBoundary(unionOf: polygons).areaInside(of: buurten, featureCount: 2)
            let sums = areas(polygons, buurten, count: 2)
            for b in 0..<2 { #expect(abs(sums[b].value - region[b].value) < 1e-7, "seed \(seed)") }
            let owned = PolygonOverlay(polygons).ownedAreas().reduce(0, +)
            #expect(abs(owned - RegionBoundary(unionOf: polygons).area) < 1e-7, "seed \(seed)")
        }
    }

    @Test func sharesAndOrderDoNotMatter() throws {
        try forEverySeed(0..<60) { seed, random in
            var stars = (0..<15).map { _ in star(&random) }
            stars.append(stars[2])
            let buurten = joined([
                rectangle(-200, -200, 190, 400), rectangle(-10, -200, 300, 400, feature: 1),
            ])
            let first = areas(joined(stars), buurten, count: 2)
            stars.shuffle(using: &random)
            for shares in [1, 2, 7] {
                #expect(
                    areas(joined(stars), buurten, count: 2, shares: shares) == first, "seed \(seed)"
                )
            }
        }
    }

    @Test func aPolygonAtHomeIsNotClipped() throws {
        try forEverySeed(0..<60) { seed, random in
            var polygons = PolygonSet()
            for _ in 0..<10 { polygons.appendPolygon(0, of: star(&random)) }
            let buurt = rectangle(-1_000, -1_000, 2_000, 2_000)
            let clipped = areas(polygons, buurt, count: 1)[0].value
            let whole = areas(
                polygons, buurt, count: 1, homes: [Int32](repeating: 0, count: polygons.count))[0]
                .value
            #expect(abs(clipped - whole) < 1e-7, "seed \(seed)")
        }
    }

    @Test func unionAreaOfRepeats() {
        let one = rectangle(3, 4, 5, 6)
        #expect(unionArea(of: joined([one, one, one])) == 30)
        #expect(unionArea(of: PolygonSet()) == 0)
    }

    private func star(_ random: inout SeededGenerator) -> PolygonSet {
        randomStar(
            &random, x: random.double(in: -150..<150), y: random.double(in: -150..<150), radius: 70)
    }
}
