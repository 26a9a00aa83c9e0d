// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

@Suite struct CheckCommandTests {
    @Test func townIsInOrder() throws {
        let text = try NabijProcess.run(["check", "town/town.yaml"])
        #expect(text.code == 0, "\(text.errors)")
        try expectGolden(text.output, "town/check.txt")
        let json = try NabijProcess.run(["check", "town/town.yaml", "--format", "json"])
        let root = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect(root?["ok"] as? Bool == true)
        #expect(root?["defects"] is [Any])
    }

    @Test func strictRefusesMissingValues() throws {
        let result = try NabijProcess.run([
            "check", "town/town.yaml", "--strict", "--format", "json",
        ])
        #expect(result.code == 65)
        let root =
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        #expect(root?["ok"] as? Bool == false)
        #expect(result.errors.contains("error: "))
    }

    /// All thirty places outside, not some of them; the accounts of a run name twenty.
    @Test func everyDefectIsListed() throws {
        try TestFolders.temporary { folder in
            let points = (1...30).map { "\(200_000 + $0),400000\n" }.joined()
            for (name, text) in [
                ("points.csv", "x,y\n100100,400100\n" + points),
                (
                    "square.csv",
                    "code,wkt\nA,\"POLYGON((100000 400000,100500 400000,100500 400500,100000 400000))\"\n"
                ),
                (
                    "p.yaml",
                    """
                    project: T
                    buurten: {source: square.csv, geometry: wkt, crs: EPSG:28992, code: code}
                    layers: {people: {role: population, source: points.csv, x: x, y: y, crs: EPSG:28992}}
                    """
                ),
            ] { try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name)) }
            let result = try NabijProcess.run(["check", "p.yaml"], in: folder)
            #expect(result.code == 0, "\(result.errors)")
            for i in 1...30 { #expect(result.output.contains("at \(200_000 + i) 400000")) }
            #expect(!result.output.contains("more"))
            let run = try NabijProcess.run(["run", "p.yaml", "--out", "out"], in: folder)
            #expect(run.code == 0, "\(run.errors)")
            let account = try String(
                contentsOfFile: folder + "/out/provenance.json", encoding: .utf8)
            #expect(account.contains("at 200020 400000") && !account.contains("at 200021 400000"))
        }
    }

    @Test func gridsThatAreNotThere() throws {
        let result = try NabijProcess.run(["check", "town/town.yaml", "--proj-data", "/nowhere"])
        #expect(result.code == 66)
        #expect(result.errors == "error: --proj-data /nowhere: there is no such folder\n")
    }
}
