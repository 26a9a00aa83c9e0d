// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Neighbourhoods
import Planar
import TestSupport
import Testing

@testable import GeoFiles

/// Sources as publishers give them, against numbers that `ogrinfo`, Python or their README give.
@Suite(.enabled(if: TestData.isPresent, "\(TestData.skipReason)"))
struct RealDataTests {
    /// Reads a source by itself, in its own CRS.
    private func read(_ source: SourceDescription, filters: [String] = []) throws -> ReadResult {
        var source = source
        source.source = TestData.path(source.source)
        return try TableReader.read(
            ReadRequest(
                description: source, projectPath: "/", columns: .all(required: []), filters: filters
            ))
    }

    /// Loads a source into RD.
    private func load(_ source: SourceDescription, role: LayerRole = .destination) throws
        -> LoadedLayer
    {
        let project = ProjectFile(
            path: TestData.path("project.yaml"), project: "test",
            buurten: BuurtenDescription(source: SourceDescription(source: "-"), code: "-"))
        let description = LayerDescription(name: "layer", role: role, source: source)
        return try LayerLoader(description, project, options: LoadOptions()).load()
    }

    private func area(_ polygons: PolygonSet) -> Double {
        (0..<polygons.count).reduce(0) { $0 + polygons.area(of: $1) }
    }

    @Test func utrechtInFullDetailHasTheAreaThatOGRFinds() throws {
        let source = SourceDescription(
            source: "buurten/utrecht_buurt_ca2014.geojson",
            sql: "SELECT 'BU0344' || KODE AS buurtcode, * FROM utrecht_buurt_ca2014")
        let layer = try #require(try load(source, role: .zone).layer)
        #expect(layer.count == 111)
        #expect(layer.attributes["buurtcode"]?.text(0) == "BU03440111")
        // ogr2ogr -s_srs EPSG:4258 -t_srs EPSG:28992, then sum(st_area(geom)).
        let expected = 99_206_759.0544889
        #expect(abs(area(layer.geometry.polygons) - expected) < 1e-9 * expected)
    }

