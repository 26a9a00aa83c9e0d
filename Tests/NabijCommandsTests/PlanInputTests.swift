// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// What is wrong with a plan, as the command line says it: one line with file, change and remedy.
@Suite struct PlanInputTests {
    private static let project = TestFolders.package + "/GeoData/vitale-wijken.yaml"

    /// Checks a scenario of the demonstration; messages without the folder of its file.
    private func check(
        _ changes: String, head: String = "", strict: Bool = false
    ) throws -> (code: Int32, lines: [String]) {
        var answer: (code: Int32, lines: [String]) = (0, [])
        try TestFolders.temporary { folder in
            let path = folder + "/plan.yaml"
            try "scenario: Plan\n\(head)changes:\n\(changes)\n".write(
                toFile: path, atomically: true, encoding: .utf8)
            try "scenario: Other\nbased_on: plan.yaml\nchanges: [{id: z, remove: trees}]\n".write(
                toFile: folder + "/other.yaml", atomically: true, encoding: .utf8)
            let run = try NabijProcess.run(
                ["check", Self.project, "--scenario", path] + (strict ? ["--strict"] : []))
            let lines = run.errors.split(separator: "\n").map {
                $0.replacingOccurrences(of: folder + "/", with: "")
            }
            answer = (
                run.code,
                lines.filter { $0.hasPrefix("error: ") || $0.contains("plan.yaml") }
            )
        }
        return answer
    }

    private static let hub = "add: meeting_places, at: [136140, 459300]"

    @Test(arguments: [
        (
            "  - {id: a, remove: , where: \"naam = 'X'\"}",
            "plan.yaml:3: remove of change a has no value; give one or leave the key out"
        ),
        (
            "  - {id: a, where: \"naam = 'X'\"}",
            "plan.yaml:3: change a says nothing to do; it needs one of add, remove, replace, set, move, speed, inhabitants"
        ),
        (
            "  - {id: a, add: meetingplaces, at: [136140, 459300]}",
            "plan.yaml:3: change a: the project has no layer \"meetingplaces\": did you mean \"meeting_places\"?"
        ),
        (
            "  - {id: a, add: addresses, at: [136140, 459300]}",
            "plan.yaml:3: change a: addresses is where people live; new dwellings are written as inhabitants: 120, at: [x, y]"
        ),
        (
            "  - {id: a, remove: meeting_places, where: \"nam = 'X'\"}",
            "plan.yaml:3: change a: layer meeting_places: the filter nam = 'X' is not understood (\"nam\" not recognised as an available field.); columns: x, y, naam, district, soort, jaar_van, toelichting, confidence, source"
        ),
        (
            "  - {id: a, replace: groene_lint, geometry: \"LINESTRING (136140 459300)\"}",
            "plan.yaml:3: change a: nothing that it draws can be used (fid 1: a part without extent); a line needs two points, an area three"
        ),
        (
            "  - {id: a, replace: groene_lint, geometry: \"POINT (136140 459300)\"}",
            "plan.yaml:3: change a: it draws a point, and groene_lint has lines; a line needs two points"
        ),
        (
            "  - {id: a, replace: groene_lint, geometry: \"LINESTRING (120000 459300, 120100 459300)\"}",
            "plan.yaml:3: change a: it lies outside all buurten, at 120000 459300; correct its coordinates or its CRS"
        ),
        (
            "  - {id: a, \(hub), cost: veel}",
            "plan.yaml:3: cost of change a is \"veel\", which is no number"
        ),
        (
            "  - {id: a, \(hub), cost: -5}",
            "plan.yaml:3: cost of change a is -5 and must not be below 0"
        ),
        (
            "  - {id: a, \(hub), from: 20x4}",
            "plan.yaml:3: from of change a is \"20x4\", which is no number"
        ),
        (
            "  - {id: a, \(hub), from: 2024.5}",
            "plan.yaml:3: from of change a is no year such as 2024"
        ),
        (
            "  - {id: a, \(hub), works: [2024, 2022]}",
            "plan.yaml:3: works of change a is the first and the last year, such as [2021, 2022]"
        ),
        (
            "  - {id: a, \(hub), from: 2024, until: 2022}",
            "plan.yaml:3: change a has until 2022 before from 2024; swap them"
        ),
        (
            "  - {id: a, \(hub), requires: [b]}\n  - {id: b, \(hub), requires: [c]}\n  - {id: c, \(hub), requires: [a]}",
            "plan.yaml:3: change a requires itself by way of b; break the circle"
        ),
        (
            "  - {id: a, \(hub), requires: [renovatie]}",
            "plan.yaml:3: change a: there is no change \"renovatie\"; known are a"
        ),
        (
            "  - {id: a, move: meeting_places, by: [1, 1]}\n  - {id: b, move: meeting_places, by: [2, 1]}",
            "plan.yaml:4: change b: it contradicts change a (plan.yaml:3) on feature 1 of meeting_places in the same years; leave one out, or give them years that do not overlap"
        ),
        (
            "  - {id: a, set: meeting_places, attributes: {naam: X}}\n  - {id: b, set: meeting_places, attributes: {naam: Y}}",
            "plan.yaml:4: change b: it contradicts change a (plan.yaml:3) on feature 1 of meeting_places in the same years; leave one out, or give them years that do not overlap"
        ),
    ])
    func whatIsWrongIsOneLine(changes: String, message: String) throws {
        let (code, lines) = try check(changes)
        #expect(code == 65)
        #expect(lines.count == 1, "\(lines)")
        #expect(lines.first == "error: " + message)
    }

