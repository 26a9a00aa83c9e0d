// SPDX-License-Identifier: EUPL-1.2
import GeoFiles
import Glibc

/// Standard output for results, standard error for what is said about them.
enum Console {
    /// Writes lines to standard output.
    static func output(_ text: String) {
        write(text.hasSuffix("\n") ? text : text + "\n", STDOUT_FILENO)
    }

    /// Writes JSON to standard output.
    static func output(_ json: JSONValue) { output(String(decoding: json.bytes, as: UTF8.self)) }

    /// A fact the user should know.
    static func note(_ text: String) { write("note: \(oneLine(text))\n", STDERR_FILENO) }

    /// Something that was repaired, left out or found odd.
    static func warning(_ text: String) { write("warning: \(oneLine(text))\n", STDERR_FILENO) }

    /// Why the command ends, in one line; what a library said follows under `--verbose`.
    static func error(_ error: GeoFileError, verbose: Bool) {
        if verbose, let detail = error.detail {
            for line in detail.split(whereSeparator: \.isNewline) {
                write("detail: \(line)\n", STDERR_FILENO)
            }
        }
        write("error: \(oneLine(error.message))\n", STDERR_FILENO)
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// Unbuffered, so that lines of the two streams come in the order in which they were written.
    private static func write(_ text: String, _ descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
