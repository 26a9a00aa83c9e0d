// SPDX-License-Identifier: EUPL-1.2
import Foundation
import NabijCommands
import TestSupport
import Testing

@Suite struct NabijCommandTests {
    @Test func versionAndHelpGoToStandardOutput() throws {
        let version = try NabijProcess.run(["--version"])
        #expect(version.code == 0 && version.output == "nabij \(nabijVersion)\n")
        #expect(version.errors.isEmpty)
        for arguments in [["--help"], ["run", "--help"], ["help", "check"], []] {
            let help = try NabijProcess.run(arguments)
            #expect(help.code == 0 && help.output.contains("USAGE:"), "\(arguments)")
            #expect(help.errors.isEmpty)
        }
    }

    @Test(arguments: [
        (["run", "p.yaml"], "--out"),
        (["run", "--out", "x"], "<project>"),
        (
            ["run", "p.yaml", "--out", "x", "--threads", "0"],
            "--threads is 0 and must be at least 1"
        ),
        (["run", "p.yaml", "--out", "x", "--threads", "-1"], "--threads"),
        (["run", "p.yaml", "--out", "x", "--threads", "many"], "many"),
        (["run", "p.yaml", "--out", "x", "--csv", "de"], "de"),
        (["run", "p.yaml", "--out", "x", "--colour"], "--colour"),
        (["check", "p.yaml", "--format", "xml"], "xml"),
        (["walk"], "walk"), (["check"], "<project>"), (["check", "a", "b"], "b"),
    ])
    func usageIsOneLine(arguments: [String], part: String) throws {
        let result = try NabijProcess.run(arguments)
        #expect(result.code == 64)
        #expect(result.output.isEmpty)
        #expect(result.errors.hasPrefix("error: "), "\(result.errors)")
        #expect(result.errors.contains(part), "\(result.errors)")
        #expect(result.errors.contains("--help"), "\(result.errors)")
        #expect(result.errors.filter(\.isNewline).count == 1, "\(result.errors)")
    }

    @Test func projectThatIsNotThere() throws {
        for command in [["check", "none.yaml"], ["run", "none.yaml", "--out", "/nowhere/x"]] {
            let result = try NabijProcess.run(command)
            #expect(result.code == 66)
            #expect(result.errors == "error: none.yaml: there is no such project file\n")
        }
    }

    @Test func projectWithAnUnknownKey() throws {
        try TestFolders.temporary { folder in
            try Data("project: T\nbuurten: {source: b, code: c}\nlayres: {}\n".utf8).write(
                to: URL(fileURLWithPath: folder + "/p.yaml"))
            let result = try NabijProcess.run(["check", "p.yaml", "--format", "json"], in: folder)
            #expect(result.code == 65)
            #expect(
                result.errors
                    == "error: p.yaml:3: unknown key \"layres\" in the project file: "
                    + "did you mean \"layers\"?\n")
            let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
            #expect((json as? [String: Any])?["ok"] as? Bool == false)
        }
    }
}
