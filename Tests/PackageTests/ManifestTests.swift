// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

@Suite struct ManifestTests {
    @Test func everyEdgeIsDrawn() throws {
        let table = try ArchitectureTable()
        #expect(table.allowed.count >= 8, "the table was not found")
        for target in try dumpedTargets() where target.type != "test" {
            guard target.name != "TestSupport" else { continue }
            for dependency in target.imports {
                #expect(table.complaint(target.name, imports: dependency) == nil)
            }
        }
    }

    @Test func everyModuleOfTheTableExists() throws {
        let names = Set(try dumpedTargets().map(\.name))
        for module in try ArchitectureTable().allowed.keys {
            #expect(names.contains(module), "\(module) is in the table, not in the manifest")
        }
    }

    @Test func everyTargetUsesTheLanguageModeOfSwiftSix() throws {
        for target in try dumpedTargets() where target.type != "system" {
            #expect(target.settings.contains("swiftLanguageMode"), "\(target.name)")
        }
    }

    @Test func aSourceTargetIsNoEmptyShell() throws {
        for target in try dumpedTargets() where ["regular", "executable"].contains(target.type) {
            guard target.name != "TestSupport" else { continue }
            let code = try Repository.swiftFiles(below: "Sources/\(target.name)")
                .reduce(0) { try $0 + Repository.size(of: $1) }
            #expect(code > 100, "\(target.name) holds nothing")
        }
    }
}

/// A target as `swift package dump-package` describes it.
struct DumpedTarget {
    var name: String
    var type: String
    var imports: [String]
    var settings: String
}

/// The manifest, evaluated in a build folder of its own: `swift test` holds the lock of the usual.
///
/// Always the same folder, since SwiftPM leaves a file for its lock behind.
func dumpedTargets() throws -> [DumpedTarget] {
    let scratch = Repository.root.appendingPathComponent(".build/dump-package")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
        "swift", "package", "--package-path", Repository.root.path, "--scratch-path",
        scratch.path, "--disable-sandbox", "--manifest-cache", "local", "dump-package",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let package = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let targets = try #require(package["targets"] as? [[String: Any]])
    return targets.map(dumpedTarget)
}

private func dumpedTarget(_ target: [String: Any]) -> DumpedTarget {
    let dependencies = target["dependencies"] as? [[String: Any]] ?? []
    let names = dependencies.compactMap { dependency in
        // {"byName": ["Planar", null]} or {"product": ["Yams", "Yams", null, null]}
        (dependency.values.first as? [Any])?.first as? String
    }
    return DumpedTarget(
        name: target["name"] as? String ?? "", type: target["type"] as? String ?? "",
        imports: names, settings: "\(target["settings"] ?? "")")
}
