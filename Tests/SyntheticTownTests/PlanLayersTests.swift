// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import Testing

@testable import SyntheticTown

@Suite struct PlanLayersTests {
    private let made = layers(of: village, seed: 11)

    @Test func everyLayerHasItsNumber() {
        let counts = made.mapValues(\.geometry.count)
        #expect(counts["meeting_places"] == 12)
        #expect(counts["groene_lint"] == 3)
        #expect(counts["zones30"] == 5)
        #expect(counts["renovations"] == 6)
        #expect(counts["trees"] == 80)
        for layer in made.values {
            #expect(layer.attributes.count == layer.geometry.count, "\(layer.name)")
            #expect(layer.attributes.columns.allSatisfy { $0.count == layer.geometry.count })
        }
    }

    @Test func linesAreFourKilometresInPiecesOf25Metres() throws {
        let lines = try #require(made["groene_lint"]).geometry.lines
        for k in 0..<lines.count {
            let rows = lines.vertices(of: k)
            #expect(rows.count == 161)
            for v in rows.dropLast() {
                let dx = lines.x[v + 1] - lines.x[v], dy = lines.y[v + 1] - lines.y[v]
                #expect(abs((dx * dx + dy * dy).squareRoot() - 25) < 0.002)
            }
            #expect(
                village.box.contains(
                    x: lines.x[rows.lowerBound + 80], y: lines.y[rows.lowerBound + 80]))
        }
    }

    @Test func sitesAreBlocksThatEndAfterTheyStart() throws {
        let layer = try #require(made["renovations"])
        for p in 0..<layer.geometry.polygons.count {
            // 30 x 90 m, corners rounded to millimetres.
            #expect(abs(layer.geometry.polygons.area(of: p) - 2_700) < 0.2)
            let start = try #require(layer.attributes["start"]?.number(p))
            let end = try #require(layer.attributes["eind"]?.number(p))
            #expect(end > start)
        }
    }

    @Test func withoutAddressesThereAreNoSites() {
        var scale = village
        scale.addresses = 0
        let empty = layers(of: scale, seed: 1)
        #expect(empty["renovations"]?.geometry.count == 0)
        #expect(empty["meeting_places"]?.geometry.count == 12)
    }
}
