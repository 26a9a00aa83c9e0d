// SPDX-License-Identifier: EUPL-1.2
import Planar
import StreetNetwork
import Testing

@Suite struct StreetGraphTests {
    private func walk(
        _ parts: [[(Double, Double)]], levels: [Int32] = [], tolerance: Double = 0.01,
        from: (Double, Double), to: (Double, Double)
    ) -> Double {
        let network = StreetSample.network(streets(parts), levels: levels, tolerance: tolerance)
        return StreetSample.walk(network, from: [from], to: [to])[0].distance
    }

    /// A street of 100 m and one across it that share no vertex: no way; with a vertex in both: 50 + 30.
    @Test func streetsMeetAtSharedVerticesOnly() {
        let apart = walk(
            [[(0, 0), (100, 0)], [(50, -50), (50, 50)]], from: (0, 0), to: (50, 30))
        #expect(apart == .infinity)
        let joined = walk(
            [[(0, 0), (50, 0), (100, 0)], [(50, -50), (50, 0), (50, 50)]], from: (0, 0),
            to: (50, 30))
        #expect(joined == 80)
        // The vertex is in one of them only.
        let half = walk(
            [[(0, 0), (50, 0), (100, 0)], [(50, -50), (50, 50)]], from: (0, 0), to: (50, 30))
        #expect(half == .infinity)
    }

    /// The road has a vertex where the bridge has one.
    ///
    /// On one level they meet, 50 + 30 m; the bridge on level
    /// 1 passes over. Its approach of level 0 ends at the bridge's first vertex (50, -50) and joins it there.
    @Test func aBridgeDoesNotJoinTheRoadBelow() {
        let road: [(Double, Double)] = [(0, 0), (50, 0), (100, 0)]
        let bridge: [(Double, Double)] = [(50, -50), (50, 0), (50, 50)]
        let approach: [(Double, Double)] = [(0, -50), (50, -50)]
        let parts = [road, bridge, approach]
        #expect(walk(parts, levels: [0, 0, 0], from: (0, 0), to: (50, 30)) == 80)
        #expect(walk(parts, levels: [0, 1, 0], from: (0, 0), to: (50, 30)) == .infinity)
        // Along the approach 50 m, up the bridge 80 m.
        #expect(walk(parts, levels: [0, 1, 0], from: (0, -50), to: (50, 30)) == 130)
        // Stairs that end at the crossing point join both levels: 50 + 30.
        #expect(
            walk(parts + [[(50, 0), (60, 10)]], levels: [0, 1, 0, 0], from: (0, 0), to: (50, 30))
                == 80)
    }

    /// Ends 8 mm apart are one node, the gap is free; 8 + 8 mm are one by way of the middle; 20 mm are not.
    @Test func toleranceIsTransitive() {
        let gap = walk(
            [[(0, 0), (50, 0)], [(50.008, 0), (100, 0)]], from: (0, 0), to: (100, 0))
        // 50 + 49.992.
        #expect(abs(gap - 99.992) < 1e-12)
        let chain = walk(
            [[(0, 0), (50, 0)], [(50.008, 0), (50.008, 70)], [(50.016, 0), (100, 0)]],
            from: (0, 0), to: (100, 0))
        #expect(abs(chain - (50 + 49.984)) < 1e-12)
        let apart = walk([[(0, 0), (50, 0)], [(50.02, 0), (100, 0)]], from: (0, 0), to: (100, 0))
        #expect(apart == .infinity)
        let exact = walk(
            [[(0, 0), (50, 0)], [(50.008, 0), (100, 0)]], tolerance: 0, from: (0, 0), to: (100, 0))
        #expect(exact == .infinity)
    }

    /// Chains are one edge: three streets in a row and a side street give 3 edges and 4 nodes.
    @Test func chainsAreOneEdge() {
        let graph = StreetSample.network(
            streets([
                [(0, 0), (10, 0), (20, 5)], [(20, 5), (30, 0)], [(30, 0), (40, 0)],
                [(40, 0), (80, 0)], [(40, 0), (40, 60)],
            ])
        ).graph
        #expect(graph.edgeCount == 3)
        #expect(graph.nodeCount == 4)
        // 40; 10 + 2 * sqrt(125) + 10 = 42.36; 60.
        let lengths = (0..<3).map { graph.length(of: $0) }.sorted()
        #expect(abs(lengths[1] - (20 + 2 * 125.0.squareRoot())) < 1e-12)
        #expect([lengths[0], lengths[2]] == [40, 60])
    }

    /// A ring by itself is one edge from its lowest node to itself; half way round is as far both ways.
    @Test func aRingByItself() {
        let ring: [(Double, Double)] = [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)]
        #expect(walk([ring], from: (50, 0), to: (50, 100)) == 200)
        #expect(walk([ring], from: (50, 0), to: (100, 30)) == 80)
        // Drawn in two halves it is the same.
        let halves = [Array(ring[...2]), Array(ring[2...])]
        #expect(walk(halves, from: (50, 0), to: (50, 100)) == 200)
    }

    /// Address 10 m north of x = 20, facility 5 m south of x = 90: 10 + 70 + 5.
    @Test func bothOnOneEdge() {
        #expect(walk([[(0, 0), (100, 0)]], from: (20, 10), to: (90, -5)) == 85)
        // Beyond the end of a cul-de-sac the connector goes to its end: 30 + 80.
        #expect(walk([[(0, 0), (100, 0)]], from: (130, 0), to: (20, 0)) == 110)
        // A bend: 3-4-5. The edge is 30 + 50 long.
        #expect(walk([[(0, 0), (30, 0), (60, 40)]], from: (0, 0), to: (60, 40)) == 80)
    }

    /// Of two facilities the nearer along the street counts, though the other is nearer in a straight line.
    @Test func theNearestByFoot() {
        // A crescent: from (0, 10) down, 100 m along, and up again to (100, 10): 120 m.
        let network = StreetSample.network(
            streets([[(0, 40), (0, 0), (100, 0), (100, 40)], [(0, 40), (-200, 40)]]))
        let found = StreetSample.walk(
            network, from: [(0, 40)], to: [(100, 40), (-150, 40)])[0]
        // 40 + 100 + 40 = 180 against 150.
        #expect(found.distance == 150)
        #expect(found.facility == 1)
    }

    @Test func beyondMaxSnapThereIsNoWay() {
        #expect(walk([[(0, 0), (100, 0)]], from: (20, 150), to: (90, 0)) == 220)
        #expect(walk([[(0, 0), (100, 0)]], from: (20, 150.001), to: (90, 0)) == .infinity)
        #expect(walk([[(0, 0), (100, 0)]], from: (20, 0), to: (90, -150.001)) == .infinity)
    }

    /// What has no length is no street: a point, a line that stays where it is.
    @Test func streetsWithoutLength() {
        let graph = StreetSample.network(
            streets([[(0, 0)], [(5, 5), (5, 5)], [(10, 0), (20, 0)]])
        ).graph
        #expect(graph.edgeCount == 1)
        #expect(StreetSample.network(streets([])).place(x: 0, y: 0) == .none)
    }
}
