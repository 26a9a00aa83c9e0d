// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex
import TestSupport
import Testing

@Suite struct AreasInDiscsTests {
    private func square(_ x: Double, _ y: Double, _ side: Double) -> ([Double], [Double]) {
        ([x, x + side, x + side, x], [y, y, y + side, y + side])
    }

    private func areas(_ squares: [([Double], [Double])]) -> AreasInDiscs {
        var polygons = PolygonSet()
        for (row, square) in squares.enumerated() {
            polygons.append(x: square.0, y: square.1, feature: Int32(row))
        }
        return AreasInDiscs(OwnedBoundaries(polygons))
    }

    @Test func byHand() {
        // Ninety squares of 1 m2 wholly within 100 m, one of which the rim runs through, one beyond.
        var squares = (0..<90).map { square(Double($0 % 10) * 5 - 25, Double($0 / 10) * 5 - 20, 1) }
        squares.append(square(95, -50, 100))
        squares.append(square(150, 0, 10))
        let found = areas(squares).area(x: 0, y: 0, within: 100)
        // Of the large one: the cap right of x = 95, r^2 acos(d / r) - d sqrt(r^2 - d^2).
        #expect(
            abs(found - (90 + 10_000 * 0.317_560_429_291_521_3 - 95 * 975.0.squareRoot())) < 1e-9)
        #expect(areas([]).area(x: 0, y: 0, within: 100) == 0)
    }

    /// The tree adds the same terms as a loop over all, to the bit, in any order.
    @Test func agreesWithALoop() throws {
        try forEverySeed(0..<12) { seed, random in
            var squares = (0..<random.int(in: 1..<120)).map { _ in
                square(
                    random.double(in: 0..<300).rounded(), random.double(in: 0..<300).rounded(),
                    random.double(in: 1..<40).rounded())
            }
            let index = areas(squares)
            squares.shuffle(using: &random)
            let other = areas(squares)
            for _ in 0..<10 {
                let (x, y) = (random.double(in: 0..<300), random.double(in: 0..<300))
                let radius = random.double(in: 5..<150)
                let found = index.area(x: x, y: y, within: radius)
                #expect(found == other.area(x: x, y: y, within: radius), "seed \(seed)")
                #expect(found <= .pi * radius * radius)
                // All squares, each cut by the disc and then joined: 2,000 strips of the disc.
                #expect(abs(found - strips(squares, x, y, radius)) < 0.002 * radius * radius)
            }
        }
    }

    /// Midpoint rule over columns of the disc.
    private func strips(
        _ squares: [([Double], [Double])], _ cx: Double, _ cy: Double, _ r: Double
    ) -> Double {
        let step = 2 * r / 2_000
        return (0..<2_000).reduce(0.0) { sum, k in
            let u = -r + (Double(k) + 0.5) * step
            let h = (r * r - u * u).squareRoot()
            let runs = squares.compactMap { s -> (Double, Double)? in
                guard s.0[0] <= cx + u, cx + u < s.0[1] else { return nil }
                let low = max(s.1[0], cy - h), high = min(s.1[2], cy + h)
                return low < high ? (low, high) : nil
            }.sorted { $0.0 < $1.0 }
            var end = -Double.infinity, length = 0.0
            for run in runs where run.1 > end {
                length += run.1 - max(run.0, end)
                end = run.1
            }
            return sum + length * step
        }
    }
}
