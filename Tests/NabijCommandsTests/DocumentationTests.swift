// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// What the documentation says, run as a user would.
@Suite struct DocumentationTests {
    /// The arithmetic is in docs/indicators.md.
    @Test func theWorkedExample() throws {
        let expected: [String: Double] = [
            "inhabitants": 100, "addresses": 3, "area_m2": 1_000_000,
            "meeting_places_distance_mean": 250, "meeting_places_distance_median": 100,
            "meeting_places_distance_p90": 500, "meeting_places_distance_max": 500,
            "meeting_places_distance_share_300": 75, "meeting_places_reach_300_mean": 0.75,
            "meeting_places_area_share_300": 100 * Double.pi * 300 * 300 / 1_000_000,
            "meeting_places_count": 1, "green_area": 60_000, "green_share": 6,
            "green_per_inhabitant": 600, "green_access_300_1ha": 75, "zone_cover_share": 50,
            "zone_people_share": 75, "sites_count": 2, "sites_size": 40,
            "sites_near_meeting_places_300_share": 75, "sites_in_zone_share": 75,
        ]
        let rows = try indicators("docs/worked-example/project.yaml")
        let row = try #require(rows.first)
        for (name, value) in expected {
            let found = try #require(Double(row[name] ?? ""), "no value for \(name)")
            #expect(abs(found - value) <= 1e-9 * value, "\(name)")
        }
    }

    /// `RECORD_GOLDENS=1` puts the catalogue of the program into the page, and fails.
    @Test func thePageOfIndicatorsHasTheCatalogue() throws {
        let path = TestFolders.package + "/docs/indicators.md"
        let page = try String(contentsOfFile: path, encoding: .utf8)
        let marks = ("<!-- catalogue: begin -->\n\n", "\n\n<!-- catalogue: end -->")
        let begin = try #require(page.range(of: marks.0))
        let end = try #require(page.range(of: marks.1))
        let table = try NabijProcess.run(["catalogue", "--format", "markdown"]).output
            .trimmingCharacters(in: .newlines)
        let inside = begin.upperBound..<end.lowerBound
        guard page[inside] != table else { return }
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
            try page.replacingCharacters(in: inside, with: table)
                .write(toFile: path, atomically: true, encoding: .utf8)
        }
        Issue.record("docs/indicators.md is not the catalogue; RECORD_GOLDENS=1 rewrites it")
    }

    @Test func theDemonstrationRuns() throws {
        let rows = try indicators("GeoData/vitale-wijken.yaml")
        #expect(rows.count == 27)
        // Every row says that it rests on a sketch.
        #expect(rows.allSatisfy { $0["assumptions"]?.contains("sketch") == true })
        // The numbers that tools/telling-numbers prints.
        let told = [
            "meeting_places_distance_share_300", "meeting_places_distance_mean",
            "green_per_inhabitant", "groene_lint_distance_share_300", "zones_30_cover_share",
            "zones_30_people_share",
        ]
        for row in rows where row["buurtcode"] != "BU03070309" {
            for name in told {
                #expect(Double(row[name] ?? "") != nil, "\(row["buurtcode"] ?? "") \(name)")
            }
        }
        // Nobody lives in the railway yard: what is said of people is absent, not 0.
        let yard = try #require(rows.first { $0["buurtcode"] == "BU03070309" })
        #expect(yard["meeting_places_distance_mean"] == "")
        #expect(yard["inhabitants"] == "")
    }

    /// The rows of indicators.csv by column; texts in these projects need no quotes but one name.
    private func indicators(_ project: String) throws -> [[String: String]] {
        var rows: [[String: String]] = []
        try TestFolders.temporary { folder in
            let out = folder + "/out"
            let path = TestFolders.package + "/" + project
            let result = try NabijProcess.run(["run", path, "--out", out])
            #expect(result.code == 0, "\(result.errors)")
            let text = try String(contentsOfFile: out + "/indicators.csv", encoding: .utf8)
                .replacingOccurrences(of: "\"Vechtzoom-noord, Klopvaart\"", with: "Vechtzoom-noord")
            let lines = text.split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            rows = lines.dropFirst().map { line in
                Dictionary(zip(lines[0], line), uniquingKeysWith: { first, _ in first })
            }
        }
        return rows
    }
}
