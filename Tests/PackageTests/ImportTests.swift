// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

@Suite struct ImportTests {
    @Test func everyImportLineIsDrawn() throws {
        let table = try ArchitectureTable()
        for path in Repository.swiftFiles(below: "Sources") {
            let module = String(path.split(separator: "/")[1])
            for imported in importedModules(try Repository.text(path)) {
                let complaint = table.complaint(module, imports: imported)
                #expect(complaint == nil, "\(path)")
            }
        }
    }

    @Test(arguments: ["Planar", "SpatialIndex", "Neighbourhoods", "Scenarios", "MapLayers"])
    func kernelsDoWithoutFoundation(module: String) throws {
        for path in Repository.swiftFiles(below: "Sources/\(module)") {
            let imported = importedModules(try Repository.text(path))
            #expect(!imported.contains { $0.hasPrefix("Foundation") }, "\(path)")
        }
    }

    @Test func importLinesAreRead() {
        let source = """
            public import Planar
            @testable import struct Neighbourhoods.Layer
              import Foundation
            // import Commented
            let important = 1
            """
        #expect(importedModules(source) == ["Planar", "Neighbourhoods", "Foundation"])
    }
}

/// The modules that a source imports, in order.
func importedModules(_ source: String) -> [String] {
    let kinds = ["struct", "class", "enum", "func", "protocol", "typealias", "let", "var"]
    return source.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ").map(String.init)
        guard let at = words.firstIndex(of: "import"),
            words[..<at].allSatisfy({ isModifier($0) })
        else { return nil }
        let name = words[(at + 1)...].first { !kinds.contains($0) }
        return name?.split(separator: ".").first.map(String.init)
    }
}

private func isModifier(_ word: String) -> Bool {
    word.hasPrefix("@")
        || ["public", "internal", "private", "fileprivate", "package"].contains(word)
}
