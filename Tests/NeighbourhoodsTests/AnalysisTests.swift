// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import TestSupport
import Testing

@Suite struct AnalysisTests {
    @Test func distancesByHand() throws {
        let results = try analyse(
            SquareTown.workspace([SquareTown.meetingPlaces()]), threads: 1, perAddress: true)
        // A: 2 people at 100 m, 1 at 300, 1 at 400, 1 at 500 (the one on the border goes to A).
        // B: 3 at 100, 1 at 400. C: 2 at 600, 2 at 1000. D: 4 at 800. Outside: 5 people, not counted.
        #expect(results.buurten.inhabitants.map(\.number) == [5, 4, 4, 4])
        #expect(results.buurten.addresses.map(\.number) == [4, 2, 2, 1])
        // (2*100 + 300 + 400 + 500) / 5 = 280; (3*100 + 400) / 4 = 175; (1200 + 2000) / 4; 800.
        #expect(results.buurt("meeting_places_distance_mean") == [280, 175, 800, 800])
        // Half of 5 is 2.5: reached at 300. Half of 4 is 2: reached at 100; at 600; at 800.
        #expect(results.buurt("meeting_places_distance_median") == [300, 100, 600, 800])
        // 90 % of 5 is 4.5 and of 4 is 3.6: only the last address reaches it.
        #expect(results.buurt("meeting_places_distance_p90") == [500, 400, 1000, 800])
        #expect(results.buurt("meeting_places_distance_max") == [500, 400, 1000, 800])
        // Within 300 m: 3 of 5, 3 of 4. Within 800 m half of C and, at exactly 800 m, all of D.
        #expect(results.buurt("meeting_places_distance_share_300") == [60, 75, 0, 0])
        #expect(results.buurt("meeting_places_distance_share_500") == [100, 100, 0, 0])
        #expect(results.buurt("meeting_places_distance_share_800") == [100, 100, 50, 100])
        // W1: (1400 + 700) / 9; W2: 6400 / 8; all: 8500 / 17 = 500.
        #expect(agree(results.wijk("meeting_places_distance_mean"), [2100.0 / 9, 800]))
        #expect(results.whole("meeting_places_distance_mean") == 500)
        // W1, half of 9 is 4.5: 5 people at 100 m. 90 % is 8.1: cumulative 5, 6, 8, 9 at 500 m.
        #expect(results.wijk("meeting_places_distance_median") == [100, 600 + 200])
        #expect(results.wijk("meeting_places_distance_p90") == [500, 1000])
        #expect(agree([results.whole("meeting_places_distance_share_300")], [600.0 / 17]))
        #expect(results.total.inhabitants.map(\.number) == [17])
        #expect(results.total.addresses.map(\.number) == [9])
    }

    @Test func reachAreaAndCountByHand() throws {
        let results = try analyse(
            SquareTown.workspace([SquareTown.meetingPlaces()]), threads: 2, perAddress: true)
        // A within 300 m: 2 + 1 people reach one place: 3 / 5. Within 800 m the person on the border
        // reaches both: (2 + 1 + 1 + 2) / 5. D at exactly 800 m of one place: 1.
        #expect(results.buurt("meeting_places_reach_300_mean") == [0.6, 0.75, 0, 0])
        #expect(results.buurt("meeting_places_reach_800_mean") == [1.2, 1, 0.5, 1])
        // A disc of 300 m lies inside its square of 1 km: pi 0.09; one of 500 m touches it: pi 0.25.
        let discs = [Double.pi * 9, Double.pi * 9, 0, 0]
        #expect(agree(results.buurt("meeting_places_area_share_300"), discs))
        let touching = [Double.pi * 25, Double.pi * 25, 0, 0]
        #expect(agree(results.buurt("meeting_places_area_share_500"), touching))
        #expect(agree(results.wijk("meeting_places_area_share_300"), [Double.pi * 9, 0]))
        #expect(results.buurt("meeting_places_count") == [1, 1, 0, 0])
        #expect(results.wijk("meeting_places_count") == [2, 0])
        #expect(results.whole("meeting_places_count") == 2)
        #expect(results.buurten.area == [1e6, 1e6, 1e6, 1e6])
        #expect(results.total.area == [4e6])
    }

