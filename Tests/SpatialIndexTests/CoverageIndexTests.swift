// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import SpatialIndex

/// The plain twin: every polygon is asked.
func plainFeature(_ set: PolygonSet, _ x: Double, _ y: Double) -> Int32 {
    var lowest = Int32.max
    for p in 0..<set.count where set.locate(x: x, y: y, in: p) != .outside {
        lowest = min(lowest, set.feature[p])
    }
    return lowest == .max ? -1 : lowest
}

private func assigned(_ index: CoverageIndex, _ x: [Double], _ y: [Double]) -> [Int32] {
    var rows = [Int32](repeating: -9, count: x.count)
    var output = rows.mutableSpan
    index.assign(x: x.span, y: y.span, into: &output)
    return rows
}

@Suite struct CoverageIndexTests {
    /// Two squares that share the border x = 10, a gap, and a square with a hole.
    private let squares: PolygonSet = {
        var set = PolygonSet()
        set.append(x: [0, 10, 10, 0], y: [0, 0, 10, 10], feature: 1)
        set.append(x: [10, 20, 20, 10], y: [0, 0, 10, 10], feature: 0)
        set.appendRing(x: [30, 40, 40, 30], y: [0, 0, 10, 10])
        set.appendRing(x: [34, 34, 36, 36], y: [4, 6, 6, 4])
        set.closePolygon(feature: 2)
        return set
    }()

    @Test(arguments: [1, 10, 1000, 1_000_000])
    func appliesTheRules(pointCount: Int) {
        let index = CoverageIndex(squares, pointCount: pointCount)
        let cases: [(Double, Double, Int32)] = [
            (5, 5, 1), (15, 5, 0), (35, 2, 2),
            (10, 5, 0),  // shared border: the lowest row
            (0, 0, 1), (20, 10, 0), (40, 10, 2),  // corners
            (25, 5, -1), (35, 5, -1), (-1, 5, -1), (5, 11, -1),  // gap, hole, outside
            (34, 5, 2), (36, 6, 2),  // border of the hole
            (.nan, 5, -1), (5, .infinity, -1),
        ]
        for (x, y, expected) in cases {
            #expect(index.feature(x: x, y: y) == expected, "\(x) \(y)")
        }
    }

    @Test func isOutsideOfNothing() {
        let index = CoverageIndex(PolygonSet(), pointCount: 100)
        #expect(index.feature(x: 0, y: 0) == -1)
    }

    @Test(arguments: [0, 1e5, 1e8], [true, false])
    func agreesWithAskingEveryPolygonOfACoverage(origin: Double, isLattice: Bool) throws {
        try forEverySeed(0..<12) { seed, random in
            let set = randomCoverage(
                &random, cells: random.int(in: 1..<9), size: 64, at: origin, isLattice: isLattice,
                dropping: seed % 2 == 0 ? 0 : 0.3)
            guard set.count > 0 else { return }
            try compare(set, &random, origin, isLattice, "seed \(seed)")
        }
    }

    @Test(arguments: [0, 1e5, 1e8], [true, false])
    func agreesWithAskingEveryPolygonOfOverlaps(origin: Double, isLattice: Bool) throws {
        try forEverySeed(0..<12) { seed, random in
            let set = randomStars(
                &random, count: random.int(in: 1..<30), size: 64, at: origin, isLattice: isLattice)
            try compare(set, &random, origin, isLattice, "seed \(seed)")
        }
    }

    private func compare(
        _ set: PolygonSet, _ random: inout SeededGenerator, _ origin: Double, _ isLattice: Bool,
        _ message: String
    ) throws {
        let (x, y) = probes(
            &random, of: set, count: 250, size: 64, at: origin, isLattice: isLattice)
        let expected = x.indices.map { plainFeature(set, x[$0], y[$0]) }
        for pointCount in [0, 300, 100_000] {
            let index = CoverageIndex(set, pointCount: pointCount)
            let found = assigned(index, x, y)
            for i in x.indices where found[i] != expected[i] {
                Issue.record(
                    "\(message), \(pointCount): \(x[i]) \(y[i]) \(found[i]) not \(expected[i])")
                return
            }
        }
    }

    @Test func doesNotDependOnOrderOrStartVertex() throws {
        try forEverySeed(0..<10) { seed, random in
            let set = randomStars(&random, count: 20, size: 64, at: 0, isLattice: true)
            var shuffled = PolygonSet()
            for p in (0..<set.count).shuffled(using: &random) {
                for ring in set.rings(of: p) {
                    let rows = set.vertices(ofRing: ring)
                    let turn = random.int(in: 0..<rows.count)
                    let order = (0..<rows.count).map { rows.lowerBound + ($0 + turn) % rows.count }
                    shuffled.appendRing(x: order.map { set.x[$0] }, y: order.map { set.y[$0] })
                }
                shuffled.closePolygon(feature: set.feature[p])
            }
            let (x, y) = probes(&random, of: set, count: 300, size: 64, at: 0, isLattice: true)
            let first = assigned(CoverageIndex(set, pointCount: 5000), x, y)
            let second = assigned(CoverageIndex(shuffled, pointCount: 5000), x, y)
            #expect(first == second, "seed \(seed)")
        }
    }

