// SPDX-License-Identifier: EUPL-1.2
import Foundation
@testable import MapLayers
import Neighbourhoods
import TestSupport
import Testing

@Suite struct PhrasesTests {
    private func phrases(_ lines: String...) -> Phrases {
        Phrases(Array(lines.joined(separator: "\n").utf8))
    }

    @Test func placeholdersAreFilledAndLookedUp() {
        let table = phrases(
            "# a note", "empty => leeg", "{a} is missing => {a} ontbreekt", "{a}: {b} => {a}: {b}",
            "near {layer} => bij {layer}", "from {a} to {b} => van {a} tot {b}")
        let told = { (text: String) in table.told(text) { $0 == "hubs" ? "buurthubs" : $0 } }
        #expect(told("empty") == "leeg")
        #expect(told("column x is missing") == "column x ontbreekt")
        #expect(told("fid 7: empty") == "fid 7: leeg")
        #expect(told("near hubs") == "bij buurthubs")
        #expect(told("from 1 to 2") == "van 1 tot 2")
        // No pattern fits, or nothing stands in the place of a placeholder.
        #expect(told("something else") == "something else")
        #expect(told(" is missing") == " is missing")
        #expect(told("near ") == "near ")
    }

    /// Every remedy that goes into a report has a Dutch twin: found in the sources by their argument.
    @Test func everyRemedyOfTheChecksIsKnown() throws {
        let folder = TestFolders.package + "/Sources/GeoFiles"
        var found = 0
        for file in try FileManager.default.subpathsOfDirectory(atPath: folder)
        where file.hasPrefix("Checking/") || file.hasPrefix("Loading/") {
            guard file.hasSuffix(".swift") else { continue }
            let source = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
            for match in source.matches(of: /remedy:\s*"([^"]+)"/) {
                let text = String(match.output.1).replacing(/\\\([^)]*\)/, with: "x")
                found += 1
                #expect(Words.of(.dutch).told(text) != text, "\(file): \(text)")
            }
        }
        #expect(found > 10)
    }

    /// Every source of the catalogue that is a sentence, not the title of a paper.
    @Test func sourcesOfTheCatalogue() {
        let names = ["Nabij", "WHO ", "Gini ", "Palma ", "Konijnendijk "]
        for entry in catalogueEntries
        where !names.contains(where: { entry.source.hasPrefix($0) && !entry.source.contains(";") })
        {
            #expect(Words.of(.dutch).told(entry.source) != entry.source, "\(entry.source)")
        }
    }
}
