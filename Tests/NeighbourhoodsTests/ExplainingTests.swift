// SPDX-License-Identifier: EUPL-1.2
//
// The street along y = 500 of WalkingTests, 30 km/h west of x = 1000 and 50 km/h with a footway east of it.
@testable import Neighbourhoods
import Planar
import Testing

@Suite struct ExplainingTests {
    private func streets(footway: Bool = true) -> Layer {
        SquareTown.layer(
            "streets", .streets, lines: [[(0, 500), (1000, 500)], [(1000, 500), (2000, 500)]],
            columns: [
                AttributeColumn(name: "maxspeed", values: .integers([30, 50])),
                AttributeColumn(name: "naam", values: .texts(["Stille straat", "Drukke weg"])),
            ], settings: LayerSettings(nameColumn: "naam", speedColumn: "maxspeed"),
            masks: [Layer.footwayMask: [footway, footway]])
    }

    private func hub(_ x: Double, _ y: Double) -> Layer {
        SquareTown.layer(
            "hub", .destination, points: [(x, y)],
            columns: [AttributeColumn(name: "naam", values: .texts(["De Hub"]))],
            settings: LayerSettings(nameColumn: "naam"))
    }

    private func explained(
        _ layers: [Layer], from x: Double, _ y: Double
    ) throws -> Explanation {
        try explain(SquareTown.workspace(layers), layer: 0, x: x, y: y, threads: 1)
    }

    /// The legs as `name length`.
    private func legs(_ way: Explanation.Way) -> [String] {
        way.legs.map { "\($0.kind.rawValue) \($0.name ?? "-") \(shortestText($0.length))" }
    }

