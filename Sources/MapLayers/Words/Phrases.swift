// SPDX-License-Identifier: EUPL-1.2
//
// The engine words its sentences in English: remedies, reasons of absence, sources, definitions that it
// makes. A reader of another language gets them by pattern: `{a}: empty in the source` has a twin
// `{a}: leeg in de bron`, and what stands in the place of {a} is looked up in its turn, so that a sentence
// made of parts needs a pattern per part. A text that no pattern fits stands as it is: words of the
// project, names, and those of libraries.

/// Patterns of one language for the sentences of the engine.
struct Phrases: Sendable {
    fileprivate struct Pattern: Sendable {
        /// Texts between the placeholders.
        let parts: [String]
        /// Names of the placeholders.
        let names: [String]
        /// The sentence in the other language.
        let twin: String
    }

    private let patterns: [Pattern]

    /// English sentences that are known, as they are written in the table.
    let known: [String]

    /// Reads a table.
    ///
    /// In each line a pattern, an arrow, and its twin; the first that fits is taken.
    init(_ bytes: [UInt8]) {
        var patterns: [Pattern] = []
        var known: [String] = []
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            guard !line.hasPrefix("#"), let arrow = line.firstRange(of: " => ") else { continue }
            let english = String(line[..<arrow.lowerBound])
            let (parts, names) = Self.taken(apart: english)
            known.append(english)
            patterns.append(
                Pattern(parts: parts, names: names, twin: String(line[arrow.upperBound...])))
        }
        self.patterns = patterns
        self.known = known
    }

    private static func taken(apart text: String) -> (parts: [String], names: [String]) {
        var parts: [String] = [], names: [String] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            parts.append(String(rest[..<open]))
            names.append(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return (parts + [String(rest)], names)
    }

    /// The sentence in the language of the table; as it is where no pattern fits.
    ///
    /// - Parameters:
    ///   - text: A sentence in English.
    ///   - layer: What readers call a layer: what stands for `{layer}` is one.
    /// - Returns: Its twin.
    /// - Complexity: O(patterns × length), deeper only where parts are sentences themselves.
    func told(_ text: String, layer: (String) -> String) -> String {
        for pattern in patterns {
            guard let fillings = pattern.fillings(of: text) else { continue }
            var result = pattern.twin
            for (name, filling) in zip(pattern.names, fillings) {
                let part = told(filling, layer: layer)
                let isName = name == "layer" && part == filling
                result = result.replacing("{\(name)}", with: isName ? layer(part) : part)
            }
            return result
        }
        return text
    }
}

extension Phrases.Pattern {
    /// What stands in the places of the placeholders, each as short as can be; `nil` where it does not fit.
    fileprivate func fillings(of text: String) -> [String]? {
        guard let first = parts.first, let last = parts.last else { return nil }
        guard parts.count > 1 else { return text == first ? [] : nil }
        guard text.count >= first.count + last.count, text.hasPrefix(first), text.hasSuffix(last)
        else { return nil }
        var rest = text.dropFirst(first.count).dropLast(last.count)
        var fillings: [String] = []
        for part in parts.dropFirst().dropLast() {
            guard let place = rest.firstRange(of: part) else { return nil }
            fillings.append(String(rest[..<place.lowerBound]))
            rest = rest[place.upperBound...]
        }
        fillings.append(String(rest))
        return fillings.contains("") ? nil : fillings
    }
}
