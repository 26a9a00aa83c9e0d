// SPDX-License-Identifier: EUPL-1.2
import Planar
import Testing

@testable import Neighbourhoods

@Suite struct DistinctFeaturesTests {
    /// Points, lines and areas at the street, beside it and too far from it, some drawn several times.
    private func layer(times: Int) -> Layer {
        let points = [(500.0, 500.0), (1500, 500), (1500, 1900)]
        let lines = [
            [(400.0, 503.0), (600, 503)], [(50, 600), (90, 640)], [(0, 1900), (90, 1950)],
        ]
        let areas = [
            SquareTown.rectangle(450, 450, 550, 550), SquareTown.rectangle(1450, 590, 1520, 700),
            SquareTown.rectangle(1800, 1800, 1900, 1900),
        ]
        func repeated<Shape>(_ shapes: [Shape]) -> [Shape] {
            shapes.indices.flatMap { k in
                [Shape](repeating: shapes[k], count: k == 1 ? 1 : times)
            }
        }
        return SquareTown.layer(
            "spots", .destination, points: repeated(points), lines: repeated(lines),
            polygons: repeated(areas), settings: LayerSettings(thresholds: [120, 500]))
    }

    /// A run that takes equal features once gives what one gives that takes them all.
    @Test func takingEqualFeaturesOnceDoesNotShow() throws {
        let sites = SquareTown.layer(
            "works", .site, points: [(500, 700), (500, 700), (1500, 800)],
            lines: [[(100, 100), (200, 100)], [(100, 100), (200, 100)]],
            polygons: [
                SquareTown.rectangle(900, 450, 1200, 550),
                SquareTown.rectangle(900, 450, 1200, 550),
            ])
        for times in [1, 2, 7] {
            let workspace = SquareTown.workspace([
                layer(times: times), sites, WalkingTests.street(),
            ])
            let once = try analyse(workspace, threads: 2, perAddress: false)
            let all = try MeasuredWorkspace(workspace, threads: 2).results
            let tables = [once.buurten, once.total] + once.groups
            for (table, other) in zip(tables, [all.buurten, all.total] + all.groups) {
                #expect(
                    table.columns.map(\.values) == other.columns.map(\.values), "\(times) times")
            }
            #expect(once.notes == all.notes, "\(times) times")
        }
    }

    @Test func eachCountsByHand() throws {
        let one = try analyse(
            SquareTown.workspace([layer(times: 1), WalkingTests.street()]), threads: 1,
            perAddress: false)
        let many = try analyse(
            SquareTown.workspace([layer(times: 5), WalkingTests.street()]), threads: 2,
            perAddress: false)
        // Of B three of four people live at (1500, 600): by foot they reach the point at (1500, 500), 100 m down the
        // street, which is there once, and the area that they live in.
        #expect(one.buurt("spots_walk_reach_120_mean")[1] == 1.5)
        #expect(many.buurt("spots_walk_reach_120_mean")[1] == 1.5)
        // Of A the two at (500, 400) meet the street at (500, 500), where a point, a line and an area are five times.
        #expect(one.buurt("spots_walk_reach_120_mean")[0] == 1.2)
        #expect(many.buurt("spots_walk_reach_120_mean")[0] == 6.0)
        #expect(
            one.buurt("spots_walk_mean") == many.buurt("spots_walk_mean")
                && one.buurt("spots_distance_mean") == many.buurt("spots_distance_mean"))
        // One point, one line and one area lie too far from the street.
        #expect(one.notes.contains { $0.hasPrefix("1 of 3 points of spots") })
        #expect(many.notes.contains { $0.hasPrefix("5 of 11 points of spots") })
        #expect(one.notes.contains { $0.hasPrefix("2 lines and areas of spots") })
        #expect(many.notes.contains { $0.hasPrefix("10 lines and areas of spots") })
    }

    @Test func whoStandsForWhom() {
        var geometry = FeatureGeometry(count: 4)
        for k in Int32(0)..<3 { geometry.points.append(x: k == 1 ? 9 : 1, y: 2, feature: k) }
        let features = DistinctFeatures(geometry)
        #expect((0..<4).map(features.times) == [2, 1, 0, 1])
        #expect((0..<4).map(features.first) == [0, 1, 0, 3])
        #expect(features.geometry.points.feature == [0, 1])
        #expect((0..<4).map(DistinctFeatures(all: geometry).times) == [1, 1, 1, 1])
    }
}
