// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Testing

@testable import SyntheticTown

@Suite struct StreetSpeedsTests {
    @Test func mainRoadsJoinUp() {
        var random = RandomStream(seed: 6, name: "edges")
        let plan = StreetPlan(edges: 5_000, terrain(village, seed: 6), random: &random)
        let main = plan.speed.indices.filter { plan.speed[$0] > 30 }
        // A road of each hub to each neighbour: about a third of the streets.
        #expect(Double(main.count) > 0.2 * Double(plan.count))
        #expect(Double(main.count) < 0.45 * Double(plan.count))
        var legs = [Int](repeating: 0, count: plan.nodes.count)
        for row in main {
            legs[Int(plan.from[row])] += 1
            legs[Int(plan.to[row])] += 1
        }
        // Roads end nowhere but, maybe, at a hub with one neighbour.
        let ends = legs.count { $0 == 1 }
        #expect(ends <= plan.nodes.count / 60)
    }

    @Test func speedsAreThoseOfSigns() {
        let speeds = layers(of: village, seed: 1)["edges"]?.attributes["maxspeed"]
        for row in 0..<(speeds?.count ?? 0) {
            #expect([30, 50, 80].contains(speeds?.number(row)))
        }
        #expect((speeds?.count ?? 0) > 800)
    }
}
