// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

@testable import NabijCommands

@Suite struct ConsoleTests {
    @Test func namesSteerNoTerminal() {
        #expect(Console.oneLine("a\nb\r\nc\td") == "a b c d")
        #expect(Console.oneLine("x\u{1b}[2Jy\u{0}\u{7}") == "x\\u{1b}[2Jy\\u{0}\\u{7}")
        #expect(Console.oneLine("a\u{202e}b") == "a\\u{202e}b")
        #expect(Console.oneLine("שלום é 🏘️") == "שלום é 🏘️")
    }

    /// Runs the program by a shell, which closes or turns its streams.
    private func shell(_ command: String, in folder: String) throws -> (Int32, String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.environment = ProcessInfo.processInfo.environment.merging([
            "NABIJ": NabijProcess.executable, "TOWN": TestFolders.fixtures + "/town/town.yaml",
        ]) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let errors = folder + "/errors.txt"
        try Data().write(to: URL(fileURLWithPath: errors))
        process.standardError = FileHandle(forWritingAtPath: errors)
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try String(contentsOfFile: errors, encoding: .utf8))
    }

    /// Were they not opened, the first files written would get their numbers, and our messages.
    @Test func closedStreamsEndUpInNoFile() throws {
        try TestFolders.temporary { folder in
            let result = try shell(
                #""$NABIJ" run "$TOWN" --out open >/dev/null 2>&1 && "#
                    + #""$NABIJ" run "$TOWN" --out closed <&- >&- 2>&-"#, in: folder)
            #expect(result.0 == 0)
            for file in ["indicators.csv", "status.csv", "indicators.geojson"] {
                let open = try Data(contentsOf: URL(fileURLWithPath: folder + "/open/" + file))
                #expect(
                    try open == Data(contentsOf: URL(fileURLWithPath: folder + "/closed/" + file)))
            }
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func aListThatIsLostIsAnError() throws {
        try TestFolders.temporary { folder in
            let result = try shell(#""$NABIJ" catalogue >/dev/full"#, in: folder)
            #expect(result.0 == 73)
            #expect(result.1.hasPrefix("error: standard output cannot be written"), "\(result.1)")
        }
    }

    @Test func aReaderThatLeavesIsNoFault() throws {
        try TestFolders.temporary { folder in
            let result = try shell(#""$NABIJ" catalogue | head -1 >/dev/null"#, in: folder)
            #expect(result.0 == 0 && result.1.isEmpty, "\(result.1)")
        }
    }
}
