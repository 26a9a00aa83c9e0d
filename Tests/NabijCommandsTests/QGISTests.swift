// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// Results open in QGIS as they are styled: `tools/check-in-qgis` says what it compares.
@Suite(
    .enabled(
        if: PyQGIS.isPresent,
        "PyQGIS is not installed (apt-get install python3-qgis qgis-providers)"))
struct QGISTests {
    private func answer(_ geoPackage: String) throws -> NabijProcess {
        try NabijProcess.run(
            program: TestFolders.package + "/tools/check-in-qgis", [geoPackage],
            environment: ["XDG_RUNTIME_DIR": NSTemporaryDirectory()])
    }

    @Test(arguments: ["Tests/Fixtures/town/town.yaml", "GeoData/vitale-wijken.yaml"])
    func resultsOpenAsTheyAreStyled(project: String) throws {
        try TestFolders.temporary { folder in
            let run = try NabijProcess.run([
                "run", TestFolders.package + "/" + project, "--out", folder + "/out",
            ])
            #expect(run.code == 0, "\(run.errors)")
            let result = try answer(folder + "/out/nabij.gpkg")
            #expect(result.code == 0, "\(result.output)\(result.errors)")
            // One buurt less than the classes tell of is seen: the check is not blind.
            let change = try NabijProcess.run(
                program: "ogrinfo",
                [folder + "/out/nabij.gpkg", "-q", "-sql", "DELETE FROM buurten WHERE fid = 1"])
            #expect(change.code == 0, "\(change.errors)")
            #expect(try answer(folder + "/out/nabij.gpkg").code == 1)
        }
    }
}

/// QGIS for Python.
private enum PyQGIS {
    /// The system's own Python has it, if any has.
    static let isPresent =
        (try? NabijProcess.run(program: "/usr/bin/python3", ["-c", "import qgis.core"]).code) == 0
}
