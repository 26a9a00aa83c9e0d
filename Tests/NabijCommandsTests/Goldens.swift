// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

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
