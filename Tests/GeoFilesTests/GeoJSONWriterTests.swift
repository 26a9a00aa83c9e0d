// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GeoFiles
import Neighbourhoods
import Testing

@Suite struct GeoJSONWriterTests {
    static func collection(
        _ content: OutputContent = OutputSample.content()
    ) throws -> [String: Any] {
        var root: [String: Any] = [:]
        try OutputSample.write(content) { folder in
            let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/indicators.geojson"))
            root = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        }
        return root
    }

    static func rings(_ geometry: [String: Any]) -> [[[[Double]]]] {
        if let polygons = geometry["coordinates"] as? [[[[Double]]]] { return polygons }
        return [geometry["coordinates"] as? [[[Double]]] ?? []]
    }

    @Test func typedPropertiesAndBox() throws {
        let root = try Self.collection()
        #expect(root["type"] as? String == "FeatureCollection" && root["crs"] == nil)
        #expect(root["bbox"] as? [Double] == [5, 52, 5.0007, 52.0001])
        let features = try #require(root["features"] as? [[String: Any]])
        #expect(features.map { $0["id"] as? String } == ["BU01", "BU02", "BU03"])
        let first = try #require(features[0]["properties"] as? [String: Any])
        #expect(
            first["green_share"] as? Double == 12.25
                && first["wijknaam"] as? String == "Oost, \"West\"")
        #expect(first["aantal_inwoners"] as? Int == 100)
        let last = try #require(features[2]["properties"] as? [String: Any])
        #expect(last["hub_distance_mean"] is NSNull && last["aantal_inwoners"] is NSNull)
    }

    @Test func ringsAreClosedAndRightHanded() throws {
        let features = try #require(try Self.collection()["features"] as? [[String: Any]])
        let geometries = features.compactMap { $0["geometry"] as? [String: Any] }
        #expect(geometries.map { $0["type"] as? String } == ["Polygon", "MultiPolygon", "Polygon"])
        #expect(geometries.map { Self.rings($0).map(\.count) } == [[2], [1, 1], [1]])
        for geometry in geometries {
            for polygon in Self.rings(geometry) {
                for (index, ring) in polygon.enumerated() {
                    #expect(ring.first == ring.last)
                    let doubled = zip(ring, ring.dropFirst()).map { $0[0] * $1[1] - $1[0] * $0[1] }
                    #expect((doubled.reduce(0, +) > 0) == (index == 0))
                }
            }
        }
    }

    /// A transformation that mirrors the plane turns every ring round; the writer turns it back.
    @Test func mirroredTransformation() throws {
        var content = OutputSample.content()
        content.toLonLat = { x, y in
            for i in x.indices { x[i] = -x[i] / 1000 }
            for i in y.indices { y[i] /= 1000 }
        }
        let features = try #require(try Self.collection(content)["features"] as? [[String: Any]])
        let geometry = try #require(features[0]["geometry"] as? [String: Any])
        let shell = Self.rings(geometry)[0][0]
        let doubled = zip(shell, shell.dropFirst()).map { $0[0] * $1[1] - $1[0] * $0[1] }
        #expect(doubled.reduce(0, +) > 0)
    }

    @Test func failingTransformationLeavesNothing() throws {
        var content = OutputSample.content()
        content.toLonLat = { x, _ in x[0] = .infinity }
        try OutputSample.inFolder { parent in
            let error = OutputSample.failure {
                _ = try writeResults(content, into: OutputFolder(replacing: parent + "/out"))
            }
            #expect(error?.code == .badData)
            let left = try FileManager.default.contentsOfDirectory(atPath: parent)
            #expect(left.isEmpty)
        }
    }
}
