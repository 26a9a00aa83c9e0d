// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import Testing

@testable import SyntheticTown

@Suite struct StreetLayersTests {
    private func plan() -> StreetPlan {
        var random = RandomStream(seed: 9, name: "edges")
        return StreetPlan(edges: 900, terrain(village, seed: 9), random: &random)
    }

    @Test func everyEdgeHasTwoEndsAndFourColumns() throws {
        var random = RandomStream(seed: 9, name: "layer")
        let plan = plan()
        let layer = plan.layer(random: &random)
        #expect(layer.geometry.count == plan.count)
        #expect(layer.geometry.lines.x.count == 2 * plan.count)
        #expect(layer.geometry.lines.vertices(of: 3) == 6..<8)
        #expect(layer.geometry.lines.x[6] == plan.nodes.metresX(Int(plan.from[3])))
        #expect(
            layer.attributes.columns.map(\.name) == ["maxspeed", "foot", "auto", "trottoir"])
        let table = layer.attributes
        for row in 0..<table.count where table["maxspeed"]?.number(row) == 30 {
            #expect(table["foot"]?.number(row) == 1)
            #expect(table["trottoir"]?.number(row) == 0)
        }
    }

    @Test func crossingsLieOnMainRoads() throws {
        var random = RandomStream(seed: 9, name: "crossings")
        let plan = plan()
        let points = plan.crossings(random: &random).geometry.points
        var ends: Set<[Double]> = []
        for row in 0..<plan.count where plan.speed[row] > 30 {
            for node in [Int(plan.from[row]), Int(plan.to[row])] {
                ends.insert([plan.nodes.metresX(node), plan.nodes.metresY(node)])
            }
        }
        #expect(points.count > 10)
        for i in 0..<points.count { #expect(ends.contains([points.x[i], points.y[i]])) }
    }

    @Test func treesStandBesideAStreet() {
        var random = RandomStream(seed: 9, name: "trees")
        let plan = plan()
        let layer = plan.trees(50, random: &random)
        #expect(layer.geometry.count == 50)
        var lines = LineSet()
        for row in 0..<plan.count {
            let (a, b) = (Int(plan.from[row]), Int(plan.to[row]))
            lines.append(
                x: [plan.nodes.metresX(a), plan.nodes.metresX(b)],
                y: [plan.nodes.metresY(a), plan.nodes.metresY(b)], feature: Int32(row))
        }
        for row in 0..<50 {
            let point = (layer.geometry.points.x[row], layer.geometry.points.y[row])
            let nearest = (0..<lines.count).map { k in
                let v = lines.vertices(of: k).lowerBound
                return distance(
                    point, (lines.x[v], lines.y[v]), (lines.x[v + 1], lines.y[v + 1]))
            }.min()
            #expect((nearest ?? .infinity) <= 6.001)
        }
    }

    /// Distance of a point from a segment, by the textbook.
    private func distance(
        _ p: (Double, Double), _ a: (Double, Double), _ b: (Double, Double)
    ) -> Double {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1)
        let t = min(max(((p.0 - a.0) * dx + (p.1 - a.1) * dy) / (dx * dx + dy * dy), 0), 1)
        let (ex, ey) = (a.0 + t * dx - p.0, a.1 + t * dy - p.1)
        return (ex * ex + ey * ey).squareRoot()
    }
}
