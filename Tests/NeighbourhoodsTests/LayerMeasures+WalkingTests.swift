// SPDX-License-Identifier: EUPL-1.2
//
// A street along y = 500 through buurten A and B of the square town, past both meeting places. Addresses are
// at most 150 m from their street, so of A all but the one at (500, 200) have a way, of B those at
// (1500, 600), of C and D nobody.
@testable import Neighbourhoods
import Planar
import Testing

@Suite struct WalkingTests {
    static func street(_ settings: LayerSettings = LayerSettings()) -> Layer {
        SquareTown.layer(
            "streets", .streets, lines: [[(0, 500), (1000, 500)], [(1000, 500), (2000, 500)]],
            columns: [AttributeColumn(name: "maxspeed", values: .texts(["50", "NL:50"]))],
            settings: settings)
    }

    @Test func distancesByHand() throws {
        let results = try analyse(
            SquareTown.workspace([SquareTown.meetingPlaces(), Self.street()]), threads: 2,
            perAddress: true)
        // A: 2 people 100 m beside the place, 1 at 400 m, 1 at 500 m along the street, 1 without a way.
        // B: 3 at 100 m, 1 without.
        #expect(results.buurt("meeting_places_walk_mean") == [275, 100, nil, nil])
        #expect(results.buurt("meeting_places_walk_median") == [100, 100, nil, nil])
        #expect(results.buurt("meeting_places_walk_p90") == [500, 100, nil, nil])
        #expect(results.buurt("meeting_places_walk_max") == [500, 100, nil, nil])
        // Those without a way are in the denominator of shares: 4 of 5, 3 of 4.
        #expect(results.buurt("meeting_places_walk_share_500") == [80, 75, 0, 0])
        #expect(results.buurt("meeting_places_walk_share_300") == [40, 75, 0, 0])
        #expect(results.buurt("meeting_places_walk_unreached_share") == [20, 25, 100, 100])
        // W1: (200 + 400 + 500 + 300) / 7.
        #expect(results.wijk("meeting_places_walk_mean")[0] == 200)
        // Addresses as in the source; no way is an empty cell.
        let column = results.perAddress.first { $0.name == "meeting_places_walk" }?.values
        #expect(column?[0] == 100 && column?[1].isNaN == true && column?[3] == 500)
    }

    @Test func catchmentsByHand() throws {
        let results = try analyse(
            SquareTown.workspace([SquareTown.meetingPlaces(), Self.street()]), threads: 2,
            perAddress: false)
        // Within 500 m: the two of A reach one place each, the one at 400 m one, the one between both two:
        // (2 + 1 + 2) / 5; of B three reach one: 3 / 4.
        #expect(results.buurt("meeting_places_walk_reach_500_mean") == [1, 0.75, 0, 0])
        // The first place has 2 + 1 + 1 people within 500 m, the second 1 + 3: 250 per 1,000 each.
        // A: (2 * 250 + 250 + 500) / 5; B: 3 * 250 / 4.
        #expect(results.buurt("meeting_places_2sfca_500") == [250, 187.5, 0, 0])
    }

    /// The address at (500, 400) meets the street at (500, 500), 100 m away: in the garden, whose border the street
    /// crosses 50 m farther, and 3 m from the lint, which the street leaves 100 m farther.
    ///
    /// So of the five people of A two reach one place within 120 m, and each place has two people.
    @Test func placesReachedWhereAnAddressMeetsTheStreet() throws {
        let settings = LayerSettings(thresholds: [120])
        let garden = SquareTown.layer(
            "garden", .destination, polygons: [[(450, 450), (550, 450), (550, 550), (450, 550)]],
            settings: settings)
        let lint = SquareTown.layer(
            "lint", .destination, lines: [[(400, 503), (600, 503)]], settings: settings)
        let results = try analyse(
            SquareTown.workspace([garden, lint, Self.street()]), threads: 2, perAddress: false)
        for name in ["garden", "lint"] {
            #expect(results.buurt("\(name)_walk_share_120") == [40, 0, 0, 0])
            #expect(results.buurt("\(name)_walk_reach_120_mean") == [0.4, 0, 0, 0])
            #expect(results.buurt("\(name)_2sfca_120") == [200, 0, 0, 0])
        }
    }

