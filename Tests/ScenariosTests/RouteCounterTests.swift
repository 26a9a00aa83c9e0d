// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import TestSupport
import Testing

@testable import Scenarios

@Suite struct RouteCounterTests {
    /// Counting by bits is counting by plain loops, for walks there and back too, one after the other.
    @Test func worthIsWhatPlainLoopsCount() throws {
        try forEverySeed(0..<15) { _, random in
            let town = RouteTown.random(&random)
            let ground = try town.ground(through: [(100, 100)])
            let problem = RouteProblem(ground: ground, length: 1...1_000)
            let vias = ground.streets.nodes.indices.map { Int32($0) }
            let graph = RouteGraph(ground, vias: vias, threads: 1)
            var counter = RouteCounter(
                ground, RouteBits(ground.people, countsServed: true), RouteRating(problem))
            let plain = PlainWalk(town: town, within: 40)
            for _ in 0..<20 {
                let tour = RouteTour(
                    vias: Array(Set((0..<4).map { _ in random.int(in: 0..<vias.count) })).sorted())
                guard tour.vias.count > 1 else { continue }
                var edges: [Int32] = []
                tour.fill(&edges, graph)
                let worth = counter.worth(of: edges)
                let (x, y) = ground.streets.vertices(
                    along: edges, from: vias[tour.vias[0]])
                #expect(abs(worth.score - plain.score(x: x, y: y, problem.weights)) < 1e-6)
                #expect(abs(worth.numbers.length - plain.length(x: x, y: y)) < 1e-9)
            }
        }
    }

    // A square of 400 m shares its first side, 100 m, with a walk found before: a quarter. Where a tenth may be
    // shared, 100 - 0.1 * 400 = 60 m are too much, and cost 10 each; 400 m are 100 m too long, and cost 15 each.
    @Test func whatBreaksARuleCosts() throws {
        let ground = try RouteTown().ground(through: [(0, 0)])
        var problem = RouteProblem(ground: ground, length: 100...300)
        problem.overlap = 0.1
        var rating = RouteRating(problem)
        rating.others = [[Bool](repeating: false, count: ground.streets.count)]
        var numbers = RouteNumbers()
        numbers.length = 400
        let worth = RouteWorth(numbers, shared: [100], rating)
        #expect(worth.overlap == 0.25)
        #expect(!worth.isAllowed)
        #expect(worth.score == 0)
        #expect(worth.penalty == 15 * 100 + 10 * 60)
        numbers.length = 300
        #expect(RouteWorth(numbers, shared: [30], rating).isAllowed)
        // A tenth may be walked twice: of 300 m 30, and 31 cost 2 a metre and 15 for the metre too much.
        numbers.twice = 31
        let again = RouteWorth(numbers, shared: [0], rating)
        #expect(!again.isAllowed)
        #expect(again.score == -31 * 2)
        #expect(again.penalty == 15)
    }
}
