// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Neighbourhoods
import Planar
import Testing

@testable import GeoFiles

@Suite struct GeoPackageFileColumnsTests {
    private let path = NSTemporaryDirectory() + "nabij-columns-\(UUID().uuidString).gpkg"

    private func remove() { try? FileManager.default.removeItem(atPath: path) }

    @Test func columnsComeBackAsTheyWere() throws {
        defer { remove() }
        var polygons = PolygonSet()
        polygons.appendRing(x: [0, 10, 10, 0], y: [0, 0, 10, 10])
        polygons.appendRing(x: [2, 2, 4, 4], y: [2, 4, 4, 2])
        polygons.closePolygon(feature: 0)
        polygons.append(x: [20, 30, 25], y: [0, 0, 8], feature: 1)
        let table = AttributeTable(
            count: 2,
            columns: [
                AttributeColumn(name: "whole", values: .integers([-3, 1 << 40])),
                AttributeColumn(name: "text", values: .texts(["é", ""])),
                AttributeColumn(name: "flag", values: .flags([true, false])),
                AttributeColumn(
                    name: "real", values: .reals([0.1, 0]), absence: [0, 1], reasons: ["none"]),
            ])
        try write { file throws(GeoFileError) in
            try file.add(layer: "areas", FeatureGeometry(count: 2, polygons: polygons), table)
        }
        let text = try dump("areas")
        #expect(text.contains("POLYGON ((0 0,10 0,10 10,0 10,0 0),(2 2,2 4,4 4,4 2,2 2))"))
        // The hole of the feature before is gone.
        #expect(text.contains("POLYGON ((20 0,30 0,25 8,20 0))"))
        #expect(text.contains("whole (Integer64) = 1099511627776"))
        #expect(text.contains("text (String) = é"))
        #expect(text.contains("flag (Integer(Boolean)) = 1"))
        #expect(text.contains("real (Real) = (null)"))
    }

    @Test func pointsAndLinesKeepEveryBit() throws {
        defer { remove() }
        var lines = LineSet()
        lines.append(x: [0.1, 5], y: [0.2, 6], feature: 0)
        lines.append(x: [1, 2, 3], y: [1, 2, 1], feature: 1)
        let points = PointSet(x: [152_000.001, 7], y: [0.1 + 0.2, 8], feature: [0, 1])
        try write { file throws(GeoFileError) in
            let none = AttributeTable(count: 2)
            try file.add(layer: "lines", FeatureGeometry(count: 2, lines: lines), none)
            try file.add(layer: "points", FeatureGeometry(count: 2, points: points), none)
        }
        #expect(try dump("lines").contains("LINESTRING (0.1 0.2,5 6)"))
        #expect(try dump("lines").contains("LINESTRING (1 1,2 2,3 1)"))
        #expect(try dump("points").contains("POINT (152000.001 0.3)"))
    }

    @Test func otherGeometryIsRefused() throws {
        defer { remove() }
        let pair = PointSet(x: [0, 1], y: [0, 1], feature: [0, 0])
        #expect(throws: GeoFileError.self) {
            try write { file throws(GeoFileError) in
                try file.add(
                    layer: "pairs", FeatureGeometry(count: 1, points: pair),
                    AttributeTable(count: 1))
            }
        }
    }

    private func write(
        _ body: (GeoPackageFile) throws(GeoFileError) -> Void
    ) throws(GeoFileError) {
        let file = try GeoPackageFile(
            path: path, crs: "EPSG:28992", time: "2024-01-01T00:00:00.000Z")
        try body(file)
        try file.finish()
    }

    /// What GDAL's own tool reads.
    private func dump(_ layer: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["ogrinfo", "-q", "-ro", path, layer]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