    /// The map of decision 0012, moved to B.
    ///
    /// The address at (1500, 600) is 10 m from the street, across F where nobody may walk, and 40 m from the far end
    /// of the same street, where the hub is. A zone over F changes neither distance.
    @Test func walkingDoesNotDependOnSpeeds() throws {
        let zone = SquareTown.layer(
            "zones", .zone, polygons: [[(1300, 550), (1700, 550), (1700, 620), (1300, 620)]],
            settings: LayerSettings(speed: 30))
        let street = SquareTown.layer(
            "streets", .streets,
            lines: [
                // East, north and back: 475 + 50 + 475 = 1000.
                [(1500, 590), (1975, 590), (1975, 640), (1500, 640)],
                [(1401, 595), (1599, 595)],
            ],
            columns: [AttributeColumn(name: "maxspeed", values: .integers([30, 50]))],
            settings: LayerSettings(speedColumn: "maxspeed"),
            masks: [Layer.walkableMask: [true, false]])
        let hub = SquareTown.layer("hub", .destination, points: [(1500, 640)])
        for layers in [[hub, street], [hub, street, zone]] {
            let results = try analyse(
                SquareTown.workspace(layers), threads: 1, perAddress: true)
            for name in ["hub_walk", "hub_safe_walk"] {
                let column = results.perAddress.first { $0.name == name }?.values
                #expect(column?[4] == 1010, "\(name)")
            }
        }
    }

    /// Nothing to walk to in a year: shares and counts are 0, distances not applicable.
    @Test func anEmptyLayer() throws {
        let results = try analyse(
            SquareTown.workspace([
                SquareTown.layer("hub", .destination, points: []), Self.street(),
            ]), threads: 1, perAddress: false)
        for name in ["walk_share_300", "walk_unreached_share", "walk_reach_300_mean", "2sfca_300"] {
            #expect(results.buurt("hub_\(name)") == [0, 0, 0, 0], "\(name)")
        }
        for name in ["safe_walk_share_300", "safe_walk_unreached_share", "safe_walk_lost_300"] {
            #expect(results.buurt("hub_\(name)") == [0, 0, 0, 0], "\(name)")
        }
        for name in ["walk_mean", "walk_max", "safe_walk_median"] {
            #expect(results.buurt("hub_\(name)") == [nil, nil, nil, nil], "\(name)")
        }
    }

    @Test func streetsByHand() throws {
        let zone = SquareTown.layer(
            "zones", .zone, polygons: [[(500, 400), (1800, 400), (1800, 600), (500, 600)]],
            settings: LayerSettings(speed: 30))
        let speeds = LayerSettings(speedColumn: "maxspeed")
        let results = try analyse(
            SquareTown.workspace([zone, Self.street(speeds)]), threads: 1, perAddress: false)
        #expect(results.buurt("streets_length") == [1000, 1000, 0, 0])
        // The zone lowers 500 of 1000 m in A and 800 in B; without streets with cars there is no share.
        #expect(results.buurt("streets_30_share") == [50, 80, nil, nil])
    }

