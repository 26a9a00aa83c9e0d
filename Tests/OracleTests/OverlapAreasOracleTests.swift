// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

/// What overlapping polygons have in each of some buurten, against GEOS: the buurten are a cut into
/// strips, so that borders coincide with sides of polygons on the grid family.
@Suite struct OverlapAreasOracleTests {
    @Test(arguments: ShapeFamily.allCases)
    func sharesOfStrips(_ family: ShapeFamily) throws {
        try forEverySeed(0..<400) { seed, random in
            let oracle = try GEOSOracle()
            var polygons = PolygonSet()
            for _ in 0..<random.int(in: 1..<14) {
                polygons.appendPolygon(0, of: try family.star(&random, oracle))
            }
            if seed % 4 == 0 { polygons.appendPolygon(0, of: polygons) }
            let union = try oracle.union(of: polygons)
            let buurten = strips(family, &random)
            let overlay = PolygonOverlay(polygons)
            let owned = overlay.ownedAreas().reduce(0, +)
            #expect(abs(owned - union.area) <= 1e-9 * union.area + 1e-9, "\(family) seed \(seed)")

            let borders = BuurtEdges(buurten)
            var sizes: [PolygonSize] = []
            for p in 0..<polygons.count { sizes.append(polygons.size(of: p)) }
            var homes = [Int32](repeating: PolygonHome.several, count: polygons.count)
            var span = homes.mutableSpan
            borders.settle(sizes.span, homes: &span)
            var areas = OverlapAreas(buurtCount: buurten.count)
            areas.add(overlay.rowsByPlace[...], of: overlay, homes: homes, in: borders)
            for b in 0..<buurten.count {
                let shared = try union.intersection(oracle.polygon(buurten, b)).area
                #expect(
                    abs(areas.sums[b].value - shared) <= 1e-9 * union.area + 1e-9,
                    "\(family) seed \(seed) buurt \(b)")
            }
        }
    }

    /// Six strips over the whole, bounded by zigzags, upright or level; a seventh overlaps two of them.
    private func strips(_ family: ShapeFamily, _ random: inout SeededGenerator) -> PolygonSet {
        let size = family.size
        let isUpright = random.int(in: 0..<2) == 0
        let lines = (0...6).map { k in
            (0...8).map { step in
                (
                    family.coordinate(
                        size * (Double(k) - 3 + random.double(in: -0.2..<0.2)) / 2.5),
                    family.coordinate(size * (Double(step) - 4) / 2.5)
                )
            }
        }
        var set = PolygonSet()
        for k in 0..<7 {
            let (left, right) = k < 6 ? (lines[k], lines[k + 1]) : (lines[2], lines[4])
            let ring = left.reversed() + right
            let x = ring.map(isUpright ? \.0 : \.1)
            let y = ring.map(isUpright ? \.1 : \.0)
            // Mirrored at the diagonal a ring runs the other way.
            set.append(
                x: isUpright ? x : x.reversed(), y: isUpright ? y : y.reversed(), feature: Int32(k))
        }
        return set
    }
}
