// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GeoFiles
import SyntheticTown
import Testing

@testable import NabijCommands

@Suite struct SyntheticFilesTests {
    private let town = SyntheticTown(scale: .town, seed: 7)

    @Test func bothProjectFilesAreRead() throws {
        let full = try read(SyntheticFiles.project(town))
        #expect(full.project == "Synthetic S, seed 7")
        #expect(full.population?.weight == "inhabitants")
        #expect(full.layers.count == 9)
        let measured = try read(SyntheticFiles.benchmark(town))
        #expect(measured.layers.count == 6)
        #expect(measured.buurten.groups.map(\.level) == ["gemeente"])
    }

    @Test func everyLayerOfTheTownHasItsPlace() throws {
        let file = try read(SyntheticFiles.project(town))
        var used = file.layers.compactMap(\.source.layer)
        used += [file.buurten.source.layer, file.population?.source?.layer].compactMap { $0 }
        var made: [String] = []
        town.forEachLayer { made.append($0.name) }
        #expect(used.sorted() == made.sorted())
    }

    private func read(_ text: String) throws -> ProjectFile {
        let path = NSTemporaryDirectory() + "nabij-\(UUID().uuidString).yaml"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return try readProject(at: path)
    }
}
