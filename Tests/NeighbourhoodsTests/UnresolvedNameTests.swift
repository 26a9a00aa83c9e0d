// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import Testing

@Suite struct UnresolvedNameTests {
    private func message(_ name: String, population: Population? = SquareTown.population())
        -> String
    {
        let layers = [
            SquareTown.meetingPlaces(),
            SquareTown.layer(
                "green", .green, polygons: [SquareTown.rectangle(0, 0, 1, 1)]),
            SquareTown.layer("works", .site, points: [(1, 1)]),
        ]
        do {
            let workspace = SquareTown.workspace(
                layers, population: population, requests: [.named(name, line: 12)])
            return try catalogue(for: workspace).map(\.id).joined()
        } catch { return error.description }
    }

    @Test func typingErrors() {
        #expect(
            message("meeting_place_distance_mean")
                == "line 12: unknown indicator 'meeting_place_distance_mean';"
                + " did you mean 'meeting_places_distance_mean'?")
        #expect(message("xyz").hasSuffix("; `nabij catalogue` lists those there are"))
    }

    @Test(arguments: ["meeting_places_walk_mean", "meeting_places_2sfca_500"])
    func namesThatNeedStreets(name: String) {
        #expect(
            message(name).contains("no layer allows it: the project has no layer of role streets"))
    }

    @Test func layersMayHaveWalkInTheirName() throws {
        let layer = SquareTown.layer("dog_walk_routes", .destination, points: [(1, 1)])
        let workspace = SquareTown.workspace(
            [layer], requests: [.named("dog_walk_routes_distance_men", line: 2)])
        let error = #expect(throws: AnalysisError.self) { try catalogue(for: workspace) }
        #expect(error?.remedy == "did you mean 'dog_walk_routes_distance_mean'?")
    }

    @Test func namesThatNoLayerAllows() {
        #expect(
            message("meeting_places_length")
                == "line 12: indicator 'meeting_places_length': no layer allows it:"
                + " meeting_places has no lines")
        #expect(
            message("green_reach_300_mean").contains(
                "no layer allows it: green has role green, not destination"))
        #expect(
            message("meeting_places_distance_share_250").contains(
                "no layer allows it: meeting_places has thresholds 300, 500, 800;"))
        #expect(
            message("green_access_300_2ha").contains(
                "green has thresholds 300, 500, 800 and sizes 0.5, 1"))
        #expect(message("works_size").contains("works names no size column"))
        #expect(
            message("meeting_places_distance_mean", population: nil).contains(
                "the project has no population layer"))
    }
}