    @Test func theWayByHand() throws {
        // (500, 400) to (1500, 450): 100 + 500 on the quiet half + 500 on the other + 50.
        let found = try explained([hub(1500, 450), streets()], from: 500, 400)
        #expect(found.buurt == 0)
        #expect(found.straight?.distance == (1000.0 * 1000 + 50 * 50).squareRoot())
        #expect(found.walk.distance == 1150)
        #expect(
            legs(found.walk) == [
                "connector Stille straat 100", "street Stille straat 500",
                "footway Drukke weg 500", "connector De Hub 50",
            ])
        #expect(found.walk.legs.map(\.speed) == [nil, 30, 50, nil])
        #expect(found.walk.target == .init(id: 0, name: "De Hub", x: 1500, y: 450))
        #expect(found.walk.legs.last?.x == [1500, 1500])
        #expect(found.walk.barriers == [])
        // The hub is on the south side, where the quiet half meets both lanes.
        #expect(found.safeWalk.distance == 1150)
        #expect(found.safeWalk.barriers == [])
    }

    @Test func aFastStreetIsCrossedSomewhere() throws {
        // From the north lane to the hub south of it: 100 + 50 over the road; safely round by (1000, 500),
        // 100 + 500 + 500 + 50, or by a crossing at (1450, 500): 100 + 50 + 50 + 50.
        let shortcut = try explained([hub(1500, 450), streets()], from: 1500, 600)
        #expect(shortcut.walk.distance == 150)
        let over = try #require(shortcut.walk.barriers.first)
        #expect(shortcut.walk.barriers.count == 1)
        #expect(over.kind == .crosses && over.title == "Drukke weg" && over.speed == 50)
        #expect(over.x == 1500 && over.y == 500 && over.crossing == nil)
        #expect(shortcut.safeWalk.distance == 1150)
        #expect(shortcut.safeWalk.barriers == [])
        #expect(shortcut.straightBarriers.map(\.title) == ["Drukke weg"])
        let crossing = SquareTown.layer(
            "oversteek", .crossings, points: [(1450, 508)],
            columns: [AttributeColumn(name: "naam", values: .texts(["Zebra"]))],
            settings: LayerSettings(nameColumn: "naam"))
        let safe = try explained([hub(1500, 450), streets(), crossing], from: 1500, 600).safeWalk
        #expect(safe.distance == 250)
        #expect(
            legs(safe) == [
                "connector Drukke weg 100", "footway Drukke weg 100", "connector De Hub 50",
            ])
        let by = try #require(safe.barriers.first)
        #expect(safe.barriers.count == 1)
        #expect(by.crossing?.name == "Zebra" && by.crossingDistance == 8)
        #expect(by.x == 1450 && by.y == 500)
    }

    @Test func aFastStreetIsFollowed() throws {
        let found = try explained([hub(1500, 450), streets(footway: false)], from: 500, 400)
        #expect(found.walk.distance == 1150)
        let along = try #require(found.walk.barriers.first)
        #expect(found.walk.barriers.count == 1)
        #expect(along.kind == .follows && along.length == 500 && along.title == "Drukke weg")
        #expect(found.safeWalk.distance == nil)
        // The hub lies at the fast half only.
        #expect(found.safeWalk.remarks == ["no feature of hub is within 150 m of these streets"])
    }

    /// Round the end of a fast street nobody crosses it.
    ///
    /// Both meet the safe network where the fast half begins, from its two sides; along it one walks 60 + 10 + 60.
    @Test func roundTheEndOfAFastStreet() throws {
        let found = try explained([hub(1020, 440), streets(footway: false)], from: 1010, 560)
        #expect(found.walk.distance == 130)
        #expect(found.walk.barriers.map(\.kind) == [.crosses, .follows])
        #expect(found.walk.barriers[0].x == 1020 && found.walk.barriers[0].crossing == nil)
        #expect(found.safeWalk.barriers == [])
        // (10, 60) and (20, 60) away: 60.8 + 63.2, less than the walk.
        #expect(found.safeWalk.distance == 130)
        #expect(found.safeWalk.remarks.first?.contains("is shorter, 124.1 m") == true)
    }

    @Test func whyThereIsNoWay() throws {
        func why(_ layers: [Layer], _ x: Double, _ y: Double) throws -> [String] {
            let way = try explained(layers, from: x, y).walk
            #expect(way.distance == nil && way.legs.isEmpty)
            return way.remarks
        }
        #expect(
            try why([hub(1500, 450), streets()], 500, 200) == [
                "the nearest walkable street, Stille straat, is 300.0 m away: more than max_snap, 150 m"
            ])
        let island = SquareTown.layer(
            "path", .streets, lines: [[(300, 900), (300, 950), (400, 950)]])
        #expect(
            try why([hub(1500, 450), streets(), island], 310, 905) == [
                "from street 0 one reaches 150 m of street and no feature of hub"
            ])
        var later = hub(1500, 450)
        later.settings.fromColumn = "jaar"
        later.attributes.columns.append(AttributeColumn(name: "jaar", values: .integers([2030])))
        let workspace = SquareTown.workspace([later, streets()], year: 2024)
        let found = try explain(workspace, layer: 0, x: 500, y: 400, threads: 1)
        #expect(found.walk.remarks == ["no feature of hub counts"])
        #expect(found.straight == nil)
        #expect(try explained([hub(1500, 450), streets()], from: 3000, 500).buurt == nil)
    }

    @Test func polygonsAndLines() throws {
        let green = SquareTown.layer(
            "green", .green, polygons: [[(800, 450), (1900, 450), (1900, 550), (800, 550)]])
        // Inside; beside a street that is inside; along the street to the border.
        let inside = try explained([green, streets()], from: 1000, 480).walk
        #expect(inside.distance == 0 && inside.legs.isEmpty)
        #expect(inside.remarks == ["the address is inside feature 0"])
        let beside = try explained([green, streets()], from: 1500, 600).walk
        #expect(beside.distance == 100)
        #expect(legs(beside) == ["connector Drukke weg 100"])
        let along = try explained([green, streets()], from: 500, 400).walk
        #expect(along.distance == 400)
        #expect(legs(along) == ["connector Stille straat 100", "street Stille straat 300"])
        // A line across the street at x = 700: 100 + 195, and 5 to the line.
        let lint = SquareTown.layer("lint", .destination, lines: [[(700, 300), (700, 800)]])
        let toLint = try explained([lint, streets()], from: 500, 400).walk
        #expect(toLint.distance == 300)
        #expect(
            legs(toLint) == [
                "connector Stille straat 100", "street Stille straat 195", "connector feature 0 5",
            ])
        // The foot of the address is 3 m from the line: 50 + 3.
        let near = try explained([lint, streets()], from: 703, 450).walk
        #expect(near.distance == 53)
        #expect(legs(near) == ["connector Stille straat 50", "connector feature 0 3"])
    }

    @Test func whatCannotBeExplained() {
        func message(_ layers: [Layer], _ row: Int) -> String? {
            do {
                _ = try explain(SquareTown.workspace(layers), layer: row, x: 0, y: 0, threads: 1)
                return nil
            } catch { return error.description }
        }
        #expect(
            message([hub(0, 0), streets()], 1)
                == "layer streets has role streets: walking is measured to layers of role destination"
                + " and green")
        #expect(message([hub(0, 0)], 0)?.hasPrefix("there is no layer of role streets") == true)
    }

    /// The numbers are those of a run, to the bit.
    @Test func theNumbersOfARun() throws {
        let crossing = SquareTown.layer("oversteek", .crossings, points: [(1450, 508)])
        let workspace = SquareTown.workspace([
            SquareTown.meetingPlaces(), streets(), crossing,
        ])
        let results = try analyse(workspace, threads: 2, perAddress: true)
        func column(_ name: String) throws -> [Double] {
            try #require(results.perAddress.first { $0.name == "meeting_places_" + name }).values
        }
        let (distance, walk, safe) = (
            try column("distance"), try column("walk"), try column("safe_walk")
        )
        for row in SquareTown.x.indices {
            let found = try explain(
                workspace, layer: 0, x: SquareTown.x[row], y: SquareTown.y[row], threads: 1)
            #expect(found.straight?.distance.bitPattern == distance[row].bitPattern)
            #expect((found.walk.distance ?? .nan).bitPattern == walk[row].bitPattern)
            #expect((found.safeWalk.distance ?? .nan).bitPattern == safe[row].bitPattern)
        }
    }
}
