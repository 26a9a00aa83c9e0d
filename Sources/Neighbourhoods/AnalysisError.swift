// SPDX-License-Identifier: EUPL-1.2

/// Why a project cannot be analysed: what is wrong and what to do, in one line.
public struct AnalysisError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong.
    public var message: String
    /// What to do about it; may be empty.
    public var remedy: String
    /// Line of the project file; `nil` where it is not about one line.
    public var line: Int?

    /// Creates an error.
    public init(_ message: String, remedy: String = "", line: Int? = nil) {
        self.message = message
        self.remedy = remedy
        self.line = line
    }

    /// Line, message and remedy as one line of text.
    public var description: String {
        let place = line.map { "line \($0): " } ?? ""
        return place + message + (remedy.isEmpty ? "" : "; \(remedy)")
    }
}
