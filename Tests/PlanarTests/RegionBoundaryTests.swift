// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Planar
import TestSupport
import Testing

/// A rectangle as a polygon, interior to the left.
func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, feature: Int32 = 0)
    -> PolygonSet
{
    var set = PolygonSet()
    set.append(
        x: [x, x + width, x + width, x], y: [y, y, y + height, y + height], feature: feature)
    return set
}

func joined(_ sets: [PolygonSet]) -> PolygonSet {
    var all = PolygonSet()
    for set in sets { for p in 0..<set.count { all.appendPolygon(p, of: set) } }
    return all
}

@Suite struct RegionBoundaryTests {
    /// Half circles end where they are upright; coordinates as large as Dutch ones round those ends.
    @Test func areaOfOneDiscFarFromTheOrigin() throws {
        try forEverySeed(0..<200) { seed, random in
            let radius = random.double(in: 1..<900)
            var points = PointSet()
            points.append(
                x: random.double(in: 10_000..<280_000), y: random.double(in: 300_000..<620_000),
                feature: 0)
            let region = RegionBoundary(
                within: radius, of: FeatureGeometry(count: 1, points: points))
            // Ends are rounded to 3e-11 m, where the disc is 2 sqrt(2 r 3e-11) high.
            #expect(abs(region.area - .pi * radius * radius) < 1e-8, "seed \(seed)")
        }
    }

    @Test func areaOfOneRectangle() {
        #expect(RegionBoundary(unionOf: rectangle(136_000, 459_000, 30, 20)).area == 600)
    }

    @Test func overlapCountsOnce() {
        // 10 x 10 and 10 x 10 moved by (5, 5): 100 + 100 - 25.
        let two = joined([rectangle(0, 0, 10, 10), rectangle(5, 5, 10, 10)])
        #expect(abs(RegionBoundary(unionOf: two).area - 175) < 1e-12)
    }

    /// Two rectangles (x, y, width, height) and the area of their union.
    struct Pair: Sendable {
        let a: [Double]
        let b: [Double]
        let union: Double
    }

    @Test(arguments: [
        // Equal; sharing a side; sharing part of a side; one inside the other and flush with it.
        Pair(a: [0, 0, 10, 10], b: [0, 0, 10, 10], union: 100),
        Pair(a: [0, 0, 10, 10], b: [10, 0, 5, 10], union: 150),
        Pair(a: [0, 0, 10, 10], b: [10, 3, 5, 4], union: 120),
        Pair(a: [0, 0, 10, 10], b: [2, 0, 3, 4], union: 100),
        Pair(a: [0, 0, 10, 10], b: [0, 0, 10, 4], union: 100),
        Pair(a: [0, 0, 10, 10], b: [0, 10, 10, 4], union: 140),
        Pair(a: [0, 0, 10, 10], b: [10, 10, 5, 5], union: 125),
        Pair(a: [0, 0, 10, 10], b: [2, 8, 3, 4], union: 106),
    ])
    func coincidingSidesAreExact(_ pair: Pair) {
        for (first, second) in [(pair.a, pair.b), (pair.b, pair.a)] {
            let two = joined([
                rectangle(first[0], first[1], first[2], first[3]),
                rectangle(second[0], second[1], second[2], second[3]),
            ])
            #expect(RegionBoundary(unionOf: two).area == pair.union)
        }
    }

    @Test func holesAreNotPartOfTheRegion() {
        var ring = PolygonSet()
        ring.appendRing(x: [0, 10, 10, 0], y: [0, 0, 10, 10])
        ring.appendRing(x: [2, 2, 8, 8], y: [2, 8, 8, 2])
        ring.closePolygon(feature: 0)
        #expect(RegionBoundary(unionOf: ring).area == 64)
        // Filling half of the hole: 64 + 3 * 6.
        let filled = joined([ring, rectangle(2, 2, 3, 6)])
        #expect(RegionBoundary(unionOf: filled).area == 82)
    }

    @Test func oneDisc() {
        let disc = FeatureGeometry(
            count: 1, points: PointSet(x: [136_000], y: [459_000], feature: [0]))
        let area = RegionBoundary(within: 500, of: disc).area
        #expect(abs(area / (.pi * 250_000) - 1) < 1e-14)
    }

    @Test(arguments: [0.0, 1e-3, 1, 250, 499.999, 500, 999.999, 1000, 1000.001, 5000])
    func twoDiscs(_ d: Double) {
        let r = 500.0
        let angle = 0.7
        let points = PointSet(
            x: [136_000, 136_000 + d * cos(angle)], y: [459_000, 459_000 + d * sin(angle)],
            feature: [0, 1])
        let area = RegionBoundary(within: r, of: FeatureGeometry(count: 2, points: points)).area
        // The lens of two circles: 2 r^2 acos(d / 2r) - d / 2 sqrt(4 r^2 - d^2).
        let lens =
            d < 2 * r ? 2 * r * r * acos(d / (2 * r)) - d / 2 * (4 * r * r - d * d).squareRoot() : 0
        #expect(abs(area - (2 * .pi * r * r - lens)) < 1e-6)
    }

    @Test func capsule() {
        var line = LineSet()
        line.append(x: [0, 300], y: [0, 400], feature: 0)
        let area = RegionBoundary(within: 100, of: FeatureGeometry(count: 1, lines: line)).area
        #expect(abs(area - (500 * 200 + .pi * 10_000)) < 1e-8)
    }

    @Test(arguments: [1, 2, 3, 7, 50])
    func collinearChainIsACapsule(_ parts: Int) {
        var line = LineSet()
        let n = Double(parts)
        let t = (0...parts).map { Double($0) / n }
        line.append(x: t.map { 136_000 + 300 * $0 }, y: t.map { 459_000 + 400 * $0 }, feature: 0)
        // The same line once more in three parts, backwards.
        line.append(
            x: [136_300, 136_200, 136_100, 136_000],
            y: [459_400, 459_000 + 800.0 / 3, 459_000 + 400.0 / 3, 459_000], feature: 1)
        let area = RegionBoundary(within: 100, of: FeatureGeometry(count: 2, lines: line)).area
        #expect(abs(area - (500 * 200 + .pi * 10_000)) < 1e-5, "\(parts) parts")
    }

    @Test func widenedRectangle() {
        // Steiner: area + perimeter * r + pi r^2 for a convex polygon.
        let geometry = FeatureGeometry(count: 1, polygons: rectangle(0, 0, 300, 200))
        let area = RegionBoundary(within: 50, of: geometry).area
        #expect(abs(area - (60_000 + 1_000 * 50 + .pi * 2_500)) < 1e-8)
    }
}
