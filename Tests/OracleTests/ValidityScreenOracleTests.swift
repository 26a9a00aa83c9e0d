// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Planar
import TestSupport
import Testing

@Suite struct ValidityScreenOracleTests {
    /// Rings of few vertices on a small grid: half of them cross, touch or run back over themselves.
    @Test func neverCallsAnInvalidPolygonValid() throws {
        var settled = 0
        var valid = 0
        try forEverySeed(0..<6_000) { seed, random in
            let oracle = try GEOSOracle()
            let n = random.int(in: 3..<9)
            let size = seed % 3 == 0 ? 100 : 5
            var set = PolygonSet()
            set.append(
                x: (0..<n).map { _ in Double(random.int(in: 0..<size)) },
                y: (0..<n).map { _ in Double(random.int(in: 0..<size)) }, feature: 0)
            var scratch = ValidityScratch()
            let isSettled = set.areCertainlyValid(0..<1, &scratch)
            let isValid = try oracle.polygon(set, 0).isValid
            if isSettled { #expect(isValid, "seed \(seed)") }
            settled += isSettled ? 1 : 0
            valid += isValid ? 1 : 0
        }
        // GEOS also accepts repeated vertices; nearly all other valid rings must be settled here.
        #expect(valid > 500)
        #expect(Double(settled) > 0.75 * Double(valid), "\(settled) of \(valid)")
    }

    /// Vertices at angles that grow about a centre, once or twice around: seen whole, or a star that crosses itself.
    @Test func ringsAroundAPointAreSettledWhereTheyGoAroundItOnce() throws {
        var settled = 0
        try forEverySeed(0..<2_000) { seed, random in
            let oracle = try GEOSOracle()
            let n = random.int(in: 5..<30)
            let rounds = seed % 2 == 0 ? 1.0 : 2.0
            let radius = (0..<n).map { _ in random.double(in: 5..<10) }
            let angle = (0..<n).map {
                rounds * 2 * .pi * (Double($0) + random.double(in: 0..<0.9)) / Double(n)
            }
            var set = PolygonSet()
            let x = (0..<n).map { 150_000 + (radius[$0] * cos(angle[$0]) * 1000).rounded() / 1000 }
            let y = (0..<n).map { 450_000 + (radius[$0] * sin(angle[$0]) * 1000).rounded() / 1000 }
            set.append(
                x: seed % 3 == 0 ? x.reversed() : x, y: seed % 3 == 0 ? y.reversed() : y, feature: 0
            )
            var scratch = ValidityScratch()
            let isSettled = set.areCertainlyValid(0..<1, &scratch)
            if isSettled { #expect(try oracle.polygon(set, 0).isValid, "seed \(seed)") }
            if rounds == 1 { #expect(isSettled, "seed \(seed)") }
            settled += isSettled ? 1 : 0
        }
        #expect(settled >= 1_000)
    }

    /// A pentagram: every edge turns left about the middle, twice around it.
    @Test func aPentagramIsNotSettled() {
        var set = PolygonSet()
        set.append(x: [0, 6, -10, 10, -6], y: [10, -8, 3, 3, -8], feature: 0)
        var scratch = ValidityScratch()
        #expect(!set.areCertainlyValid(0..<1, &scratch))
    }

    @Test func coordinatesThatAreNotFiniteAreNotSettled() {
        for value in [Double.nan, .infinity, -.infinity] {
            var set = PolygonSet()
            set.append(x: [0, 9, 9, 0], y: [0, 0, value, 9], feature: 0)
            var scratch = ValidityScratch()
            #expect(!set.areCertainlyValid(0..<1, &scratch))
        }
    }

    @Test func multipolygonsWithBoxesApart() {
        var set = PolygonSet()
        set.append(x: [0, 1, 0], y: [0, 0, 1], feature: 0)
        set.append(x: [5, 6, 5], y: [0, 0, 1], feature: 0)
        set.append(x: [5, 6, 5], y: [0.5, 0, 1], feature: 0)
        var scratch = ValidityScratch()
        #expect(set.areCertainlyValid(0..<2, &scratch))
        #expect(!set.areCertainlyValid(1..<3, &scratch))
    }

    @Test func holesAndSpikesAreLeftToGEOS() {
        var set = PolygonSet()
        set.appendRing(x: [0, 9, 9, 0], y: [0, 0, 9, 9])
        set.appendRing(x: [2, 2, 4, 4], y: [2, 4, 4, 2])
        set.closePolygon(feature: 0)
        set.append(x: [0, 9, 5, 9, 0], y: [0, 0, 0, 9, 9], feature: 1)
        var scratch = ValidityScratch()
        #expect(!set.areCertainlyValid(0..<1, &scratch))
        #expect(!set.areCertainlyValid(1..<2, &scratch))
    }
}
