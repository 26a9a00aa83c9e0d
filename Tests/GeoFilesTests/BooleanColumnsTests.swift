// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import Foundation
import Neighbourhoods
import Planar
import Testing

@testable import GeoFiles

/// GDAL before 3.8.3 sets the wrong bits for booleans in its column stream, from the second of a byte on.
@Suite struct BooleanColumnsTests {
    private let folder: SourceFolder
    /// Twenty features: each third is true, the eleventh has no value.
    private let flags = (0..<20).map { $0 % 3 == 0 }

    init() throws {
        folder = try SourceFolder()
        let rows = flags.indices.map { Int32($0) }
        let points = PointSet(
            x: rows.map { 136_000 + Double($0) }, y: rows.map { _ in 455_000 }, feature: rows)
        let column = AttributeColumn(
            name: "open", values: .flags(flags), absence: rows.map { $0 == 10 ? 1 : 0 },
            reasons: ["none"])
        let number = AttributeColumn(name: "number", values: .integers(rows.map { Int64($0) }))
        let file = try GeoPackageFile(
            path: "\(folder.path)/flags.gpkg", crs: "EPSG:28992", time: "2024-01-01T00:00:00Z")
        try file.add(
            layer: "flags", FeatureGeometry(count: 20, points: points),
            AttributeTable(count: 20, columns: [number, column]))
        try file.finish()
    }

    private func read(_ description: SourceDescription, filters: [String] = []) throws -> ReadResult
    {
        try TableReader.read(
            ReadRequest(
                description: description, projectPath: folder.path + "/project.yaml",
                columns: .all(required: ["open"]), filters: filters))
    }

    /// The flags of the rows that are there, and of the missing one that it is missing.
    private func expectFlags(_ table: FeatureTable, _ numbers: [Int]) throws {
        let column = try #require(table.attributes["open"])
        let number = try #require(table.attributes["number"])
        #expect((0..<table.count).map { number.number($0) } == numbers.map(Double.init))
        for (row, k) in numbers.enumerated() {
            #expect(column.number(row) == (k == 10 ? nil : k % 3 == 0 ? 1 : 0), "feature \(k)")
        }
    }

    @Test func booleansOfAGeoPackageAreThoseOfTheFile() throws {
        let table = try read(SourceDescription(source: "flags.gpkg")).table
        #expect(
            table.attributes["open"]?.values == .flags(flags.indices.map { $0 != 10 && flags[$0] }))
        try expectFlags(table, Array(0..<20))
    }

    @Test func filtersOfTheSourceAndOfALayerSeeThemToo() throws {
        let source = SourceDescription(source: "flags.gpkg", filter: "number > 7")
        let found = try read(source, filters: ["open = 1"])
        try expectFlags(found.table, Array(8..<20))
        // 9, 12, 15 and 18 are true.
        #expect(found.masks["open = 1"]?.count { $0 } == 4)
        #expect(found.masks["open = 1"]?[1] == true)
    }

    @Test func queriesGiveThemAsTheyAre() throws {
        let query = "SELECT fid, geom, number, open FROM flags WHERE number < 15 ORDER BY number"
        let table = try read(SourceDescription(source: "flags.gpkg", sql: query)).table
        try expectFlags(table, Array(0..<15))
    }

    @Test func otherFormatsGiveThemAsTheyAre() throws {
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        for word in ["-f", "FlatGeobuf", "-lco", "SPATIAL_INDEX=NO"] {
            arguments = CSLAddString(arguments, word)
        }
        defer { CSLDestroy(arguments) }
        let settings = GDALVectorTranslateOptionsNew(arguments, nil)
        defer { GDALVectorTranslateOptionsFree(settings) }
        var source = GDALOpenEx(
            "\(folder.path)/flags.gpkg", UInt32(GDAL_OF_VECTOR), nil, nil, nil)
        GDALClose(GDALVectorTranslate("\(folder.path)/flags.fgb", nil, 1, &source, settings, nil))
        GDALClose(source)
        try expectFlags(try read(SourceDescription(source: "flags.fgb")).table, Array(0..<20))
    }
}
