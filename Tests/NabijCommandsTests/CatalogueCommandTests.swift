// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

@Suite struct CatalogueCommandTests {
    @Test func allKindsInThreeForms() throws {
        let text = try NabijProcess.run(["catalogue"])
        #expect(text.code == 0 && text.errors.isEmpty)
        #expect(text.output.contains("L_distance_mean [m]"))
        let json = try NabijProcess.run(["catalogue", "--format", "json"])
        let rows = try #require(
            JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: String]])
        let keys = ["definition", "direction", "id", "roles", "source", "title", "unit"]
        #expect(rows.allSatisfy { $0.keys.sorted() == keys })
        #expect(rows.contains { $0["id"] == "L_area_share_T" })
        let markdown = try NabijProcess.run(["catalogue", "--format", "markdown"])
        let lines = markdown.output.split(separator: "\n")
        #expect(lines.count == rows.count + 2)
        #expect(lines.allSatisfy { $0.hasPrefix("|") && $0.hasSuffix("|") })
    }

    @Test func indicatorsOfAProject() throws {
        let result = try NabijProcess.run(["catalogue", "town/town.yaml", "--format", "json"])
        #expect(result.code == 0, "\(result.errors)")
        let rows = try #require(
            JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: String]])
        #expect(rows.first?["id"] == "hubs_distance_mean")
        try expectGolden(result.output, "town/catalogue.json")
    }
}
