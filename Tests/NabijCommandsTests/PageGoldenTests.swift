// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// Pages and maps of the town of four squares, compared by what they tell.
///
/// Classes, counts, colours and texts are compared, not where a line runs; so a golden can be checked by hand
/// against `indicators.csv` beside it.
@Suite struct PageGoldenTests {
    private func run(_ body: (String) throws -> Void) throws {
        try TestFolders.temporary { folder in
            let run = try NabijProcess.run([
                "run", "town/town.yaml", "--out", folder + "/out", "--format", "html,svg",
            ])
            #expect(run.code == 0, "\(run.errors)")
            try body(folder + "/out/")
        }
    }

    @Test(arguments: ["hubs_distance_mean", "sites_size"]) func mapsTell(name: String) throws {
        try run { out in
            let text = try String(contentsOfFile: out + "maps/\(name).svg", encoding: .utf8)
            try expectGolden(Self.map(text), "town/map-\(name).txt")
        }
    }

    @Test func theReportTells() throws {
        try run { out in
            let text = try String(contentsOfFile: out + "report.html", encoding: .utf8)
            try expectGolden(try Self.topics(text) + Self.texts(text), "town/report.txt")
        }
    }

    @Test func theFactsheetTells() throws {
        try run { out in
            let text = try String(
                contentsOfFile: out + "factsheets/Rasterdam.html", encoding: .utf8)
            try expectGolden(Self.texts(text), "town/factsheet.txt")
        }
    }

    /// Each buurt with its value and the colour of its class, then all texts.
    private static func map(_ svg: String) -> String {
        var colours: [String: String] = ["cm": "hatched", "cs": "hatched twice"]
        for match in svg.matches(of: /\.(c\d|cn)\{fill:(#[0-9a-f]+)\}/) {
            colours[String(match.output.1)] = String(match.output.2)
        }
        let land = svg.matches(of: /<path class="(c\w)" d="[^"]*"><title>([^<]*)</).map {
            "\($0.output.2) | \(colours[String($0.output.1)] ?? "no colour")"
        }
        let legend = svg.matches(of: /<rect class="(c\w)"/).map {
            "legend | \(colours[String($0.output.1)] ?? "no colour")"
        }
        let texts = svg.matches(of: /<(?:text|desc|title id="t")[^>]*>([^<]*)</).map {
            String($0.output.1)
        }
        return (land + legend + texts).joined(separator: "\n")
            .replacing(/Nabij \d+\.\d+\.\d+/, with: "Nabij") + "\n"
    }

    /// A line per topic of a report: name, title, and per class label, count and colour, then the class of
    /// each buurt.
    private static func topics(_ page: String) throws -> String {
        let data = try #require(page.firstMatch(of: /id="data">([^<]*)</)).output.1
        let root = try #require(
            try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any])
        let topics = try #require(root["topics"] as? [[String: Any]])
        return try topics.map { topic in
            let classes = try #require(topic["classes"] as? [String: Any])
            let labels = try #require(classes["labels"] as? [String])
            let counts = try #require(classes["counts"] as? [Int])
            let colours = try #require(classes["colours"] as? [String])
            let legend = labels.indices.map { "\(labels[$0]) x \(counts[$0]) \(colours[$0])" }
            return "\(topic["id"] ?? "") | \(topic["title"] ?? "") | "
                + legend.joined(separator: ", ") + " | \(classes["rows"] ?? "")\n"
        }.joined()
    }

    /// What a reader sees of a page, a line per element.
    private static func texts(_ page: String) -> String {
        let body = page.replacing(/<(script|style|svg|title)\b[^>]*>(.|\n)*?<\/\1>/, with: "")
            .replacing(/<\/?(strong|span|em|code|a)\b[^>]*>/, with: "")
            .replacing(/<option[^>]*>[^<]*<\/option>/, with: "")
            .replacing(/<[^>]*>/, with: "\n").replacing("&#39;", with: "'")
            .replacing(/\b[0-9a-f]{16}\b/, with: "MARK")
            .replacing(/Nabij \d+\.\d+\.\d+/, with: "Nabij")
        return body.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
    }
}
