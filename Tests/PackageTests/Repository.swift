// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// The files of the project, for tests about the project itself.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// Paths of regular files below a folder, relative to the root, sorted.
    static func files(below folder: String) -> [String] {
        let start = root.appendingPathComponent(folder)
        guard let walk = FileManager.default.enumerator(atPath: start.path) else { return [] }
        return walk.compactMap { $0 as? String }
            .filter { !$0.contains("__pycache__") }
            .map { folder + "/" + $0 }
            .filter { isFile($0) }
            .sorted()
    }

    static func swiftFiles(below folder: String) -> [String] {
        files(below: folder).filter { $0.hasSuffix(".swift") }
    }

    static func isFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        let there = FileManager.default.fileExists(
            atPath: root.appendingPathComponent(path).path, isDirectory: &isFolder)
        return there && !isFolder.boolValue
    }

    static func size(of path: String) throws -> Int {
        try Data(contentsOf: root.appendingPathComponent(path)).count
    }
}
