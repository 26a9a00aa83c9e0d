// SPDX-License-Identifier: EUPL-1.2
//
// Maps small enough to walk with a finger. F is a fast road, 50 km/h; all lengths in metres.
import Planar
import StreetNetwork
import TestSupport
import Testing

@Suite struct SafeStreetsTests {
    private typealias Line = [(Double, Double)]

    /// Distance of safe walking between two points.
    private func walk(
        _ quiet: [Line], fast: [Line] = [], footways: [Line] = [],
        crossings: [(Double, Double)] = [], levels: [Int32] = [], from: (Double, Double),
        to: (Double, Double)
    ) -> Double {
        var safe = SafeStreets()
        safe.lines = streets(quiet + fast + footways)
        safe.levels = levels
        safe.isWalkable = [Bool](repeating: true, count: safe.lines.count)
        safe.isBarrier = safe.lines.feature.map { $0 >= quiet.count }
        safe.hasFootway = safe.lines.feature.map { $0 >= quiet.count + fast.count }
        for (row, (x, y)) in crossings.enumerated() {
            safe.crossings.append(x: x, y: y, feature: Int32(row))
        }
        return StreetSample.walk(safe.network(maxSnap: 150), from: [from], to: [to])[0].distance
    }

    private let north: Line = [(0, 0), (0, 100)]
    private let south: Line = [(0, 0), (0, -100)]
    private let road: Line = [(-300, 0), (0, 0), (300, 0)]

    /// North and south street meet F at (0, 0): no way over it but within 20 m of a crossing, then 80 + 50.
    @Test func aFastRoadIsCrossedAtCrossingsOnly() {
        func over(_ crossings: [(Double, Double)]) -> Double {
            walk([north, south], fast: [road], crossings: crossings, from: (0, 80), to: (0, -50))
        }
        #expect(over([]) == .infinity)
        #expect(over([(10, 0)]) == 130)
        #expect(over([(0, 20)]) == 130)
        #expect(over([(20.01, 0)]) == .infinity)
        #expect(walk([north, south, road], from: (0, 80), to: (0, -50)) == 130)
    }