    @Test func addressColumnsFollowTheSource() throws {
        let results = try analyse(
            SquareTown.workspace([SquareTown.meetingPlaces()]), threads: 1, perAddress: true)
        #expect(results.buurtOfAddress == [0, 0, 0, 0, 1, 1, 2, 2, 3, -1])
        #expect(
            results.perAddress.map(\.name) == [
                "meeting_places_distance", "meeting_places_reach_300", "meeting_places_reach_500",
                "meeting_places_reach_800",
            ])
        #expect(
            results.perAddress[0].values == [100, 300, 400, 500, 100, 400, 600, 1000, 800, 1500])
        #expect(results.perAddress[3].values == [1, 1, 1, 2, 1, 1, 1, 0, 1, 0])
        #expect(
            results.notes.contains { $0.hasPrefix("1 of 10 addresses of addresses lie outside") })
        let without = try analyse(
            SquareTown.workspace([SquareTown.meetingPlaces()]), threads: 1, perAddress: false)
        #expect(without.perAddress.isEmpty)
    }

    @Test func lineAcrossTwoBuurten() throws {
        // 1,000 m from the middle of A to the middle of B: 500 m in each. As one feature it is counted
        // in both, and once in their wijk.
        let lint = SquareTown.layer(
            "lint", .destination, lines: [[(500, 500), (1500, 500)]],
            settings: LayerSettings(thresholds: [100]))
        let results = try analyse(SquareTown.workspace([lint]), threads: 1, perAddress: false)
        #expect(agree(results.buurt("lint_length"), [500, 500, 0, 0]))
        #expect(results.buurt("lint_count") == [1, 1, 0, 0])
        #expect(results.wijk("lint_count") == [1, 0])
        // Half a capsule in A: 500 m x 200 m and half a disc of 100 m.
        let half = (100_000 + Double.pi * 5_000) / 1e4
        #expect(agree(results.buurt("lint_area_share_100"), [half, half, 0, 0]))
        // (2*100 + 300 + 400 + 0) / 5: the address on the border lies on the line.
        #expect(agree(results.buurt("lint_distance_mean"), [180, 175, 800, 800]))
        #expect(results.buurt("lint_area").isEmpty)
    }

    @Test func zonesByHand() throws {
        // Two zones that overlap in 200 x 1000: the west of A up to x = 500, and x 300...600.
        let zones = SquareTown.layer(
            "zones", .zone,
            polygons: [
                SquareTown.rectangle(0, 0, 500, 1000), SquareTown.rectangle(300, 0, 600, 1000),
            ])
        let results = try analyse(SquareTown.workspace([zones]), threads: 1, perAddress: false)
        #expect(agree(results.buurt("zones_cover_share"), [60, 0, 0, 0]))
        #expect(agree(results.wijk("zones_cover_share"), [30, 0]))
        // 2 + 1 + 1 of 5 in A; the one at x = 1000 not. C's addresses lie north of the zones.
        #expect(results.buurt("zones_people_share") == [80, 0, 0, 0])
        #expect(agree([results.whole("zones_people_share")], [400.0 / 17]))
    }

    @Test func greenByHand() throws {
        // A park of 100 x 100 m (1 ha) that is public, and one of 200 x 200 m that is not.
        let green = SquareTown.layer(
            "green", .green,
            polygons: [
                SquareTown.rectangle(450, 450, 550, 550),
                SquareTown.rectangle(1400, 1400, 1600, 1600),
            ],
            settings: LayerSettings(thresholds: [300], sizes: [0.5, 1]),
            masks: [Layer.publicMask: [true, false]])
        let results = try analyse(SquareTown.workspace([green]), threads: 1, perAddress: true)
        #expect(agree(results.buurt("green_area"), [10_000, 0, 0, 40_000]))
        #expect(agree(results.buurt("green_share"), [1, 0, 0, 4]))
        #expect(agree(results.buurt("green_per_inhabitant"), [2000, 0, 0, 10_000]))
        #expect(agree(results.wijk("green_per_inhabitant"), [10_000.0 / 9, 5000]))
        // From the park's border: 50 m (2 people), 250, 350 and 450 m: 3 of 5. The other is not public.
        #expect(results.buurt("green_access_300_1ha") == [60, 0, 0, 0])
        #expect(results.buurt("green_access_300_0_5ha") == [60, 0, 0, 0])
        // Distance is to any green: D's address is 100 m south of the second park.
        #expect(results.buurt("green_distance_mean")[3] == 100)
        #expect(
            results.perAddress.map(\.name) == [
                "green_distance", "green_distance_0_5ha", "green_distance_1ha",
            ])
    }

    @Test func emptyInTheYear() throws {
        let from = AttributeColumn(name: "van", values: .integers([2025, 2026]))
        var places = SquareTown.meetingPlaces(LayerSettings(thresholds: [300], fromColumn: "van"))
        places.attributes = AttributeTable(count: 2, columns: [from])
        let before = try analyse(
            SquareTown.workspace([places], year: 2024), threads: 1, perAddress: false)
        #expect(before.buurt("meeting_places_distance_mean") == [nil, nil, nil, nil])
        #expect(
            before.column(before.total, "meeting_places_distance_max") == [
                .notApplicable("no feature of meeting_places counts in 2024")
            ])
        #expect(before.buurt("meeting_places_distance_share_300") == [0, 0, 0, 0])
        #expect(before.buurt("meeting_places_reach_300_mean") == [0, 0, 0, 0])
        #expect(before.buurt("meeting_places_area_share_300") == [0, 0, 0, 0])
        #expect(before.buurt("meeting_places_count") == [0, 0, 0, 0])
        let during = try analyse(
            SquareTown.workspace([places], year: 2025), threads: 1, perAddress: false)
        #expect(during.buurt("meeting_places_count") == [1, 0, 0, 0])
    }

    @Test func stagesAreNamed() throws {
        let results = try analyse(
            SquareTown.workspace([SquareTown.meetingPlaces()]), threads: 1, perAddress: false)
        #expect(
            results.stages.map(\.name) == [
                "assign", "distance:meeting_places", "reduce:meeting_places",
                "reach:meeting_places:300", "reach:meeting_places:500", "reach:meeting_places:800",
                "area_within:meeting_places:300", "area_within:meeting_places:500",
                "area_within:meeting_places:800", "overlap:meeting_places",
            ])
    }

    @Test func withoutPopulation() throws {
        let results = try analyse(
            SquareTown.workspace([SquareTown.meetingPlaces()], population: nil), threads: 1,
            perAddress: false)
        #expect(
            results.buurten.columns.map(\.indicator.id) == [
                "meeting_places_area_share_300", "meeting_places_area_share_500",
                "meeting_places_area_share_800", "meeting_places_count",
            ])
        #expect(results.buurten.inhabitants[0].status == "not applicable")
    }

    /// Same bits for any number of threads and any order of addresses and features; shares grow with T.
    @Test func lawsOnRandomTowns() throws {
        try forEverySeed(0..<6) { seed, random in
            let town = RandomTown(random: &random)
            let first = try analyse(town.workspace(), threads: 1, perAddress: false)
            for threads in [2, 7] {
                let other = try analyse(town.workspace(), threads: threads, perAddress: false)
                #expect(first.sameValues(as: other), "seed \(seed), \(threads) threads")
            }
            let shuffled = town.shuffled(&random)
            let other = try analyse(shuffled.workspace(), threads: 2, perAddress: false)
            #expect(first.sameValues(as: other), "seed \(seed), shuffled")
            for prefix in ["places_distance_share_", "places_area_share_", "green_access_"] {
                let suffix = prefix == "green_access_" ? "_0_5ha" : ""
                let rising = [300, 500, 800].map { first.buurt("\(prefix)\($0)\(suffix)") }
                for b in 0..<4 {
                    let values = rising.compactMap { $0[b] }
                    #expect(values == values.sorted(), "seed \(seed), \(prefix)")
                }
            }
            for id in ["places_count", "green_area", "sites_size"] {
                let sum = first.buurt(id).compactMap { $0 }.reduce(0, +)
                #expect(agree([sum], [first.whole(id)]), "seed \(seed), \(id) is conserved")
            }
        }
    }
}

