// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import Testing

@Suite struct CatalogueTests {
    private let all: [Layer] = [
        SquareTown.meetingPlaces(LayerSettings(thresholds: [500, 300])),
        SquareTown.layer(
            "lint", .destination, lines: [[(0, 0), (1, 1)]],
            settings: LayerSettings(thresholds: [150])),
        SquareTown.layer(
            "hubs", .destination, polygons: [SquareTown.rectangle(0, 0, 10, 10)],
            settings: LayerSettings(thresholds: [12.5])),
        SquareTown.layer("zones_30", .zone, polygons: [SquareTown.rectangle(0, 0, 10, 10)]),
        SquareTown.layer(
            "renovations", .site, points: [(1, 1)], settings: LayerSettings(sizeColumn: "woningen")),
        SquareTown.layer(
            "green", .green, polygons: [SquareTown.rectangle(0, 0, 10, 10)],
            settings: LayerSettings(thresholds: [300], sizes: [1, 0.5])),
        SquareTown.layer("trees", .trees, points: [(1, 1)]),
    ]

    private func names(_ workspace: Workspace) throws -> [String] {
        try catalogue(for: workspace).map(\.id)
    }

    @Test func orderOfColumns() throws {
        #expect(
            try names(SquareTown.workspace(all)) == [
                "meeting_places_distance_mean", "meeting_places_distance_median",
                "meeting_places_distance_p90", "meeting_places_distance_max",
                "meeting_places_distance_share_300", "meeting_places_distance_share_500",
                "meeting_places_reach_300_mean", "meeting_places_reach_500_mean",
                "meeting_places_area_share_300", "meeting_places_area_share_500",
                "meeting_places_count",
                "lint_distance_mean", "lint_distance_median", "lint_distance_p90",
                "lint_distance_max", "lint_distance_share_150", "lint_reach_150_mean",
                "lint_area_share_150", "lint_count", "lint_length",
                "hubs_distance_mean", "hubs_distance_median", "hubs_distance_p90",
                "hubs_distance_max", "hubs_distance_share_12_5", "hubs_reach_12_5_mean",
                "hubs_area_share_12_5", "hubs_count", "hubs_area",
                "zones_30_cover_share", "zones_30_people_share",
                "renovations_count", "renovations_size",
                "renovations_near_meeting_places_300_share",
                "renovations_near_meeting_places_500_share", "renovations_near_lint_150_share",
                "renovations_near_hubs_12_5_share", "renovations_in_zones_30_share",
                "green_distance_mean", "green_distance_median", "green_distance_p90",
                "green_distance_max", "green_distance_share_300", "green_area", "green_share",
                "green_per_inhabitant", "green_access_300_0_5ha", "green_access_300_1ha",
                // The trees name no crowns.
                "green_3_30_300_trees", "green_3_30_300_access",
            ])
    }

    @Test func definitionsNameThresholdLayerAndDenominator() throws {
        let indicators = try catalogue(for: SquareTown.workspace(all))
        let share = indicators.first { $0.id == "meeting_places_distance_share_300" }
        #expect(
            share?.definition
                == "Share of the inhabitants of the buurt who live within 300 m of the nearest feature"
                + " of meeting_places in a straight line, per cent of all its inhabitants.")
        #expect(share?.title == "Within 300 m of meeting places")
        #expect(share?.unit == "%")
        #expect(share?.isAboutPeople == true)
        let access = indicators.first { $0.id == "green_access_300_0_5ha" }
        #expect(access?.definition.contains("green of green of at least 0.5 hectare") == true)
        #expect(indicators.allSatisfy { !$0.definition.contains("{") && !$0.title.contains("{") })
        #expect(indicators.allSatisfy { $0.definition.hasSuffix(".") })
    }

    @Test func requestsKeepTheOrderOfTheCatalogue() throws {
        let hub = CustomIndicator(
            id: "near_hub", layer: "meeting_places", measure: .distance,
            reduction: .shareWithin(400), line: 9)
        let requests: [IndicatorRequest] = [
            .named("lint_length", line: 7), .named("meeting_places_count", line: 8), .custom(hub),
            .named("meeting_places_distance_mean", line: 10),
        ]
        #expect(
            try names(SquareTown.workspace(all, requests: requests)) == [
                "meeting_places_distance_mean", "meeting_places_count", "near_hub", "lint_length",
            ])
    }

    @Test func equalNamesAreRefused() {
        let custom = CustomIndicator(
            id: "meeting_places_count", layer: "meeting_places", measure: .count, reduction: .sum)
        let twice: [IndicatorRequest] = [.named("meeting_places_count", line: 3), .custom(custom)]
        #expect(throws: AnalysisError.self) {
            try catalogue(for: SquareTown.workspace(all, requests: twice))
        }
        // Zones "cover" and "renovations_in" both make `renovations_in_cover_share`.
        let zones = ["cover", "renovations_in"].map {
            SquareTown.layer($0, .zone, polygons: [SquareTown.rectangle(0, 0, 1, 1)])
        }
        #expect(throws: AnalysisError.self) {
            try catalogue(for: SquareTown.workspace(all + zones))
        }
        let reserved = CustomIndicator(
            id: "inhabitants", layer: "lint", measure: .count, reduction: .sum)
        #expect(throws: AnalysisError.self) {
            try catalogue(for: SquareTown.workspace(all, requests: [.custom(reserved)]))
        }
    }

    /// Each threshold gives three columns: 501 of them and five others are more than 1,500.
    @Test func moreColumnsThanATableHoldsAreRefused() {
        let layer = SquareTown.meetingPlaces(
            LayerSettings(thresholds: (1...501).map { Double($0) }))
        #expect {
            try names(SquareTown.workspace([layer]))
        } throws: { error in
            (error as? AnalysisError)?.message.contains("1508 indicators") == true
        }
    }

    @Test func askedTwice() throws {
        let requests: [IndicatorRequest] = [
            .named("lint_count", line: 3), .named("lint_count", line: 4),
        ]
        let error = #expect(throws: AnalysisError.self) {
            try catalogue(for: SquareTown.workspace(all, requests: requests))
        }
        #expect(error?.line == 4)
        #expect(
            error?.description == "line 4: indicator 'lint_count' is asked for twice; leave one out"
        )
    }
}
