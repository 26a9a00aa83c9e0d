// SPDX-License-Identifier: EUPL-1.2
import Planar
import Testing

@testable import Neighbourhoods

@Suite struct WorkspaceLimitsTests {
    private func message(_ workspace: Workspace) -> String? {
        do {
            _ = try analyse(workspace, threads: 1, perAddress: false)
            return nil
        } catch { return error.description }
    }

    @Test(arguments: [Double.nan, .infinity, 1e200, -3.1e7])
    func coordinates(value: Double) {
        let places = SquareTown.layer("places", .destination, points: [(value, 0)])
        #expect(message(SquareTown.workspace([places]))?.contains("layer places") == true)
        var population = SquareTown.population()
        population.y[3] = value
        let workspace = SquareTown.workspace([], population: population)
        #expect(message(workspace)?.contains("layer addresses") == true)
    }

    @Test(arguments: [Double.nan, .infinity, 1e19, -1])
    func weights(value: Double) {
        var population = SquareTown.population()
        population.weight[3] = value
        let workspace = SquareTown.workspace([], population: population)
        #expect(message(workspace)?.contains("address 4") == true)
    }

    @Test func attributesBeyondReasonAreMissing() throws {
        let column = AttributeColumn(name: "n", values: .reals([1e300, 8, -3, .nan]))
        let results = try analyse(
            SquareTown.workspace(
                [],
                buurten: SquareTown.buurten(
                    attributes: AttributeTable(count: 4, columns: [column])),
                population: SquareTown.population(rescaleTo: "n")), threads: 1, perAddress: false)
        #expect(results.buurten.inhabitants.map(\.number) == [nil, 8, nil, nil])
        let sizes = AttributeColumn(name: "woningen", values: .reals([1e300, 5]))
        let sites = SquareTown.layer(
            "works", .site, points: [(500, 500), (1500, 500)], columns: [sizes],
            settings: LayerSettings(sizeColumn: "woningen"))
        let sized = try analyse(SquareTown.workspace([sites]), threads: 1, perAddress: false)
        #expect(sized.buurt("works_size") == [nil, 5, 0, 0])
    }
}
