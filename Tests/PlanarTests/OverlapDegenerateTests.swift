// SPDX-License-Identifier: EUPL-1.2
@testable import Planar
import TestSupport
import Testing

/// Data as broken files have it, and data that makes every list long.
@Suite struct OverlapDegenerateTests {
    private let buurten = joined([
        rectangle(-200, -200, 190, 400), rectangle(-10, -200, 300, 400, feature: 1),
    ])

    private func areas(_ polygons: PolygonSet, _ buurten: PolygonSet) -> [Double] {
        let borders = BuurtEdges(buurten)
        let overlay = PolygonOverlay(polygons)
        let sizes = (0..<polygons.count).map(polygons.size(of:))
        var homes = [Int32](repeating: PolygonHome.several, count: polygons.count)
        var span = homes.mutableSpan
        borders.settle(sizes.span, homes: &span)
        var result = OverlapAreas(buurtCount: 2)
        result.add(overlay.rowsByPlace[...], of: overlay, homes: homes, in: borders)
        return result.sums.map(\.value)
    }

    @Test func polygonsWithoutArea() {
        var set = PolygonSet()
        set.append(x: [-10, -10, -10], y: [5, 5, 5], feature: 0)
        set.append(x: [-20, 0, -10], y: [5, 5, 5], feature: 1)
        set.append(x: [-10, -10, -10], y: [0, 9, 4], feature: 2)
        set.append(x: [-30, 10], y: [0, 9], feature: 3)
        set.append(x: [], y: [], feature: 4)
        #expect(areas(set, buurten) == [0, 0])
        #expect(unionArea(of: set) == 0)
        // They take nothing away from a square of 20 that the border halves.
        set.append(x: [-20, 0, 0, -20], y: [0, 0, 20, 20], feature: 5)
        #expect(areas(set, buurten) == [200, 200])
    }

    @Test(.timeLimit(.minutes(1))) func oneSquareTwentyThousandTimes() {
        var set = PolygonSet()
        for i in 0..<20_000 {
            set.append(x: [-20, 0, 0, -20], y: [0, 0, 20, 20], feature: Int32(i))
        }
        #expect(areas(set, buurten) == [200, 200])
    }

    /// Moved by 1e8 m, where coordinates have steps of 1.5e-8 m, areas stay what they were.
    @Test func farFromTheOrigin() throws {
        try forEverySeed(0..<40) { seed, random in
            var near = PolygonSet()
            for _ in 0..<12 {
                let x = random.double(in: -100..<80).rounded()
                let y = random.double(in: -100..<80).rounded()
                near.appendPolygon(0, of: randomStar(&random, x: x, y: y, radius: 60))
            }
            // Rounded to 1/64 m the move is exact.
            near.x = near.x.map { ($0 * 64).rounded() / 64 }
            near.y = near.y.map { ($0 * 64).rounded() / 64 }
            func moved(_ set: PolygonSet) -> PolygonSet {
                var set = set
                set.x = set.x.map { $0 + 1e8 }
                set.y = set.y.map { $0 + 1e8 }
                return set
            }
            let here = areas(near, buurten)
            let there = areas(moved(near), moved(buurten))
            for b in 0..<2 { #expect(abs(here[b] - there[b]) < 1e-3, "seed \(seed)") }
        }
    }

    /// A comb of 1,200 corners over two buurten with a border of 900 edges, and crumbs on its teeth.
    @Test func longListsOfEdges() {
        var comb = PolygonSet()
        var x: [Double] = [-150, 150]
        var y: [Double] = [-100, -100]
        for k in 0..<600 {
            let right = 150 - Double(k) * 0.5
            x += [right, right - 0.25]
            y += [100, -50]
        }
        comb.append(x: x, y: y, feature: 0)
        for k in 0..<200 {
            comb.appendPolygon(0, of: rectangle(-149.9 + Double(k) * 1.5, 90, 0.7, 5))
        }
        var border: [(Double, Double)] = []
        for k in 0...900 { border.append((k % 2 == 0 ? -12 : 9, -200 + Double(k) * 400 / 900)) }
        var zigzag = PolygonSet()
        zigzag.append(
            x: [-200] + border.map(\.0) + [-200], y: [-200] + border.map(\.1) + [200], feature: 0)
        zigzag.append(
            x: [290, 290] + border.reversed().map(\.0),
            y: [-200, 200] + border.reversed().map(\.1), feature: 1)
        let region = RegionBoundary(unionOf: comb).areaInside(of: zigzag, featureCount: 2)
        let clipped = areas(comb, zigzag)
        for b in 0..<2 { #expect(abs(clipped[b] - region[b].value) < 1e-7) }
    }

    /// Three hundred stars over each other.
    @Test func aCrowd() throws {
        try forEverySeed(0..<3) { seed, random in
            var crowd = PolygonSet()
            for _ in 0..<300 {
                let x = random.double(in: -30..<10), y = random.double(in: -20..<20)
                crowd.appendPolygon(0, of: randomStar(&random, x: x, y: y, radius: 50))
            }
            let region = RegionBoundary(unionOf: crowd).areaInside(of: buurten, featureCount: 2)
            let shares = areas(crowd, buurten)
            for b in 0..<2 { #expect(abs(shares[b] - region[b].value) < 1e-7, "seed \(seed)") }
        }
    }
}
