// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// Polygons as published, of which 408 are invalid: repaired by the named rule, then measured.
@Suite(.enabled(if: TestData.isPresent && OGRFeature.isPresent, "\(OGRFeature.skipReason)"))
struct AlkmaarTests {
    @Test func coverOfInvalidPolygons() throws {
        let source = "vuil/alkmaar_schoolroutes_ongeldig.geojson.gz"
        let filter = "gemeentecode = 'GM0361'"
        let run = try NabijRun(
            """
            project: Alkmaar
            buurten: {source: \(real("buurten/buurten_nl_2024_rd.geojson.gz")), where: "\(filter)",
                      code: buurtcode, name: buurtnaam}
            layers:
              routes: {role: zone, source: \(real(source))}
            """)
        let oracle = try GEOSOracle()
        let buurten = try OracleBuurten(
            "/vsigzip/" + TestData.path("buurten/buurten_nl_2024_rd.geojson.gz"),
            ["-where", filter], oracle
        ) { $0.values["buurtcode"] ?? "" }
        let rows = try run.rows()
        buurten.expectAreas(rows)
        let routes = try repaired("/vsigzip/" + TestData.path(source), oracle)
        let whole = try oracle.union(routes)
        var covered = 0
        for (row, shape) in zip(rows, buurten.shapes) {
            let share = try shape.intersection(whole).area / shape.area * 100
            expectCell(row, "routes_cover_share", share, within: 1e-7)
            if share > 0 { covered += 1 }
        }
        #expect(covered > 10)
        let defects = try #require(try run.provenance()["defects"] as? [[String: Any]])
        let invalid = defects.filter {
            $0["layer"] as? String == "routes" && $0["rule"] as? String == "invalid_geometry"
        }
        #expect(invalid.reduce(0) { $0 + ($1["count"] as? Int ?? 0) } == 408)
    }

    /// GEOS repairs in degrees, as published; `ogr2ogr` brings the result to metres.
    private func repaired(_ source: String, _ oracle: GEOSOracle) throws -> [GEOSShape] {
        let published = try OGRFeature.read(source, [], oracle).map(\.shape)
        #expect(published.count { !$0.isValid } == 408)
        let lines = try published.map { shape in
            "0,\"\(shape.isValid ? shape.wkt : try shape.madeValid().wkt)\""
        }
        let file = NSTemporaryDirectory() + "nabij-\(UUID().uuidString).csv"
        defer { try? FileManager.default.removeItem(atPath: file) }
        let table = (["id,wkt"] + lines).joined(separator: "\n")
        try Data(table.utf8).write(to: URL(fileURLWithPath: file))
        let options = ["-oo", "GEOM_POSSIBLE_NAMES=wkt", "-oo", "KEEP_GEOM_COLUMNS=NO"]
        return try OGRFeature.read(file, options + OGRFeature.toRD, oracle).map {
            // Rounding in metres may lay two corners on one place again.
            $0.shape.isValid ? $0.shape : try $0.shape.madeValid()
        }
    }
}