    /// Changes of other years do not contradict each other.
    @Test func yearsThatDoNotOverlapContradictNothing() throws {
        let (code, lines) = try check(
            "  - {id: a, move: meeting_places, by: [1, 1], until: 2023}\n"
                + "  - {id: b, move: meeting_places, by: [2, 1], from: 2024}")
        #expect(code == 0)
        #expect(lines.isEmpty, "\(lines)")
    }

    @Test(arguments: ["plan.yaml", "other.yaml"])
    func aScenarioBuiltOnItselfIsOneLine(below: String) throws {
        let (code, lines) = try check(
            "  - {id: a, \(Self.hub)}", head: "based_on: \(below)\n")
        #expect(code == 65)
        let file = below == "plan.yaml" ? "plan.yaml" : "other.yaml"
        #expect(
            lines == [
                "error: \(file):2: the scenario is built on itself by way of plan.yaml; name another"
            ])
    }

    @Test func aScenarioThatIsNotThereIsMissingInput() throws {
        let (code, lines) = try check(
            "  - {id: a, \(Self.hub)}", head: "based_on: nowhere.yaml\n")
        #expect(code == 66)
        #expect(lines == ["error: nowhere.yaml: there is no such scenario file"])
    }

    // The southernmost land of Batau ends west of x = 133,000; 500 m is the largest distance that is asked of the
    // Groene Lint.
    @Test(arguments: [
        (
            "  - {id: a, remove: meeting_places, where: \"naam = 'Nergens'\"}",
            "plan.yaml:3: change a: no feature of meeting_places is where naam = 'Nergens'"
        ),
        (
            "  - {id: a, replace: groene_lint, geometry: \"LINESTRING (136140 459300, 130000 459300)\"}",
            "plan.yaml:3: change a: a part of it lies far outside all buurten, FAR m from the nearest, at 130000 459300: it can serve nobody"
        ),
    ])
    func whatIsOddIsAWarningAndAnErrorUnderStrict(changes: String, message: String) throws {
        let parts = message.components(separatedBy: "FAR")
        let (code, lines) = try check(changes)
        #expect(code == 0)
        #expect(lines.count == 1, "\(lines)")
        #expect(lines.first?.hasPrefix("warning: " + parts[0]) ?? false, "\(lines)")
        #expect(lines.first?.hasSuffix(parts[parts.count - 1]) ?? false, "\(lines)")
        let (strict, errors) = try check(changes, strict: true)
        #expect(strict == 65)
        #expect(errors.filter { $0.hasPrefix("error: ") }.count == 1, "\(errors)")
    }

    /// North of Overvecht: within the 500 m that people are counted a Lint may be meant, and is warned of.
    @Test func aDrawingNearTheBuurtenIsWarnedAndAFarOneRefused() throws {
        func line(_ y: Int) -> String {
            "  - {id: a, replace: groene_lint, geometry: \"LINESTRING (134300 \(y), 134400 \(y))\"}"
        }
        var states: [Int: Int32] = [:]
        for y in stride(from: 459_800, through: 462_800, by: 300) {
            let (code, lines) = try check(line(y))
            if code == 65 {
                #expect(lines[0].contains("it lies outside all buurten, at 134300 \(y)"))
                states[y] = 2
            } else {
                #expect(code == 0)
                let isNear = lines.contains { $0.contains("m from the nearest, at 134300 \(y)") }
                states[y] = isNear ? 1 : 0
            }
        }
        // Farther north it is inside, then near, then refused, and never the other way.
        let order = states.sorted { $0.key < $1.key }.map(\.value)
        #expect(order == order.sorted(), "\(order)")
        #expect(Set(order) == [0, 1, 2], "\(order)")
    }

    /// A line over the border of two buurten, inside both, is what a Lint is.
    @Test func crossingTheBorderOfABuurtIsNothingOdd() throws {
        let (code, lines) = try check(
            "  - {id: a, replace: groene_lint, geometry: \"LINESTRING (135300 459000, 136700 459000)\"}"
        )
        #expect(code == 0)
        #expect(lines.isEmpty, "\(lines)")
    }
}
