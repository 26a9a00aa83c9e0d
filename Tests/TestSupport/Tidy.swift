// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// HTML Tidy, a validator of HTML (https://www.html-tidy.org), which `tools/install` installs.
public enum Tidy {
    /// Whether it is installed.
    public static let isPresent =
        (try? NabijProcess.run(program: "tidy", ["--version"]).code) == 0

    /// Said where it is not.
    public static let absence = "HTML Tidy is not installed (apt-get install tidy)"

    /// Attributes of ARIA 1.2 that Tidy 5.6 does not know.
    private static let known = ["aria-roledescription"]

    /// What is wrong with a page: errors and warnings, one per line.
    public static func problems(_ page: String) throws -> [String] {
        var found: [String] = []
        try TestFolders.temporary { folder in
            let path = folder + "/page.html"
            try Data(page.utf8).write(to: URL(fileURLWithPath: path))
            let run = try NabijProcess.run(
                program: "tidy",
                ["-quiet", "-errors", "-utf8", "--drop-empty-elements", "no", path])
            let lines = (run.errors + run.output).split(separator: "\n").map(String.init)
            found = lines.filter { line in
                line.contains(" - ") && !known.contains { line.contains("\"\($0)\"") }
            }
        }
        return found
    }
}
