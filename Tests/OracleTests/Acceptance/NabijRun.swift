// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// A project run by the program on files of the user, with its results.
final class NabijRun {
    /// The folder of the project file; results are in `out`.
    let folder: String
    /// What the program answered.
    let answer: NabijProcess

    /// Writes the project and files beside it, and runs it.
    init(_ yaml: String, files: [String: String] = [:], options: [String] = []) throws {
        folder = NSTemporaryDirectory() + "nabij-acceptance-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, text) in files.merging(["project.yaml": yaml], uniquingKeysWith: { a, _ in a }) {
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
        }
        answer = try NabijProcess.run(
            ["run", "project.yaml", "--out", "out"] + options, in: folder)
        #expect(answer.code == 0, "\(answer.errors)")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Path of a file of the results.
    func path(_ name: String) -> String { folder + "/out/" + name }

    /// Text of a file of the results.
    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path(name))), as: UTF8.self)
    }

    /// Rows of a table of the results.
    func rows(_ name: String = "indicators.csv") throws -> [[String: String]] {
        csvRows(try text(name))
    }

    /// `provenance.json`.
    func provenance() throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path("provenance.json")))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
}

/// Expects that a cell holds a number near another.
func expectCell(
    _ row: [String: String], _ column: String, _ expected: Double, within tolerance: Double,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let cell = row[column] ?? "no such column"
    let place: Comment = "\(row["buurtcode"] ?? "") \(column): \(cell), expected \(expected)"
    guard let found = Double(cell) else {
        Issue.record(place, sourceLocation: sourceLocation)
        return
    }
    #expect(abs(found - expected) <= tolerance, place, sourceLocation: sourceLocation)
}

/// The real data of a path, quoted for YAML.
func real(_ path: String) -> String { "\"\(TestData.path(path))\"" }
