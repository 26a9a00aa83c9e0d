// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// The program run as a user would, in a process of its own, and what it answered.
public struct NabijProcess {
    /// Exit code.
    public var code: Int32
    /// What it wrote on stdout.
    public var output: String
    /// What it wrote on stderr.
    public var errors: String

    /// The executable, beside the bundle of the tests.
    public static let executable: String = {
        let bundle =
            CommandLine.arguments.first { $0.hasSuffix(".xctest") }
            ?? Bundle.allBundles.map(\.bundlePath).first { $0.hasSuffix(".xctest") }
        let folder =
            bundle.map { ($0 as NSString).deletingLastPathComponent }
            ?? TestFolders.package + "/.build/debug"
        return folder + "/nabij"
    }()

    /// Runs the program in a folder and waits for it.
    public static func run(
        _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
    ) throws -> NabijProcess {
        try run(program: executable, arguments, in: folder, environment: environment)
    }

    /// Runs another program, found on the PATH where its name has no folder.
    public static func run(
        program: String, _ arguments: [String], in folder: String? = nil,
        environment: [String: String] = [:]
    ) throws -> NabijProcess {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
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
            _ = FileManager.default.createFile(atPath: stem + end, contents: nil)
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
public enum TestFolders {
    /// The package.
    public static let package: String = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url.path
    }()
    /// Small inputs that belong to the project.
    public static let fixtures = package + "/Tests/Fixtures"
    /// Outputs that are right.
    public static let goldens = package + "/Tests/Goldens"

    /// Runs `body` with a folder that is removed afterwards.
    public static func temporary(_ body: (_ path: String) throws -> Void) throws {
        let path = NSTemporaryDirectory() + "nabij-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }
}
