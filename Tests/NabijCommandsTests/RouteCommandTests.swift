// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// `nabij route` on the demonstration project, as a planner runs it.
@Suite struct RouteCommandTests {
    private static let data = TestFolders.package + "/GeoData/"
    private static let project = data + "vitale-wijken.yaml"
    private static let letters = ["a", "b", "c", "d"]
    private static let lints = letters.map { data + "plan-lint-\($0).yaml" }
    /// Park de Gagel, where A, B and C begin, and Park de Watertoren, where D does.
    private static let gagel = "135877.8,459479.3"
    private static let watertoren = "136648.2,458831"
    private static let points = [gagel, gagel, gagel, watertoren]

    private func rows(_ path: String) throws -> [[String]] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    private func number(_ rows: [[String]], _ name: String, _ column: String) throws -> Double {
        let place = try #require(rows[0].firstIndex(of: column))
        let row = try #require(rows.first { $0[0] == name }, "\(name)")
        return try #require(Double(row[place]))
    }

    /// Through a point of each sketch, what is found is worth no less than the sketch, and a full run of its
    /// scenario has the inhabitants that it promises.
    @Test(arguments: 0..<4) func noSketchIsWorthMore(variant: Int) throws {
        try TestFolders.temporary { folder in
            let out = folder + "/out"
            let run = try NabijProcess.run([
                "route", Self.project, "--length", "4000", "--through", Self.points[variant],
                "--start", Self.lints[variant], "--variants", "1", "--moves", "100", "--out", out,
            ])
            #expect(run.code == 0, "\(run.errors)")
            let sketch = "plan-lint-\(Self.letters[variant])"
            let table = try rows(out + "/routes.csv")
            #expect(table.first { $0[0] == sketch }?.last == "true")
            let best = try number(table, "route-1", "score")
            #expect(best >= (try number(table, sketch, "score")))
            #expect((3_800...4_200).contains(try number(table, "route-1", "length")))
            for name in ["route-1", sketch] {
                let plan = name == sketch ? Self.lints[variant] : out + "/route-1.yaml"
                let full = try NabijProcess.run([
                    "run", Self.project, "--scenario", plan, "--out", folder + "/" + name,
                    "--format", "csv",
                ])
                #expect(full.code == 0, "\(full.errors)")
                let total = try rows(folder + "/" + name + "/indicators-total.csv")
                func value(_ column: String) throws -> Double {
                    let place = try #require(total[0].firstIndex(of: column))
                    return try #require(Double(total[1][place]))
                }
                let share = try value("groene_lint_distance_share_300")
                let people = try value("inhabitants") * share / 100
                // Coordinates in longitude and latitude come back within a millimetre: an address at 300 m may
                // change sides.
                #expect(abs(people - (try number(table, name, "inhabitants"))) < 15, "\(name)")
            }
        }
    }