    /// Spikes, bow ties and repeated vertices are answered by the same parity rule.
    @Test func agreesOnInvalidRings() throws {
        try forEverySeed(0..<60) { seed, random in
            var set = PolygonSet()
            for k in 0..<random.int(in: 1..<6) {
                let n = random.int(in: 1..<9)
                set.append(
                    x: (0..<n).map { _ in Double(random.int(in: 0..<9)) },
                    y: (0..<n).map { _ in Double(random.int(in: 0..<9)) }, feature: Int32(k))
            }
            let index = CoverageIndex(set, pointCount: random.int(in: 0..<1000))
            for px in -1...18 {
                for py in -1...18 {
                    let x = Double(px) / 2
                    let y = Double(py) / 2
                    let isRight = index.feature(x: x, y: y) == plainFeature(set, x, y)
                    #expect(isRight, "seed \(seed) at \(x) \(y)")
                }
            }
        }
    }

    /// A thin triangle of 100 km, a comb of 400 teeth, and 300 copies of one square.
    @Test(.timeLimit(.minutes(1))) func staysExactAndQuickOnExtremeShapes() {
        var set = PolygonSet()
        set.append(x: [0, 100_000, 100_000], y: [0, 0, 0.001], feature: 0)
        var x: [Double] = [400, 0]
        var y: [Double] = [-20, -20]
        for tooth in 0..<400 {
            x += [Double(tooth), Double(tooth) + 0.5]
            y += [-1, -10]
        }
        set.append(x: x, y: y, feature: 1)
        for k in 0..<300 {
            set.append(x: [0, 50, 50, 0], y: [20, 20, 70, 70], feature: Int32(2 + k))
        }
        let index = CoverageIndex(set, pointCount: 100_000)
        var random = SeededGenerator(seed: 1)
        for _ in 0..<300 {
            let px = random.double(in: -10..<420)
            let py = random.double(in: -25..<80)
            #expect(index.feature(x: px, y: py) == plainFeature(set, px, py), "\(px) \(py)")
        }
        #expect(index.feature(x: 50_000, y: 0.000_4) == 0)
        #expect(index.feature(x: 50_000, y: 0.000_6) == -1)
    }

    /// A coverage with two squares over it, on a grid of several bands: the same cells for any number
    /// of threads.
    @Test func sameCellsForAnyNumberOfThreads() {
        var random = SeededGenerator(seed: 4)
        var set = randomCoverage(
            &random, cells: 100, size: 4_000, at: 1e5, isLattice: false)
        for k in 0..<2 {
            let (low, high) = (1e5 + 500 + 700 * Double(k), 1e5 + 2_500 + 300 * Double(k))
            set.append(
                x: [low, high, high, low], y: [low, low, high, high], feature: Int32(1_000 * k))
        }
        let one = CoverageIndex(set, pointCount: 1_000_000)
        #expect(one.grid.count > 2 * 32_768)
        for threads in [2, 7] {
            let other = CoverageIndex(set, pointCount: 1_000_000, threads: threads)
            #expect(other.cells.labels == one.cells.labels)
            #expect(other.cells.groupStarts == one.cells.groupStarts)
            #expect(other.cells.groups.map(\.start) == one.cells.groups.map(\.start))
            #expect(other.cells.isShared == one.cells.isShared)
        }
        let (x, y) = probes(
            &random, of: set, count: 40, size: 4_000, at: 1e5, isLattice: false)
        for i in x.indices {
            #expect(one.feature(x: x[i], y: y[i]) == plainFeature(set, x[i], y[i]))
        }
    }

    /// Points, lines and 5,000 equal squares as polygons, at coordinates of 1e8.
    @Test(.timeLimit(.minutes(1))) func polygonsWithoutAreaAndRepeatedOnes() {
        let origin = 1e8
        var set = PolygonSet()
        set.append(
            x: [origin, origin, origin], y: [origin, origin, origin], feature: 0)
        set.append(
            x: [origin, origin + 10, origin + 5], y: [origin, origin + 10, origin + 5], feature: 1)
        for k in 0..<5_000 {
            set.append(
                x: [origin + 20, origin + 30, origin + 30, origin + 20],
                y: [origin, origin, origin + 10, origin + 10], feature: Int32(2 + k))
        }
        let index = CoverageIndex(set, pointCount: 1_000_000, threads: 2)
        let cases: [(Double, Double, Int32)] = [
            (0, 0, 0), (3, 3, 1), (3, 4, -1), (25, 5, 2), (30, 10, 2), (31, 10, -1),
        ]
        for (x, y, expected) in cases {
            #expect(index.feature(x: origin + x, y: origin + y) == expected, "\(x) \(y)")
        }
    }

    @Test func onePointOnly() {
        var set = PolygonSet()
        set.append(x: [5, 5, 5], y: [7, 7, 7], feature: 3)
        let index = CoverageIndex(set, pointCount: 1_000_000, threads: 2)
        #expect(index.feature(x: 5, y: 7) == 3)
        #expect(index.feature(x: 5, y: 8) == -1)
    }
}
