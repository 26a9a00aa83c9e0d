// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Planar
import TestSupport
import Testing

@Suite struct AreaInsideTests {
    private func area(_ region: RegionBoundary, _ buurt: PolygonSet) -> Double {
        region.areaInside(of: buurt, featureCount: 1)[0].value
    }

    @Test func discCutByALine() {
        let r = 500.0
        let disc = FeatureGeometry(count: 1, points: PointSet(x: [0], y: [0], feature: [0]))
        let region = RegionBoundary(within: r, of: disc)
        for h in [-499.0, -100, 0, 33, 400, 499.9] {
            // Circular segment beyond x = h: r^2 acos(h / r) - h sqrt(r^2 - h^2).
            let expected = r * r * acos(h / r) - h * (r * r - h * h).squareRoot()
            for turn in 0..<4 {
                var box = rectangle(h, -1_000, 2_000, 2_000)
                for _ in 0..<turn { (box.x, box.y) = (box.y.map { -$0 }, box.x) }
                #expect(abs(area(region, box) - expected) < 1e-8, "h \(h) turn \(turn)")
            }
        }
    }

    /// A disc of 500 m in a square of 1 km touches all its sides: the heights tie where it does.
    @Test func discTouchingTheBorder() {
        let disc = FeatureGeometry(count: 1, points: PointSet(x: [500], y: [500], feature: [0]))
        let region = RegionBoundary(within: 500, of: disc)
        for (low, height) in [(0.0, 1_000.0), (-1, 1_001), (0, 1_001)] {
            let expected = Double.pi * 250_000
            #expect(abs(area(region, rectangle(0, low, 1_000, height)) - expected) < 1e-6)
        }
    }

    @Test func buurtInsideTheRegionIsCoveredWhole() {
        let disc = FeatureGeometry(count: 1, points: PointSet(x: [50], y: [30], feature: [0]))
        let region = RegionBoundary(within: 5_000, of: disc)
        #expect(abs(area(region, rectangle(0, 0, 100, 70)) - 7_000) < 1e-9)
    }

    @Test func regionElsewhereCoversNothing() {
        let disc = FeatureGeometry(count: 1, points: PointSet(x: [0], y: [0], feature: [0]))
        let region = RegionBoundary(within: 50, of: disc)
        for (x, y) in [(100.0, -10.0), (-10, 100), (-10, -200), (-200, -10), (60, 60)] {
            #expect(area(region, rectangle(x, y, 40, 40)) == 0)
        }
    }

    @Test func boxesFlushWithTheBuurt() {
        let buurt = rectangle(0, 0, 100, 100)
        for (x, y, w, h, expected) in [
            (0.0, 0.0, 100.0, 100.0, 10_000.0), (0, 50, 100, 50, 5_000), (0, 50, 100, 100, 5_000),
            (100, 0, 50, 100, 0), (0, 100, 100, 10, 0), (-10, -10, 120, 120, 10_000),
            (20, 20, 10, 10, 100), (0, 0, 10, 10, 100), (90, 90, 10, 10, 100),
        ] {
            #expect(area(RegionBoundary(unionOf: rectangle(x, y, w, h)), buurt) == expected)
        }
    }

    @Test func partsOfACoverAddUp() throws {
        try forEverySeed(0..<60) { seed, random in
            let region = RegionBoundary(
                within: random.double(in: 20..<300), of: randomGeometry(&random))
            let whole = rectangle(-300, -300, 600, 600)
            let cut = random.double(in: -300..<300)
            let parts = joined([
                rectangle(-300, -300, 600, cut + 300), rectangle(-300, cut, 600, 300 - cut),
            ])
            let sum = region.areaInside(of: parts, featureCount: 1)[0].value
            #expect(abs(sum - area(region, whole)) < 1e-7, "seed \(seed)")
        }
    }

    @Test func growsWithTheRadius() throws {
        try forEverySeed(0..<40) { seed, random in
            let geometry = randomGeometry(&random)
            let buurt = randomStar(&random, x: 0, y: 0, radius: 250)
            var last = -1e-7
            for radius in [10.0, 40, 41, 100, 300, 900] {
                let now = area(RegionBoundary(within: radius, of: geometry), buurt)
                #expect(now >= last - 1e-7, "seed \(seed)")
                last = now
            }
            let whole = RegionBoundary(unionOf: buurt).area
            #expect(abs(last - whole) < 1e-7, "seed \(seed)")
        }
    }

    @Test func orderOfTheFeaturesDoesNotMatter() throws {
        try forEverySeed(0..<40) { seed, random in
            var stars = (0..<12).map { _ in
                randomStar(
                    &random, x: random.double(in: -150..<150), y: random.double(in: -150..<150),
                    radius: 90)
            }
            stars.append(stars[3])
            let buurt = randomStar(&random, x: 10, y: 20, radius: 200)
            let first = area(RegionBoundary(unionOf: joined(stars)), buurt)
            stars.shuffle(using: &random)
            let second = area(RegionBoundary(unionOf: joined(stars)), buurt)
            #expect(first.bitPattern == second.bitPattern, "seed \(seed)")
        }
    }
}

/// A star-shaped polygon about a centre, interior to the left.
func randomStar(_ random: inout SeededGenerator, x: Double, y: Double, radius: Double) -> PolygonSet
{
    let n = random.int(in: 3..<30)
    var xs: [Double] = []
    var ys: [Double] = []
    for i in 0..<n {
        let angle = (Double(i) + random.double(in: 0..<0.8)) * 2 * .pi / Double(n)
        let r = radius * random.double(in: 0.4..<1)
        xs.append(((x + cos(angle) * r) * 1000).rounded() / 1000)
        ys.append(((y + sin(angle) * r) * 1000).rounded() / 1000)
    }
    var set = PolygonSet()
    set.append(x: xs, y: ys, feature: 0)
    return set
}

/// Some points, lines and polygons that overlap each other.
func randomGeometry(_ random: inout SeededGenerator) -> FeatureGeometry {
    var geometry = FeatureGeometry(count: 1)
    for _ in 0..<random.int(in: 0..<6) {
        geometry.points.append(
            x: random.double(in: -200..<200), y: random.double(in: -200..<200), feature: 0)
    }
    for _ in 0..<random.int(in: 0..<4) {
        var x = [random.double(in: -200..<200)]
        var y = [random.double(in: -200..<200)]
        for i in 0..<random.int(in: 1..<8) {
            x.append(x[i] + random.double(in: -60..<60))
            y.append(y[i] + random.double(in: -60..<60))
        }
        geometry.lines.append(x: x, y: y, feature: 0)
    }
    for _ in 0..<random.int(in: 1..<4) {
        geometry.polygons.appendPolygon(
            0,
            of: randomStar(
                &random, x: random.double(in: -200..<200), y: random.double(in: -200..<200),
                radius: 80))
    }
    return geometry
}
