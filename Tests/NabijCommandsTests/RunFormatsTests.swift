// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GeoFiles
@testable import NabijCommands
import TestSupport
import Testing

@Suite struct RunFormatsTests {
    @Test func namesWithCommas() throws {
        let both = try #require(RunFormats(argument: "json,gpkg,fgb"))
        #expect(both.answer == .json && both.geoPackage && !both.geoJSON && !both.html)
        #expect(both.vectors.map(\.name) == ["fgb"])
        let text = try #require(RunFormats(argument: "text"))
        #expect(text.geoPackage && text.geoJSON && text.html && !text.pdf)
        for wrong in ["", "docx", "gpkg,", "json,nope"] {
            #expect(RunFormats(argument: wrong) == nil, "\(wrong)")
        }
    }

    @Test func anUnknownOneListsThoseThereAre() throws {
        let result = try NabijProcess.run(["run", "x.yaml", "--out", "o", "--format", "docx"])
        #expect(result.code == 64)
        for name in ["gpkg", "fgb", "xlsx", "html", "svg"] {
            #expect(result.errors.contains(name), "\(name)")
        }
    }

    @Test(arguments: [
        ["--language", "de"], ["--ramp", "rainbow"], ["--classes", "best"],
        ["--class-count", "40"], ["--class-count", "0"],
    ])
    func choicesThatThereAreNot(arguments: [String]) throws {
        let result = try NabijProcess.run(["run", "x.yaml", "--out", "o"] + arguments)
        #expect(result.code == 64)
        #expect(result.errors.contains(arguments[1]) && result.errors.contains("error: "))
    }

    /// Names that a spreadsheet could run are texts in every spreadsheet: no cell holds a formula.
    @Test(arguments: [("xlsx", "xl/worksheets/sheet1.xml"), ("ods", "content.xml")])
    func noCellIsAFormula(format: String, sheet: String) throws {
        guard RunFormats(argument: format) != nil else { return }
        try TestFolders.temporary { folder in
            let town = folder + "/town"
            try FileManager.default.copyItem(
                atPath: TestFolders.fixtures + "/town", toPath: town)
            let table = URL(fileURLWithPath: town + "/buurten.csv")
            let evil = ["=1+1", "+1+1", "-1+1", "of:=1+1"]
            var text = try String(contentsOf: table, encoding: .utf8)
            for (name, other) in zip(["Oost", "West", "\"Noord, oud\"", "=Haven"], evil) {
                text = text.replacing(",\(name),WK", with: ",\(other),WK")
            }
            try Data(text.utf8).write(to: table)
            let run = try NabijProcess.run([
                "run", town + "/town.yaml", "--out", folder + "/o", "--format", "csv," + format,
            ])
            #expect(run.code == 0, "\(run.errors)")
            let cells = try NabijProcess.run(
                program: "/usr/bin/python3",
                [
                    "-c",
                    "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); "
                        + "print(z.read(sys.argv[2]).decode())",
                    folder + "/o/indicators." + format, sheet,
                ])
            #expect(cells.code == 0 && cells.output.contains("<"), "\(cells.errors)")
            #expect(!cells.output.contains("<f>") && !cells.output.contains("table:formula"))
            // Plain CSV is for programs: its cells are the names as they are.
            let plain = try String(contentsOfFile: folder + "/o/indicators.csv", encoding: .utf8)
            for name in evil { #expect(plain.contains("," + name + ","), "\(name)") }
        }
    }

    /// Every format of GDAL reads back with the same values of the same buurten.
    @Test(.enabled(if: RunFormatsTests.hasOgr, "there is no ogr2ogr (gdal-bin)"))
    func everyFormatReadsBack() throws {
        try TestFolders.temporary { folder in
            let out = folder + "/out"
            let names = ["fgb", "xlsx", "ods", "sqlite", "gml", "parquet", "mvt", "shp"]
                .filter { RunFormats(argument: $0) != nil }
            #expect(names.count >= 5)
            let run = try NabijProcess.run([
                "run", "town/town.yaml", "--out", out, "--format", names.joined(separator: ","),
            ])
            #expect(run.code == 0, "\(run.errors)")
            let rows = try csvRows(String(contentsOfFile: out + "/indicators.csv", encoding: .utf8))
            for name in names where name != "mvt" {
                let path = out + "/indicators." + name
                let back = folder + "/" + name + ".csv"
                let read = try NabijProcess.run(
                    program: "ogr2ogr", ["-f", "CSV", back, path])
                #expect(read.code == 0, "\(name): \(read.errors)")
                let found = try csvRows(String(contentsOfFile: back, encoding: .utf8))
                #expect(found.count == rows.count, "\(name)")
                // FlatGeobuf puts features in the order of its index.
                let byCode = Dictionary(
                    found.map { ($0["buurtcode"] ?? "", $0) },
                    uniquingKeysWith: { first, _ in first })
                for own in rows {
                    let row = try #require(byCode[own["buurtcode"] ?? ""], "\(name)")
                    // A Shapefile cuts names at ten letters.
                    guard name != "shp" else { continue }
                    let value = Double(row["hubs_distance_mean"] ?? "")
                    let wanted = Double(own["hubs_distance_mean"] ?? "")
                    let isSame =
                        value == nil || wanted == nil
                        ? value == wanted : abs((value ?? 0) - (wanted ?? 0)) < 1e-6
                    #expect(isSame, "\(name): \(row), \(own)")
                }
            }
            let tiles = try NabijProcess.run(
                program: "ogrinfo", ["-ro", "-so", out + "/indicators.mbtiles"])
            #expect(tiles.output.contains("buurten"), "\(tiles.errors)")
            #expect(!FileManager.default.fileExists(atPath: out + "/report.html"))
            // The next run takes away what this one wrote.
            let next = try NabijProcess.run([
                "run", "town/town.yaml", "--out", out, "--format", "csv",
            ])
            #expect(next.code == 0, "\(next.errors)")
            let left = try FileManager.default.contentsOfDirectory(atPath: out)
            #expect(
                !left.contains { $0.hasPrefix("indicators.") && !$0.hasSuffix(".csv") }, "\(left)")
        }
    }

    static let hasOgr = (try? NabijProcess.run(program: "ogr2ogr", ["--version"]).code) == 0
}
