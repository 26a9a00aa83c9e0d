// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import Foundation
import Neighbourhoods
import Planar
import TestSupport
import Testing

@testable import GeoFiles

/// The same features through every format give the same columns.
@Suite struct SourceFormatTests {
    private let folder: SourceFolder

    init() throws { folder = try SourceFolder() }

    private func read(_ source: String, layer: String? = nil) throws -> FeatureTable {
        try TableReader.read(
            ReadRequest(
                description: SourceDescription(source: source, layer: layer),
                projectPath: folder.path + "/project.yaml", columns: .all(required: []))
        ).table
    }

    /// Writes the buurten in another format.
    private func translate(to name: String, driver: String, _ options: [String]) throws {
        _ = GDALLibrary.isReady
        var arguments = CSLAddString(nil, "-f")
        for argument in [driver] + options { arguments = CSLAddString(arguments, argument) }
        defer { CSLDestroy(arguments) }
        let settings = GDALVectorTranslateOptionsNew(arguments, nil)
        defer { GDALVectorTranslateOptionsFree(settings) }
        var source = GDALOpenEx(
            "\(folder.path)/buurten.geojson", UInt32(GDAL_OF_VECTOR), nil, nil, nil)
        let result = GDALVectorTranslate("\(folder.path)/\(name)", nil, 1, &source, settings, nil)
        GDALClose(result)
        GDALClose(source)
    }

    @Test(arguments: [
        ("b.gpkg", "GPKG", []), ("b.fgb", "FlatGeobuf", []),
        ("b.sqlite", "SQLite", ["-dsco", "SPATIALITE=YES"]),
        ("b.shp", "ESRI Shapefile", []), ("b.gml", "GML", []), ("b.geojsonl", "GeoJSONSeq", []),
    ])
    func aFormatGivesTheSameBuurten(_ name: String, _ driver: String, _ options: [String]) throws {
        try translate(to: name, driver: driver, options)
        let table = try read(name)
        let rows = Dictionary(
            uniqueKeysWithValues: (0..<table.count).map {
                (table.attributes["code"]?.text($0) ?? "", $0)
            })
        #expect(Set(rows.keys) == ["A", "B"])
        let row = try #require(rows["A"])
        #expect(table.attributes["mensen"]?.number(row) == 100)
        #expect(
            try table.attributes["mensen"]?.absenceReason(#require(rows["B"]))
                == "empty in the source")
        let owner = try #require(table.geometry.polygons.feature.firstIndex(of: Int32(row)))
        #expect(abs(table.geometry.polygons.area(of: owner)) > 0)
        // GeoJSON texts per line are in degrees by their standard.
        if driver != "GeoJSONSeq" {
            #expect(table.crs == "EPSG:28992")
            #expect(abs(table.geometry.polygons.area(of: owner)) == 1_000_000)
        }
    }

    @Test func severalLayersWantAName() throws {
        let path = "\(folder.path)/two.gpkg"
        _ = GDALLibrary.isReady
        let driver = GDALGetDriverByName("GPKG")
        let dataset = GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, nil)
        for name in ["one", "two"] { _ = GDALDatasetCreateLayer(dataset, name, nil, wkbPoint, nil) }
        GDALClose(dataset)
        #expect {
            try read("two.gpkg")
        } throws: {
            ($0 as? GeoFileError)?.message.contains("name one under layer: one, two") == true
        }
    }

    @Test func aMemberOfAZipCanBeNamedInThePath() throws {
        _ = GDALLibrary.isReady
        // /vsizip/ writes as well as it reads.
        let zip = "/vsizip/\(folder.path)/all.zip"
        for name in ["buurten.geojson", "places.csv"] {
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)"))
            let file = VSIFOpenL("\(zip)/\(name)", "wb")
            data.withUnsafeBytes { _ = VSIFWriteL($0.baseAddress, 1, $0.count, file) }
            VSIFCloseL(file)
        }
        #expect(try read("all.zip/buurten.geojson").count == 2)
        #expect(try read("all.zip", layer: "buurten").count == 2)
        #expect(try read("all.zip", layer: "places").count == 1)
    }

    @Test(arguments: ["", "/collections/places"])
    func anOGCAPIIsReadByItsAddress(_ tail: String) throws {
        let server = try #require(LoopbackServer { path, port in ogcAnswer(path, port) })
        let source = "http://127.0.0.1:\(server.port)/ogc\(tail)"
        let loaded = try folder.load {
            $0.layers[0].source = SourceDescription(
                source: source, layer: tail.isEmpty ? "places" : nil)
            $0.layers[0].settings.nameColumn = "naam"
        }
        #expect(loaded.workspace?.layers[0].count == 2)
        let input = try #require(loaded.inputs.last)
        #expect(input.driver == "OAPIF" && input.sha256 == nil && input.crs == "EPSG:4326")
        #expect(
            loaded.notes.contains {
                $0.contains("read as ETRS89 (EPSG:4258)") && $0.contains("0.25 m")
            })
        withExtendedLifetime(server) {}
    }
}

/// A small OGC API with one collection of two points.
private func ogcAnswer(_ path: String, _ port: UInt16) -> String? {
    let base = "http://127.0.0.1:\(port)/ogc"
    let items =
        #"{"rel": "items", "type": "application/geo+json", "href": "\#(base)/collections/places/items"}"#
    let collection = #"{"id": "places", "title": "places", "links": [\#(items)]}"#
    let features = [5.11, 5.12].map { lon in
        SourceFolder.feature(#""naam": "p""#, #"{"type": "Point", "coordinates": [\#(lon), 52.1]}"#)
    }
    return switch path {
    case "/ogc", "/ogc/": #"{"links": [{"rel": "data", "href": "\#(base)/collections"}]}"#
    case "/ogc/collections": #"{"links": [], "collections": [\#(collection)]}"#
    case "/ogc/collections/places": collection
    case "/ogc/collections/places/items": SourceFolder.collection(features, crs: nil)
    default: nil
    }
}
