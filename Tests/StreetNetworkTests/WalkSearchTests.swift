// SPDX-License-Identifier: EUPL-1.2
import Planar
import StreetNetwork
import TestSupport
import Testing

@Suite struct WalkSearchTests {
    private func points(_ random: inout SeededGenerator, _ count: Int) -> [(Double, Double)] {
        (0..<count).map { _ in
            (random.double(in: -60..<360), random.double(in: -60..<360))
        }
    }

    /// The engine against the definition; false where a point lies as near to streets that do not meet.
    private func agrees(_ seed: UInt64, parts: Int, useFloyd: Bool) -> Bool {
        var random = SeededGenerator(seed: seed)
        let (lines, levels) = StreetSample.random(&random, parts: parts)
        let maxSnap = random.double(in: 10..<150)
        var slow = SlowStreets(lines, levels: levels, tolerance: 0.01)
        let addresses = points(&random, 6), facilities = points(&random, 3)
        var starts: [(node: Int, connector: Double)] = []
        var ends: [(node: Int, connector: Double)] = []
        for (x, y) in facilities {
            guard let place = slow.add(x, y, maxSnap: maxSnap) else { return false }
            starts.append(place)
        }
        for (x, y) in addresses {
            guard let place = slow.add(x, y, maxSnap: maxSnap) else { return false }
            ends.append(place)
        }
        let network = StreetSample.network(lines, levels: levels, maxSnap: maxSnap)
        let found = StreetSample.walk(network, from: addresses, to: facilities)
        let all = useFloyd ? slow.allDistances() : []
        let nearest = useFloyd ? [] : slow.distances(from: starts)
        for (i, end) in ends.enumerated() {
            var expected = Double.infinity
            if end.node >= 0, useFloyd {
                for start in starts where start.node >= 0 {
                    expected = min(expected, start.connector + all[start.node][end.node])
                }
            } else if end.node >= 0 {
                expected = nearest[end.node]
            }
            expected += end.connector
            let isSame =
                expected == found[i].distance || abs(expected - found[i].distance) < 1e-6
            #expect(isSame, "seed \(seed), address \(i): \(expected), not \(found[i])")
            #expect((found[i].facility < 0) == (expected == .infinity), "seed \(seed)")
        }
        return true
    }

    @Test func agreesWithFloydAndWarshall() {
        let counted = (0..<200).filter { agrees($0, parts: 4 + Int($0 % 5), useFloyd: true) }
        #expect(counted.count > 80)
    }

    @Test func agreesWithPlainRelaxation() {
        let counted = (1_000..<3_500).filter {
            agrees($0, parts: 3 + Int($0 % 20), useFloyd: false)
        }
        #expect(counted.count > 1_200)
    }

    /// The order of streets and the direction in which each is drawn leave no trace in the bits.
    @Test func orderOfStreetsDoesNotShow() {
        for seed in UInt64(0)..<300 {
            var random = SeededGenerator(seed: seed)
            let (lines, levels) = StreetSample.random(&random, parts: 15)
            let addresses = points(&random, 20), facilities = points(&random, 4)
            var other = LineSet()
            var otherLevels: [Int32] = []
            for k in (0..<lines.count).shuffled(using: &random) {
                let rows = Array(lines.vertices(of: k))
                let order = random.int(in: 0..<2) == 0 ? rows : rows.reversed()
                other.append(
                    x: order.map { lines.x[$0] }, y: order.map { lines.y[$0] },
                    feature: Int32(other.count))
                otherLevels.append(levels[k])
            }
            let one = StreetSample.walk(
                StreetSample.network(lines, levels: levels), from: addresses, to: facilities)
            let two = StreetSample.walk(
                StreetSample.network(other, levels: otherLevels), from: addresses, to: facilities)
            for i in one.indices {
                #expect(one[i].distance == two[i].distance, "seed \(seed), address \(i)")
                #expect(one[i].facility == two[i].facility, "seed \(seed), address \(i)")
            }
        }
    }

    @Test func lawsOfDistance() {
        for seed in UInt64(0)..<300 {
            var random = SeededGenerator(seed: seed)
            let (lines, _) = StreetSample.random(&random, parts: 12)
            let network = StreetSample.network(lines)
            let addresses = points(&random, 15), facilities = points(&random, 5)
            let few = StreetSample.walk(
                network, from: addresses, to: Array(facilities.prefix(3)))
            let more = StreetSample.walk(network, from: addresses, to: facilities)
            for (i, (x, y)) in addresses.enumerated() {
                // Another facility never makes it longer, to the bit.
                #expect(more[i].distance <= few[i].distance, "seed \(seed)")
                guard more[i].facility >= 0 else { continue }
                let (fx, fy) = facilities[Int(more[i].facility)]
                let straight = ((x - fx) * (x - fx) + (y - fy) * (y - fy)).squareRoot()
                #expect(more[i].distance >= straight - 1e-9, "seed \(seed)")
            }
        }
    }
}
