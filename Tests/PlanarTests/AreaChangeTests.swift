// SPDX-License-Identifier: EUPL-1.2
import TestSupport
import Testing

@testable import Planar

@Suite struct AreaChangeTests {
    private func lines(_ random: inout SeededGenerator) -> LineSet {
        var lines = LineSet()
        for k in 0..<random.int(in: 1..<4) {
            lines.append(
                x: (0..<8).map { _ in random.double(in: -400..<400).rounded() },
                y: (0..<8).map { _ in random.double(in: -400..<400).rounded() }, feature: Int32(k))
        }
        return lines
    }

    /// The change of the area has the bits of the difference of two areas that are made anew, also where only the
    /// boundary near the change is known.
    @Test func equalsTheDifference() throws {
        try forEverySeed(0..<200) { seed, random in
            let before = FeatureGeometry(count: 4, lines: lines(&random))
            var after = before
            let vertex = random.int(in: 0..<after.lines.x.count)
            after.lines.x[vertex] += random.double(in: -60..<60)
            after.lines.y[vertex] += 7
            let radius = random.double(in: 20..<250)
            var changed: [Box] = []
            for geometry in [before, after] {
                for i in max(0, vertex - 1)...min(vertex + 1, geometry.lines.x.count - 1) {
                    let (a, b) = (min(i, vertex), max(i, vertex))
                    let x = geometry.lines.x[a...b], y = geometry.lines.y[a...b]
                    var box = Box.empty
                    for (x, y) in zip(x, y) { box.insert(x: x, y: y) }
                    changed.append(box.expanded(by: radius + 1))
                }
            }
            let whole = (
                RegionBoundary(within: radius, of: before),
                RegionBoundary(within: radius, of: after)
            )
            let near = (
                RegionBoundary(within: radius, of: before, near: changed),
                RegionBoundary(within: radius, of: after, near: changed)
            )
            for _ in 0..<4 {
                let buurt = randomStar(
                    &random, x: random.double(in: -300..<300), y: random.double(in: -300..<300),
                    radius: 200)
                var expected = whole.1.areaInside(of: buurt, featureCount: 1)[0]
                expected.remove(whole.0.areaInside(of: buurt, featureCount: 1)[0])
                let change = near.1.areaChange(ofPolygon: 0, in: buurt, from: near.0)
                #expect(change == expected, "seed \(seed)")
            }
        }
    }

    /// What lies wholly below, above or beside a buurt leaves no trace in its area, to the bit.
    @Test func whatIsElsewhereLeavesNoTrace() throws {
        try forEverySeed(0..<100) { seed, random in
            let buurt = randomStar(&random, x: 0, y: 0, radius: 100)
            var here = FeatureGeometry(count: 9)
            for _ in 0..<4 {
                here.points.append(
                    x: random.double(in: -150..<150), y: random.double(in: -150..<150), feature: 0)
            }
            var more = here
            for _ in 0..<6 {
                let aside = random.int(in: 0..<2) == 0
                let far = random.double(in: 251..<400) * (random.int(in: 0..<2) == 0 ? 1 : -1)
                let near = random.double(in: -400..<400)
                more.points.append(x: aside ? far : near, y: aside ? near : far, feature: 1)
            }
            let one = RegionBoundary(within: 150, of: here)
            let other = RegionBoundary(within: 150, of: more)
            #expect(
                one.areaInside(of: buurt, featureCount: 1)
                    == other.areaInside(of: buurt, featureCount: 1), "seed \(seed)")
        }
    }
}