    @Test func addressesInBothCRSsAgreeWithinFourMillimetres() throws {
        let rd = try #require(
            try load(SourceDescription(source: "punten/adressen_otterlo_28992.gpkg")).layer)
        let degrees = try #require(
            try load(SourceDescription(source: "punten/adressen_otterlo_4326.gpkg")).layer)
        #expect(rd.count == 2481)
        var largest = 0.0
        for i in 0..<2481 {
            let dx = rd.geometry.points.x[i] - degrees.geometry.points.x[i]
            let dy = rd.geometry.points.y[i] - degrees.geometry.points.y[i]
            largest = max(largest, (dx * dx + dy * dy).squareRoot())
        }
        #expect(largest < 0.0045)
        #expect(rd.attributes == degrees.attributes)
    }

    @Test func aFilterLeavesOutEndedVersions() throws {
        let source = SourceDescription(
            source: "groen/bgt_otterlo_begroeidterreindeel_rd.geojson.gz",
            filter: "eindRegistratie IS NULL")
        let layer = try #require(try load(source, role: .green).layer)
        #expect(layer.count == 638)
        // sum(st_area(geometry)) of ogrinfo.
        #expect(abs(area(layer.geometry.polygons) - 3_776_916.22423203) < 1e-3)
    }

    // 217: features for which ogrinfo prints a CIRCULARSTRING.
    @Test(arguments: ["bgt_begroeidterreindeel", "PlantCover"])
    func arcsOfGMLInAZipBecomeStraight(layer: String) throws {
        let loaded = try load(
            SourceDescription(source: "groen/bgt_otterlo_gml.zip", layer: layer), role: .green)
        let green = try #require(loaded.layer)
        // GDAL cannot parse 4 of the 1,168: arcs with an even number of points.
        #expect(green.count == 1164)
        let defect = try #require(loaded.report.defects.first)
        #expect(defect.rule == .invalidGeometry && defect.action == .leftOut && defect.count == 4)
        #expect(defect.features[0].contains("b9f16961e-552d-4523-b634-082e9108f2a9"))
        // ogr2ogr -nlt CONVERT_TO_LINEAR, then sum(st_area(geom)).
        let expected = 12037854.8494744
        #expect(abs(area(green.geometry.polygons) - expected) < 1e-9 * expected)
        #expect(loaded.report.notes.contains { $0.contains("arcs of 217 features") })
    }

    @Test func aZipOfSeveralMembersNamesThem() throws {
        #expect {
            try read(SourceDescription(source: "groen/bgt_otterlo_gml.zip"))
        } throws: { error in
            let error = error as? GeoFileError
            return error?.code == .badData && error?.message.contains("Waterdeel") == true
        }
    }

    @Test func pollingStationsKeepTheirCodes() throws {
        let table = try read(
            SourceDescription(
                source: "punten/stemlokalen_tk2025_provincie_utrecht.csv", x: "x", y: "y")
        ).table
        #expect(table.count == 809)
        #expect(table.geometry.points.x[0] == 154_881 && table.geometry.points.y[0] == 463_160)
        #expect(table.attributes["gemeentecode"]?.text(0) == "0307")
        #expect(table.crs == nil)
    }

    @Test func pointsComeFromWKTAndFromEWKBInHexadecimal() throws {
        let path = "punten/utrecht_voorzieningen_bereik_5m.csv.gz"
        let wkt = try read(SourceDescription(source: path, geometry: "geometry")).table
        let hex = try read(SourceDescription(source: path, geometry: "osm_centroid")).table
        #expect(wkt.count == 3824 && hex.count == 3824)
        #expect(wkt.geometry.points.x[0] == 130_353.474574482)
        #expect(hex.crs == "EPSG:28992" && wkt.crs == nil)
        // The same amenity by its way: within a metre in the first row.
        #expect(abs(wkt.geometry.points.x[0] - hex.geometry.points.x[0]) < 1)
    }

    @Test func aShapefileInAZipIsRead() throws {
        let layer = try #require(
            try load(SourceDescription(source: "groen/leeuwarden_bomen.zip")).layer)
        #expect(layer.count == 2088)
        for i in [0, 2087] {
            #expect(
                abs(layer.geometry.points.x[i] - (layer.attributes["X"]?.number(i) ?? 0)) < 0.01)
        }
    }

    @Test func openStreetMapIsReadByLayer() throws {
        let path = "netwerk/delft_station.osm.pbf"
        #expect(
            try read(SourceDescription(source: path, layer: "points")).table.geometry.points.count
                == 62)
        let lines = try read(
            SourceDescription(source: path, layer: "lines"), filters: ["highway = 'footway'"])
        #expect(lines.table.geometry.lines.count == 50)
        #expect(lines.masks["highway = 'footway'"]?.count { $0 } == 22)
    }

    @Test func latinStreetNamesAreRecoded() throws {
        let table = try read(
            SourceDescription(source: "punten/utrecht_lichtmasten.geojson", encoding: "ISO-8859-1")
        ).table
        let names = try #require(table.attributes["STRAAT"])
        let accented = (0..<table.count).compactMap { names.text($0) }.filter { name in
            name.unicodeScalars.contains { $0.value > 127 }
        }
        #expect(table.count == 9793 && accented.count == 85)
        #expect(Set(accented).contains("Trévouxperenlaan"))
    }

    @Test func invalidPolygonsAreReportedAndRepaired() throws {
        let loaded = try load(
            SourceDescription(source: "vuil/alkmaar_schoolroutes_ongeldig.geojson.gz"), role: .zone)
        let invalid = loaded.report.defects.filter { $0.rule == .invalidGeometry }
        #expect(invalid.reduce(0) { $0 + $1.count } == 408)
        #expect(invalid.map(\.action) == [.repaired, .leftOut])
        let layer = try #require(loaded.layer)
        #expect(layer.count == 918 - invalid[1].count)
        var polygons = layer.geometry.polygons
        #expect(PolygonRepair.run(&polygons, ids: layer.ids).isEmpty)
    }

    @Test func codesOfCBSAreMissingWithTheirReason() throws {
        let table = try read(SourceDescription(source: "buurten/baarn_buurten_2024.geojson")).table
        var reasons: [String: Int] = [:]
        for column in table.attributes.columns {
            for row in 0..<table.count {
                if let reason = column.absenceReason(row) { reasons[reason, default: 0] += 1 }
            }
        }
        #expect(reasons["CBS code -99995"] == 3675)
        #expect(reasons["CBS code -99997"] == 9)
        let people = try #require(table.attributes["aantal_inwoners"])
        #expect((0..<table.count).reduce(0) { $0 + (people.number($1) ?? 0) } == 25065)
    }

    @Test func nationalBuurtenWithoutGeometryAreLeftOut() throws {
        let loaded = try load(
            SourceDescription(source: "buurten/buurten_nl_2024_rd.geojson.gz"), role: .zone)
        let null = try #require(loaded.report.defects.first { $0.rule == .nullGeometry })
        #expect(null.count == 8 && null.action == .leftOut)
        #expect(loaded.layer?.count == 14_566)
    }
}
