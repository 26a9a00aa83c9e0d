// SPDX-License-Identifier: EUPL-1.2
import Planar
import Testing

@testable import SyntheticTown

@Suite struct StarPolygonsTests {
    @Test(arguments: [8, 24, 120])
    func starsTurnLeftInsideTheirCircle(vertices: Int) {
        var random = RandomStream(seed: 1, name: "stars")
        var set = PolygonSet()
        for _ in 0..<20 {
            set.appendStar(x: 500, y: 300, radius: 100, vertices: vertices, random: &random)
        }
        #expect(set.count == 20)
        for p in 0..<20 {
            let rows = set.vertices(of: p)
            #expect(rows.count == vertices)
            // Between the circles of 0.55 and 1 times the radius, less what the chords cut off.
            #expect(set.area(of: p) > 0.2 * .pi * 10_000)
            #expect(set.area(of: p) < .pi * 10_000)
            for v in rows {
                let w = v + 1 == rows.upperBound ? rows.lowerBound : v + 1
                #expect(orientation(500, 300, set.x[v], set.y[v], set.x[w], set.y[w]) > 0)
            }
        }
    }
}
