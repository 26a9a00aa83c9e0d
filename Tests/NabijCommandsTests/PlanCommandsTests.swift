// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// The commands about plans on the demonstration project, as a planner runs them.
@Suite struct PlanCommandsTests {
    private static let data = TestFolders.package + "/GeoData/"
    private static let project = data + "vitale-wijken.yaml"
    private static let lints = ["a", "b", "c", "d"].map { data + "plan-lint-\($0).yaml" }

    private func lines(_ path: String) throws -> [[String]] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    private func error(_ arguments: [String], code: Int32 = 65) throws -> String {
        var said = ""
        try TestFolders.temporary { folder in
            let result = try NabijProcess.run(arguments + ["--out", folder + "/out"])
            #expect(result.code == code, "\(result.errors)")
            #expect(!FileManager.default.fileExists(atPath: folder + "/out"))
            let lines = result.errors.split(separator: "\n").filter { $0.hasPrefix("error: ") }
            #expect(lines.count == 1)
            said = String(lines.first?.dropFirst(7) ?? "")
        }
        return said
    }

    @Test func compareTellsWhoIsServed() throws {
        try TestFolders.temporary { folder in
            let out = folder + "/out"
            let run = try NabijProcess.run(
                ["compare", Self.project, "--scenarios"] + Self.lints + ["--out", out])
            #expect(run.code == 0, "\(run.errors)")
            let gains = try lines(out + "/gains.csv")
            // Who gains by walking is told, though some people have no way.
            for id in ["distance_share_300", "walk_share_300", "safe_walk_share_300"] {
                let rows = gains.filter {
                    $0[0] == "plan-lint-b" && $0[1] == "total" && $0[3] == "groene_lint_" + id
                }
                #expect(rows.count == 1, "\(id)")
                #expect((rows.first.flatMap { Double($0[5]) } ?? 0) > 1000, "\(id)")
            }
            let page = try String(contentsOfFile: out + "/report.html", encoding: .utf8)
            #expect(page.contains("Groene Lint D, Zuidelijke lus"))
            #expect(page.contains("sketch") || page.contains("schets"))
            #expect(page.utf8.count < 2_000_000)
        }
    }

    @Test func timelineAndChoiceHavePages() throws {
        try TestFolders.temporary { folder in
            let timeline = try NabijProcess.run([
                "timeline", Self.project, "--scenario", Self.data + "plan-30.yaml", "--years",
                "2023-2024", "--out", folder + "/t", "--language", "en",
            ])
            #expect(timeline.code == 0, "\(timeline.errors)")
            // A zone that slips costs nobody a distance to green.
            #expect(!timeline.output.contains("green_distance"))
            let page = try String(contentsOfFile: folder + "/t/report.html", encoding: .utf8)
            #expect(page.contains("inhabitant-years"))
            let choice = try NabijProcess.run([
                "optimise", Self.project, "--candidates", Self.data + "candidates.yaml",
                "--budget", "3530000", "--maximise", "meeting_places_distance_share_500",
                "--out", folder + "/o",
            ])
            #expect(choice.code == 0, "\(choice.errors)")
            for file in ["report.html", "frontier.svg", "plan.csv", "frontier.csv"] {
                #expect(FileManager.default.fileExists(atPath: folder + "/o/" + file))
            }
        }
    }

    /// A minimum for every wijk changes the choice, and the result keeps it.
    @Test func aMinimumOfEveryDistrictIsKept() throws {
        try TestFolders.temporary { folder in
            let share = "meeting_places_distance_share_500"
            func optimise(_ more: [String], _ name: String) throws -> [[String]] {
                let run = try NabijProcess.run(
                    [
                        "optimise", Self.project, "--candidates",
                        Self.data + "candidates.yaml", "--budget", "100000", "--maximise", share,
                        "--out", folder + "/" + name,
                    ] + more)
                #expect(run.code == 0, "\(run.errors)")
                return try lines(folder + "/" + name + "/plan.csv").dropFirst()
                    .filter { $0[3] == "true" }
            }
            let free = try optimise([], "free")
            let bound = try optimise(["--minimum", "\(share)@district=45"], "bound")
            #expect(free != bound)
            #expect(bound.reduce(0) { $0 + (Double($1[1]) ?? 0) } <= 100_000)
            // What the chosen ones give, by a run of their own.
            let chosen = bound.map { $0[0] }
            let all = try String(contentsOfFile: Self.data + "candidates.yaml", encoding: .utf8)
                .split(separator: "\n")
            let kept = all.filter { line in
                !line.hasPrefix("  - ") || chosen.contains { line.contains("id: \($0),") }
            }.joined(separator: "\n")
            let scenario = folder + "/chosen.yaml"
            try Data(kept.utf8).write(to: URL(fileURLWithPath: scenario))
            let run = try NabijProcess.run([
                "run", Self.project, "--scenario", scenario, "--out", folder + "/run",
                "--format", "csv",
            ])
            #expect(run.code == 0, "\(run.errors)")
            let table = try lines(folder + "/run/indicators-district.csv")
            let column = try #require(table[0].firstIndex(of: share))
            for row in table.dropFirst() { #expect((Double(row[column]) ?? 0) >= 45, "\(row[0])") }
        }
    }

    @Test(arguments: [
        (
            ["--budget", "10"],
            "--budget 10 is below the cheapest candidate (creatieve-broedplaats, EUR 50000); raise it"
        ),
        (
            ["--budget", "50000", "--minimum", "meeting_places_distance_share_500@wijken=40"],
            "--minimum: the project has no level 'wijken'; there are buurt, district, wijk, gemeente"
        ),
        (
            ["--budget", "50000", "--minimum", "meeting_places_distance_share_500=99"],
            "--minimum meeting_places_distance_share_500=99: no choice within the rules and the budget was found that reaches it; lower it, raise --budget or add candidates"
        ),
    ])
    func anImpossibleChoiceIsOneLine(arguments: [String], message: String) throws {
        #expect(
            try error(
                [
                    "optimise", Self.project, "--candidates", Self.data + "candidates.yaml",
                    "--maximise", "meeting_places_distance_share_500",
                ] + arguments) == message)
    }

    @Test func contradictoryCandidatesAreOneLine() throws {
        try TestFolders.temporary { folder in
            let path = folder + "/both.yaml"
            func text(_ a: String, _ b: String) -> String {
                "scenario: Both\nchanges:\n"
                    + "  - {id: a, add: meeting_places, at: [136140, 459300], cost: 5, \(a)}\n"
                    + "  - {id: b, add: meeting_places, at: [137450, 458540], cost: 5, \(b)}\n"
            }
            let arguments = [
                "optimise", Self.project, "--candidates", path, "--budget", "8", "--maximise",
                "meeting_places_distance_share_500",
            ]
            for (a, b, message) in [
                (
                    "chosen: yes, excludes: [b]", "chosen: yes",
                    "changes a and b must both be chosen and exclude each other; change one of them"
                ),
                (
                    "chosen: yes, requires: [b]", "chosen: no",
                    "change b is chosen: no, and one that is chosen: yes requires it; change one of them"
                ),
                (
                    "chosen: yes", "chosen: yes",
                    "what must be chosen costs EUR 10, more than --budget 8; raise it or take out a chosen: yes"
                ),
            ] {
                try Data(text(a, b).utf8).write(to: URL(fileURLWithPath: path))
                #expect(try error(arguments) == "\(path): \(message)")
            }
        }
    }
}
