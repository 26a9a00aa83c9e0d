// SPDX-License-Identifier: EUPL-1.2
import Planar
import StreetNetwork
import TestSupport
import Testing

@Suite struct WalkRepairTests {
    private func source(_ network: StreetNetwork, _ x: Double, _ y: Double) -> WalkSource {
        network.entrances(toPoints: [x], [y], facility: [0])[0]
    }

    /// A street of three sides of 100 m, places at both ends: the middle belongs to the west end until it closes.
    @Test func byHand() {
        let network = StreetSample.network(
            streets([
                [(0, 0), (100, 0)], [(100, 0), (200, 0)], [(200, 0), (300, 0)],
                [(100, 0), (100, 50)],
                [(200, 0), (200, 50)],
            ]))
        let west = source(network, 10, 0), east = source(network, 290, 0)
        let sources = [west, east]
        var field = MendableField(
            WalkField(network.graph, sources: sources),
            SourcesOnEdges(sources, edgeCount: network.graph.edgeCount))
        let middle = network.place(x: 110, y: 3)
        // 90 m to the node, 10 m on, 3 m aside.
        #expect(field.distance(to: middle, MendedNetwork(network)) == 103)
        let before = field
        let edges = field.exchange([west], for: [], MendedNetwork(network))
        #expect(!edges.isEmpty)
        // 90 m from the east end to its node, 90 m on, 3 m aside.
        #expect(field.distance(to: middle, MendedNetwork(network)) == 183)
        #expect(before.distance(to: middle, MendedNetwork(network)) == 103)
        _ = field.exchange([east], for: [], MendedNetwork(network))
        #expect(field.distance(to: middle, MendedNetwork(network)) == .infinity)
        _ = field.exchange([], for: [west], MendedNetwork(network))
        #expect(field.distance(to: middle, MendedNetwork(network)) == 103)
        // What goes and comes at one place stays.
        #expect(field.exchange([west], for: [west], MendedNetwork(network)).isEmpty)
    }

    /// After any exchange distances have the bits of a new search, and no edge that changed is left out.
    @Test func equalsANewSearch() {
        for seed in UInt64(0)..<400 {
            var random = SeededGenerator(seed: seed)
            let (lines, levels) = StreetSample.random(&random, parts: 16)
            let network = StreetSample.network(lines, levels: levels)
            let graph = network.graph, mended = MendedNetwork(network)
            func sources() -> [WalkSource] {
                (0..<random.int(in: 0..<4)).map { _ in
                    source(
                        network, random.double(in: 0..<300).rounded(),
                        random.double(in: 0..<300).rounded())
                }
            }
            var all = sources()
            var field = MendableField(
                WalkField(graph, sources: all), SourcesOnEdges(all, edgeCount: graph.edgeCount))
            let places = (0..<graph.edgeCount).map {
                StreetPlace(edge: Int32($0), along: graph.length(of: $0) / 3, connector: 1)
            }
            for round in 0..<6 {
                let before = places.map { field.distance(to: $0, mended) }
                all.shuffle(using: &random)
                let removed = Array(all.prefix(random.int(in: 0..<3)))
                let added = sources()
                all = all.dropFirst(removed.count) + added
                let edges = Set(field.exchange(removed, for: added, mended))
                let plain = WalkField(graph, sources: all)
                let onEdges = SourcesOnEdges(all, edgeCount: graph.edgeCount)
                for (place, old) in zip(places, before) {
                    let new = field.distance(to: place, mended)
                    #expect(
                        new == plain.nearest(to: place, graph, onEdges).distance,
                        "seed \(seed), round \(round)")
                    #expect(new == old || edges.contains(place.edge), "seed \(seed)")
                }
            }
        }
    }
}
