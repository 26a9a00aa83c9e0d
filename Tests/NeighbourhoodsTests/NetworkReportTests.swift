// SPDX-License-Identifier: EUPL-1.2
import Planar
import Testing

@testable import Neighbourhoods

@Suite struct NetworkReportTests {
    private func report(
        _ lines: [[(Double, Double)]], speeds: [Int64]? = nil, _ layers: [Layer] = [],
        year: Int? = nil
    ) throws -> NetworkReport {
        let columns =
            speeds.map { [AttributeColumn(name: "maxspeed", values: .integers($0))] } ?? []
        let street = SquareTown.layer(
            "streets", .streets, lines: lines, columns: columns,
            settings: LayerSettings(speedColumn: speeds == nil ? nil : "maxspeed"))
        return try NetworkReport(SquareTown.workspace(layers + [street], year: year))
    }

    private func finding(
        _ report: NetworkReport, _ rule: NetworkFinding.Rule, _ layer: String = "streets"
    ) -> NetworkFinding? {
        report.findings.first { $0.rule == rule && $0.layer == layer }
    }

    /// The streets of NetworkDiagnosisTests.
    @Test func shapesByHand() throws {
        let found = try report([
            [(0, 0), (100, 0)], [(50, -50), (50, 50)], [(20, 40), (20, 1.5)],
            [(200, 0), (300, 0)], [(200, 0), (300, 0)], [(300, 0), (400, 0)],
            [(200, 0), (200, -60)],
        ])
        #expect(found.size == "streets: 7 walkable edges, 0.6 km")
        let islands = try #require(finding(found, .island))
        #expect(islands.count == 3)
        #expect(
            Set(islands.features.prefix(2)) == [
                "fid 0 at 0.0 0.0: 100.0 m", "fid 1 at 50.0 -50.0: 100.0 m",
            ])
        #expect(islands.features[2].hasSuffix(": 38.5 m"))
        #expect(finding(found, .nearMiss)?.features == ["fid 2 at 20.0 1.5: 1.500 m from fid 0"])
        let crossings = try #require(finding(found, .crossingWithoutVertex))
        #expect(crossings.count == 1)
        #expect(crossings.features[0].contains(" at 50.0 0.0: crosses fid "))
        #expect(Set(crossings.features[0].split(separator: " ").compactMap { Int($0) }) == [0, 1])
        let twice = try #require(finding(found, .duplicateEdge))
        #expect(twice.features.count == 1 && twice.features[0].contains(": as fid "))
        #expect(finding(found, .notCut) == nil)
        // No address is within 150 m of one of these.
        #expect(finding(found, .beyondMaxSnap, "addresses")?.count == 10)
    }

    @Test func rowsByHand() throws {
        let crossings = SquareTown.layer("oversteek", .crossings, points: [(500, 519), (500, 521)])
        let far = SquareTown.layer("hub", .destination, points: [(500, 600), (500, 651)])
        let found = try report(
            [[(0, 500), (1000, 500)], [(7, 7), (7, 7)], [(1000, 500), (2000, 500)]],
            speeds: [50, 30, 0], [crossings, far])
        #expect(finding(found, .zeroLength)?.features == ["fid 1 at 7.0 7.0"])
        #expect(finding(found, .unknownSpeed)?.features == ["fid 2 at 1000.0 500.0"])
        #expect(finding(found, .farCrossing, "oversteek")?.features == ["fid 1 at 500.0 521.0"])
        #expect(finding(found, .beyondMaxSnap, "hub")?.features == ["fid 1 at 500.0 651.0"])
        #expect(
            found.findings.map(\.rule)
                == found.findings.map(\.rule).sorted {
                    (NetworkFinding.Rule.allCases.firstIndex(of: $0) ?? 0)
                        < (NetworkFinding.Rule.allCases.firstIndex(of: $1) ?? 0)
                })
    }

    /// A line and a green area at most 150 m from the street at y = 500, and others that no street comes near.
    @Test func linesAndAreasThatNoStreetLeadsTo() throws {
        let lint = SquareTown.layer(
            "lint", .destination, lines: [[(0, 650), (100, 900)], [(300, 651), (400, 900)]])
        let green = SquareTown.layer(
            "green", .green,
            polygons: [
                SquareTown.rectangle(0, 340, 100, 350), SquareTown.rectangle(300, 340, 400, 349),
            ])
        let found = try report([[(0, 500), (1000, 500)]], [lint, green])
        #expect(finding(found, .beyondMaxSnap, "lint")?.features == ["fid 1 at 300.0 651.0"])
        #expect(finding(found, .beyondMaxSnap, "green")?.features == ["fid 1 at 300.0 340.0"])
    }

    /// Who wants to walk where nobody may is told so before a run.
    @Test func noStreetIsWalkable() {
        var street = SquareTown.layer("streets", .streets, lines: [[(0, 0), (9, 0)]])
        street.masks[Layer.walkableMask] = [false]
        let error = #expect(throws: AnalysisError.self) {
            _ = try NetworkReport(SquareTown.workspace([SquareTown.meetingPlaces(), street]))
        }
        #expect(error?.message == "layer streets: no street is walkable")
    }

    /// A grid of streets drawn from side to side: nothing meets but crosses.
    @Test func linesThatNobodyCut() throws {
        let lines = (1...6).map { 100.0 * Double($0) }
        let across: [[(Double, Double)]] = lines.map { [(0, $0), (1000, $0)] }
        let along: [[(Double, Double)]] = lines.map { [($0, 0), ($0, 1000)] }
        let found = try report(across + along)
        let uncut = try #require(finding(found, .notCut))
        #expect(uncut.count == 12 && uncut.remedy.contains("v.clean"))
        let crossings = try #require(finding(found, .crossingWithoutVertex))
        #expect(crossings.count == 36 && crossings.features.count == NetworkFinding.listed)
        #expect(finding(found, .island)?.count == 11)
    }

    @Test func nothingToSay() throws {
        #expect(try NetworkReport(SquareTown.workspace([])).size == nil)
        var street = SquareTown.layer("streets", .streets, lines: [[(0, 0), (9, 0)]])
        street.masks[Layer.walkableMask] = [false]
        let found = try NetworkReport(SquareTown.workspace([street]))
        #expect(found.size?.contains("none is walkable") == true && found.findings.isEmpty)
    }
}