/// A town of random addresses, places, green and sites over the four squares.
private struct RandomTown {
    var addresses: [(Double, Double, Double)]
    var places: [(Double, Double)]
    var green: [[(Double, Double)]]
    var sites: [(Double, Double)]

    init(random: inout SeededGenerator) {
        addresses = (0..<random.int(in: 0..<300)).map { _ in
            let weight = random.int(in: 0..<4)
            return (
                random.double(in: -100..<2100), random.double(in: -100..<2100),
                Double(weight) * 0.7
            )
        }
        places = (0..<random.int(in: 1..<8)).map { _ in
            (random.double(in: 0..<2000), random.double(in: 0..<2000))
        }
        green = (0..<random.int(in: 1..<8)).map { _ in
            let x = random.double(in: 0..<1800), y = random.double(in: 0..<1800)
            return SquareTown.rectangle(
                x, y, x + random.double(in: 10..<200), y + random.double(in: 10..<200))
        }
        sites = (0..<random.int(in: 1..<8)).map { _ in
            (random.double(in: 0..<2000), random.double(in: 0..<2000))
        }
    }

    func shuffled(_ random: inout SeededGenerator) -> RandomTown {
        var other = self
        other.addresses.shuffle(using: &random)
        other.places.shuffle(using: &random)
        other.green.shuffle(using: &random)
        // Sizes belong to sites by row, so sites keep their order.
        return other
    }

    func workspace() -> Workspace {
        let population = Population(
            layer: "addresses", x: addresses.map(\.0), y: addresses.map(\.1),
            weight: addresses.map(\.2))
        let sizes = AttributeColumn(
            name: "woningen", values: .reals(sites.indices.map { Double($0) }))
        return SquareTown.workspace(
            [
                SquareTown.layer("places", .destination, points: places),
                SquareTown.layer(
                    "green", .green, polygons: green,
                    settings: LayerSettings(sizes: [0.5], mergeWithin: 20)),
                SquareTown.layer(
                    "sites", .site, points: sites, columns: [sizes],
                    settings: LayerSettings(sizeColumn: "woningen")),
            ], population: population)
    }
}

extension AnalysisResults {
    /// Whether all values of all tables have the same bits.
    fileprivate func sameValues(as other: AnalysisResults) -> Bool {
        let mine = [buurten] + groups + [total],
            theirs = [other.buurten] + other.groups + [other.total]
        return zip(mine, theirs).allSatisfy { a, b in
            a.inhabitants == b.inhabitants && a.addresses == b.addresses
                && zip(a.columns, b.columns).allSatisfy { $0.values == $1.values }
        }
    }
}
