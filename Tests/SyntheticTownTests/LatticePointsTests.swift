// SPDX-License-Identifier: EUPL-1.2
import Planar
import Testing

@testable import SyntheticTown

@Suite struct LatticePointsTests {
    @Test func scatteredPointsAreDifferentWholeNumbers() {
        let land = terrain(village, seed: 1)
        var random = RandomStream(seed: 1, name: "scatter")
        let points = land.scatter(
            500, crowding: 5, margin: 0, unitsPerMetre: 100, random: &random)
        #expect(points.count == 500)
        #expect(points.x.allSatisfy { $0 == $0.rounded() })
        #expect(Set(zip(points.x, points.y).map { "\($0) \($1)" }).count == 500)
        for row in 0..<points.count {
            #expect(land.box.contains(x: points.metresX(row), y: points.metresY(row)))
        }
    }

    @Test func aMarginKeepsPointsApart() {
        let land = terrain(village, seed: 2)
        var random = RandomStream(seed: 2, name: "margin")
        let points = land.scatter(40, crowding: 4, margin: 0.1, unitsPerMetre: 10, random: &random)
        // 3,000,000 m2 in at least 160 cells of at most 137 m, rounded down by whole rows and columns
        // to no less than 120 m: two points are at least a fifth of that apart.
        var closest = Double.infinity
        for i in 0..<points.count {
            for j in 0..<i {
                let dx = points.metresX(i) - points.metresX(j)
                let dy = points.metresY(i) - points.metresY(j)
                closest = min(closest, (dx * dx + dy * dy).squareRoot())
            }
        }
        #expect(closest > 0.19 * 120)
    }

    @Test func decimalsAreTheNearestNumbers() {
        var points = LatticePoints(around: village.box, unitsPerMetre: 100)
        points.x = [-33]
        points.y = [7]
        // The middle is (101000, 400750).
        #expect(points.metresX(0) == 100_999.67)
        #expect(points.metresY(0) == 400_750.07)
    }

    @Test func moreThanTheGridHoldsIsNotAskedForEver() {
        let land = terrain(village, seed: 3)
        var random = RandomStream(seed: 3, name: "full")
        let points = land.scatter(0, crowding: 5, margin: 0, unitsPerMetre: 10, random: &random)
        #expect(points.count == 0)
    }
}
