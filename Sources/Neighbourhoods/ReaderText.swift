// SPDX-License-Identifier: EUPL-1.2

/// A text of the project for readers: the same for all, or one per language.
///
///     title: Buurthuizen
///     title: {nl: Buurthuizen, en: Community centres}
public struct ReaderText: Sendable, Equatable {
    /// What files and messages have, whatever the language of the pages.
    public var plain: String
    /// Texts by the code of their language, such as `nl`.
    public var byLanguage: [String: String]

    /// Creates a text.
    public init(_ plain: String, byLanguage: [String: String] = [:]) {
        self.plain = plain
        self.byLanguage = byLanguage
    }

    /// The text for readers of a language; the plain one where there is none of their own.
    public func text(in language: String) -> String { byLanguage[language] ?? plain }
}
