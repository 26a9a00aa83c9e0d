// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex
import TestSupport
import Testing

/// Three squares in a row: rows 2, 0, 1.
private let row: PolygonSet = {
    var set = PolygonSet()
    set.append(x: [0, 10, 10, 0], y: [0, 0, 10, 10], feature: 2)
    set.append(x: [10, 20, 20, 10], y: [0, 0, 10, 10], feature: 0)
    set.append(x: [20, 30, 30, 20], y: [0, 0, 10, 10], feature: 1)
    return set
}()

private func line(_ x: [Double], _ y: [Double]) -> LineSet {
    var lines = LineSet()
    lines.append(x: x, y: y, feature: 0)
    return lines
}

private func lengths(_ x: [Double], _ y: [Double]) -> [Int32: Double] {
    let rows = lengthsInside(line(x, y), of: row, featureCount: 3)
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.buurt, $0.length) })
}

@Suite struct LengthsInsideTests {
    @Test func cutsAtBorders() {
        // From x = -5 to 25 at y = 5: 5 m outside, 10, 10 and 5 m inside.
        let parts = lengths([-5, 25], [5, 5])
        for (buurt, length) in [2: 10.0, 0: 10, 1: 5] as [Int32: Double] {
            #expect(abs((parts[buurt] ?? 0) - length) < 1e-12)
        }
        // 3-4-5: from (7, 1) to (13, 9) is 10 m, half on either side of x = 10.
        #expect(lengths([7, 13], [1, 9]) == [2: 5, 0: 5])
    }

    @Test func givesASharedBorderToTheLowestRow() {
        #expect(lengths([10, 10], [2, 9]) == [0: 7])
        #expect(lengths([20, 20], [-3, 4]) == [0: 4])
        // The outer border: 10 m along row 2, 10 along row 0, 4 along row 1, 6 outside.
        #expect(lengths([40, 36, 0], [0, 0, 0]) == [2: 10, 0: 10, 1: 10])
    }

    @Test func touchingIsNotInside() {
        #expect(lengths([-5, 0], [5, 5]).isEmpty)
        #expect(lengths([-5, 5], [15, 5]) == [2: 50.0.squareRoot()])
        #expect(lengths([-5, 5], [5, -5]).isEmpty)
        #expect(lengths([5, 5], [5, 5]).isEmpty)
        #expect(lengths([15, 20], [5, 5]) == [0: 5])
    }

    /// A last feature that covers everything takes what is outside the others.
    @Test(arguments: [0, 1e5, 1e8]) func partsAddUpToTheWhole(origin: Double) throws {
        try forEverySeed(0..<15) { seed, random in
            let isLattice = seed % 2 == 0
            var set =
                seed % 3 == 0
                ? randomStars(&random, count: 12, size: 64, at: origin, isLattice: isLattice)
                : randomCoverage(
                    &random, cells: 5, size: 64, at: origin, isLattice: isLattice, dropping: 0.2)
            let far = 200.0
            set.append(
                x: [origin - far, origin + far, origin + far, origin - far],
                y: [origin - far, origin - far, origin + far, origin + far], feature: 99)
            var lines = LineSet()
            var expected = [Double](repeating: 0, count: 10)
            for k in 0..<20 {
                var x: [Double] = []
                var y: [Double] = []
                for _ in 0..<random.int(in: 2..<6) {
                    let px = origin + random.double(in: -20..<90)
                    let py = origin + random.double(in: -20..<90)
                    x.append(isLattice ? px.rounded() : px)
                    y.append(isLattice ? py.rounded() : py)
                }
                lines.append(x: x, y: y, feature: Int32(k / 2))
                for i in 1..<x.count {
                    let dx = x[i] - x[i - 1]
                    let dy = y[i] - y[i - 1]
                    expected[k / 2] += (dx * dx + dy * dy).squareRoot()
                }
            }
            var sums = [Double](repeating: 0, count: 10)
            for part in lengthsInside(lines, of: set, featureCount: 100) {
                sums[Int(part.feature)] += part.length
            }
            for k in 0..<10 { #expect(abs(sums[k] - expected[k]) < 1e-9, "seed \(seed)") }
        }
    }

    /// Many samples on the line, each asked of the index, give the same shares within their spacing.
    @Test func agreesWithSamples() throws {
        try forEverySeed(0..<10) { seed, random in
            let set = randomCoverage(
                &random, cells: 4, size: 64, at: 1e5, isLattice: false, dropping: 0.2)
            guard set.count > 0 else { return }
            let x = [1e5 + random.double(in: -10..<74), 1e5 + random.double(in: -10..<74)]
            let y = [1e5 + random.double(in: -10..<74), 1e5 + random.double(in: -10..<74)]
            let parts = lengthsInside(line(x, y), of: set, featureCount: 100)
            let dx = x[1] - x[0]
            let dy = y[1] - y[0]
            let length = (dx * dx + dy * dy).squareRoot()
            var sampled = [Double](repeating: 0, count: 16)
            for step in 0..<2000 {
                let t = (Double(step) + 0.5) / 2000
                let owner = plainFeature(set, x[0] + t * dx, y[0] + t * dy)
                if owner >= 0 { sampled[Int(owner)] += length / 2000 }
            }
            for part in parts { sampled[Int(part.buurt)] -= part.length }
            #expect(sampled.allSatisfy { abs($0) < length / 500 }, "seed \(seed)")
        }
    }

    @Test func doesNotDependOnTheOrderOfParts() throws {
        try forEverySeed(0..<10) { seed, random in
            let set = randomCoverage(&random, cells: 5, size: 64, at: 1e5, isLattice: false)
            var parts: [(x: [Double], y: [Double])] = []
            for _ in 0..<30 {
                parts.append(
                    (
                        (0..<4).map { _ in 1e5 + random.double(in: 0..<64) },
                        (0..<4).map { _ in 1e5 + random.double(in: 0..<64) }
                    ))
            }
            func measured(_ parts: [(x: [Double], y: [Double])]) -> [LengthInBuurt] {
                var lines = LineSet()
                for part in parts { lines.append(x: part.x, y: part.y, feature: 0) }
                return lengthsInside(lines, of: set, featureCount: 25)
            }
            let first = measured(parts)
            #expect(first == measured(parts.shuffled(using: &random)), "seed \(seed)")
        }
    }
}
