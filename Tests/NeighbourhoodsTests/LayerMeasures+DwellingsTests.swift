// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import Testing

@Suite struct LayerMeasuresDwellingsTests {
    private let id = "green_within_500_per_dwelling"

    private func town(
        _ dwellings: [Int32] = [2, 1, 0, 1, 3, 1, 2, 2, 4, 5], turned: Bool = false,
        requests: [IndicatorRequest] = []
    ) -> Workspace {
        var population = SquareTown.population()
        population.dwellings = dwellings
        if turned {
            population = Population(
                layer: "addresses", x: population.x.reversed(), y: population.y.reversed(),
                weight: population.weight.reversed(), dwellings: dwellings.reversed())
        }
        let green = SquareTown.layer(
            "green", .green, polygons: [SquareTown.rectangle(-1_000, -1_000, 4_000, 3_000)])
        return SquareTown.workspace([green], population: population, requests: requests)
    }

    /// All is green: K = pi 500^2 m2 about each address, divided by its dwellings within 500 m.
    @Test func byHand() throws {
        let results = try analyse(town(), threads: 1, perAddress: true)
        let k = Double.pi * 250_000
        // A: (500, 400) with 2 and (500, 200) with 1 share 3; (1000, 500) with 1 is 510 m away: (2/3 + 1/3 + 1) K / 4.
        // B: (1500, 600) with 3 has 4 within 300 m, (1500, 900) with 1 also the 4 of D: (3/4 + 1/8) K / 4.
        // C: 2 and 2, 400 m apart: (2/4 + 2/4) K / 4. D: 4 that share with the 1 of B: 4/5 K / 4.
        let each = [k / 2, 7 * k / 32, k / 4, k / 5]
        #expect(agree(results.buurt(id), each))
        #expect(agree(results.wijk(id), [(2 + 7.0 / 8) * k / 8, (1 + 4.0 / 5) * k / 8]))
        #expect(agree([results.whole(id)], [(2 + 7.0 / 8 + 1 + 4.0 / 5) * k / 16]))
        // The third address has no dwelling, the last lies outside every buurt.
        let values = results.perAddress.first { $0.name == id }?.values ?? []
        #expect(values.count == 10 && values[2].isNaN && values[9].isNaN)
        #expect(agree([values[0], values[3], values[8]], [k / 3, k, k / 5]))
    }

    @Test func withoutDwellings() throws {
        // A has none: its other values stay.
        let results = try analyse(
            town([0, 0, 0, 0, 3, 1, 2, 2, 4, 5]), threads: 1, perAddress: false)
        #expect(results.buurt(id)[0] == nil)
        #expect(
            results.column(results.buurten, id)[0] == .notApplicable("no dwellings here"))
        #expect(results.buurt("green_share")[0] == 100)
        // Without the column the indicator is not there, and asking for it says why.
        let plain = try analyse(town([]), threads: 1, perAddress: false)
        #expect(plain.column(plain.buurten, id).isEmpty)
        let asked = town([], requests: [.named(id, line: 3)])
        #expect {
            try analyse(asked, threads: 1, perAddress: false)
        } throws: { error in
            "\(error)".contains("the population names no column of dwellings")
        }
    }

    @Test func threadsAndOrderDoNotMatter() throws {
        let one = try analyse(town(), threads: 1, perAddress: false)
        for (threads, turned) in [(2, false), (7, true)] {
            let other = try analyse(town(turned: turned), threads: threads, perAddress: false)
            #expect(other.buurt(id) == one.buurt(id))
            #expect(other.whole(id) == one.whole(id))
        }
    }
}
