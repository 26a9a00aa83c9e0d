// SPDX-License-Identifier: EUPL-1.2
import Planar
import Testing

@testable import Neighbourhoods

// A street from (0, 0) to (100, 0), one from there to (100, 100), one buurt around them. Green lies north of the
// first, from x = 20 to 60 and y = 8 up; the second has fast cars. Within 30 m; points within 40 m.
@Suite struct RouteGroundTests {
    private func workspace() -> Workspace {
        var square = PolygonSet()
        square.append(x: [-500, 500, 500, -500], y: [-500, -500, 500, 500], feature: 0)
        var green = PolygonSet()
        green.append(x: [20, 60, 60, 20], y: [8, 8, 50, 50], feature: 0)
        var streets = LineSet(), lint = LineSet()
        streets.append(x: [0, 100], y: [0, 0], feature: 0)
        streets.append(x: [100, 100], y: [0, 100], feature: 1)
        lint.append(x: [-20, -20], y: [-100, 100], feature: 0)
        var settings = LayerSettings()
        settings.speedColumn = "speed"
        return Workspace(
            buurten: Buurten(codes: ["A"], names: ["A"], polygons: square),
            population: Population(
                layer: "addresses", x: [0, 50, 100, 300], y: [-20, -31, 120, 0],
                weight: [1, 2, 4, 8]),
            layers: [
                Layer(
                    name: "lint", role: .destination,
                    geometry: FeatureGeometry(count: 1, lines: lint)),
                Layer(
                    name: "green", role: .green,
                    geometry: FeatureGeometry(count: 1, polygons: green)),
                Layer(
                    name: "streets", role: .streets,
                    geometry: FeatureGeometry(count: 2, lines: streets),
                    attributes: AttributeTable(
                        count: 2,
                        columns: [AttributeColumn(name: "speed", values: .integers([30, 50]))]),
                    ids: [1, 2], settings: settings),
            ], plan: AnalysisPlan(project: "Two streets", walking: WalkingRules(maxSnap: 40)))
    }

    private func ground(
        _ through: [(x: Double, y: Double)], longest: Double = 30_000
    ) throws -> RouteGround {
        try RouteGround(
            MeasuredWorkspace(workspace(), threads: 1), layer: 0,
            rules: RouteRules(through: through, longest: longest, within: 30))
    }

    /// (40, 5) projects inside the only edge, 40 m along: it is cut there, and once for two points.
    @Test func edgesAreCutWherePointsProject() throws {
        let streets = try ground([(40, 5), (40, -7), (0, 0)]).streets
        #expect(streets.count == 2)
        #expect(streets.through[0] == streets.through[1])
        let cut = streets.nodes[Int(streets.through[0])]
        #expect(cut.x == 40 && cut.y == 0)
        let end = streets.nodes[Int(streets.through[2])]
        #expect(end.x == 0 && end.y == 0)
        #expect(streets.lines.x == [0, 40, 40, 100, 100])
        // Where two streets meet and nothing branches off they are one edge, bent at (100, 0).
        #expect(streets.lines.y == [0, 0, 0, 0, 100])
    }

    /// 200 m are cut in eight where a thirtieth of the length is 33 m: 100 m and 50 m are too long.
    @Test func longEdgesAreHalved() throws {
        let streets = try ground([(0, 0)], longest: 1_000).streets
        #expect(streets.count == 8)
        #expect(streets.nodes.count == 9)
        #expect(
            streets.lines.x == [
                0, 25, 25, 50, 50, 75, 75, 100, 100, 100, 100, 100, 100, 100, 100, 100,
            ])
    }

    // Steps of 5 m have their middles at 2.5, 7.5 ...: within 10 m of green are those from 20 - 6 = 14 to 66 m, as
    // the green begins 8 m north: 17.5 to 62.5, ten steps. At 12.5 it is sqrt(7.5^2 + 8^2) = 10.97 m away.
    // Within 5 m of the fast street are those from 95 m on, one step, and all of its own 100 m.
    @Test func greenAndFastMetresAreCounted() throws {
        let numbers = try ground([(0, 0)]).numbers
        #expect(numbers.count == 1)
        #expect(numbers[0].length == 200)
        #expect(abs(numbers[0].green - 50) < 1e-9)
        #expect(abs(numbers[0].fast - 105) < 1e-9)
    }

    // (0, -20) is 20 m from the street and from the lint; (50, -31) is 31 m away; (100, 120) 20 m from the end of the
    // fast street; (300, 0) far away.
    @Test func peopleNearEdgesAreThoseWithinTheDistance() throws {
        let ground = try ground([(0, 0)])
        let near = ground.people.near[0].map(Int.init)
        #expect(near.map { ground.people.weight[$0] }.sorted() == [1, 4])
        #expect(near.filter { ground.people.isServed[$0] }.map { ground.people.weight[$0] } == [1])
        var line = LineSet()
        line.append(x: [0, 100, 100], y: [0, 0, 100], feature: 0)
        let drawn = ground.numbers(of: line)
        #expect(drawn.people == 5)
        #expect(drawn.newly == 4)
        #expect(drawn.length == 200)
        #expect(drawn.fast == ground.numbers[0].fast && drawn.green == ground.numbers[0].green)
    }

    @Test func aPointThatNoRouteCanPassIsOneLine() {
        func message(_ through: [(x: Double, y: Double)], longest: Double = 1_000) -> String {
            do throws(AnalysisError) {
                _ = try RouteGround(
                    MeasuredWorkspace(workspace(), threads: 1), layer: 0,
                    rules: RouteRules(through: through, longest: longest, within: 30))
                return ""
            } catch { return "\(error.message); \(error.remedy)" }
        }
        #expect(
            message([(900, 0)])
                == "--through 900,0 lies outside all buurten; write east,north in the CRS of the project"
        )
        #expect(
            message([(400, 0)])
                == "--through 400,0 lies more than 40 m from every street where people may walk; move it, or raise walking: max_snap"
        )
        #expect(
            message([(0, 0), (100, 0)], longest: 10)
                == "no route of 10 m passes --through 0,0 and the other points; raise --length, or leave a point out"
        )
    }

    @Test func aLineThatPassesIsKnown() throws {
        let ground = try ground([(0, 0)])
        var near = LineSet(), far = LineSet()
        near.append(x: [39, 100], y: [0, 0], feature: 0)
        far.append(x: [41, 100], y: [0, 0], feature: 0)
        #expect(ground.passes(near))
        #expect(!ground.passes(far))
    }
}
