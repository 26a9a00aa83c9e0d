// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import Foundation
import GeoFiles
import Neighbourhoods
import Testing

/// A GeoPackage read back through GDAL, which has its drivers since it was written.
struct GeoPackageReader: ~Copyable {
    private let dataset: GDALDatasetH

    init(_ path: String) throws {
        dataset = try #require(
            GDALOpenEx(path, UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY), nil, nil, nil))
    }

    deinit { GDALClose(dataset) }

    var layers: [String] {
        (0..<GDALDatasetGetLayerCount(dataset)).compactMap { index in
            GDALDatasetGetLayer(dataset, index).map { String(cString: OGR_L_GetName($0)) }
        }
    }

    /// The rows of a query, values as text and `nil` for NULL, geometry as WKT in the last place.
    func rows(_ sql: String) throws -> [[String?]] {
        let layer = try #require(GDALDatasetExecuteSQL(dataset, sql, nil, nil), "\(sql)")
        defer { GDALDatasetReleaseResultSet(dataset, layer) }
        var rows: [[String?]] = []
        while let feature = OGR_L_GetNextFeature(layer) {
            defer { OGR_F_Destroy(feature) }
            var row = (0..<OGR_F_GetFieldCount(feature)).map { index -> String? in
                OGR_F_IsFieldSetAndNotNull(feature, index) == 0
                    ? nil : String(cString: OGR_F_GetFieldAsString(feature, index))
            }
            if let geometry = OGR_F_GetGeometryRef(feature) {
                var text: UnsafeMutablePointer<CChar>?
                OGR_G_ExportToWkt(geometry, &text)
                if let text { row.append(String(cString: text)) }
                VSIFree(text)
            }
            rows.append(row)
        }
        return rows
    }
}

@Suite struct GeoPackageWriterTests {
    static let styles = [
        LayerStyle(
            table: "buurten", name: "green_share", qml: "<qgis a=\"é\"/>", isDefault: true,
            description: "Groen"),
        LayerStyle(table: "absent", name: "x", qml: "", isDefault: true, description: ""),
    ]

    func read(_ body: (borrowing GeoPackageReader) throws -> Void) throws {
        try OutputSample.write(OutputSample.content(styles: Self.styles)) { folder in
            let reader = try GeoPackageReader(folder + "/nabij.gpkg")
            try body(reader)
        }
    }

    @Test func tables() throws {
        try read { file in
            #expect(
                file.layers == ["buurten", "hub", "lint", "indicators", "status", "layer_styles"])
            let contents = try file.rows(
                "SELECT table_name, data_type, srs_id FROM gpkg_contents ORDER BY table_name")
            #expect(
                contents == [
                    ["buurten", "features", "28992"], ["hub", "features", "28992"],
                    ["indicators", "attributes", "0"], ["layer_styles", "attributes", "0"],
                    ["lint", "features", "28992"], ["status", "attributes", "0"],
                ])
            #expect(
                try file.rows("PRAGMA application_id").first?.first == String(0x4750_4B47))
            #expect(
                try file.rows(
                    "SELECT count(*) FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'"
                ) == [["3"]])
        }
    }

    @Test func buurtenWithIndicators() throws {
        try read { file in
            let rows = try file.rows(
                "SELECT buurtcode, wijknaam, green_share, hub_distance_mean, aantal_inwoners, geom "
                    + "FROM buurten ORDER BY fid")
            #expect(rows.map { $0[0] } == ["BU01", "BU02", "BU03"])
            #expect(rows[0][1] == "Oost, \"West\"" && rows[0][2] == "12.25")
            #expect(rows[1][3] == nil && rows[2][4] == nil && rows[0][4] == "100")
            #expect(
                rows[0][5]
                    == "MULTIPOLYGON (((0 0,10 0,10 10,0 10,0 0),(4 4,4 6,6 6,6 4,4 4)))")
            let types = try file.rows(
                "SELECT geometry_type_name FROM gpkg_geometry_columns ORDER BY table_name")
            #expect(types == [["MULTIPOLYGON"], ["MULTIPOINT"], ["MULTILINESTRING"]])
        }
    }

    @Test func inputLayersWithAttributes() throws {
        try read { file in
            let hubs = try file.rows("SELECT fid_source, naam, open, geom FROM hub ORDER BY fid")
            #expect(hubs[0] == ["7", "Buurt & hub", "1", "MULTIPOINT (1 1)"])
            #expect(hubs[1] == ["8", "", "0", "MULTIPOINT (2 2,3 3)"])
            let lint = try file.rows("SELECT geom FROM lint ORDER BY fid")
            #expect(
                lint == [
                    ["MULTILINESTRING ((0 0,5 0,5.0 7.5))"], ["MULTILINESTRING ((1 1,2 1))"], [],
                ])
        }
    }

    @Test func stylesAsQGISLooksForThem() throws {
        try read { file in
            let rows = try file.rows(
                "SELECT styleName, styleQML, useAsDefault, update_time FROM layer_styles "
                    + "WHERE id = 1 AND f_table_schema = '' AND f_table_name = 'buurten' "
                    + "AND f_geometry_column = 'geom'")
            #expect(
                rows == [["green_share", "<qgis a=\"é\"/>", "1", "2024/05/31 12:00:00+00"]])
            #expect(try file.rows("SELECT count(*) FROM layer_styles") == [["1"]])
        }
    }

    @Test func metadataAndStatus() throws {
        try read { file in
            let indicators = try file.rows(
                "SELECT indicator, unit, decimals FROM indicators ORDER BY fid")
            #expect(indicators == [["green_share", "%", "1"], ["hub_distance_mean", "m", "0"]])
            let status = try file.rows("SELECT count(*) FROM status")
            #expect(status == [["10"]])
        }
    }
}
