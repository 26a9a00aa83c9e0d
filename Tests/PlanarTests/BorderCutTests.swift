// SPDX-License-Identifier: EUPL-1.2
import TestSupport
import Testing

@testable import Planar

@Suite struct BorderCutTests {
    /// West of x = 10 and east of it.
    private let buurten = joined([rectangle(0, 0, 10, 20), rectangle(10, 0, 20, 20, feature: 1)])

    private func cut(_ box: Box) -> (home: Int32, slopes: Int) {
        var near = NearEdges()
        var cut = BorderCut()
        BuurtEdges(buurten).cut(box, &near, into: &cut)
        return (cut.home, cut.slopes.count)
    }

    @Test func aBoxWithoutBordersHasAHome() {
        #expect(cut(Box(minX: 2, minY: 5, maxX: 8, maxY: 9)) == (0, 0))
        #expect(cut(Box(minX: 12, minY: 5, maxX: 18, maxY: 9)) == (1, 0))
        #expect(cut(Box(minX: 12, minY: 25, maxX: 18, maxY: 29)) == (PolygonHome.none, 0))
    }

    @Test func aBorderUprightIsALidForEither() {
        // West of 10 the top of the box is in the one, east of it in the other.
        #expect(cut(Box(minX: 8, minY: 5, maxX: 12, maxY: 9)) == (PolygonHome.several, 2))
    }

    /// The part of a triangle in each buurt, all its edges at once or one by one.
    @Test func wholeAndPiecewiseAgree() throws {
        try forEverySeed(0..<200) { seed, random in
            let star = randomStar(
                &random, x: random.double(in: 4..<16), y: 10, radius: random.double(in: 1..<4))
            let box = star.box(of: 0)
            let buurten = joined([
                rectangle(0, 0, 10, 20), rectangle(10, 0, 20, 20, feature: 1),
                // A third over both: areas may be in several.
                rectangle(5, 8, 9, 9, feature: 2),
            ])
            var near = NearEdges()
            var cut = BorderCut()
            BuurtEdges(buurten).cut(box, &near, into: &cut)
            guard cut.home == PolygonHome.several else { return }
            var pairs: [SlopePair] = []
            var single = [ExactSum](repeating: ExactSum(), count: 3)
            star.forEachEdge(of: 0) { ax, ay, bx, by in
                guard let part = Slope(fromX: ax, y: ay, toX: bx, y: by, base: box.minY),
                    let edge = BoundaryCurve(fromX: ax, y: ay, toX: bx, y: by, shape: 0)
                else { return }
                var pair = SlopePair()
                pair.set(0, part)
                pairs.append(pair)
                cut.add(OwnedPiece(edge, from: edge.x1, to: edge.x2, sign: edge.sign), to: &single)
            }
            var whole = [ExactSum](repeating: ExactSum(), count: 3)
            cut.add(pairs.span, size: star.area(of: 0), to: &whole)
            for b in 0..<3 {
                #expect(abs(whole[b].value - single[b].value) < 1e-10, "seed \(seed) buurt \(b)")
            }
        }
    }
}
