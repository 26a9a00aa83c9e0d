// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// Streets as OpenStreetMap has them, in two files with other columns: the program against plain loops over what
/// `ogr2ogr` reads.
@Suite(.enabled(if: TestData.isPresent && OGRFeature.isPresent, "\(OGRFeature.skipReason)"))
struct StreetsTests {
    private let oracle: GEOSOracle

    init() throws { oracle = try GEOSOracle() }

    /// Every address of `addresses.csv` beside a plain walk; absent values are absent in both.
    private func expectWalks(
        _ run: NabijRun, _ column: String, _ streets: PlainStreets, to facilities: [PlainPoint],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> (ways: Int, none: Int) {
        let rows = try run.rows("addresses.csv")
        let points = try rows.map {
            PlainPoint(
                x: try #require(Double($0["x"] ?? "")), y: try #require(Double($0["y"] ?? "")))
        }
        let plain = streets.walk(from: points, to: facilities)
        var ways = 0
        for (row, expected) in zip(rows, plain) {
            let cell = row[column] ?? "no such column"
            let place: Comment = "\(row["x"] ?? "") \(row["y"] ?? ""): \(cell)"
            guard let expected else {
                #expect(cell == "", place, sourceLocation: sourceLocation)
                continue
            }
            ways += 1
            let found = Double(cell) ?? .nan
            #expect(abs(found - expected) <= 1e-6, place, sourceLocation: sourceLocation)
            // Never shorter than the straight line, and safely never shorter than so.
            let straight = try #require(
                Double(row[column.replacing("_walk", with: "_distance")] ?? ""))
            #expect(found >= straight - 1e-9, place, sourceLocation: sourceLocation)
            if let safe = Double(row[column.replacing("_walk", with: "_safe_walk")] ?? "") {
                #expect(safe >= found, place, sourceLocation: sourceLocation)
            }
        }
        return (ways, rows.count - ways)
    }

    /// What `nabij check` counts by one rule.
    private func findings(_ run: NabijRun) throws -> [String: Int] {
        let answer = try NabijProcess.run(
            ["check", "project.yaml", "--format", "json"], in: run.folder)
        #expect(answer.code == 0, "\(answer.errors)")
        let root =
            try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
        let defects = try #require(root?["defects"] as? [[String: Any]])
        return Dictionary(
            defects.filter { $0["layer"] as? String == "streets" }.map {
                ($0["rule"] as? String ?? "", $0["count"] as? Int ?? -1)
            }, uniquingKeysWith: { a, _ in a })
    }

    @Test func rivierenwijk() throws {
        let run = try NabijRun(
            """
            project: Rivierenwijk
            buurten: {source: \(real("buurten/utrecht_buurt_ca2014.geojson")), code: KODE, name: NAAM}
            layers:
              people: {role: population, source: \(real("netwerk/utrecht_rivierenwijk_addresses.geojson"))}
              places: {role: destination, source: \(real("punten/utrecht_voorzieningen_bereik_10m.csv.gz")),
                       geometry: geometry, crs: EPSG:28992, thresholds: [300]}
              streets: {role: streets, source: \(real("netwerk/utrecht_rivierenwijk_roads.geojson")),
                        name: name, speed: maxspeed, walkable: walkable, cars: "highway NOT IN ('footway', 'cycleway', 'pedestrian')"}
            """, options: ["--per-address"])
        let streets = try PlainStreets(
            TestData.path("netwerk/utrecht_rivierenwijk_roads.geojson"), OGRFeature.toRD, oracle)
        let places = try OGRFeature.read(
            "/vsigzip/" + TestData.path("punten/utrecht_voorzieningen_bereik_10m.csv.gz"),
            [
                "-oo", "GEOM_POSSIBLE_NAMES=geometry", "-s_srs", "EPSG:28992", "-t_srs",
                "EPSG:28992",
            ], oracle)
        let points = places.map { PlainPoint(x: $0.shape.bounds.minX, y: $0.shape.bounds.minY) }
        let found = try expectWalks(run, "places_walk", streets, to: points)
        #expect(found.ways > 300)
        let rules = try findings(run)
        #expect((rules["island"] ?? 0) + 1 == streets.islands)
        #expect(rules["crossing_without_vertex"] ?? 0 == streets.crossings)
        // Of 34 streets 16 have a speed; 6 of the rest have no cars, by the filter.
        #expect(rules["unknown_speed"] == 5)
    }

    @Test func amsterdamNoord() throws {
        let inside =
            "POLYGON((121900 488300,123200 488300,123200 489600,121900 489600,121900 488300))"
        // The last one is more than 150 m from every street.
        let doors = [
            (122_310.0, 488_820.0), (122_150, 489_240), (122_420, 489_010), (122_650, 489_420),
            (122_900, 489_100), (123_190, 488_310),
        ]
        let run = try NabijRun(
            """
            project: Amsterdam-Noord
            buurten: {source: buurt.csv, geometry: wkt, crs: EPSG:28992, code: code}
            layers:
              people: {role: population, lattice: 30}
              doors: {role: destination, source: doors.csv, x: x, y: y, crs: EPSG:28992}
              streets:
                role: streets
                source: "/vsigzip/\(TestData.path("netwerk/amsterdam_noord_NK03_straten.geojson.gz"))"
                sql: "SELECT *, CASE WHEN bridge <> '0' THEN 1 WHEN tunnel <> '0' THEN -1 ELSE 0 END AS niveau FROM \\"amsterdam_noord_NK03_straten.geojson\\""
                name: name
                speed: maxspeed
                level: niveau
            """,
            files: [
                "buurt.csv": "code,wkt\nA,\"\(inside)\"\n",
                "doors.csv": "x,y\n" + doors.map { "\($0.0),\($0.1)\n" }.joined(),
            ], options: ["--per-address"])
        let streets = try PlainStreets(
            "/vsigzip/" + TestData.path("netwerk/amsterdam_noord_NK03_straten.geojson.gz"),
            OGRFeature.toRD,
            oracle
        ) { $0["bridge"] != "0" ? 1 : $0["tunnel"] != "0" ? -1 : 0 }
        let found = try expectWalks(
            run, "doors_walk", streets, to: doors.map { PlainPoint(x: $0.0, y: $0.1) })
        #expect(found.ways > 500)
        let rules = try findings(run)
        #expect((rules["island"] ?? 0) + 1 == streets.islands)
        #expect(rules["crossing_without_vertex"] ?? 0 == streets.crossings)
        #expect(rules["unknown_speed"] == 1419)
    }
}
