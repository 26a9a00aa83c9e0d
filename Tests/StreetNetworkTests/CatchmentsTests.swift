// SPDX-License-Identifier: EUPL-1.2
import StreetNetwork
import TestSupport
import Testing

@Suite struct CatchmentsTests {
    /// Exactly the addresses that a search from that facility alone finds within the limit, each once.
    @Test func agreesWithDistances() {
        for seed in UInt64(0)..<500 {
            var random = SeededGenerator(seed: seed)
            let (lines, levels) = StreetSample.random(&random, parts: 14)
            let network = StreetSample.network(lines, levels: levels)
            let addresses = (0..<25).map { _ in
                (random.double(in: 0..<300), random.double(in: 0..<300))
            }
            let x = addresses.map(\.0), y = addresses.map(\.1)
            let catchments = Catchments(
                network, places: addresses.map { network.place(x: $0.0, y: $0.1) }, x: x.span,
                y: y.span)
            var scratch = catchments.scratch()
            for _ in 0..<4 {
                let facility = (random.double(in: 0..<300), random.double(in: 0..<300))
                let limit = random.double(in: 20..<400)
                let sources = network.entrances(
                    toPoints: [facility.0], [facility.1], facility: [0])
                var found: [Int] = []
                catchments.forEachAddress(within: limit, of: sources[...], &scratch) {
                    found.append($0)
                }
                let distances = StreetSample.walk(network, from: addresses, to: [facility])
                let expected = distances.indices.filter { distances[$0].distance <= limit }
                #expect(found.sorted() == expected, "seed \(seed)")
            }
        }
    }
}