    /// Several walks that differ, a page, and the same files for one thread and seven.
    @Test func variantsAreWrittenAndThreadsDoNotShow() throws {
        try TestFolders.temporary { folder in
            let arguments = [
                "route", Self.project, "--length", "4000", "--through", Self.points[0], "--cost",
                "480000", "--variants", "2", "--moves", "60", "--language", "en", "--out",
            ]
            let run = try NabijProcess.run(
                arguments + [folder + "/one", "--threads", "1", "--format", "json"])
            #expect(run.code == 0, "\(run.errors)")
            #expect(run.output.contains("\"passes\""))
            let again = try NabijProcess.run(arguments + [folder + "/seven", "--threads", "7"])
            #expect(again.code == 0, "\(again.errors)")
            for file in ["routes.csv", "route-1.geojson", "route-2.geojson", "route-2.yaml"] {
                let one = try String(contentsOfFile: folder + "/one/" + file, encoding: .utf8)
                let other = try String(contentsOfFile: folder + "/seven/" + file, encoding: .utf8)
                #expect(one == other, "\(file)")
            }
            let table = try rows(folder + "/one/routes.csv")
            #expect(try number(table, "route-2", "overlap") <= 50)
            let plan = try String(contentsOfFile: folder + "/one/route-1.yaml", encoding: .utf8)
            #expect(plan.contains("replace: \"groene_lint\", with: route-1.geojson, cost: 480000"))
            let page = try String(contentsOfFile: folder + "/one/report.html", encoding: .utf8)
            #expect(page.contains("Suggested walks") && page.contains("route-2"))
            if Tidy.isPresent { #expect(try Tidy.problems(page) == []) }
        }
    }

    @Test(arguments: [
        (
            ["--through", "135877.8"], Int32(64),
            "The value '135877.8' is invalid for '--through <x,y>'"
        ),
        (["--through", "100000,400000"], 65, "--through 100000,400000 lies outside all buurten"),
        (
            ["--through", gagel, "--layer", "green"], 65,
            "--layer green has role green, and a walk is a destination; name another"
        ),
        (
            ["--through", gagel, "--layer", "groene_lintt"], 65,
            "--layer: the project has no layer 'groene_lintt'; did you mean 'groene_lint'?"
        ),
        (["--through", gagel, "--length", "50"], 64, "--length is 50 and must be 100 to 25000"),
        (["--through", gagel, "--tolerance", "0"], 64, "--tolerance is 0 and must be 0.1 to 50"),
        (["--through", gagel, "--variants", "0"], 64, "--variants is 0 and must be 1 to 20"),
        (
            ["--through", gagel, watertoren, "--length", "2100"], 65,
            "--length 2100 is too short: the points alone need"
        ),
        (
            ["--through", gagel, "152720,463800"], 65,
            "no route of 4200 m passes --through"
        ),
        (
            ["--through", gagel, "133050,449560", "--length", "25000"], 65,
            "--through: no way along the streets joins the points"
        ),
        (
            ["--through", "143900,457080", "--length", "25000"], 65,
            "no closed walk of 25000 m, give or take 5 %, was found through the points"
        ),
        (
            ["--through", gagel, "--start", data + "plan-30.yaml"], 65,
            "--start: scenario plan-30 draws no line for layer groene_lint; leave it out"
        ),
    ])
    func badInputIsOneLine(arguments: [String], code: Int32, message: String) throws {
        try TestFolders.temporary { folder in
            var all = ["route", Self.project] + arguments
            if !arguments.contains("--length") { all += ["--length", "4000"] }
            let run = try NabijProcess.run(all + ["--moves", "1", "--out", folder + "/out"])
            #expect(run.code == code, "\(run.errors)")
            #expect(!FileManager.default.fileExists(atPath: folder + "/out"))
            let errors = run.errors.split(separator: "\n").filter { $0.hasPrefix("error: ") }
            #expect(errors.count == 1)
            #expect(errors.first?.contains(message) ?? false, "\(errors)")
        }
    }

    /// A project without streets, and a folder that holds something else.
    @Test func noNetworkAndAFullFolderAreOneLine() throws {
        try TestFolders.temporary { folder in
            let text = try String(contentsOfFile: Self.project, encoding: .utf8)
                .split(separator: "\n").filter {
                    !$0.hasPrefix("  streets:") && !$0.hasPrefix("  crossings:")
                }.joined(separator: "\n").replacingOccurrences(
                    of: "source: ", with: "source: " + Self.data)
            try text.write(toFile: folder + "/p.yaml", atomically: true, encoding: .utf8)
            let arguments = ["--length", "4000", "--through", Self.points[0], "--out"]
            let bare = try NabijProcess.run(
                ["route", folder + "/p.yaml"] + arguments + [folder + "/out"])
            #expect(bare.code == 65)
            #expect(
                bare.errors.contains(
                    "a route needs streets, and the project has none where people may walk; add a layer of role streets"
                ))
            try FileManager.default.createDirectory(
                atPath: folder + "/mine", withIntermediateDirectories: false)
            try "x".write(toFile: folder + "/mine/x.txt", atomically: true, encoding: .utf8)
            let full = try NabijProcess.run(
                ["route", Self.project] + arguments + [folder + "/mine"])
            #expect(full.code == 73)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder + "/mine") == ["x.txt"])
        }
    }
}
