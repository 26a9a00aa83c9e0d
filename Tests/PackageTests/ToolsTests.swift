// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

/// The tools in Python have their tests beside them.
@Suite struct ToolsTests {
    @Test(.timeLimit(.minutes(10)))
    func theTestsOfTheToolsPass() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", "-B", "-m", "unittest", "discover", "-s", "tests", "-t", ".",
        ]
        process.currentDirectoryURL = Repository.root.appendingPathComponent("tools")
        let complaint = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = complaint
        try process.run()
        let text = String(
            decoding: complaint.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text)")
        // An empty discovery would pass too.
        #expect(text.contains("Ran ") && !text.contains("Ran 0 tests"), "\(text)")
    }
}
