// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

@Suite struct SynthesiseCommandTests {
    private let folder = NSTemporaryDirectory() + "nabij-synthesise-\(UUID().uuidString)"

    private func remove() { try? FileManager.default.removeItem(atPath: folder) }

    @Test func aTownIsMadeCheckedAndMadeAgain() throws {
        defer { remove() }
        let made = try NabijProcess.run([
            "synthesise", "--scale", "S", "--seed", "3", "--out", folder + "/a",
        ])
        #expect(made.code == 0, "\(made.errors)")
        #expect(made.output.contains("addresses: 50000"))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/a").sorted()
        #expect(names == ["benchmark.yaml", "data.gpkg", "green_overlap.gpkg", "project.yaml"])
        for project in ["project.yaml", "benchmark.yaml"] {
            let checked = try NabijProcess.run(["check", folder + "/a/" + project])
            #expect(checked.code == 0, "\(project): \(checked.errors)")
        }
        let again = try NabijProcess.run([
            "synthesise", "--scale", "S", "--seed", "3", "--out", folder + "/b",
        ])
        #expect(again.code == 0)
        for name in names {
            let one = FileManager.default.contents(atPath: folder + "/a/" + name)
            #expect(one == FileManager.default.contents(atPath: folder + "/b/" + name), "\(name)")
        }
    }

    @Test func anUnknownScaleIsAUsageError() throws {
        let made = try NabijProcess.run(["synthesise", "--scale", "XXL", "--out", folder])
        #expect(made.code == 64)
        #expect(made.errors == "error: there is no scale \"XXL\"; scales are S, M, L\n")
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test func aSeedIsAWholeNumber() throws {
        let made = try NabijProcess.run([
            "synthesise", "--scale", "S", "--seed", "-1", "--out", folder,
        ])
        #expect(made.code == 64)
        #expect(made.errors.split(separator: "\n").count == 1)
    }

    @Test func aFilledFolderIsRefused() throws {
        defer { remove() }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/notes.txt"))
        let made = try NabijProcess.run(["synthesise", "--scale", "S", "--out", folder])
        #expect(made.code == 73)
        #expect(made.errors.contains("is not empty"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["notes.txt"])
    }

    @Test func aPlaceThatCannotBeWrittenIsSaidAtOnce() throws {
        let made = try NabijProcess.run(["synthesise", "--scale", "S", "--out", "/proc/nabij"])
        #expect(made.code == 73)
        #expect(made.errors.split(separator: "\n").count == 1)
    }

    /// `/dev/full` is no folder; a limit on the size of files fails writes just so.
    @Test(arguments: [100, 2_000, 5_000]) func aDiskThatFillsUpLeavesNothing(size: Int) throws {
        defer { remove() }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        // Blocks of 1 KiB, of 7,700 that are needed; without the trap the signal would end the program.
        process.arguments = [
            "-c", "trap '' XFSZ; ulimit -f \(size); exec \"$0\" synthesise --scale S --out \"$1\"",
            NabijProcess.executable, folder + "/town",
        ]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let text = String(
            decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 73, "\(text)")
        #expect(text.hasPrefix("error: \(folder)/town/data.gpkg"), "\(text)")
        #expect(text.contains("disk is full"), "\(text)")
        #expect(text.split(separator: "\n").count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
}
