// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

@Suite struct RunCommandTests {
    static let tables = [
        "indicators.csv", "indicators-wijk.csv", "indicators-gemeente.csv", "indicators-total.csv",
        "status.csv",
    ]

    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    @Test func townAgainstGoldens() throws {
        try TestFolders.temporary { folder in
            let result = try NabijProcess.run(
                ["run", TestFolders.fixtures + "/town/town.yaml", "--out", "out", "--per-address"],
                in: folder)
            #expect(result.code == 0, "\(result.errors)")
            try expectGolden(result.output, "town/run.txt")
            for file in Self.tables + ["addresses.csv"] {
                try expectGolden(try Self.text(folder + "/out/" + file), "town/" + file)
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/out")
                .sorted()
            #expect(
                names
                    == (Self.tables + [
                        "addresses.csv", "indicators.geojson", "nabij.gpkg", "provenance.json",
                        "factsheets", "report.html", "timings.json",
                    ]).sorted())
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["out"])
        }
    }

    @Test func threadsDoNotMatter() throws {
        try TestFolders.temporary { folder in
            for threads in ["1", "3"] {
                let result = try NabijProcess.run([
                    "run", "town/town.yaml", "--out", folder + "/" + threads, "--threads", threads,
                ])
                #expect(result.code == 0, "\(result.errors)")
            }
            for file in Self.tables + ["indicators.geojson"] {
                let one = try Self.text(folder + "/1/" + file)
                #expect(one == (try Self.text(folder + "/3/" + file)), "\(file)")
            }
        }
    }

    @Test func dutchTables() throws {
        try TestFolders.temporary { folder in
            let result = try NabijProcess.run([
                "run", "town/town.yaml", "--out", folder + "/out", "--csv", "nl",
            ])
            #expect(result.code == 0, "\(result.errors)")
            try expectGolden(
                try Self.text(folder + "/out/indicators.csv"), "town/indicators-nl.csv")
        }
    }

    @Test func lattice() throws {
        try TestFolders.temporary { folder in
            let result = try NabijProcess.run([
                "run", "town/lattice.yaml", "--out", folder + "/out",
            ])
            #expect(result.code == 0, "\(result.errors)")
            try expectGolden(try Self.text(folder + "/out/indicators.csv"), "town/lattice.csv")
        }
    }

    @Test func privacy() throws {
        try TestFolders.temporary { folder in
            let refused = try NabijProcess.run([
                "run", "town/private.yaml", "--out", folder + "/out", "--per-address",
            ])
            #expect(refused.code == 64)
            #expect(refused.errors.contains("privacy"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
            let result = try NabijProcess.run([
                "run", "town/private.yaml", "--out", folder + "/out",
            ])
            #expect(result.code == 0, "\(result.errors)")
            try expectGolden(try Self.text(folder + "/out/status.csv"), "town/private-status.csv")
        }
    }

    @Test func aFolderOfTheUserIsRefused() throws {
        try TestFolders.temporary { folder in
            try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/mine.txt"))
            let result = try NabijProcess.run(["run", "town/town.yaml", "--out", folder])
            #expect(result.code == 73)
            #expect(result.errors.hasPrefix("error: \(folder): is not empty"))
            #expect(result.errors.filter(\.isNewline).count == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["mine.txt"])
        }
    }

    @Test func aRunThatFailsLeavesTheOldResults() throws {
        try TestFolders.temporary { folder in
            let out = folder + "/out"
            let fine = try NabijProcess.run(["run", "town/town.yaml", "--out", out])
            #expect(fine.code == 0, "\(fine.errors)")
            let before = try Self.text(out + "/provenance.json")
            let town = try Self.text(TestFolders.fixtures + "/town/town.yaml")
            let absolute = town.replacingOccurrences(
                of: "source: ", with: "source: \(TestFolders.fixtures)/town/")
            for (wrong, code) in [
                (absolute.replacingOccurrences(of: "hubs.csv", with: "none.csv"), Int32(66)),
                (absolute.replacingOccurrences(of: "code: buurtcode", with: "code: bc"), 65),
                (absolute + "indicators: [hubs_distance_maen]\n", 65),
            ] {
                try Data(wrong.utf8).write(to: URL(fileURLWithPath: folder + "/wrong.yaml"))
                let result = try NabijProcess.run(["run", folder + "/wrong.yaml", "--out", out])
                #expect(result.code == code, "\(result.errors)")
                #expect(result.errors.split(separator: "\n").last?.hasPrefix("error: ") == true)
                #expect(try Self.text(out + "/provenance.json") == before)
            }
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
                    == ["out", "wrong.yaml"])
        }
    }

    /// Kills runs at many moments: the folder always holds one whole result, and the next run that is
    /// let be cleans up.
    @Test func killedRuns() throws {
        try TestFolders.temporary { folder in
            let out = folder + "/out"
            let first = try NabijProcess.run(["run", "town/town.yaml", "--out", out])
            #expect(first.code == 0, "\(first.errors)")
            try Data("mine".utf8).write(to: URL(fileURLWithPath: out + "/mine.txt"))
            let table = try Self.text(out + "/indicators.csv")
            for milliseconds in stride(from: 5, through: 200, by: 15) {
                let process = Process()
                process.executableURL = URL(fileURLWithPath: NabijProcess.executable)
                process.currentDirectoryURL = URL(fileURLWithPath: TestFolders.fixtures)
                process.arguments = ["run", "town/town.yaml", "--out", out]
                process.standardOutput = FileHandle.nullDevice
                process.standardError = FileHandle.nullDevice
                try process.run()
                Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                #expect(try Self.text(out + "/indicators.csv") == table, "\(milliseconds) ms")
                #expect(try Self.text(out + "/mine.txt") == "mine", "\(milliseconds) ms")
            }
            let last = try NabijProcess.run(["run", "town/town.yaml", "--out", out])
            #expect(last.code == 0, "\(last.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["out"])
            #expect(try Self.text(out + "/mine.txt") == "mine")
        }
    }
}
