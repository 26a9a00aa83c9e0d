// SPDX-License-Identifier: EUPL-1.2
import Planar
import StreetNetwork
import Testing

@Suite struct NetworkDiagnosisTests {
    /// A cross road without a shared vertex, a dead end 1.5 m before a street, a street drawn twice.
    @Test func countsByHand() {
        let found = NetworkDiagnosis(
            StreetSample.network(
                streets([
                    [(0, 0), (100, 0)], [(50, -50), (50, 50)],
                    [(20, 40), (20, 1.5)],
                    [(200, 0), (300, 0)], [(200, 0), (300, 0)],
                    [(300, 0), (400, 0)], [(200, 0), (200, -60)],
                ])))
        // Seven streets, of which the last four are connected: 100, 100, 38.5 and 100 + 100 + 100 + 60 m.
        #expect(found.islands == 4)
        #expect(found.edges == 7)
        #expect(abs(found.length - 598.5) < 1e-9)
        #expect(abs(found.islandLength - 238.5) < 1e-9)
        #expect(found.crossings == 1)
        #expect(found.nearMisses == 1)
        #expect(found.duplicates == 1)
    }

    @Test func nothingIsWrongWithASquare() {
        let found = NetworkDiagnosis(
            StreetSample.network(streets([[(0, 0), (9, 0), (9, 9), (0, 9), (0, 0)]])))
        #expect(found.islands == 1 && found.length == 36 && found.islandLength == 0)
        #expect(found.crossings + found.nearMisses + found.duplicates == 0)
    }

    /// A ring that touches a street where neither has a vertex for the other ends once, not twice.
    @Test func aRingThatMeetsNothing() {
        let found = NetworkDiagnosis(
            StreetSample.network(
                streets([[(0, 0), (100, 0)], [(50, 0), (60, 20), (40, 20), (50, 0)]])))
        #expect(found.islands == 2 && found.nearMisses == 1 && found.crossings == 0)
        #expect(!found.isUncut)
    }

    /// A line across two others is not cut; nor are two lines across each other, but that may be a bridge.
    @Test func isUncut() {
        func diagnosis(_ lines: [[(Double, Double)]]) -> NetworkDiagnosis {
            NetworkDiagnosis(StreetSample.network(streets(lines)))
        }
        let bridge: [(Double, Double)] = [(50, -50), (50, 50)]
        #expect(diagnosis([[(0, 0), (100, 0)], [(0, 9), (100, 9)], bridge]).isUncut)
        #expect(!diagnosis([[(0, 0), (100, 0)], bridge]).isUncut)
        #expect(!diagnosis([[(0, 60), (100, 60)], [(0, 90), (100, 90)], bridge]).isUncut)
        // Over streets that meet.
        let town: [[(Double, Double)]] = [
            [(0, 0), (100, 0)], [(100, 0), (200, 9)], [(100, 0), (200, -9)],
        ]
        #expect(!diagnosis(town + [bridge]).isUncut)
    }
}