    /// The street has a footway, but its middle is at 50 km/h: see each case.
    @Test func safeWalkingByHand() throws {
        func safe(
            _ layers: [Layer], footway: Bool = true, bend: [(Double, Double)] = []
        ) throws -> [Double?] {
            let street = SquareTown.layer(
                "streets", .streets,
                lines: [[(0, 500), (1000, 500)], [(1000, 500)] + bend + [(2000, 500)]],
                columns: [AttributeColumn(name: "maxspeed", values: .integers([30, 50]))],
                settings: LayerSettings(speedColumn: "maxspeed"),
                masks: [Layer.footwayMask: [footway, footway]])
            let place = SquareTown.layer("hub", .destination, points: [(1500, 450)])
            let results = try analyse(
                SquareTown.workspace([place, street] + layers), threads: 1, perAddress: true)
            let column = results.perAddress.first { $0.name == "hub_safe_walk" }?.values ?? []
            return [3, 4].map { column[$0].isNaN ? nil : column[$0] }
        }
        // (1000, 500) stands where the quiet half begins and reaches the south lane: 500 + 50. (1500, 600) is
        // on the north lane: 100, 500 back to the quiet half or on to the end, 500, 50.
        #expect(try safe([]) == [550, 1150])
        // A crossing beside the place: 100 + 50. It saves 1000.
        let crossing = SquareTown.layer("oversteek", .crossings, points: [(1500, 490)])
        #expect(try safe([crossing]) == [550, 150])
        // The same where the street has a vertex beside it. Where it bends by a metre in 500 towards the crossing,
        // the address is 101 m from the bend: 101 cos to the street, 101 sin to the bend, 49.
        #expect(try safe([crossing], bend: [(1500, 500)]) == [550, 150])
        let atBend = try #require(try safe([crossing], bend: [(1500, 499)])[1])
        #expect(abs(atBend - (101 * 501 / 250_001.0.squareRoot() + 49)) < 1e-9)
        // Without a footway nobody walks along the fast half, and its places have no other street.
        #expect(try safe([], footway: false) == [nil, nil])
        // A zone of 30 km/h from x = 1200 on: it is crossed anywhere there; the rest still has its lanes.
        let zone = SquareTown.layer(
            "zones", .zone, polygons: [[(1200, 400), (2000, 400), (2000, 600), (1200, 600)]],
            settings: LayerSettings(speed: 30))
        #expect(try safe([zone]) == [550, 150])
        #expect(try safe([zone], footway: false) == [nil, 150])
    }

    @Test func polygonsAndLinesAreEnteredAtTheirBorder() throws {
        // Green from x = 800 on, across the street. The address at (1000, 500) stands in it; that at
        // (500, 400) walks 100 + 300, that at (100, 500) 700; (1500, 600) is 100 m from a street in the green.
        let green = SquareTown.layer(
            "green", .green, polygons: [[(800, 450), (1900, 450), (1900, 550), (800, 550)]])
        // A line across the street at x = 700: from (500, 400) 100 + 195 + 5.
        let lint = SquareTown.layer("lint", .destination, lines: [[(700, 300), (700, 800)]])
        let results = try analyse(
            SquareTown.workspace([green, lint, Self.street()]), threads: 1, perAddress: true)
        let toGreen = results.perAddress.first { $0.name == "green_walk" }?.values
        #expect(toGreen.map { [$0[0], $0[2], $0[3], $0[4]] } == [400, 700, 0, 100])
        let toLint = results.perAddress.first { $0.name == "lint_walk" }?.values
        #expect(toLint.map { [$0[0], $0[2], $0[3], $0[4]] } == [300, 600, 300, 900])
    }

    @Test(arguments: [
        ("30", 30.0), ("NL:zone30", 30), ("NL:50", 50), ("KMH_80", 80), ("15 km/h", 15),
        ("50;30", 50),
    ]) func speeds(text: String, speed: Double) throws {
        #expect(streetSpeed(text) == speed)
    }

    @Test func noSpeeds() {
        for text in ["", " ", "0", "unknown", "30;0"] { #expect(streetSpeed(text)?.isNaN == true) }
        for text in ["50 mph", "-30", "fast", "500", "nan", "inf"] {
            #expect(streetSpeed(text) == nil, "\(text)")
        }
    }

    @Test func badStreets() throws {
        func message(_ layer: Layer) -> String? {
            do {
                _ = try analyse(
                    SquareTown.workspace([SquareTown.meetingPlaces(), layer]), threads: 1,
                    perAddress: false)
                return nil
            } catch { return error.description }
        }
        var layer = Self.street(LayerSettings(speedColumn: "maxspeed"))
        layer.attributes.columns[0].values = .texts(["50", "50 mph"])
        #expect(
            message(layer)
                == "layer streets, feature 1: '50 mph' in column maxspeed is no speed in km/h; write a"
                + " number from 1 to 200, such as 30, or 0 where it is unknown")
        layer = Self.street()
        layer.masks[Layer.walkableMask] = [false, false]
        #expect(
            message(layer)
                == "layer streets: no street is walkable; correct its walkable: column or filter")
        layer = Self.street(LayerSettings(levelColumn: "maxspeed"))
        layer.attributes.columns[0].values = .texts(["0", "bridge"])
        #expect(message(layer)?.contains("'bridge' in column maxspeed is no level") == true)
    }
}
