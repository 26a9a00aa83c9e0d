// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// One complete small area: addresses, base map without ended versions, buurten of the country.
@Suite(.enabled(if: TestData.isPresent && OGRFeature.isPresent, "\(OGRFeature.skipReason)"))
struct OtterloTests {
    private static let green = "groen/bgt_otterlo_begroeidterreindeel_rd.geojson.gz"
    private static let roads = "groen/bgt_otterlo_wegdeel_rd.geojson.gz"
    private static let buurten = """
        buurten:
          source: \(real("buurten/buurten_nl_2024_rd.geojson.gz"))
          where: "gemeentecode = 'GM0228'"
          code: buurtcode
          name: buurtnaam
          groups: {wijk: {code: wijkcode, name: wijknaam}}
        """
    private let oracle: GEOSOracle
    private let buurten: OracleBuurten

    init() throws {
        oracle = try GEOSOracle()
        buurten = try OracleBuurten(
            "/vsigzip/" + TestData.path("buurten/buurten_nl_2024_rd.geojson.gz"),
            ["-where", "gemeentecode = 'GM0228'"], oracle
        ) { $0.values["buurtcode"] ?? "" }
    }

    private func features(_ path: String, where filter: String) throws -> [GEOSShape] {
        try OGRFeature.read("/vsigzip/" + TestData.path(path), ["-where", filter], oracle)
            .map(\.shape)
    }

    @Test func addressesGreenAndFootpaths() throws {
        let current = "eindRegistratie IS NULL AND terminationDate IS NULL"
        let run = try NabijRun(
            """
            project: Otterlo
            \(Self.buurten)
            layers:
              addresses: {role: population, source: \(real("punten/adressen_otterlo_28992.gpkg"))}
              paths: {role: destination, source: \(real(Self.roads)),
                      where: "eindRegistratie IS NULL AND function = 'voetpad'", thresholds: [50]}
              green: {role: green, source: \(real(Self.green)), where: "\(current)",
                      merge_within: 10, thresholds: [300]}
            """)
        let rows = try run.rows()
        buurten.expectAreas(rows)
        let addresses = try OGRFeature.read(
            TestData.path("punten/adressen_otterlo_28992.gpkg"), [], oracle
        ).map(\.shape)
        #expect(addresses.count == 2481)
        var members = [[GEOSShape]](repeating: [], count: rows.count)
        for address in addresses {
            if let b = buurten.owner(of: address) { members[b].append(address) }
        }
        let green = try features(Self.green, where: current)
        let paths = try features(
            Self.roads, where: "eindRegistratie IS NULL AND function = 'voetpad'")
        let whole = try oracle.union(green)
        let large = try [0.5, 1].map { try Self.spaces(green, hectares: $0) }
        for (b, row) in rows.enumerated() {
            let shape = buurten.shapes[b], people = members[b]
            #expect(row["inhabitants"] == "\(people.count)")
            let area = try shape.intersection(whole).area
            expectCell(row, "green_area", area, within: 1e-9 * shape.area)
            expectCell(row, "green_share", 100 * area / shape.area, within: 1e-7)
            let lines = paths.filter { shape.intersects($0) }
            let pathArea = try shape.intersection(oracle.union(lines)).area
            expectCell(row, "paths_area", pathArea, within: 1e-9 * shape.area)
            PlainReductions(people.map { nearest($0, paths) })
                .expect(row, "paths", thresholds: [50])
            guard !people.isEmpty else { continue }
            expectCell(
                row, "green_per_inhabitant", area / Double(people.count),
                within: 1e-9 * shape.area)
            for (k, name) in ["0_5", "1"].enumerated() {
                let near = people.count { nearest($0, large[k]) <= 300 }
                expectCell(
                    row, "green_access_300_\(name)ha", 100 * Double(near) / Double(people.count),
                    within: 1e-9)
            }
        }
    }

    /// Pieces of green spaces of at least so many hectares; pieces up to 10 m apart are one space.
    private static func spaces(_ green: [GEOSShape], hectares: Double) throws -> [GEOSShape] {
        var space = Array(green.indices)
        func root(_ i: Int) -> Int { space[i] == i ? i : root(space[i]) }
        let boxes = green.map(\.bounds)
        for i in green.indices {
            for j in 0..<i {
                guard boxes[i].minX - boxes[j].maxX <= 10, boxes[j].minX - boxes[i].maxX <= 10,
                    boxes[i].minY - boxes[j].maxY <= 10, boxes[j].minY - boxes[i].maxY <= 10,
                    root(i) != root(j), green[i].distance(to: green[j]) <= 10
                else { continue }
                space[root(i)] = root(j)
            }
        }
        let pieces = Dictionary(grouping: green.indices, by: root)
        return try pieces.values.flatMap { rows in
            let area = try green[0].oracle.union(rows.map { green[$0] }).area
            return area >= hectares * 10_000 ? rows.map { green[$0] } : []
        }
    }

    /// Distance to the nearest shape by GEOS; boxes spare it the far ones.
    private func nearest(_ point: GEOSShape, _ shapes: [GEOSShape]) -> Double {
        let at = point.bounds
        return shapes.reduce(Double.infinity) { best, shape in
            let box = shape.bounds
            let dx = max(0, box.minX - at.minX, at.minX - box.maxX)
            let dy = max(0, box.minY - at.minY, at.minY - box.maxY)
            return dx * dx + dy * dy < best * best ? min(best, point.distance(to: shape)) : best
        }
    }

    /// GDAL makes arcs straight in the same steps when it is told to; four features it cannot parse.
    @Test func arcsOfGMLInAZip() throws {
        let run = try NabijRun(
            """
            project: Otterlo
            \(Self.buurten)
            layers:
              green: {role: green, source: \(real("groen/bgt_otterlo_gml.zip")), layer: bgt_begroeidterreindeel}
            indicators: [green_area, green_share]
            """)
        let member = "/vsizip/" + TestData.path("groen/bgt_otterlo_gml.zip")
        let listing = try NabijProcess.run(
            program: "python3", ["-m", "zipfile", "-l", TestData.path("groen/bgt_otterlo_gml.zip")])
        let name = try #require(
            listing.output.split { $0 == "\n" || $0 == " " }
                .first { $0.contains("bgt_begroeidterreindeel") && $0.hasSuffix("ml") })
        let green = try OGRFeature.read(
            member + "/" + name,
            ["-nlt", "CONVERT_TO_LINEAR", "--config", "GML_SKIP_CORRUPTED_FEATURES", "YES"], oracle
        ).map { try $0.shape.isValid ? $0.shape : $0.shape.madeValid() }
        let whole = try oracle.union(green)
        for (row, shape) in zip(try run.rows(), buurten.shapes) {
            let area = try shape.intersection(whole).area
            expectCell(row, "green_area", area, within: 1e-9 * shape.area)
        }
        #expect(run.answer.errors.contains("arcs of"))
    }
}
