// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Planar
import TestSupport
import Testing

@Suite struct DiscUnionTests {
    private let plane = joined([rectangle(-1_000, -1_000, 2_000, 2_000)])

    /// Areas of the union in buurten; where all is said to lie in several, every disc is clipped.
    private func areas(
        _ discs: [(x: Double, y: Double, r: Double)], in buurten: PolygonSet, count: Int,
        home: Int32 = PolygonHome.several, shares: Int = 1
    ) -> [Double] {
        let union = DiscUnion(x: discs.map(\.x), y: discs.map(\.y), radius: discs.map(\.r))
        let homes = [Int32](repeating: home, count: union.count)
        var sums = [ExactSum](repeating: ExactSum(), count: count)
        for share in 0..<shares {
            let rows = union.count * share / shares..<union.count * (share + 1) / shares
            let part = union.areas(of: rows, homes: homes, in: buurten, featureCount: count)
            for b in 0..<count { sums[b].merge(part[b]) }
        }
        return sums.map(\.value)
    }

    @Test(arguments: [PolygonHome.several, 0])
    func byHand(_ home: Int32) {
        func area(_ discs: [(x: Double, y: Double, r: Double)]) -> Double {
            areas(discs, in: plane, count: 1, home: home)[0]
        }
        #expect(abs(area([(3, 4, 5)]) - 25 * .pi) < 1e-11)
        #expect(area([]) == 0 && area([(0, 0, 0)]) == 0)
        // Equal, inside, touching from inside, touching from outside, apart.
        #expect(abs(area([(0, 0, 5), (0, 0, 5), (0, 0, 5)]) - 25 * .pi) < 1e-11)
        #expect(abs(area([(0, 0, 5), (1, 0, 2), (3, 0, 2), (0, 0, 1)]) - 25 * .pi) < 1e-11)
        #expect(abs(area([(0, 0, 5), (7, 0, 2)]) - 29 * .pi) < 1e-11)
        #expect(abs(area([(0, 0, 5), (70, 0, 2)]) - 29 * .pi) < 1e-11)
        // Two of radius 5, 6 apart, share a lens of 2 (25 acos(3 / 5) - 12).
        let lens = 2 * (25 * acos(0.6) - 12)
        #expect(abs(area([(0, 0, 5), (6, 0, 5)]) - (50 * .pi - lens)) < 1e-11)
        #expect(abs(area([(0, 0, 5), (0, 6, 5), (0, 6, 5)]) - (50 * .pi - lens)) < 1e-11)
        // Radii 3 and 4, 5 apart: the chord of the right triangle is 2.4 from the axis, 1.8 from one centre and 3.2
        // from the other; caps r^2 acos(d / r) - d h.
        let caps = 9 * acos(0.6) - 1.8 * 2.4 + 16 * acos(0.8) - 3.2 * 2.4
        #expect(abs(area([(0, 0, 3), (5, 0, 4)]) - (25 * .pi - caps)) < 1e-11)
    }

    @Test func bordersCutCrowns() {
        let halves = joined([
            rectangle(-100, -100, 100, 200), rectangle(0, -100, 100, 200, feature: 1),
        ])
        // x = 0 is a diameter of the first and leaves a cap of the second, r = 5 and d = 3, on the left.
        let cap = 25 * acos(0.6) - 12
        #expect(abs(areas([(0, 0, 5)], in: halves, count: 2)[0] - 12.5 * .pi) < 1e-11)
        let found = areas([(3, 50, 5)], in: halves, count: 2)
        #expect(abs(found[0] - cap) < 1e-10 && abs(found[1] - (25 * .pi - cap)) < 1e-10)
        // Outside every buurt nothing counts.
        #expect(areas([(500, 0, 5)], in: halves, count: 2) == [0, 0])
    }

    /// Against chords: at each of many levels the union is a set of intervals.
    @Test func agreesWithScanLines() throws {
        try forEverySeed(0..<12) { seed, random in
            let discs = (0..<random.int(in: 1..<25)).map { _ in
                (
                    x: random.double(in: 0..<40), y: random.double(in: 0..<40),
                    r: random.double(in: 0.5..<9)
                )
            }
            let halves = joined([
                rectangle(-100, -100, 120, 300), rectangle(20, -100, 120, 300, feature: 1),
            ])
            let found = areas(discs, in: halves, count: 2)
            let expected = scanned(discs, cut: 20)
            for b in 0..<2 {
                #expect(abs(found[b] - expected[b]) < 2e-3, "seed \(seed): \(found) \(expected)")
            }
            let whole = areas(discs, in: plane, count: 1, home: 0)[0]
            #expect(abs(whole - found[0] - found[1]) < 1e-8, "seed \(seed)")
        }
    }

    @Test func orderAndSharesDoNotMatter() throws {
        try forEverySeed(0..<60) { seed, random in
            var discs = (0..<20).map { _ in
                (
                    x: random.double(in: 0..<40).rounded(), y: random.double(in: 0..<40).rounded(),
                    r: random.double(in: 1..<9).rounded()
                )
            }
            let halves = joined([
                rectangle(-100, -100, 120, 300), rectangle(20, -100, 120, 300, feature: 1),
            ])
            let first = areas(discs, in: halves, count: 2)
            discs.shuffle(using: &random)
            #expect(areas(discs, in: halves, count: 2, shares: 3) == first, "seed \(seed)")
        }
    }

    /// Midpoint rule over y with steps of a thousandth; left and right of `cut`.
    private func scanned(
        _ discs: [(x: Double, y: Double, r: Double)], cut: Double
    ) -> [Double] {
        let step = 1e-3
        var sums = [0.0, 0.0]
        var y = -10 + step / 2
        while y < 50 {
            let chords = discs.compactMap { disc -> (Double, Double)? in
                let square = disc.r * disc.r - (y - disc.y) * (y - disc.y)
                return square > 0
                    ? (disc.x - square.squareRoot(), disc.x + square.squareRoot()) : nil
            }.sorted { $0.0 < $1.0 }
            var end = -Double.infinity
            for chord in chords where chord.1 > end {
                let from = max(chord.0, end)
                sums[0] += max(0, min(chord.1, cut) - min(from, cut)) * step
                sums[1] += max(0, max(chord.1, cut) - max(from, cut)) * step
                end = chord.1
            }
            y += step
        }
        return sums
    }
}
