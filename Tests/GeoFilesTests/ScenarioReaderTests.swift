// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Neighbourhoods
import Planar
import Scenarios
import Testing

@testable import GeoFiles

@Suite struct ScenarioReaderTests {
    private let folder: SourceFolder

    init() throws { folder = try SourceFolder() }

    private func scenario(_ changes: String, head: String = "") throws -> String {
        let path = "\(folder.path)/plan.yaml"
        try "scenario: Plan\n\(head)changes:\n\(changes)\n".write(
            toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func loaded(_ changes: String) throws -> LoadedScenario {
        let project = folder.project()
        let workspace = try #require(try folder.load().workspace)
        return try load(
            try readScenario(at: try scenario(changes)), of: project, in: workspace,
            options: LoadOptions())
    }

    private func failure(_ changes: String, head: String = "") -> String {
        do {
            let project = folder.project()
            let workspace = try #require(try folder.load().workspace)
            _ = try load(
                try readScenario(at: try scenario(changes, head: head)), of: project,
                in: workspace, options: LoadOptions())
            return ""
        } catch { return "\(error)".replacingOccurrences(of: folder.path + "/", with: "") }
    }

    @Test func everyKindOfChangeIsRead() throws {
        let plan = try loaded(
            """
              - {id: hub, add: places, at: [136500, 455600], attributes: {naam: Hub}, cost: 50000, works: [2021, 2022], from: 2022}
              - {id: gone, title: Hal gesloten, remove: places, where: "naam = 'Hal'", until: 2030, planned: {from: 2020}}
              - {id: shifted, move: places, where: "naam = 'Hub'", by: [10, -5], requires: [hub]}
              - {id: named, set: places, where: "naam = 'Hub'", attributes: {naam: Buurthuis}}
              - {id: flats, inhabitants: 40, geometry: "MULTIPOINT (136200 455200, 136210 455200)"}
            """)
        let changes = plan.scenario.changes
        #expect(changes.map(\.id) == ["hub", "gone", "shifted", "named", "flats"])
        #expect(changes[0].title == "hub")
        #expect(changes[1].title == "Hal gesloten")
        #expect(changes[0].cost == 50_000)
        #expect(changes[0].period == Period(works: 2021...2022, from: 2022))
        #expect(changes[1].planned == Period(from: 2020))
        #expect(changes[1].effect.pick == FeaturePick(base: [0]))
        #expect(changes[2].effect.pick == FeaturePick(added: ["hub": [0]]))
        guard case .settle(let residents) = changes[4].effect else {
            Issue.record("no residents")
            return
        }
        #expect(residents.people == [20, 20])
        #expect(residents.buurt == [0, 0])
        let workspace = try #require(try folder.load().workspace)
        let after = workspace.applying(changes).workspace.layers[0]
        #expect(after.attributes["naam"]?.values == .texts(["Hal", "Buurthuis"]))
        #expect(after.geometry.points.x == [136_510])
        #expect(after.geometry.points.y == [455_595])
    }

    @Test func aDrawnFileIsTransformedAndItsColumnsFitTheLayer() throws {
        try folder.write("drawn.csv", "x,y,naam,extra\n136500,455600,Nieuw,1\n")
        let plan = try loaded(
            "  - {id: a, replace: places, with: drawn.csv, crs: EPSG:28992}")
        guard case .exchange(0, let removed, let added?) = plan.scenario.changes[0].effect else {
            Issue.record("no exchange")
            return
        }
        #expect(removed.base == [0])
        // What the layer has no column for is left out.
        #expect(added.attributes.columns.map(\.name) == ["x", "y", "naam"])
        #expect(added.geometry.points.x == [136_500])
        #expect(plan.inputs.map(\.source) == ["drawn.csv"])
    }

    @Test func aFilterThatSelectsNothingIsAWarningThatShowsIt() throws {
        let plan = try loaded("  - {id: a, remove: places, where: \"naam = 'Nergens'\"}")
        #expect(plan.warnings.count == 1)
        #expect(
            plan.warnings[0].hasSuffix("change a: no feature of places is where naam = 'Nergens'"))
    }

    @Test(arguments: [
        (
            "  - {id: a, add: place, at: [1, 2]}",
            "plan.yaml:3: change a: the project has no layer \"place\": did you mean \"places\"?"
        ),
        (
            "  - {id: a, ad: places, at: [1, 2]}",
            "plan.yaml:3: unknown key \"ad\" in change a: did you mean \"add\"?"
        ),
        (
            "  - {id: a, add: places}",
            "plan.yaml:3: change a says no place; add with: FILE, geometry: WKT or at: [x, y]"
        ),
        (
            "  - {id: a, add: places, at: [136500, 455500], cost: veel}",
            "plan.yaml:3: cost of change a is \"veel\", which is no number"
        ),
        (
            "  - {id: a, add: places, at: [136500, 455500], from: later}",
            "plan.yaml:3: from of change a is \"later\", which is no number"
        ),
        (
            "  - {id: a, add: places, at: [136500, 455500], attributes: {nam: X}}",
            "plan.yaml:3: change a: layer places has no column \"nam\": did you mean \"naam\"?"
        ),
        (
            "  - {id: a, add: places, at: [100000, 455500]}",
            "plan.yaml:3: change a: it lies outside all buurten, at 100000 455500; correct its coordinates or its CRS"
        ),
        (
            "  - {id: a, add: places, geometry: \"LINESTRING (136500 455500, 136500 455500)\"}",
            "plan.yaml:3: change a: nothing that it draws can be used (fid 1: a part without extent); a line needs two points, an area three"
        ),
        (
            "  - {id: a, add: places, at: [136500, 455500]}\n  - {id: a, remove: places}",
            "plan.yaml:4: change \"a\" is here a second time (first in line 3); give each an id of its own"
        ),
        (
            "  - {id: a, add: places, at: [136500, 455500], requires: [b]}\n  - {id: b, remove: places, requires: [a]}",
            "plan.yaml:3: change a requires itself by way of b; break the circle"
        ),
        (
            "  - {id: a, move: places, by: [1, 1]}\n  - {id: b, move: places, by: [2, 1]}",
            "plan.yaml:4: change b: it contradicts change a (plan.yaml:3) on feature 1 of places in the same years; leave one out, or give them years that do not overlap"
        ),
        (
            "  - {id: a, speed: {inside: x.geojson, to: 30}}",
            "plan.yaml:3: change a: the project has no layer of role zone with speed: 30 to which its polygons would belong; add one"
        ),
    ])
    func badInputIsOneLine(changes: String, message: String) {
        #expect(failure(changes) == message)
    }

    @Test func aScenarioCannotBeBuiltOnItself() {
        #expect(
            failure("  - {id: a, remove: places}", head: "based_on: plan.yaml\n")
                == "plan.yaml:2: the scenario is built on itself by way of plan.yaml; name another")
    }

    @Test func aScenarioHasTheChangesOfTheOneItBuildsOnFirst() throws {
        try folder.write(
            "below.yaml", "scenario: Below\nchanges: [{id: z, remove: places}]\n")
        let path = try scenario(
            "  - {id: a, add: places, at: [136500, 455600]}", head: "based_on: below.yaml\n")
        let file = try readScenario(at: path)
        #expect(file.changes.map(\.id) == ["z", "a"])
        #expect(file.name == "plan")
        #expect(file.files.count == 2)
    }
}
