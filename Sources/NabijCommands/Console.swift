// SPDX-License-Identifier: EUPL-1.2
import GeoFiles
import Glibc
import Synchronization

/// Standard output for results, standard error for what is said about them.
enum Console {
    /// Whether something for standard output could not be written, such as on a full disk.
    static let hasLostOutput = Atomic<Bool>(false)

    /// Opens what the caller closed: the first files that we open would get the numbers of standard
    /// output and error, and our messages would end up in them.
    static func openStandardStreams() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", O_RDWR)
        }
    }

    /// Writes lines to standard output.
    static func output(_ text: String) {
        write(text.hasSuffix("\n") ? text : text + "\n", STDOUT_FILENO)
    }

    /// Writes one line, whatever the names in it hold.
    static func line(_ text: String) { output(oneLine(text)) }

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

    /// The text without line ends, and with what would steer a terminal spelled out: names come from
    /// files of others.
    static func oneLine(_ text: String) -> String {
        var line = ""
        for scalar in text.split(whereSeparator: \.isNewline).joined(separator: " ").unicodeScalars
        {
            if steers(scalar) {
                line += scalar == "\t" ? " " : "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                line.unicodeScalars.append(scalar)
            }
        }
        return line
    }

    /// Control characters, and those that turn the direction of all text after them.
    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control
            || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }

    /// Unbuffered, so that lines of the two streams come in the order in which they were written.
    private static func write(_ text: String, _ descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                if descriptor == STDOUT_FILENO {
                    hasLostOutput.store(true, ordering: .relaxed)
                }
                return
            }
            rest = rest.dropFirst(count)
        }
    }
}
