// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// A run beside the results of an earlier one: the demonstration in 2021 and in 2024.
@Suite struct PreviousRunTests {
    private static let project = TestFolders.package + "/GeoData/vitale-wijken.yaml"

    private func run(_ arguments: String...) throws -> NabijProcess {
        try NabijProcess.run(["run", Self.project] + arguments)
    }

    private func hash(_ folder: String) throws -> String {
        let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/provenance.json"))
        let root = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return try #require(root?["run_hash"] as? String)
    }

    @Test func differencesClassesAndBothHashes() throws {
        try TestFolders.temporary { folder in
            let old = folder + "/old", new = folder + "/new"
            // The earlier run may have been written for Dutch spreadsheets.
            let first = try run("--out", old, "--year", "2021", "--format", "csv", "--csv", "nl")
            #expect(first.code == 0, "\(first.errors)")
            // One buurt had another code then.
            let table = URL(fileURLWithPath: old + "/indicators.csv")
            let text = try String(contentsOf: table, encoding: .utf8)
            #expect(text.contains("BU03441234") == false)
            let code = try #require(text.firstMatch(of: /BU0344\d\d\d\d/)).output
            try Data(text.replacing(code, with: "BU03449999").utf8).write(to: table)
            let second = try run("--out", new, "--previous", old, "--format", "html")
            #expect(second.code == 0, "\(second.errors)")
            let (before, now) = (try hash(old), try hash(new))
            #expect(before != now)
            let sheet = try String(
                contentsOfFile: new + "/factsheets/Utrecht.html", encoding: .utf8)
            #expect(
                sheet.contains("peiljaar 2021") && sheet.contains(before) && sheet.contains(now))
            // meeting_places.csv: Overvecht has 9 with jaar_van up to 2021 and NOA Tamarinde of 2024.
            #expect(
                sheet.contains(
                    "<td class=\"n\">9</td><td class=\"n better\">+1 <span class=\"small\">gunstiger"
                ))
            let report = try String(contentsOfFile: new + "/report.html", encoding: .utf8)
            #expect(report.contains(before) && report.contains("\"previous\":["))
            #expect(report.contains("(BU03449999).") && report.contains("(\(code))."))
            let account = try String(contentsOfFile: new + "/provenance.json", encoding: .utf8)
            #expect(account.contains("\"previous\"") && account.contains(before))
        }
    }

    /// The same project and year give the same mark, and no change anywhere.
    @Test func nothingChangesBesideItself() throws {
        try TestFolders.temporary { folder in
            let old = folder + "/old"
            #expect(try run("--out", old, "--format", "csv").code == 0)
            // The folder may be its own previous run.
            #expect(try run("--out", old, "--previous", old, "--format", "html").code == 0)
            let report = try String(contentsOfFile: old + "/report.html", encoding: .utf8)
            #expect(report.contains("De buurten zijn dezelfde als toen."))
            let data = try #require(report.firstMatch(of: /id="data">([^<]*)</)).output.1
            let root = try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any]
            let topics = try #require(root?["topics"] as? [[String: Any]])
            for topic in topics where topic["previous"] != nil {
                let now = topic["values"] as? [NSObject], then = topic["previous"] as? [NSObject]
                #expect(now == then, "\(topic["id"] ?? "")")
            }
        }
    }

    @Test func worksHaveYearsAndEuros() throws {
        try TestFolders.temporary { folder in
            #expect(try run("--out", folder + "/o", "--format", "html").code == 0)
            let sheet = try String(
                contentsOfFile: folder + "/o/factsheets/Utrecht.html", encoding: .utf8)
            #expect(sheet.contains("Noordelijke lus</span> (het Groene Lint)"))
            #expect(
                sheet.contains(
                    "<td>2021 – 2022</td><td class=\"n\">–</td><td class=\"n\">€\u{A0}480.000"))
            // 480,000 + 100,000 + 1,200,000 + 1,550,000
            #expect(sheet.contains("<strong>€\u{A0}3.330.000</strong>"))
        }
    }

    @Test func aFolderWithoutResultsIsRefused() throws {
        try TestFolders.temporary { folder in
            let out = folder + "/out"
            let none = try run("--out", out, "--previous", folder + "/none")
            #expect(none.code == 66 && none.errors.contains("no provenance.json"))
            let foreign = folder + "/foreign"
            try FileManager.default.createDirectory(
                atPath: foreign, withIntermediateDirectories: true)
            try Data("{\"generator\": \"other\"}".utf8)
                .write(to: URL(fileURLWithPath: foreign + "/provenance.json"))
            let other = try run("--out", out, "--previous", foreign)
            #expect(other.code == 65 && other.errors.contains("is not of nabij"))
            #expect(!FileManager.default.fileExists(atPath: out))
        }
    }
}
