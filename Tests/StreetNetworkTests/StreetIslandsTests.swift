// SPDX-License-Identifier: EUPL-1.2
import StreetNetwork
import TestSupport
import Testing

@Suite struct StreetIslandsTests {
    /// A cross of four streets, a street apart, a ring apart.
    @Test func byHand() {
        let graph = StreetSample.network(
            streets([
                [(0, 0), (9, 0)], [(9, 0), (9, 9)], [(9, 0), (18, 0)], [(9, 0), (9, -9)],
                [(50, 0), (60, 0)], [(80, 0), (90, 0), (90, 9), (80, 0)],
            ])
        ).graph
        #expect(graph.islandCount == 3)
        let islands = graph.islandOfNode
        #expect(Set(islands).count == 3)
        for edge in 0..<graph.edgeCount {
            #expect(islands[Int(graph.from[edge])] == islands[Int(graph.to[edge])])
        }
        #expect(StreetSample.network(streets([])).graph.islandCount == 0)
    }

    /// Two nodes are of one island where a search from one reaches the other.
    @Test func agreesWithSearches() throws {
        try forEverySeed(0..<200) { seed, random in
            let (lines, levels) = StreetSample.random(&random, parts: random.int(in: 1..<20))
            let network = StreetSample.network(lines, levels: levels)
            let graph = network.graph, islands = graph.islandOfNode
            for edge in 0..<graph.edgeCount {
                let start = WalkSource(
                    place: StreetPlace(edge: Int32(edge), along: 0, connector: 0), facility: 0)
                let distance = WalkField(graph, sources: [start]).distance
                let own = islands[Int(graph.from[edge])]
                #expect(
                    distance.map { $0 < .infinity } == islands.map { $0 == own }, "seed \(seed)")
            }
            #expect(islands.indices.allSatisfy { islands[$0] <= $0 }, "seed \(seed)")
            #expect(graph.islandCount == Set(islands).count, "seed \(seed)")
        }
    }
}
