// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import Neighbourhoods
import Planar
import Testing

@testable import GeoFiles

@Suite struct BinaryGeometryTests {
    @Test func aPointByHand() {
        let shapes = BinaryGeometry(
            FeatureGeometry(count: 2, points: PointSet(x: [1], y: [-2], feature: [1])))
        #expect(shapes.type == wkbPoint)
        #expect(shapes.bytes(of: 0).isEmpty)
        // Little-endian, type 1, then 1.0 = 3FF0… and -2.0 = C000….
        let one: [UInt8] = [0, 0, 0, 0, 0, 0, 0xF0, 0x3F],
            two: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0xC0]
        #expect(shapes.bytes(of: 1) == [1, 1, 0, 0, 0] + one + two)
    }

    @Test func mixedFeaturesAreCollections() throws {
        var geometry = FeatureGeometry(
            count: 2, points: PointSet(x: [1, 2], y: [1, 2], feature: [0, 1]))
        geometry.lines.append(x: [0, 1], y: [0, 1], feature: 0)
        geometry.polygons.append(x: [0, 1, 0], y: [0, 0, 1], feature: 0)
        let shapes = BinaryGeometry(geometry)
        #expect(shapes.type == wkbUnknown)
        #expect(
            try text(shapes.bytes(of: 0))
                == "GEOMETRYCOLLECTION (POINT (1 1),MULTILINESTRING ((0 0,1 1)),"
                + "MULTIPOLYGON (((0 0,1 0,0 1,0 0))))")
        #expect(try text(shapes.bytes(of: 1)) == "POINT (2 2)")
    }

    @Test func partsInAnyOrder() {
        let parts = PartsOfFeatures([2, 0, 2, 2], features: 4)
        #expect((0..<4).map { Array(parts[$0]) } == [[1], [], [0, 2, 3], []])
        #expect(!parts.isSingle && PartsOfFeatures([1, 0], features: 2).isSingle)
    }

    private func text(_ binary: [UInt8]) throws -> String {
        var geometry: OGRGeometryH?
        let result = binary.withUnsafeBytes {
            OGR_G_CreateFromWkbEx($0.baseAddress, nil, &geometry, $0.count)
        }
        try #require(result == OGRERR_NONE)
        defer { OGR_G_DestroyGeometry(geometry) }
        var text: UnsafeMutablePointer<CChar>?
        OGR_G_ExportToWkt(geometry, &text)
        defer { VSIFree(text) }
        return text.map { String(cString: $0) } ?? ""
    }
}
