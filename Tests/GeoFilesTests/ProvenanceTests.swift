// SPDX-License-Identifier: EUPL-1.2
import Foundation
@testable import GeoFiles
import Testing

@Suite struct ProvenanceTests {
    func root(_ content: OutputContent, _ file: String) throws -> [String: Any] {
        var root: [String: Any] = [:]
        try OutputSample.write(content) { folder in
            let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file))
            root = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
            for entry in root["files"] as? [[String: Any]] ?? [] {
                let name = try #require(entry["name"] as? String)
                guard let sha256 = entry["sha256"] as? String else { continue }
                #expect(Fingerprint.hex(ofFile: folder + "/" + name) == sha256, "\(name)")
            }
        }
        return root
    }

    @Test func inputsDefectsIndicatorsAndFiles() throws {
        let root = try root(OutputSample.content(), "provenance.json")
        #expect(root["generator"] as? String == "nabij")
        #expect(root["created"] as? String == "2024-05-31T12:00:00Z")
        let files = try #require(root["files"] as? [[String: Any]])
        #expect(
            files.map { $0["name"] as? String } == [
                "indicators.csv", "indicators-wijk.csv", "indicators-gemeente.csv",
                "indicators-total.csv", "status.csv", "addresses.csv", "indicators.geojson",
                "nabij.gpkg", "provenance.json", "timings.json",
            ])
        let inputs = try #require(root["inputs"] as? [[String: Any]])
        #expect(inputs[0]["sha256"] as? String == "ab" && inputs[0]["features"] as? Int == 3)
        let defects = try #require(root["defects"] as? [[String: Any]])
        #expect(defects[0]["rule"] as? String == "outside_buurten")
        #expect(defects[0]["features"] as? [String] == ["fid 3 at 1 2"])
        #expect((root["indicators"] as? [Any])?.count == 2)
        let versions = try #require(root["versions"] as? [String: String])
        #expect(versions.keys.sorted() == ["gdal", "geos", "nabij", "proj"])
        #expect(versions.values.allSatisfy { !$0.isEmpty })
    }

    @Test func privacyHidesThePlacesOfAddresses() throws {
        let root = try root(
            OutputSample.content(perAddress: false, minimumInhabitants: 50), "provenance.json")
        let defects = try #require(root["defects"] as? [[String: Any]])
        #expect((defects[0]["features"] as? [String])?.isEmpty == true)
        #expect(defects[0]["count"] as? Int == 1)
    }

    @Test func timings() throws {
        let root = try root(OutputSample.content(), "timings.json")
        #expect(root["threads"] as? Int == 2)
        #expect((root["peak_memory_bytes"] as? Int ?? 0) > 1 << 20)
        let stages = try #require(root["stages"] as? [[String: Any]])
        #expect(
            stages.map { $0["name"] as? String } == [
                "load:buurten", "assign", "write:indicators.csv", "write:indicators-wijk.csv",
                "write:indicators-gemeente.csv", "write:indicators-total.csv", "write:status.csv",
                "write:addresses.csv", "write:indicators.geojson", "write:nabij.gpkg",
                "write:provenance.json",
            ])
        #expect(stages[0]["seconds"] as? Double == 0.5)
    }
}
