// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

/// The promises of GeoData/README.md, read from the files without the engine.
@Suite struct GeoDataTests {
    @Test func theFourDistrictsAreComplete() throws {
        let buurten = try features("buurten")
        #expect(buurten.count == 27)
        let people = buurten.compactMap { $0["aantal_inwoners"] as? Int }
        // 35,255 + 14,015 + 4,325 + 12,185, as CBS rounds them per buurt.
        #expect(people.reduce(0, +) == 65_780)
        let empty = buurten.filter { $0["aantal_inwoners"] is NSNull }
        #expect(empty.compactMap { $0["buurtcode"] as? String } == ["BU03070309"])
    }

    @Test func addressesAddUpToTheInhabitants() throws {
        let lines = try Repository.text("GeoData/addresses.csv").split(separator: "\n")
        let column = try #require(lines[0].split(separator: ",").firstIndex(of: "inwoners"))
        let people = lines.dropFirst().compactMap { Int($0.split(separator: ",")[column]) }
        #expect(people.count == lines.count - 1)
        #expect(people.reduce(0, +) == 65_780)
    }

    @Test(arguments: ["a", "b", "c", "d"])
    func everyLintIsALoopOfAboutFourKilometres(variant: String) throws {
        let collection = try featureCollection("lint-\(variant)")
        let feature = try #require((collection["features"] as? [[String: Any]])?.first)
        let geometry = try #require(feature["geometry"] as? [String: Any])
        let points = try #require(geometry["coordinates"] as? [[Double]])
        #expect(points.first == points.last)
        var length = 0.0
        for (a, b) in zip(points, points.dropFirst()) {
            length += ((b[0] - a[0]) * (b[0] - a[0]) + (b[1] - a[1]) * (b[1] - a[1])).squareRoot()
        }
        #expect((3800...4200).contains(length))
    }

    @Test(arguments: [
        "buurten", "green", "streets", "crossings", "zones_30", "renovations", "lint-a",
    ])
    func everyFeatureSaysWhatItRestsOn(name: String) throws {
        for feature in try features(name) {
            let confidence = feature["confidence"] as? String ?? ""
            #expect(["H", "M", "L", "sketch"].contains(confidence))
            #expect((feature["source"] as? String ?? "").isEmpty == false)
        }
        let collection = try featureCollection(name)
        #expect((collection["description"] as? String ?? "").hasPrefix("Sketch"))
    }

    @Test func theFilesAreWhatTheTablesGive() throws {
        let process = Process()
        process.executableURL = Repository.root.appendingPathComponent("tools/make-geodata")
        process.arguments = ["--check"]
        let complaint = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = complaint
        try process.run()
        let text = String(
            decoding: complaint.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text)")
    }

    private func featureCollection(_ name: String) throws -> [String: Any] {
        let data = Data(try Repository.text("GeoData/\(name).geojson").utf8)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// The attributes of every feature.
    private func features(_ name: String) throws -> [[String: Any]] {
        let features = try featureCollection(name)["features"] as? [[String: Any]]
        return try #require(features).compactMap { $0["properties"] as? [String: Any] }
    }
}
