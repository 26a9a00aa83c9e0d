// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Neighbourhoods
import Planar
import TestSupport
import Testing

@testable import GeoFiles

/// Sources as publishers give them; skipped, saying so, without `$NABIJ_TEST_DATA`.
@Suite(.enabled(if: TestData.isPresent, "\(TestData.skipReason)"))
struct RealDataTests {
    /// Reads a source by itself, in its own CRS.
    private func read(
        _ source: SourceDescription, columns: ColumnSelection = .all(required: []),
        filters: [String] = [], needsGeometry: Bool = true
    ) throws -> ReadResult {
        var source = source
        source.source = TestData.path(source.source)
        return try TableReader.read(
            ReadRequest(
                description: source, projectPath: "/", columns: columns, needsGeometry: needsGeometry,
                filters: filters))
    }

    private func show(_ name: String, _ s: SourceDescription) {
        do {
            let r = try read(s)
            let g = r.table.geometry
            print(name, r.table.driver, r.table.crs ?? "-", r.table.count, "p", g.points.count, "l", g.lines.count, "a", g.polygons.count, "null", r.table.nullRows.count, "empty", r.table.emptyRows.count, "coll", r.table.collapsedRows.count, "lin", r.table.linearised)
            print("   ", r.table.attributes.columns.prefix(8).map { "\($0.name)=\($0.text(0) ?? "nil(\($0.absenceReason(0) ?? ""))")" })
        } catch { print(name, "ERROR", error) }
    }

    @Test func explore() {
        show("utrecht", .init(source: "buurten/utrecht_buurt_ca2014.geojson"))
        show("utrecht sql", .init(source: "buurten/utrecht_buurt_ca2014.geojson", sql: "SELECT 'BU0344'||KODE AS buurtcode, * FROM utrecht_buurt_ca2014"))
        show("otterlo", .init(source: "punten/adressen_otterlo_28992.gpkg"))
        show("otterlo4326", .init(source: "punten/adressen_otterlo_4326.gpkg"))
        show("green", .init(source: "groen/bgt_otterlo_begroeidterreindeel_rd.geojson.gz", filter: "eindRegistratie IS NULL"))
        show("gml", .init(source: "groen/bgt_otterlo_gml.zip", layer: "bgt_begroeidterreindeel"))
        show("gml2", .init(source: "groen/bgt_otterlo_gml.zip", layer: "PlantCover"))
        show("gml none", .init(source: "groen/bgt_otterlo_gml.zip"))
        show("stem", .init(source: "punten/stemlokalen_tk2025_provincie_utrecht.csv"))
        show("ewkt", .init(source: "punten/utrecht_voorzieningen_bereik_5m.csv.gz", geometry: "osm_centroid"))
        show("wkt", .init(source: "punten/utrecht_voorzieningen_bereik_5m.csv.gz", geometry: "geometry"))
        show("auto", .init(source: "punten/utrecht_voorzieningen_bereik_5m.csv.gz"))
        show("bomen", .init(source: "groen/leeuwarden_bomen.zip"))
        show("osm none", .init(source: "netwerk/delft_station.osm.pbf"))
        show("osm", .init(source: "netwerk/delft_station.osm.pbf", layer: "lines"))
        show("osm pts", .init(source: "netwerk/delft_station.osm.pbf", layer: "points"))
        show("lamps", .init(source: "punten/utrecht_lichtmasten.geojson", encoding: "ISO-8859-1"))
        show("lamps raw", .init(source: "punten/utrecht_lichtmasten.geojson"))
        show("alkmaar", .init(source: "vuil/alkmaar_schoolroutes_ongeldig.geojson.gz"))
        show("nl", .init(source: "buurten/buurten_nl_2024_rd.geojson.gz"))
        show("baarn", .init(source: "buurten/baarn_buurten_2024.geojson"))
        show("veg", .init(source: "groen/bgt_otterlo_vegetatieobject_rd.geojson.gz"))
    }
}
