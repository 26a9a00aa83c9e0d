// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// Buurten of Utrecht in full detail, polling stations of the province as meeting places, lamp posts
/// in Latin-1: the program against GEOS and plain loops over what `ogr2ogr` reads.
@Suite(.enabled(if: TestData.isPresent && OGRFeature.isPresent, "\(OGRFeature.skipReason)"))
struct UtrechtTests {
    private static let buurten = """
        buurten:
          source: \(real("buurten/utrecht_buurt_ca2014.geojson"))
          sql: "SELECT 'BU0344' || KODE AS buurtcode, 'WK0344' || substr(KODE, 1, 2) AS wijkcode, * FROM utrecht_buurt_ca2014"
          code: buurtcode
          name: NAAM
          groups: {wijk: wijkcode}
        """
    private let oracle: GEOSOracle
    private let buurten: OracleBuurten

    init() throws {
        oracle = try GEOSOracle()
        buurten = try OracleBuurten(
            TestData.path("buurten/utrecht_buurt_ca2014.geojson"), OGRFeature.toRD, oracle
        ) { "BU0344" + ($0.values["KODE"] ?? "") }
    }

    private func stations() throws -> [PlainPoint] {
        let path = TestData.path("punten/stemlokalen_tk2025_provincie_utrecht.csv")
        return try csvRows(String(contentsOfFile: path, encoding: .utf8), separator: ";").map {
            PlainPoint(
                x: try #require(Double($0["x"] ?? "")), y: try #require(Double($0["y"] ?? "")))
        }
    }

    @Test func pollingStations() throws {
        let run = try NabijRun(
            """
            project: Utrecht
            \(Self.buurten)
            layers:
              people: {role: population, lattice: 100}
              stations: {role: destination, source: \(real("punten/stemlokalen_tk2025_provincie_utrecht.csv")),
                         x: x, y: y, crs: EPSG:28992, name: naam, thresholds: [300, 500]}
            """)
        let rows = try run.rows()
        #expect(rows.count == 111)
        buurten.expectAreas(rows)
        let stations = try stations()
        let lattice = try buurten.lattice(100, oracle)
        let owners = try stations.map { buurten.owner(of: try oracle.point(x: $0.x, y: $0.y)) }
        for (b, row) in rows.enumerated() {
            let points = lattice[b]
            #expect(row["addresses"] == "\(points.count)")
            PlainReductions(points.map { $0.distance(to: stations) })
                .expect(row, "stations", thresholds: [300, 500])
            #expect(row["stations_count"] == "\(owners.count { $0 == b })")
            guard !points.isEmpty else { continue }
            let reach = points.reduce(0) { $0 + $1.count(of: stations, within: 500) }
            expectCell(
                row, "stations_reach_500_mean", Double(reach) / Double(points.count), within: 1e-9)
        }
        try expectArea(rows, within: 300, of: stations)
        // Without addresses every table says so.
        for name in ["indicators.csv", "indicators-wijk.csv", "indicators-total.csv"] {
            #expect(try run.rows(name).allSatisfy { $0["assumptions"]?.contains("100 m") == true })
        }
    }

    /// GEOS draws arcs as polygons: inside the circle they give too little, around it too much.
    private func expectArea(
        _ rows: [[String: String]], within radius: Double, of stations: [PlainPoint]
    ) throws {
        let segments: Int32 = 100
        let outside = radius / cos(Double.pi / (4 * Double(segments)))
        let union = try [radius, outside].map { radius in
            try oracle.union(
                stations.map {
                    try oracle.point(x: $0.x, y: $0.y).buffer(radius, segments: segments)
                })
        }
        for (row, shape) in zip(rows, buurten.shapes) {
            let least = try shape.intersection(union[0]).area / shape.area * 100
            let most = try shape.intersection(union[1]).area / shape.area * 100
            let found = try #require(Double(row["stations_area_share_300"] ?? ""))
            #expect(found >= least - 1e-7 && found <= most + 1e-7, "\(row["buurtcode"] ?? "")")
            #expect(most - least < 0.1)
        }
    }

    @Test func lampPostsKeepTheirStreets() throws {
        let path = TestData.path("punten/utrecht_lichtmasten.geojson")
        let run = try NabijRun(
            """
            project: Lamp posts
            \(Self.buurten)
            layers:
              lamps: {role: destination, source: \(real("punten/utrecht_lichtmasten.geojson")), encoding: ISO-8859-1}
            indicators: [lamps_count]
            """)
        // Foundation decodes Latin-1 by itself.
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let text = try #require(String(data: bytes, encoding: .isoLatin1))
        let root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let features = try #require(root?["features"] as? [[String: Any]])
        let streets = features.compactMap {
            ($0["properties"] as? [String: Any])?["STRAAT"] as? String
        }
        #expect(streets.count == 9793)
        let written = try OGRFeature.read(run.path("nabij.gpkg"), ["lamps"], oracle)
        #expect(written.compactMap { $0.values["STRAAT"] }.sorted() == streets.sorted())
        #expect(written.contains { $0.values["STRAAT"] == "Trévouxperenlaan" })
        var counts = [Int](repeating: 0, count: buurten.codes.count)
        for lamp in written {
            if let b = buurten.owner(of: lamp.shape) { counts[b] += 1 }
        }
        #expect(try run.rows().map { $0["lamps_count"] } == counts.map { "\($0)" })
    }

    /// Points from WKT and from EWKB in a compressed table are the same places.
    @Test(arguments: ["geometry", "osm_centroid"])
    func amenitiesFromWellKnownTextAndBinary(column: String) throws {
        let source = "punten/utrecht_voorzieningen_bereik_5m.csv.gz"
        let run = try NabijRun(
            """
            project: Amenities
            \(Self.buurten)
            layers:
              people: {role: population, lattice: 200}
              amenities: {role: destination, source: \(real(source)), geometry: \(column), crs: EPSG:28992}
            indicators: [amenities_count, amenities_distance_mean, amenities_distance_median,
                         amenities_distance_p90, amenities_distance_max]
            """)
        let answer = try NabijProcess.run(program: "gzip", ["-dc", TestData.path(source)])
        let shapes = try csvRows(answer.output).compactMap { row in
            try row[column].map { try point($0) }
        }
        #expect(shapes.count == 3824)
        let lattice = try buurten.lattice(200, oracle)
        let owners = try shapes.map { buurten.owner(of: try oracle.point(x: $0.x, y: $0.y)) }
        for (b, row) in try run.rows().enumerated() {
            #expect(row["amenities_count"] == "\(owners.count { $0 == b })")
            PlainReductions(lattice[b].map { $0.distance(to: shapes) })
                .expect(row, "amenities", thresholds: [])
        }
    }

    /// "POINT(1 2)", or 21 bytes of which the last 16 are x and y (with 4 for the CRS before them).
    private func point(_ text: String) throws -> PlainPoint {
        if text.hasPrefix("POINT") {
            let box = try oracle.shape(wkt: text).bounds
            return PlainPoint(x: box.minX, y: box.minY)
        }
        func number(_ from: Int) throws -> Double {
            // Little-endian: the last byte weighs most.
            let digits = Array(text)[from..<(from + 16)]
            let bytes = stride(from: digits.startIndex, to: digits.endIndex, by: 2).map {
                String(digits[$0..<($0 + 2)])
            }
            return Double(
                bitPattern: try #require(UInt64(bytes.reversed().joined(), radix: 16)))
        }
        return PlainPoint(x: try number(text.count - 32), y: try number(text.count - 16))
    }
}
