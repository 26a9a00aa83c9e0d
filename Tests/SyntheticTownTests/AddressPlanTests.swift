// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex
import Testing

@testable import SyntheticTown

@Suite struct AddressPlanTests {
    private func plan(_ scale: TownScale) -> AddressPlan {
        let land = terrain(scale, seed: 4)
        var random = RandomStream(seed: 4, name: "edges")
        let streets = StreetPlan(edges: scale.edges, land, random: &random)
        return AddressPlan(scale, streets, land, random: &random)
    }

    @Test func thereAreAsManyAsAsked() {
        let plan = plan(village)
        #expect(plan.x.count == 3_000)
        #expect(plan.y.count == 3_000)
        let people = plan.inhabitants.reduce(0, +)
        // Mean 2.1, standard error sqrt(2.1 / 3000) = 0.026.
        #expect(abs(Double(people) / 3_000 - 2.1) < 0.12)
        #expect(plan.inhabitants.contains(0))
    }

    @Test func addressesComeGemeenteByGemeente() {
        let plan = plan(.town)
        let land = terrain(.town, seed: 4)
        let cities = plan.x.indices.map { land.nearestCity(x: plan.x[$0], y: plan.y[$0]) }
        // A house across the border from its street, or half way along one that crosses it, is out of
        // place; few are.
        let changes = zip(cities, cities.dropFirst()).count { $0 != $1 }
        #expect(changes < cities.count / 50)
    }

    @Test func withinAGemeenteTheOrderIsRandom() {
        let plan = plan(village)
        let steps = (1..<1_000).map { abs(plan.x[$0] - plan.x[$0 - 1]) }
        // Neighbours in the file are as far apart as any two: hundreds of metres.
        #expect(steps.reduce(0, +) / Double(steps.count) > 150)
    }

    @Test func aFewPeopleLiveInNoBuurt() throws {
        let layers = layers(of: .town, seed: 28_992)
        let points = try #require(layers["addresses"]).geometry.points
        let outside = (0..<points.count).count {
            !TownScale.town.box.contains(x: points.x[$0], y: points.y[$0])
        }
        #expect(outside > points.count / 1_000)
        #expect(outside < points.count / 170)
    }
}
