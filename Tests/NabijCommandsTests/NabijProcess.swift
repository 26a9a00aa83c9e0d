// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

/// The program run as a user would, in a process of its own.
struct NabijProcess {
    var code: Int32
    var output: String
    var errors: String

    /// The executable, beside the bundle of the tests.
    static let executable: String = {
        let bundle =
            CommandLine.arguments.first { $0.hasSuffix(".xctest") }
            ?? Bundle.allBundles.map(\.bundlePath).first { $0.hasSuffix(".xctest") }
        let folder =
            bundle.map { ($0 as NSString).deletingLastPathComponent }
            ?? TestFolders.package + "/.build/debug"
        return folder + "/nabij"
    }()

    /// Runs the program in a folder and waits for it.
    static func run(
        _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
    ) throws -> NabijProcess {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder ?? TestFolders.fixtures)
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["SOURCE_DATE_EPOCH": "1717156800"].merging(environment) { $1 }
        ) { $1 }
        // Files, not pipes: a full pipe would stop the process for ever.
        let stem = NSTemporaryDirectory() + "nabij-\(UUID().uuidString)"
        defer {
            try? FileManager.default.removeItem(atPath: stem + ".out")
            try? FileManager.default.removeItem(atPath: stem + ".err")
        }
        for end in [".out", ".err"] {
            FileManager.default.createFile(atPath: stem + end, contents: nil)
        }
        process.standardOutput = FileHandle(forWritingAtPath: stem + ".out")
        process.standardError = FileHandle(forWritingAtPath: stem + ".err")
        try process.run()
        process.waitUntilExit()
        return NabijProcess(
            code: process.terminationStatus,
            output: try String(contentsOfFile: stem + ".out", encoding: .utf8),
            errors: try String(contentsOfFile: stem + ".err", encoding: .utf8))
    }
}

/// Folders of the tests.
enum TestFolders {
    /// The package.
    static let package: String = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url.path
    }()
    /// Small inputs that belong to the project.
    static let fixtures = package + "/Tests/Fixtures"
    /// Outputs that are right.
    static let goldens = package + "/Tests/Goldens"

    /// Runs `body` with a folder that is removed afterwards.
    static func temporary(_ body: (_ path: String) throws -> Void) throws {
        let path = NSTemporaryDirectory() + "nabij-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }
}

/// Compares a text with the golden of that name; `RECORD_GOLDENS=1` rewrites it and fails.
func expectGolden(_ text: String, _ name: String) throws {
    let path = TestFolders.goldens + "/" + name
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        Issue.record("recorded \(name); run again without RECORD_GOLDENS")
        return
    }
    guard let data = FileManager.default.contents(atPath: path) else {
        Issue.record("there is no golden \(name); RECORD_GOLDENS=1 makes it")
        return
    }
    let golden = String(decoding: data, as: UTF8.self)
    guard golden != text else { return }
    let pairs = zip(golden.components(separatedBy: "\n"), text.components(separatedBy: "\n"))
    let first = pairs.enumerated().first { $1.0 != $1.1 }
    Issue.record(
        """
        \(name) differs, first in line \((first?.offset ?? 0) + 1)
        golden: \(first?.element.0 ?? "(shorter)")
        now:    \(first?.element.1 ?? "(shorter)")
        """)
}
