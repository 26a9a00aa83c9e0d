// SPDX-License-Identifier: EUPL-1.2
import TestSupport
import Testing

@testable import Planar

@Suite struct SuperfluousDiscsTests {
    private func superfluous(_ x: [Double], _ y: [Double], radius: Double) -> [Bool] {
        superfluousDiscs(x: x, y: y, radius: radius) { _ in false }
    }

    @Test func theMiddleOfACross() {
        // Four discs of 500 m with centres 100 m away: v . v / 2 R is 10 m, so each holds the points of the
        // circle of the middle one within acos(10 / 100) = 84 degrees of its direction.
        let x = [0.0, 100, 0, -100, 0]
        let y = [0.0, 0, 100, 0, -100]
        #expect(superfluous(x, y, radius: 500) == [true, false, false, false, false])
        // With 99 m none of the four holds the middle itself.
        #expect(superfluous(x, y, radius: 99) == [false, false, false, false, false])
        // Even the middle one stays where it must.
        #expect(!superfluousDiscs(x: x, y: y, radius: 500) { $0 == 0 }[0])
    }

    /// Each point of a circle that is left out lies in a disc that is not.
    @Test func whatIsLeftOutIsInTheUnionOfTheRest() throws {
        try forEverySeed(0..<40) { seed, random in
            let spread = random.double(in: 5..<400)
            let n = random.int(in: 4..<120)
            let x = (0..<n).map { _ in 135_000 + random.double(in: 0..<spread) }
            let y = (0..<n).map { _ in 455_000 + random.double(in: 0..<spread) }
            let isOut = superfluous(x, y, radius: 100)
            for i in 0..<n where isOut[i] {
                for (ux, uy) in directions {
                    let px = x[i] + 100 * ux, py = y[i] + 100 * uy
                    let isInside = (0..<n).contains { k in
                        !isOut[k] && (px - x[k]) * (px - x[k]) + (py - y[k]) * (py - y[k]) < 10_000
                    }
                    #expect(isInside, "seed \(seed) disc \(i)")
                }
            }
            // In a crowd the test must find something, or it spares nothing.
            if n > 60, spread < 60 {
                #expect(isOut.count { $0 } > n / 2, "seed \(seed)")
            }
        }
    }

    /// Points of the unit circle, from rational slopes.
    private var directions: [(Double, Double)] {
        (-40...40).flatMap { k -> [(Double, Double)] in
            let t = Double(k) / 20
            let c = (1 - t * t) / (1 + t * t), s = 2 * t / (1 + t * t)
            return [(c, s), (-c, s)]
        }
    }

    /// What lies in the middle of a crowd adds nothing, in any order: not one bit.
    @Test func aCrowdHasTheAreaOfItsRim() throws {
        try forEverySeed(0..<20) { seed, random in
            // 40 points on a square of 60 m, and 400 within its inner 20 m.
            var points = (0..<10).flatMap { k -> [(Double, Double)] in
                let t = Double(k) * 6
                return [(t, 0), (60, t), (60 - t, 60), (0, 60 - t)]
            }
            let rim = area(points)
            for _ in 0..<400 {
                points.append((random.double(in: 20..<40), random.double(in: 20..<40)))
            }
            #expect(area(points) == rim, "seed \(seed)")
            points.shuffle(using: &random)
            #expect(area(points) == rim, "seed \(seed)")
        }
    }

    @Test(.timeLimit(.minutes(1))) func twentyThousandPointsInFiftyMetres() {
        var random = SeededGenerator(seed: 1)
        let points = (0..<20_000).map { _ in
            (random.double(in: 0..<50), random.double(in: 0..<50))
        }
        // Between the disc of 300 m about the middle and one larger by the half diagonal of the square.
        let size = area(points)
        #expect(size > .pi * 300 * 300 && size < .pi * 335.4 * 335.4)
    }

    private func area(_ points: [(Double, Double)]) -> Double {
        let set = PointSet(
            x: points.map(\.0), y: points.map(\.1), feature: points.map { _ in 0 })
        return RegionBoundary(within: 300, of: FeatureGeometry(count: 1, points: set)).area
    }
}
