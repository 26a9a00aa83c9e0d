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

    @Test func gridsThatAreNotThere() throws {
        let result = try NabijProcess.run(["check", "town/town.yaml", "--proj-data", "/nowhere"])
        #expect(result.code == 66)
        #expect(result.errors == "error: --proj-data /nowhere: there is no such folder\n")
    }
}
