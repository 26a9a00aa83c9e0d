// SPDX-License-Identifier: EUPL-1.2
public import Foundation

/// Real data for tests, which does not belong to the project: `$NABIJ_TEST_DATA`.
public enum TestData {
    /// The folder; `nil` where it is not set.
    public static let folder: URL? = {
        guard let path = ProcessInfo.processInfo.environment["NABIJ_TEST_DATA"], !path.isEmpty,
            FileManager.default.fileExists(atPath: path)
        else { return nil }
        return URL(fileURLWithPath: path, isDirectory: true)
    }()

    /// Whether the folder is there.
    ///
    ///     @Test(.enabled(if: TestData.isPresent, "\(TestData.skipReason)"))
    public static var isPresent: Bool { folder != nil }

    /// Why a test that needs it is skipped.
    public static let skipReason =
        "NABIJ_TEST_DATA is not set: real data is not part of the project"

    /// Path of a file below the folder.
    public static func path(_ relative: String) -> String {
        folder?.appendingPathComponent(relative).path ?? ""
    }
}
