// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Neighbourhoods
import Planar
import Testing

/// The 3-30-300 rule in the square town.
@Suite struct LayerMeasuresTreesTests {
    /// Trees: three near (500, 400), one of them at exactly 30 m; two and one at 31 m of (500, 200); a crown of 800 m
    /// in the middle of A; three small ones 1 m apart beside (500, 1100).
    private func town(
        year: Int? = nil, crown: String? = "crown", hasTrees: Bool = true, asked: String? = nil
    ) -> Workspace {
        let places: [(Double, Double)] = [
            (510, 400), (490, 400), (500, 430), (500, 229), (500, 171), (500, 231), (500, 500),
            (501, 1_100), (502, 1_100), (503, 1_100),
        ]
        let crowns: [Double] = [0, 0, 0, 0, 0, 0, 800, 2, 2, 2]
        var settings = LayerSettings(fromColumn: "planted")
        settings.crownColumn = crown
        let planted: [Int64] = [2020, 2020, 2024] + [Int64](repeating: 2020, count: 7)
        let trees = SquareTown.layer(
            "trees", .trees, points: places,
            columns: [
                AttributeColumn(name: "crown", values: .reals(crowns)),
                AttributeColumn(name: "planted", values: .integers(planted)),
            ], settings: settings)
        // Of 2 ha: 300 m north of (500, 400), 200 m south of (500, 1100). And of half a hectare beside B's people.
        let green = SquareTown.layer(
            "green", .green,
            polygons: [
                SquareTown.rectangle(400, 700, 600, 900),
                SquareTown.rectangle(1_450, 500, 1_550, 550),
            ])
        return SquareTown.workspace(
            hasTrees ? [green, trees] : [green], year: year,
            requests: asked.map { [.named($0, line: 3)] } ?? [])
    }

    @Test func byHand() throws {
        let results = try analyse(town(), threads: 2, perAddress: false)
        // A: 2 of 5 inhabitants; C: 2 of 4.
        #expect(results.buurt("green_3_30_300_trees") == [40, 0, 50, 0])
        #expect(results.buurt("green_3_30_300_access") == [40, 0, 50, 0])
        // A: a disc of 400 m. C: three of 1 m in a row, the lenses of neighbours 2 pi / 3 - sqrt(3) / 2 off; the
        // outer two touch.
        let small = 3 * Double.pi - 2 * (2 * .pi / 3 - 3.0.squareRoot() / 2)
        let crowns = [16 * Double.pi, 0, small / 1e4, 0]
        #expect(agree(results.buurt("green_3_30_300_crowns"), crowns))
        #expect(
            agree(results.wijk("green_3_30_300_crowns"), [8 * .pi, small / 2e4], within: 1e-12))
        // All three in A only: C has too few crowns. Of 17 inhabitants the 2 of (500, 400).
        #expect(results.buurt("green_3_30_300") == [40, 0, 0, 0])
        #expect(agree([results.whole("green_3_30_300")], [200.0 / 17]))
        #expect(results.wijk("green_3_30_300") == [200.0 / 9, 0])
    }

    @Test func treesCountFromTheirYear() throws {
        let results = try analyse(town(year: 2023), threads: 1, perAddress: false)
        #expect(results.buurt("green_3_30_300_trees") == [0, 0, 50, 0])
        #expect(results.buurt("green_3_30_300") == [0, 0, 0, 0])
    }

    @Test func whatIsNeeded() throws {
        let results = try analyse(town(crown: nil), threads: 1, perAddress: false)
        #expect(results.buurt("green_3_30_300_trees") == [40, 0, 50, 0])
        #expect(results.column(results.buurten, "green_3_30_300").isEmpty)
        #expect(
            refusal(town(crown: nil, asked: "green_3_30_300"))
                .contains("names a column with the diameters of crowns"))
        #expect(
            refusal(town(hasTrees: false, asked: "green_3_30_300_trees"))
                .contains("the project has no layer of role trees"))
    }

    private func refusal(_ workspace: Workspace) -> String {
        do {
            _ = try analyse(workspace, threads: 1, perAddress: false)
            return ""
        } catch { return "\(error)" }
    }
}
