// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// Pages speak one language.
///
/// No word of the report, the factsheets and the maps of the demonstration is one that only the other
/// language has. Words are those of the tables, and of the catalogue for English.
@Suite struct PageLanguageTests {
    private static let templates = TestFolders.package + "/Sources/MapLayers/Templates/"

    @Test(arguments: ["nl", "en"]) func noWordOfTheOtherLanguage(language: String) throws {
        let dutch = try Self.table("words.nl.txt") + Self.phrases(column: 1)
        let english =
            try Self.table("words.en.txt") + Self.phrases(column: 0)
            + NabijProcess.run(["catalogue"]).output
        let (own, other) = language == "nl" ? (dutch, english) : (english, dutch)
        let foreign = Self.words(other).subtracting(Self.words(own))
        #expect(foreign.count > 300)
        try TestFolders.temporary { folder in
            let project = TestFolders.package + "/GeoData/vitale-wijken.yaml"
            let run = try NabijProcess.run([
                "run", project, "--out", folder + "/out", "--format", "html,svg",
                "--language", language,
            ])
            #expect(run.code == 0, "\(run.errors)")
            for page in [
                "report.html", "factsheets/Utrecht.html", "factsheets/Amersfoort.html",
                "maps/groene_lint_walk_mean.svg", "maps/renovations_size.svg",
            ] {
                let text = try String(contentsOfFile: folder + "/out/" + page, encoding: .utf8)
                let told = Self.words(Self.visible(text))
                #expect(told.count > 10, "\(page) tells hardly anything")
                // A column of the data, which a remedy names.
                let strange = told.intersection(foreign).subtracting(["woningen"])
                #expect(strange.isEmpty, "\(page): \(strange.sorted())")
            }
        }
    }

    /// The texts of a table without its keys and placeholders.
    private static func table(_ name: String) throws -> String {
        let text = try String(contentsOfFile: templates + name, encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { $0.drop { $0 != ":" } }.joined(separator: "\n").replacing(/\{\w+\}/, with: " ")
    }

    private static func phrases(column: Int) throws -> String {
        let text = try String(contentsOfFile: templates + "phrases.nl.txt", encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
            .compactMap { $0.components(separatedBy: " => ") }
            .map { $0.count > column ? $0[column] : "" }.joined(separator: "\n")
            .replacing(/\{\w+\}/, with: " ")
    }

    /// Words of four letters and more; names of files and columns are none.
    private static func words(_ text: String) -> Set<String> {
        let plain = text.replacing(/[\w\/-]*(_|\.(?=\w))[\w.\/-]*/, with: " ")
        return Set(
            plain.lowercased().split { !$0.isLetter }.filter { $0.count > 3 }.map(String.init))
    }

    /// What a reader sees or hears, without the names that the project gives (`dir="auto"`, titles of
    /// features) and without the source of the definition, which may be the title of a paper.
    private static func visible(_ page: String) -> String {
        var text = ""
        if let data = page.firstMatch(of: /id="data">([^<]*)</) {
            let root = try? JSONSerialization.jsonObject(with: Data(data.output.1.utf8))
            text += strings(root, key: "").joined(separator: "\n")
        }
        for label in page.matches(of: /aria-label="([^"]*)"/) { text += "\n" + label.output.1 }
        return text + "\n"
            + page.replacing(/<(script|style|title|code)\b[^>]*>(.|\n)*?<\/\1>/, with: " ")
            .replacing(/<(\w+)[^>]*dir="auto"[^>]*>[^<]*<\/\1>/, with: " ")
            .replacing(/<[^>]*>/, with: " ").replacing("&amp;", with: "&")
    }

    private static func strings(_ value: Any?, key: String) -> [String] {
        guard !["names", "codes", "source", "layer"].contains(key) else { return [] }
        switch value {
        case let text as String: return [text.replacing(/\{\w+\}/, with: " ")]
        case let list as [Any]: return list.flatMap { strings($0, key: key) }
        case let object as [String: Any]:
            return object.flatMap { strings($0.value, key: $0.key) }
        default: return []
        }
    }
}
