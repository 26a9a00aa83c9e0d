// SPDX-License-Identifier: EUPL-1.2
import TestSupport
import Testing

@testable import SyntheticTown

@Suite struct StreetPlanTests {
    private func plan(edges: Int, seed: UInt64) -> StreetPlan {
        var random = RandomStream(seed: seed, name: "edges")
        return StreetPlan(edges: edges, terrain(village, seed: seed), random: &random)
    }

    @Test func streetsAreOneConnectedNet() throws {
        try forEverySeed(0..<20) { seed, _ in
            let plan = plan(edges: 900, seed: seed)
            #expect(components(plan) == 1, "seed \(seed)")
        }
    }

    @Test func thereAreAboutAsManyAsAsked() {
        let plan = plan(edges: 6_000, seed: 1)
        // 6,000 / 1.342
        #expect(plan.nodes.count == 4_470)
        #expect(abs(Double(plan.count) / 4_470 - 1.34) < 0.03)
        #expect((0..<plan.count).allSatisfy { plan.length($0) > 0 })
    }

    @Test func streetsMeetOnlyAtTheirEnds() throws {
        try forEverySeed(0..<5) { seed, _ in
            let plan = plan(edges: 300, seed: seed)
            for i in 0..<plan.count {
                for j in 0..<i { #expect(!crosses(plan, i, j), "seed \(seed): \(i) and \(j)") }
            }
        }
    }

    /// Whether two streets share a point that is no common end.
    private func crosses(_ plan: StreetPlan, _ i: Int, _ j: Int) -> Bool {
        let (a, b) = (Int(plan.from[i]), Int(plan.to[i]))
        let (c, d) = (Int(plan.from[j]), Int(plan.to[j]))
        let common = Set([a, b]).intersection([c, d]).count
        if common > 0 { return common == 2 }
        return turn(plan, a, b, c) * turn(plan, a, b, d) <= 0
            && turn(plan, c, d, a) * turn(plan, c, d, b) <= 0
    }

    private func turn(_ plan: StreetPlan, _ a: Int, _ b: Int, _ c: Int) -> Double {
        let x = plan.nodes.x, y = plan.nodes.y
        // Whole numbers far below 2^53: exact.
        let cross = (x[b] - x[a]) * (y[c] - y[a]) - (y[b] - y[a]) * (x[c] - x[a])
        return cross > 0 ? 1 : cross < 0 ? -1 : 0
    }

    private func components(_ plan: StreetPlan) -> Int {
        var parent = Array(0..<plan.nodes.count)
        func root(_ node: Int) -> Int {
            var node = node
            while parent[node] != node { node = parent[node] }
            return node
        }
        var count = plan.nodes.count
        for row in 0..<plan.count {
            let a = root(Int(plan.from[row])), b = root(Int(plan.to[row]))
            if a != b {
                parent[a] = b
                count -= 1
            }
        }
        return count
    }
}
