// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// Report and factsheets of the demonstration in a real browser: `tools/check-pages` says what it does.
@Suite(.enabled(if: Chromium.isPresent, "Chromium is not installed (apt-get install chromium)"))
struct PagesTests {
    private func check(_ pages: [String]) throws -> NabijProcess {
        try NabijProcess.run(program: TestFolders.package + "/tools/check-pages", pages)
    }

    @Test func everyoneCanReadAndWorkThem() throws {
        try TestFolders.temporary { folder in
            let out = folder + "/out"
            let project = TestFolders.package + "/GeoData/vitale-wijken.yaml"
            let earlier = try NabijProcess.run([
                "run", project, "--out", folder + "/earlier", "--year", "2021", "--format", "csv",
            ])
            #expect(earlier.code == 0, "\(earlier.errors)")
            // With a previous wave the factsheets are the longest.
            let run = try NabijProcess.run([
                "run", project, "--out", out, "--previous", folder + "/earlier", "--format",
                "html,pdf",
            ])
            #expect(run.code == 0, "\(run.errors)")
            let sheets = try FileManager.default.contentsOfDirectory(atPath: out + "/factsheets")
                .sorted()
            #expect(
                sheets
                    == ["Amersfoort", "Nieuwegein", "Utrecht", "Zeist"].flatMap {
                        [$0 + ".html", $0 + ".pdf"]
                    })
            for sheet in sheets where sheet.hasSuffix(".pdf") {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: out + "/factsheets/" + sheet))
                #expect(bytes.starts(with: Data("%PDF".utf8)) && bytes.count > 10_000)
                // `/Type /Page` and not `/Pages`: one or two sheets of paper.
                let text = String(decoding: bytes, as: UTF8.self)
                let pages = text.matches(of: /\/Type\s*\/Page[^s]/).count
                #expect((1...2).contains(pages), "\(sheet) has \(pages) pages")
            }
            let result = try check([out + "/report.html", out + "/factsheets/Utrecht.html"])
            #expect(result.code == 0, "\(result.output)\(result.errors)")
            if Tidy.isPresent {
                for sheet in sheets.filter({ $0.hasSuffix(".html") }).map({ "factsheets/" + $0 })
                    + ["report.html"]
                {
                    let page = try String(contentsOfFile: out + "/" + sheet, encoding: .utf8)
                    let found = try Tidy.problems(page)
                    #expect(found.isEmpty, "\(sheet): \(found.prefix(5))")
                }
            }
            // The check is not blind: pale letters, and a class that is miscounted.
            let page = try String(contentsOfFile: out + "/report.html", encoding: .utf8)
            let broken = page.replacingOccurrences(of: "--soft:#4a4a4a", with: "--soft:#b0b0b0")
                .replacingOccurrences(
                    of: "</style>", with: ":focus{outline:none!important}</style>"
                )
                .replacingOccurrences(of: "role=\"status\"", with: "role=\"news\"")
                .replacingOccurrences(of: "\"rows\":\"0", with: "\"rows\":\"1")
            try Data(broken.utf8).write(to: URL(fileURLWithPath: out + "/broken.html"))
            let seen = try check([out + "/broken.html"])
            #expect(seen.code == 1)
            for part in ["contrast", "the legend", "keyboard is", "the role news"] {
                #expect(seen.output.contains(part), "\(part)")
            }
        }
    }

    /// The same of the pages about plans.
    @Test func plansCanBeReadAndWorkedByEveryone() throws {
        try TestFolders.temporary { folder in
            let data = TestFolders.package + "/GeoData/"
            let lints = ["a", "b", "c", "d"].map { data + "plan-lint-\($0).yaml" }
            let commands = [
                ["compare", "--scenarios"] + lints,
                ["timeline", "--scenario", data + "plan-30.yaml", "--years", "2020-2026"],
                [
                    "optimise", "--candidates", data + "candidates.yaml", "--budget", "3530000",
                    "--maximise", "meeting_places_distance_share_500",
                ],
                [
                    "route", "--length", "4000", "--through", "135877.8,459479.3", "--variants",
                    "2", "--moves", "50", "--start", lints[1],
                ],
            ]
            var pages: [String] = []
            for command in commands {
                let out = folder + "/" + command[0]
                let run = try NabijProcess.run(
                    [command[0], data + "vitale-wijken.yaml"] + command.dropFirst()
                        + ["--out", out])
                #expect(run.code == 0, "\(run.errors)")
                try FileManager.default.moveItem(
                    atPath: out + "/report.html", toPath: out + ".html")
                let page = try String(contentsOfFile: out + ".html", encoding: .utf8)
                #expect(page.utf8.count < 400_000, "\(command[0]) has \(page.utf8.count) bytes")
                if Tidy.isPresent {
                    let found = try Tidy.problems(page)
                    #expect(found.isEmpty, "\(command[0]): \(found.prefix(5))")
                }
                pages.append(out + ".html")
            }
            let result = try check(pages)
            #expect(result.code == 0, "\(result.output)\(result.errors)")
        }
    }
}

/// A browser without a window.
private enum Chromium {
    static let isPresent = ["chromium", "chromium-browser", "google-chrome"].contains {
        (try? NabijProcess.run(program: $0, ["--version"]).code) == 0
    }
}
