// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex
import TestSupport
import Testing

@Suite struct NearestFeatureIndexSkippingTests {
    /// The distance has the bits of an index of the features that are left.
    @Test func equalsAnIndexOfTheOthers() throws {
        try forEverySeed(0..<80) { seed, random in
            var geometry = FeatureGeometry(count: 24)
            for k in Int32(0)..<24 {
                let x = random.double(in: 0..<1_000).rounded()
                let y = random.double(in: 0..<1_000).rounded()
                switch k % 3 {
                case 0: geometry.points.append(x: x, y: y, feature: k)
                case 1:
                    geometry.lines.append(
                        x: [x, x + 80, x + 90], y: [y, y + 15, y - 40], feature: k)
                default:
                    geometry.polygons.append(
                        x: [x, x + 200, x + 150, x], y: [y, y, y + 180, y + 90], feature: k)
                }
            }
            let isGone = (0..<24).map { _ in random.int(in: 0..<3) == 0 }
            var rest = FeatureGeometry(count: 24)
            for i in 0..<geometry.points.count where !isGone[Int(geometry.points.feature[i])] {
                rest.points.append(
                    x: geometry.points.x[i], y: geometry.points.y[i],
                    feature: geometry.points.feature[i])
            }
            for k in 0..<geometry.lines.count where !isGone[Int(geometry.lines.feature[k])] {
                let rows = geometry.lines.vertices(of: k)
                rest.lines.append(
                    x: Array(geometry.lines.x[rows]), y: Array(geometry.lines.y[rows]),
                    feature: geometry.lines.feature[k])
            }
            for p in 0..<geometry.polygons.count where !isGone[Int(geometry.polygons.feature[p])] {
                let rows = geometry.polygons.vertices(of: p)
                rest.polygons.append(
                    x: Array(geometry.polygons.x[rows]), y: Array(geometry.polygons.y[rows]),
                    feature: geometry.polygons.feature[p])
            }
            // Many points to ask: segments; few: runs.
            for pointCount in [1, 1_000_000] {
                let all = NearestFeatureIndex(geometry, pointCount: pointCount)
                let others = NearestFeatureIndex(rest, pointCount: pointCount)
                for _ in 0..<200 {
                    let x = random.double(in: -100..<1_300), y = random.double(in: -100..<1_300)
                    #expect(
                        all.distance(x: x, y: y, skipping: isGone.span)
                            == others.nearest(x: x, y: y)?.distance ?? .infinity,
                        "seed \(seed)")
                }
            }
        }
    }

    /// Of a crowd of equal features some go, then all: what is left answers until the last is gone.
    @Test func equalFeaturesStandForEachOther() {
        let n = 1_000
        var geometry = FeatureGeometry(count: n + 1)
        for k in 0..<n {
            if k % 2 == 0 {
                geometry.lines.append(x: [0, 3], y: [0, -4], feature: Int32(k))
            } else {
                geometry.polygons.append(x: [0, 0, -8], y: [9, 12, 9], feature: Int32(k))
            }
        }
        geometry.points.append(x: 30, y: 40, feature: Int32(n))
        for pointCount in [1, 1_000_000] {
            let index = NearestFeatureIndex(geometry, pointCount: pointCount)
            var isGone = [Bool](repeating: false, count: n + 1)
            func distance() -> Double {
                index.distance(x: 0, y: 5, skipping: index.skipped(isGone).span)
            }
            for k in 0..<n - 2 { isGone[k] = true }
            // 4 m to the corner of the polygon, then 5 m to the end of the line, then to the point (30, 35).
            #expect(distance() == 4)
            isGone[n - 1] = true
            #expect(distance() == 5)
            isGone[n - 2] = true
            #expect(distance() == 2_125.0.squareRoot())
            isGone[0] = false
            #expect(distance() == 5)
        }
    }

    @Test func nothingLeft() {
        var geometry = FeatureGeometry(count: 1)
        geometry.points.append(x: 3, y: 4, feature: 0)
        let index = NearestFeatureIndex(geometry)
        #expect(index.distance(x: 0, y: 0, skipping: [true].span) == .infinity)
        #expect(index.distance(x: 0, y: 0, skipping: [false].span) == 5)
    }
}
