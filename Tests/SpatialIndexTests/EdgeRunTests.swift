// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex
import TestSupport
import Testing

@Suite struct EdgeRunTests {
    /// Lines, small areas, areas of many vertices and areas with a hole; whole metres in half the seeds.
    private func geometry(_ random: inout SeededGenerator, isGrid: Bool) -> FeatureGeometry {
        var geometry = FeatureGeometry()
        func snapped(_ value: Double) -> Double { isGrid ? value.rounded() : value }
        for _ in 0..<random.int(in: 1..<12) {
            let feature = Int32(geometry.count)
            geometry.count += 1
            let x = random.double(in: -100..<100)
            let y = random.double(in: -100..<100)
            switch random.int(in: 0..<4) {
            case 0:
                let n = random.int(in: 1..<60)
                geometry.lines.append(
                    x: (0..<n).map { snapped(x + Double($0) * 1.3) },
                    y: (0..<n).map { _ in snapped(y + random.double(in: -5..<5)) }, feature: feature
                )
            case 1: ring(&geometry.polygons, x, y, 12, isGrid, isHole: false)
            case 2: ring(&geometry.polygons, x, y, 90, isGrid, isHole: false)
            default:
                ring(&geometry.polygons, x, y, 8, isGrid, isHole: false)
                ring(&geometry.polygons, x, y, 4, isGrid, isHole: true)
            }
            if geometry.polygons.ringOffsets.count - 1
                > Int(geometry.polygons.polygonOffsets[geometry.polygons.count])
            {
                geometry.polygons.closePolygon(feature: feature)
            }
        }
        return geometry
    }

    /// A square with its sides divided into `edges / 4` pieces each; a hole is smaller and runs clockwise.
    private func ring(
        _ set: inout PolygonSet, _ x: Double, _ y: Double, _ edges: Int, _ isGrid: Bool,
        isHole: Bool
    ) {
        let n = max(edges / 4, 1)
        let half = isHole ? 6.0 : 20.0
        let cx = isGrid ? x.rounded() : x
        let cy = isGrid ? y.rounded() : y
        let t = (0..<n).map { -half + 2 * half * Double($0) / Double(n) }
        var px =
            t.map { cx + $0 } + t.map { _ in cx + half } + t.map { cx - $0 }
            + t.map { _ in cx - half }
        var py =
            t.map { _ in cy - half } + t.map { cy + $0 } + t.map { _ in cy + half }
            + t.map { cy - $0 }
        if isHole {
            px.reverse()
            py.reverse()
        }
        set.appendRing(x: px, y: py)
    }

    @Test func runsGiveTheBitsOfSingleSegments() throws {
        try forEverySeed(0..<40) { seed, random in
            let isGrid = seed % 2 == 0
            let layer = geometry(&random, isGrid: isGrid)
            let runs = NearestFeatureIndex(layer, pointCount: 1)
            let segments = NearestFeatureIndex(layer, pointCount: 20_000)
            for _ in 0..<200 {
                let raw = (random.double(in: -150..<150), random.double(in: -150..<150))
                let (x, y) = isGrid ? (raw.0.rounded(), raw.1.rounded()) : raw
                let a = runs.nearest(x: x, y: y)
                let b = segments.nearest(x: x, y: y)
                #expect(a?.distance == b?.distance, "seed \(seed) at \(x) \(y)")
                #expect(a?.feature == b?.feature, "seed \(seed) at \(x) \(y)")
            }
        }
    }

    @Test func aPointOnTheBorderIsAtZero() {
        var set = PolygonSet()
        set.append(x: [0, 10, 10, 0], y: [0, 0, 10, 10], feature: 7)
        let index = NearestFeatureIndex(FeatureGeometry(count: 8, polygons: set), pointCount: 1)
        for (x, y, distance) in [
            (0.0, 0.0, 0.0), (5, 0, 0), (10, 10, 0), (5, 5, 0), (13, 14, 5), (5, -2, 2),
        ] {
            #expect(index.nearest(x: x, y: y)?.distance == distance)
            #expect(index.nearest(x: x, y: y)?.feature == 7)
        }
    }
}
