// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import TestSupport
import Testing

@testable import Scenarios

@Suite struct RouteTourTests {
    private func square() throws -> (
        ground: RouteGround, graph: RouteGraph, via: (Double, Double) -> Int
    ) {
        let ground = try RouteTown().ground(through: [(0, 0)])
        let nodes = ground.streets.nodes
        let first = Int32(nodes.firstIndex { $0.x == 0 && $0.y == 0 } ?? 0)
        let vias = [first] + nodes.indices.map { Int32($0) }.filter { $0 != first }
        let graph = RouteGraph(ground, vias: vias, threads: 1)
        return (
            ground, graph,
            { x, y in
                vias.firstIndex { nodes[Int($0)].x == x && nodes[Int($0)].y == y } ?? -1
            }
        )
    }

    // From corner to corner of a square of 100 m is 200 m there and 200 m back; by way of the four corners it is
    // 400 m. A via on one of its sides makes it no longer, one 100 m beside it makes it 200 m longer.
    @Test func lengthsAddUpAndViasGoWhereTheyCostLeast() throws {
        let (ground, graph, via) = try square()
        var tour = RouteTour(vias: [via(0, 0), via(200, 0), via(200, 200), via(0, 200)])
        #expect(tour.length(graph) == 800)
        tour.insert(via(200, 100), graph)
        #expect(tour.vias == [via(0, 0), via(200, 0), via(200, 100), via(200, 200), via(0, 200)])
        #expect(tour.length(graph) == 800)
        tour.insert(via(300, 100), graph)
        #expect(tour.length(graph) == 1_000)
        var edges: [Int32] = []
        tour.fill(&edges, graph)
        #expect(edges.reduce(0) { $0 + ground.numbers[Int($1)].length } == 1_000)
        // What is in it is not put in twice.
        let before = tour
        tour.insert(via(300, 100), graph)
        #expect(tour == before)
    }

    /// After any moves the tour has its fixed vias, none twice, and its edges are one closed walk.
    @Test func movesKeepATour() throws {
        let (ground, graph, _) = try square()
        try forEverySeed(0..<20) { seed, _ in
            var random = RouteRandom(UInt64(seed))
            var tour = RouteTour(vias: [0, 3, 7])
            var edges: [Int32] = [], changes = 0
            for _ in 0..<200 {
                guard let next = tour.changed(graph, fixed: 2, &random) else { continue }
                if tour.vias.contains(1) { #expect(next.vias.contains(1)) }
                #expect(next.vias.contains(0))
                #expect(Set(next.vias).count == next.vias.count)
                tour = next
                changes += 1
                tour.fill(&edges, graph)
                let metres = edges.reduce(0) { $0 + ground.numbers[Int($1)].length }
                #expect(metres == tour.length(graph))
                let (x, y) = ground.streets.vertices(along: edges, from: graph.vias[tour.vias[0]])
                #expect(x.first == x.last && y.first == y.last)
                #expect(PlainWalk(town: RouteTown(), within: 1).length(x: x, y: y) == metres)
            }
            #expect(changes > 100)
        }
    }
}
