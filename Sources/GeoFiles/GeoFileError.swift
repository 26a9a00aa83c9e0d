// SPDX-License-Identifier: EUPL-1.2

/// A failure with input or output, in one line that names the file, the place and the remedy.
public struct GeoFileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What went wrong, as an exit code of the command line (sysexits.h).
    public enum Code: Int32, Sendable {
        /// Options or arguments.
        case usage = 64
        /// Data, project file, layer, column or key.
        case badData = 65
        /// A source that is not there or cannot be opened.
        case missingInput = 66
        /// Our own fault.
        case fault = 70
        /// A folder or file that cannot be written.
        case cannotWrite = 73
    }

    /// The exit code.
    public var code: Code
    /// One line for a person: file, layer, feature or line, what is wrong, and the remedy.
    public var message: String
    /// What a library said, for `--verbose`.
    public var detail: String?

    /// Creates an error.
    public init(_ code: Code, _ message: String, detail: String? = nil) {
        self.code = code
        self.message = message
        self.detail = detail
    }

    /// The message.
    public var description: String { message }
}