    /// F ends at (100, 0), where one walks round its end.
    ///
    ///     (0, 100) ---- (100, 100)       50 up, 100, 100 down to the end of F, 100, 100, 50 up: 500;
    ///        |              |            over a crossing at (0, 0): 50 + 50. It saves 400.
    ///     (0, 0) ===F=== (100, 0)
    ///        |              |
    ///     (0, -100) --- (100, -100)
    @Test func aCrossingThatSavesFourHundredMetres() {
        let round: Line = [
            (0, 0), (0, 100), (100, 100), (100, 0), (100, -100), (0, -100), (0, 0),
        ]
        let fast: Line = [(-300, 0), (0, 0), (100, 0)]
        #expect(walk([round], fast: [fast], from: (0, 50), to: (0, -50)) == 500)
        #expect(
            walk([round], fast: [fast], crossings: [(0, 0)], from: (0, 50), to: (0, -50)) == 100)
    }

    /// A foot bridge with a vertex over F: of level 1 it passes, 50 + 50; of level 0 it would cross F.
    @Test func aBridgeOverARoad() {
        let bridge: Line = [(0, -60), (0, 0), (0, 60)]
        func over(_ level: Int32) -> Double {
            walk([bridge], fast: [road], levels: [level, 0], from: (0, 50), to: (0, -50))
        }
        #expect(over(1) == 100)
        #expect(over(0) == .infinity)
    }

    /// F with a footway from (0, 0) to (300, 0); a street north from (100, 0), one south from (200, 0).
    ///
    /// From 30 up the one to 30 down the other: 30, east along the north lane 200, round the end and back 100, 30;
    /// with a crossing at (200, 0) 30 + 100 + 30.
    @Test func aRoadWithAFootwayHasTwoLanes() {
        let fast: Line = [(0, 0), (100, 0), (200, 0), (300, 0)]
        let side: [Line] = [[(100, 0), (100, 50)], [(200, 0), (200, -50)]]
        func over(_ crossings: [(Double, Double)]) -> Double {
            walk(side, footways: [fast], crossings: crossings, from: (100, 30), to: (200, -30))
        }
        #expect(over([]) == 360)
        #expect(over([(200, 5)]) == 160)
        // Both on the north lane: down 30, 70 along, 5 up. Drawn the other way round it is the same.
        #expect(walk(side, footways: [fast], from: (100, 30), to: (170, 5)) == 105)
        #expect(
            walk(side, footways: [fast.reversed()], from: (100, 30), to: (170, 5)) == 105)
        // Without a footway nobody walks along F: (170, 5) is 70 m from the street, 30 + 5 along it and back.
        #expect(walk(side, fast: [fast], from: (100, 30), to: (170, 5)) == 95)
    }

    /// Two addresses on one road with a footway, 10 m on either side: 150 to an end and back, whichever.
    @Test func nearSides() {
        let fast: Line = [(0, 0), (300, 0)]
        #expect(walk([], footways: [fast], from: (150, 10), to: (150, -10)) == 320)
        #expect(walk([], footways: [fast], from: (150, 10), to: (170, 5)) == 35)
        #expect(walk([], footways: [fast], from: (150, -10), to: (170, -5)) == 35)
    }

    /// The street at y = -20 is 30 m from (50, 10), but across F; that at y = 60 is 50 m away.
    @Test func connectorsMeetNoBarrier() {
        let streets: [Line] = [[(0, -20), (100, -20)], [(0, 60), (100, 60)]]
        let fast: Line = [(-300, 0), (300, 0)]
        #expect(walk(streets, fast: [fast], from: (50, 10), to: (80, 60)) == 80)
        #expect(walk(streets, fast: [fast], from: (50, 10), to: (80, -20)) == .infinity)
        // (0, -10) is nearest to the north street where it meets F, on the wrong side of it.
        #expect(walk([north], fast: [road], from: (0, -10), to: (0, 50)) == .infinity)
        // (10, 10) is on the right side: 10 aside, 40 up.
        #expect(walk([north], fast: [road], from: (10, 10), to: (0, 50)) == 50)
    }

    /// Streets that leave F on one side belong together: 30 + 40.
    @Test func streetsInOneSectorMeet() {
        let east: Line = [(0, 0), (30, 40)]
        #expect(walk([north, east], fast: [road], from: (0, 30), to: (24, 32)) == 70)
        let across: Line = [(0, 0), (30, -40)]
        #expect(walk([north, across], fast: [road], from: (0, 30), to: (24, -32)) == .infinity)
    }

    /// A lattice of streets with crooked corners: a planar network in which no two streets lie on each other.
    private func random(_ random: inout SeededGenerator) -> (SafeStreets, [(Double, Double)]) {
        var safe = SafeStreets()
        let corners = (0..<36).map { k in
            (
                Double(k % 6) * 55 + random.double(in: -15..<15),
                Double(k / 6) * 55 + random.double(in: -15..<15)
            )
        }
        for k in 0..<36 {
            for next in [k % 6 < 5 ? k + 1 : 36, k + 6] where next < 36 {
                if random.int(in: 0..<8) == 0 { continue }
                let row = Int32(safe.lines.count)
                safe.lines.append(
                    x: [corners[k].0, corners[next].0], y: [corners[k].1, corners[next].1],
                    feature: row)
                safe.isWalkable.append(random.int(in: 0..<10) > 0)
                safe.isBarrier.append(random.int(in: 0..<3) == 0)
                safe.hasFootway.append(random.int(in: 0..<2) == 0)
            }
        }
        let points = (0..<40).map { _ in
            (random.double(in: 0..<275), random.double(in: 0..<275))
        }
        return (safe, points)
    }

    /// At fixed projections no crossing lengthens a way, and safe walking is a way of walking.
    @Test func laws() {
        for seed in UInt64(0)..<400 {
            var generator = SeededGenerator(seed: seed)
            var (safe, points) = random(&generator)
            let addresses = Array(points.prefix(20)), facilities = Array(points[20..<24])
            let before = StreetSample.walk(
                safe.network(maxSnap: 150), from: addresses, to: facilities)
            for (row, (x, y)) in points.suffix(6).enumerated() {
                safe.crossings.append(x: x, y: y, feature: Int32(row))
            }
            let after = StreetSample.walk(
                safe.network(maxSnap: 150), from: addresses, to: facilities)
            for i in addresses.indices {
                #expect(after[i].distance <= before[i].distance + 1e-9, "seed \(seed)")
                guard after[i].facility >= 0 else { continue }
                let (x, y) = addresses[i], (fx, fy) = facilities[Int(after[i].facility)]
                let straight = ((x - fx) * (x - fx) + (y - fy) * (y - fy)).squareRoot()
                #expect(after[i].distance >= straight - 1e-9, "seed \(seed)")
            }
        }
    }

    /// Without barriers safe walking is walking, to the bit.
    @Test func withoutBarriersItIsWalking() {
        for seed in UInt64(0)..<200 {
            var generator = SeededGenerator(seed: seed)
            var (safe, points) = random(&generator)
            safe.isBarrier = safe.isBarrier.map { _ in false }
            safe.isWalkable = safe.isWalkable.map { _ in true }
            let addresses = Array(points.prefix(20)), facilities = Array(points[20..<24])
            let one = StreetSample.walk(
                safe.network(maxSnap: 150), from: addresses, to: facilities)
            let two = StreetSample.walk(
                StreetSample.network(safe.lines, levels: safe.levels), from: addresses,
                to: facilities)
            #expect(one.map(\.distance) == two.map(\.distance), "seed \(seed)")
        }
    }
}
