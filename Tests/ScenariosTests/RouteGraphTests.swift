// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import TestSupport
import Testing

@testable import Scenarios

@Suite struct RouteGraphTests {
    private func node(_ ground: RouteGround, _ x: Double, _ y: Double) throws -> Int32 {
        Int32(try #require(ground.streets.nodes.firstIndex { $0.x == x && $0.y == y }))
    }

    // From (0, 0) to (200, 0): straight on is 200 m of fast street, which count as 200 + 2 * 200 = 600 m. By
    // (0, 100) it is 400 m, of which the first and last step of 5 m and one at (100, 0) on no edge of it are
    // within 5 m of a fast street: 400 + 2 * 10 = 420 m. So the way is 400 m long, and 200 m without detours.
    @Test func waysKeepOffFastStreets() throws {
        var town = RouteTown()
        town.fast = [([0, 100], [0, 0]), ([100, 200], [0, 0])]
        let ground = try town.ground(through: [(0, 0)])
        let vias = [try node(ground, 0, 0), try node(ground, 200, 0)]
        let graph = RouteGraph(ground, vias: vias, threads: 1)
        #expect(graph.length == [[0, 400], [400, 0]])
        #expect(graph.neighbours == [[1], [0]])
        let straight = RouteGraph(ground, vias: vias, detour: 0, threads: 1)
        #expect(straight.length == [[0, 200], [200, 0]])
    }

    /// There and back is the same way, and its edges join the vias.
    @Test func waysAreConnectedAndTheSameBothWays() throws {
        try forEverySeed(0..<10) { _, random in
            let ground = try RouteTown.random(&random).ground(through: [(100, 100)])
            let vias = ground.streets.nodes.indices.map { Int32($0) }
            let graph = RouteGraph(ground, vias: vias, threads: 2)
            for a in vias.indices {
                for b in vias.indices where a != b {
                    var way: [Int32] = [], back: [Int32] = []
                    graph.appendWay(a, b, to: &way)
                    graph.appendWay(b, a, to: &back)
                    #expect(back == way.reversed())
                    var node = vias[a]
                    for edge in way.map(Int.init) {
                        #expect(
                            ground.streets.from[edge] == node || ground.streets.to[edge] == node)
                        node =
                            ground.streets.from[edge] == node
                            ? ground.streets.to[edge] : ground.streets.from[edge]
                    }
                    #expect(node == vias[b])
                    #expect(
                        way.reduce(0) { $0 + ground.numbers[Int($1)].length } == graph.length[a][b])
                }
            }
        }
    }

    // Two lattices that no street joins: no way between them.
    @Test func islandsHaveNoWay() throws {
        var town = RouteTown()
        town.others = [([400, 500], [0, 0])]
        let ground = try town.ground(through: [(0, 0), (450, 0)], longest: 2_000)
        #expect(shortestTour(ground) == .infinity)
        var problem = RouteProblem(ground: ground, length: 500...2_000)
        problem.moves = 50
        #expect(searchRoutes(problem, threads: 1).isEmpty)
    }
}
