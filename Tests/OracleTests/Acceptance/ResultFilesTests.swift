// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// The files of a run, read by programs of others, tell the same and all of it.
@Suite(.enabled(if: OGRFeature.isPresent, "there is no ogr2ogr (gdal-bin)"))
struct ResultFilesTests {
    private let run: NabijRun
    private let oracle: GEOSOracle

    init() throws {
        oracle = try GEOSOracle()
        let town = TestFolders.fixtures + "/town/"
        let project = try String(contentsOfFile: town + "town.yaml", encoding: .utf8)
            .replacingOccurrences(of: "source: ", with: "source: \(town)")
        run = try NabijRun(project + "\nassumptions: [The town is made up]\n")
    }

    /// The table, the GeoJSON and the GeoPackage hold the same values.
    @Test func threeFormatsHaveTheSameValues() throws {
        let table = try run.rows()
        let features = try OGRFeature.read(run.path("nabij.gpkg"), ["buurten"], oracle)
        #expect(features.count == table.count)
        let written = try run.text("indicators.geojson")
        let data = Data(written.utf8)
        let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(root["crs"] == nil && root["type"] as? String == "FeatureCollection")
        let objects = try #require(root["features"] as? [[String: Any]])
        for (row, (feature, object)) in zip(table, zip(features, objects)) {
            let properties = try #require(object["properties"] as? [String: Any])
            #expect(object["id"] as? String == row["buurtcode"])
            #expect(Set(properties.keys) == Set(row.keys))
            for (name, cell) in row {
                let number = (properties[name] as? NSNumber)?.doubleValue
                let text = properties[name] as? String
                // Foundation rounds the last digit of some numbers: the text itself is compared too.
                #expect(cell == (text ?? "") || agrees(cell, "\(number ?? .nan)"), "\(name)")
                #expect(number == nil || written.contains("\"\(name)\": \(cell)"), "\(name)")
                #expect(cell.isEmpty == (properties[name] is NSNull), "\(name)")
                let stored = feature.values[name] ?? "no such column"
                #expect(cell == stored || agrees(cell, stored), "\(name): \(cell), \(stored)")
            }
        }
    }

    /// `ogr2ogr` writes 15 digits.
    private func agrees(_ cell: String, _ stored: String) -> Bool {
        guard let a = Double(cell), let b = Double(stored) else { return false }
        return abs(a - b) <= 1e-13 * max(abs(a), abs(b))
    }

    /// Longitude and latitude lead back to the same metres within 1 mm, shells counter-clockwise.
    @Test func geoJSONReadsBack() throws {
        let metres = try OGRFeature.read(run.path("nabij.gpkg"), ["buurten"], oracle)
        let back = try OGRFeature.read(run.path("indicators.geojson"), OGRFeature.toRD, oracle)
        #expect(metres.count == back.count && back.count == 4)
        for (a, b) in zip(metres, back) {
            let (p, q) = (a.shape.bounds, b.shape.bounds)
            for difference in [p.minX - q.minX, p.minY - q.minY, p.maxX - q.maxX, p.maxY - q.maxY] {
                #expect(abs(difference) < 0.001)
            }
            #expect(b.shape.isValid)
        }
    }

    @Test func theGeoPackageOpensWithoutAWord() throws {
        let answer = try NabijProcess.run(
            program: "ogrinfo", ["-ro", "-so", "-al", run.path("nabij.gpkg")])
        #expect(answer.code == 0 && answer.errors.isEmpty, "\(answer.errors)")
        for table in ["buurten", "hubs", "lint", "zones_30", "sites", "green", "status"] {
            #expect(answer.output.contains("Layer name: \(table)"), "\(table)")
        }
        #expect(!answer.output.contains("Layer name: addresses"))
        #expect(answer.output.contains("The town is made up"))
    }

    @Test(.enabled(if: PackageValidator.isPresent, "there is no validate_gpkg (python3-gdal)"))
    func theGeoPackageKeepsToItsStandard() throws {
        let answer = try NabijProcess.run(
            program: PackageValidator.python,
            ["-m", PackageValidator.module, "--extra", run.path("nabij.gpkg")])
        #expect(answer.code == 0, "\(answer.output)\(answer.errors)")
    }

    @Test func provenanceIsComplete() throws {
        let provenance = try run.provenance()
        let inputs = try #require(provenance["inputs"] as? [[String: Any]])
        #expect(
            inputs.compactMap { $0["layer"] as? String }
                == ["buurten", "addresses", "hubs", "lint", "zones_30", "sites", "green"])
        for input in inputs {
            let source = try #require(input["source"] as? String)
            let digest = try NabijProcess.run(program: "sha256sum", [source], in: run.folder)
            #expect(
                input["sha256"] as? String
                    == digest.output.split(separator: " ").first.map(String.init))
            #expect((input["features"] as? Int ?? 0) > 0)
            #expect(input["crs"] as? String == "EPSG:28992")
        }
        for file in try #require(provenance["files"] as? [[String: Any]]) {
            let name = try #require(file["name"] as? String)
            let digest = try NabijProcess.run(program: "sha256sum", [run.path(name)])
            let sum = digest.output.split(separator: " ").first.map(String.init)
            if let stated = file["sha256"] as? String { #expect(stated == sum, "\(name)") }
        }
        let project = provenance["project_file"] as? [String: Any]
        let digest = try NabijProcess.run(program: "sha256sum", [run.folder + "/project.yaml"])
        #expect(digest.output.hasPrefix(project?["sha256"] as? String ?? "none"))
        let indicators = try #require(provenance["indicators"] as? [[String: Any]])
        let ids = Set(indicators.compactMap { $0["id"] as? String })
        let columns = Set(try run.rows("indicators-total.csv").flatMap(\.keys))
        let others: Set = ["total", "inhabitants", "addresses", "area_m2", "assumptions"]
        #expect(ids == columns.subtracting(others))
        #expect(indicators.allSatisfy { ($0["definition"] as? String)?.hasSuffix(".") == true })
        #expect(provenance["assumptions"] as? [String] == ["The town is made up"])
    }

    /// Every table and map file, and the log.
    @Test func assumptionsAreNamedEverywhere() throws {
        for name in ["indicators", "indicators-wijk", "indicators-gemeente", "indicators-total"] {
            let rows = try run.rows(name + ".csv")
            #expect(rows.allSatisfy { $0["assumptions"] == "The town is made up" }, "\(name)")
        }
        #expect(try run.text("indicators.geojson").contains("The town is made up"))
        #expect(run.answer.errors.contains("note: The town is made up"))
    }
}

/// GDAL's own check of the requirements of the GeoPackage standard.
private enum PackageValidator {
    static let python = "/usr/bin/python3"
    static let module = "osgeo_utils.samples.validate_gpkg"
    static let isPresent =
        (try? NabijProcess.run(program: python, ["-c", "import \(module)"]).code) == 0
}
