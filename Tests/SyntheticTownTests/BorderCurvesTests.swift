// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import SyntheticTown

@Suite struct BorderCurvesTests {
    /// From (0, 0) to (1000, 0), seeds 400 m to either side of its middle.
    private func ridge(isOuter: Bool) -> Ridge {
        Ridge(
            fromX: 0, fromY: 0, toX: 1_000, toY: 0, leftX: 500, leftY: 400, rightX: 500,
            rightY: -400, isOuter: isOuter)
    }

    @Test func aCurveGoesForwardInsideItsKite() throws {
        for seed in 0..<50 as Range<UInt64> {
            var random = RandomStream(seed: seed, name: "curve")
            let curves = BorderCurves(
                [ridge(isOuter: false)], cells: 1, vertices: 64, random: &random)
            #expect(curves.vertices(of: 0).count == 33)
            #expect(curves.x.first == 0 && curves.x.last == 1_000)
            #expect(curves.y.first == 0 && curves.y.last == 0)
            for i in 1..<curves.x.count { #expect(curves.x[i] > curves.x[i - 1], "seed \(seed)") }
            for i in curves.x.indices {
                // The kite's sides rise by 400 m in 500 m; a fifth is kept free.
                let room = 0.8 * 0.8 * min(curves.x[i], 1_000 - curves.x[i])
                #expect(abs(curves.y[i]) <= room + 0.001, "seed \(seed)")
            }
            #expect(curves.y.contains { abs($0) > 5 }, "seed \(seed) is straight")
        }
    }

    @Test func theSideOfTheBoxStaysStraight() {
        var random = RandomStream(seed: 1, name: "outer")
        let curves = BorderCurves([ridge(isOuter: true)], cells: 1, vertices: 32, random: &random)
        #expect(curves.x.count == 33)
        #expect(curves.y.allSatisfy { $0 == 0 })
    }

    @Test func aSeedFarBesideItsRidgeLeavesLittleRoom() {
        // The foot lies 9 km before the start: at t the triangle is 100 (1 - t) / 10 m high.
        var ridge = ridge(isOuter: false)
        (ridge.leftX, ridge.leftY, ridge.rightX, ridge.rightY) = (-9_000, 100, -9_000, -100)
        var random = RandomStream(seed: 1, name: "far")
        let curves = BorderCurves([ridge], cells: 1, vertices: 64, random: &random)
        #expect(curves.y.allSatisfy { abs($0) <= 8.001 })
    }

    @Test func numbersAreMirroredAtTheirBounds() {
        // Between -1 and 3: 3.5 is half beyond the upper bound; 8 comes back from there to -2, from -1 to 0.
        #expect(folded(0.5, between: -1, and: 3) == 0.5)
        #expect(folded(3.5, between: -1, and: 3) == 2.5)
        #expect(folded(-3, between: -1, and: 3) == 1)
        #expect(folded(8, between: -1, and: 3) == 0)
        #expect(folded(9, between: 3, and: 3) == 3)
    }
}
