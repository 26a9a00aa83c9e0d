// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// Formats that other programs write, and a service, through the program.
@Suite(.enabled(if: TestData.isPresent && OGRFeature.isPresent, "\(OGRFeature.skipReason)"))
struct FormatTests {
    private static let dogs = "groen/amersfoort_hondenkaart.geojson"
    private static let towns = "buurten/buurten_vier_gemeenten_2024_rd.geojson"
    private static let country = "buurten/buurten_nl_2024_rd.geojson.gz"
    private let oracle: GEOSOracle

    init() throws { oracle = try GEOSOracle() }

    /// FlatGeobuf and SpatiaLite, written by `ogr2ogr`, keep every bit: so must the tables.
    @Test func formatsGiveTheSameBytes() throws {
        let folder = NSTemporaryDirectory() + "nabij-formats-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var sources = [TestData.path(Self.towns)]
        for (name, options) in [
            ("towns.fgb", ["-f", "FlatGeobuf"]),
            ("towns.sqlite", ["-f", "SQLite", "-dsco", "SPATIALITE=YES"]),
        ] {
            let made = try NabijProcess.run(
                program: "ogr2ogr",
                options + ["-nln", "towns", folder + "/" + name, TestData.path(Self.towns)])
            #expect(made.code == 0, "\(made.errors)")
            sources.append(folder + "/" + name)
        }
        let runs = try sources.map { try NabijRun(project($0)) }
        let table = try runs[0].text("indicators.csv")
        #expect(table.split(separator: "\n").count == 146)
        for run in runs { #expect(try run.text("indicators.csv") == table) }
        try expectCover(runs[0])
    }

    private func project(_ buurten: String) -> String {
        """
        project: Amersfoort
        buurten: {source: "\(buurten)", where: "gemeentecode = 'GM0307'", code: buurtcode, name: buurtnaam}
        layers:
          people: {role: population, lattice: 400, rescale_to: aantal_inwoners}
          dogs: {role: green, source: \(real(Self.dogs))}
        """
    }

    private func expectCover(_ run: NabijRun) throws {
        let buurten = try OracleBuurten(
            TestData.path(Self.towns), ["-where", "gemeentecode = 'GM0307'"], oracle
        ) { $0.values["buurtcode"] ?? "" }
        let rows = try run.rows()
        buurten.expectAreas(rows)
        let zones = try OGRFeature.read(TestData.path(Self.dogs), OGRFeature.toRD, oracle)
        let whole = try oracle.union(zones.map(\.shape))
        for (row, shape) in zip(rows, buurten.shapes) {
            let area = try shape.intersection(whole).area
            expectCell(row, "dogs_area", area, within: 1e-9 * shape.area)
        }
    }

    @Test func openStreetMap() throws {
        let source = "netwerk/delft_station.osm.pbf"
        let run = try NabijRun(
            """
            project: Delft
            buurten: {source: \(real(Self.country)), where: "gemeentecode = 'GM0503'", code: buurtcode, name: buurtnaam}
            layers:
              footways: {role: destination, source: \(real(source)), layer: lines, where: "highway = 'footway'"}
            indicators: [footways_length, footways_count]
            """)
        let buurten = try OracleBuurten(
            "/vsigzip/" + TestData.path(Self.country), ["-where", "gemeentecode = 'GM0503'"], oracle
        ) { $0.values["buurtcode"] ?? "" }
        let lines = try OGRFeature.read(
            TestData.path(source), ["lines", "-where", "highway = 'footway'"] + OGRFeature.toRD,
            oracle
        ).map(\.shape)
        #expect(lines.count == 22)
        // Outlines are sketchy and overlap a little: what lies in two buurten is the first's.
        var earlier = try oracle.union([GEOSShape]())
        var total = 0.0
        for (row, shape) in zip(try run.rows(), buurten.shapes) {
            let pieces = try lines.map {
                try $0.intersection(shape).difference(earlier).length
            }
            let length = pieces.reduce(0, +)
            expectCell(row, "footways_length", length, within: 1e-6)
            #expect(row["footways_count"] == "\(pieces.count { $0 > 1e-6 })")
            earlier = try earlier.union(shape)
            total += length
        }
        #expect(total > 500)
    }

    @Test func anOGCAPI() throws {
        let places = [(5.11, 52.1), (5.12, 52.1), (5.125, 52.105)]
        let server = try #require(LoopbackServer { path, port in answer(path, port, places) })
        let run = try NabijRun(
            """
            project: Service
            buurten: {source: square.csv, geometry: wkt, crs: EPSG:28992, code: code, name: code}
            layers:
              addresses: {role: population, source: addresses.csv, x: x, y: y, crs: EPSG:28992}
              places: {role: destination, source: "http://127.0.0.1:\(server.port)/ogc", layer: places}
            """,
            files: [
                "square.csv":
                    "code,wkt\nA,\"POLYGON((130000 450000,140000 450000,140000 460000,130000 460000,130000 450000))\"\n",
                "addresses.csv": "x,y\n136000,456000\n137100.5,456200\n",
            ])
        let written = try OGRFeature.read(run.path("nabij.gpkg"), ["places"], oracle)
        #expect(written.count == 3)
        let row = try #require(try run.rows().first)
        let points = "lon,lat\n" + places.map { "\($0.0),\($0.1)\n" }.joined()
        let file = run.folder + "/points.csv"
        try Data(points.utf8).write(to: URL(fileURLWithPath: file))
        let options = ["-oo", "X_POSSIBLE_NAMES=lon", "-oo", "Y_POSSIBLE_NAMES=lat"]
        let projected = try OGRFeature.read(file, options + OGRFeature.toRD, oracle).map {
            PlainPoint(x: $0.shape.bounds.minX, y: $0.shape.bounds.minY)
        }
        PlainReductions(
            [PlainPoint(x: 136_000, y: 456_000), PlainPoint(x: 137_100.5, y: 456_200)].map {
                $0.distance(to: projected)
            }
        ).expect(row, "places", thresholds: [300, 500, 800])
        #expect(row["places_count"] == "3")
        withExtendedLifetime(server) {}
    }
}

/// A small OGC API with one collection of points.
private func answer(_ path: String, _ port: UInt16, _ points: [(Double, Double)]) -> String? {
    let base = "http://127.0.0.1:\(port)/ogc"
    let items =
        #"{"rel": "items", "type": "application/geo+json", "href": "\#(base)/collections/places/items"}"#
    let collection = #"{"id": "places", "title": "places", "links": [\#(items)]}"#
    let features = points.map {
        #"{"type": "Feature", "properties": {"naam": "p"}, "geometry": {"type": "Point", "coordinates": [\#($0.0), \#($0.1)]}}"#
    }
    return switch path {
    case "/ogc", "/ogc/": #"{"links": [{"rel": "data", "href": "\#(base)/collections"}]}"#
    case "/ogc/collections": #"{"links": [], "collections": [\#(collection)]}"#
    case "/ogc/collections/places": collection
    case "/ogc/collections/places/items":
        #"{"type": "FeatureCollection", "features": [\#(features.joined(separator: ","))]}"#
    default: nil
    }
}
