// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import Neighbourhoods

@Suite struct GreenSpacesTests {
    private func geometry(_ rectangles: [[(Double, Double)]]) -> FeatureGeometry {
        SquareTown.layer("green", .green, polygons: rectangles).geometry
    }

    @Test func piecesWithinTheGapAreOne() {
        // Three squares of 10 m: 5 m apart, then 20 m apart.
        let pieces = geometry([
            SquareTown.rectangle(0, 0, 10, 10), SquareTown.rectangle(15, 0, 25, 10),
            SquareTown.rectangle(45, 0, 55, 10),
        ])
        #expect(greenSpaceSizes(pieces, mergingWithin: nil, smallest: 0) == [100, 100, 100])
        #expect(greenSpaceSizes(pieces, mergingWithin: 5, smallest: 0) == [200, 200, 100])
        #expect(greenSpaceSizes(pieces, mergingWithin: 4.99, smallest: 0) == [100, 100, 100])
        #expect(greenSpaceSizes(pieces, mergingWithin: 20, smallest: 0) == [300, 300, 300])
    }

    @Test func overlapsCountOnce() {
        // 10 x 10 and 10 x 10 that share 5 x 10; a third lies wholly inside the first.
        let pieces = geometry([
            SquareTown.rectangle(0, 0, 10, 10), SquareTown.rectangle(5, 0, 15, 10),
            SquareTown.rectangle(1, 1, 3, 3),
        ])
        let sizes = greenSpaceSizes(pieces, mergingWithin: 0, smallest: 0)
        #expect(sizes.allSatisfy { abs($0 - 150) < 1e-9 })
    }

    @Test func pieceInTheMiddleOfALargeOne() {
        // Its border is 100 m from the border of the large one, but it lies inside: distance 0.
        let pieces = geometry([
            SquareTown.rectangle(0, 0, 210, 210), SquareTown.rectangle(100, 100, 110, 110),
        ])
        let sizes = greenSpaceSizes(pieces, mergingWithin: 10, smallest: 0)
        #expect(sizes.allSatisfy { abs($0 - 44_100) < 1e-6 })
    }

    @Test func chainsOfPieces() {
        let chain = geometry(
            (0..<50).map { SquareTown.rectangle(Double($0) * 12, 0, Double($0) * 12 + 10, 10) })
        #expect(greenSpaceSizes(chain, mergingWithin: 2, smallest: 0).allSatisfy { $0 == 5000 })
    }

    /// Against all pairs, without a grid.
    @Test func sameAsAllPairs() throws {
        try forEverySeed(0..<60) { seed, random in
            let rectangles = (0..<random.int(in: 1..<30)).map { _ in
                let x = random.double(in: 0..<500), y = random.double(in: 0..<500)
                return SquareTown.rectangle(
                    x, y, x + random.double(in: 1..<120), y + random.double(in: 1..<20))
            }
            let gap = random.double(in: 0..<40)
            let pieces = geometry(rectangles)
            var sets = DisjointSets(count: pieces.count)
            for a in rectangles.indices {
                for b in 0..<a where distance(rectangles[a], rectangles[b]) <= gap {
                    sets.join(a, b)
                }
            }
            let roots = rectangles.indices.map { sets.root(of: $0) }
            let sizes = greenSpaceSizes(pieces, mergingWithin: gap, smallest: 0)
            for a in rectangles.indices {
                for b in rectangles.indices where roots[a] == roots[b] {
                    #expect(sizes[a] == sizes[b], "seed \(seed)")
                }
                var own = PolygonSet()
                for b in rectangles.indices where roots[a] == roots[b] {
                    own.append(rectangles[b], feature: 0)
                }
                let expected = unionArea(of: own)
                #expect(abs(sizes[a] - expected) < 1e-6, "seed \(seed)")
            }
        }
    }

    /// Distance between two axis-parallel rectangles.
    private func distance(_ a: [(Double, Double)], _ b: [(Double, Double)]) -> Double {
        let dx = max(0, a[0].0 - b[2].0, b[0].0 - a[2].0)
        let dy = max(0, a[0].1 - b[2].1, b[0].1 - a[2].1)
        return (dx * dx + dy * dy).squareRoot()
    }
}
