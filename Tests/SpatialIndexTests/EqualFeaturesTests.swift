// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import SpatialIndex

@Suite struct EqualFeaturesTests {
    @Test func findsTheFirstOfEqualOnes() {
        var layer = FeatureGeometry(count: 9)
        layer.lines.append(x: [0, 1], y: [0, 0], feature: 0)
        layer.lines.append(x: [0, 1], y: [0, 0.0.nextUp], feature: 1)
        layer.lines.append(x: [0, 1], y: [0, 0], feature: 2)
        // The same vertices as the first, but of a polygon, of points, and as two parts.
        layer.polygons.append(x: [0, 1], y: [0, 0], feature: 3)
        layer.points.append(x: 0, y: 0, feature: 4)
        layer.points.append(x: 1, y: 0, feature: 4)
        layer.lines.append(x: [0], y: [0], feature: 5)
        layer.lines.append(x: [1], y: [0], feature: 5)
        layer.lines.append(x: [0, 1], y: [0, 0], feature: 6)
        // 7 and 8 own nothing.
        #expect(layer.firstOfEqual() == [0, 1, 0, 3, 4, 5, 0, 7, 8])
    }

    @Test func ringsAreNotParts() {
        var layer = FeatureGeometry(count: 2)
        // A hole, and the same vertices as one ring.
        layer.polygons.appendRing(x: [0, 9, 9], y: [0, 0, 9])
        layer.polygons.appendRing(x: [5, 8, 8], y: [1, 4, 1])
        layer.polygons.closePolygon(feature: 0)
        layer.polygons.append(x: [0, 9, 9, 5, 8, 8], y: [0, 0, 9, 1, 4, 1], feature: 1)
        #expect(layer.firstOfEqual() == [0, 1])
    }

    @Test func leadersCount() {
        var layer = FeatureGeometry(count: 5)
        for k in Int32(0)..<5 { layer.points.append(x: Double(k % 2), y: 0, feature: k) }
        // 0, 2 and 4 are equal, of which 0 does not count; 1 and 3 are.
        let leaders = layer.leadersOfEqual(counting: [false, true, true, true, true], threads: 1)
        #expect(leaders == [0, 1, 2, 1, 2])
        #expect(layer.leadersOfEqual(counting: nil, threads: 1) == [0, 1, 0, 1, 0])
    }

    /// Few coordinates, so that many features are equal, in parts that lie anywhere in the columns.
    @Test func sameAsComparingAllPairs() throws {
        try forEverySeed(0..<60) { seed, random in
            let n = random.int(in: 1..<60)
            var layer = FeatureGeometry(count: n)
            var owned = [[[Double]]](repeating: [[], [], []], count: n)
            for _ in 0..<random.int(in: 0..<150) {
                let owner = random.int(in: 0..<n), kind = random.int(in: 0..<3)
                let x = Double(random.int(in: 0..<2)), y = Double(random.int(in: 0..<2))
                owned[owner][kind] += [x, y]
                switch kind {
                case 0: layer.points.append(x: x, y: y, feature: Int32(owner))
                case 1: layer.lines.append(x: [x, 5], y: [y, 5], feature: Int32(owner))
                default:
                    layer.polygons.append(x: [x, 5, 6], y: [y, 5, 9], feature: Int32(owner))
                }
            }
            let plain = owned.enumerated().map { row, own in
                Int32(own == [[], [], []] ? row : owned.firstIndex(of: own) ?? -1)
            }
            for threads in [1, 2, 7] {
                #expect(layer.firstOfEqual(threads: threads) == plain, "seed \(seed)")
            }
        }
    }
}
