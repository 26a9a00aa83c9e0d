// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Yams

/// A mapping of the project file whose values are read by type; every failure names file and line.
struct ProjectMapping {
    struct Entry {
        var key: String
        var line: Int
        var value: Node
    }

    /// What a number has to be.
    enum NumberRule { case any, positive, notNegative }

    let file: String
    /// What the mapping is about, for messages: `layer green`.
    let what: String
    let line: Int
    let entries: [Entry]

    init(_ node: Node, what: String, file: String) throws(GeoFileError) {
        let line = node.mark?.line ?? 1
        guard case .mapping(let mapping) = node else {
            throw GeoFileError(
                .badData,
                "\(file):\(line): \(what) is \(kind(of: node)) where key: value pairs are needed")
        }
        var entries: [Entry] = []
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key else {
                throw GeoFileError(
                    .badData,
                    "\(file):\(key.mark?.line ?? line): a key in \(what) is \(kind(of: key)); "
                        + "keys are plain words")
            }
            entries.append(
                Entry(key: scalar.string, line: scalar.mark?.line ?? line, value: value))
        }
        self.file = file
        self.what = what
        self.line = line
        self.entries = entries
    }

    func entry(_ key: String) -> Entry? { entries.first { $0.key == key } }

    func failure(_ line: Int, _ message: String) -> GeoFileError {
        GeoFileError(.badData, "\(file):\(line): \(message)")
    }

    func failure(_ key: String, _ message: String) -> GeoFileError {
        failure(entry(key)?.line ?? line, message)
    }

    func refuseUnknown(among keys: [String]) throws(GeoFileError) {
        for entry in entries where !keys.contains(entry.key) {
            throw failure(
                entry.line, "unknown key \"\(entry.key)\" in \(what)" + proposal(entry.key, keys))
        }
    }

    func required<Value>(
        _ value: Value?, _ key: String, _ example: String
    ) throws(GeoFileError) -> Value {
        guard let value else {
            throw failure(line, "\(what) lacks the key \"\(key)\"; add for instance \(example)")
        }
        return value
    }

    /// Any scalar but an empty one, as it is written.
    func text(_ key: String) throws(GeoFileError) -> String? {
        guard let entry = entry(key) else { return nil }
        return try scalar(entry.value, "\(key) of \(what)", entry.line, needs: "a text").string
    }

    func number(_ key: String, _ rule: NumberRule = .any) throws(GeoFileError) -> Double? {
        guard let entry = entry(key) else { return nil }
        return try number(entry.value, "\(key) of \(what)", entry.line, rule)
    }

    func mapping(_ key: String, what: String) throws(GeoFileError) -> ProjectMapping? {
        guard let entry = entry(key) else { return nil }
        try refuseEmpty(entry.value, what, entry.line)
        return try ProjectMapping(entry.value, what: what, file: file)
    }

    func list(_ key: String, example: String) throws(GeoFileError) -> [Node]? {
        guard let entry = entry(key) else { return nil }
        try refuseEmpty(entry.value, "\(key) of \(what)", entry.line)
        guard case .sequence(let sequence) = entry.value else {
            throw failure(
                entry.line,
                "\(key) of \(what) is \(kind(of: entry.value)) where a list is needed, "
                    + "such as \(example)")
        }
        return Array(sequence)
    }

    func texts(_ key: String, example: String) throws(GeoFileError) -> [String]? {
        guard let nodes = try list(key, example: example) else { return nil }
        var texts: [String] = []
        for node in nodes {
            let at = node.mark?.line ?? line
            texts.append(try scalar(node, "an entry of \(key)", at, needs: "a text").string)
        }
        return texts
    }

    /// A text, or one per language.
    func readerText(_ key: String) throws(GeoFileError) -> ReaderText? {
        guard let entry = entry(key) else { return nil }
        return try readerText(entry.value, "\(key) of \(what)", entry.line)
    }

    /// A list of texts, each of which may be one per language.
    func readerTexts(_ key: String, example: String) throws(GeoFileError) -> [ReaderText]? {
        guard let nodes = try list(key, example: example) else { return nil }
        var texts: [ReaderText] = []
        for node in nodes {
            let at = node.mark?.line ?? line
            texts.append(try readerText(node, "an entry of \(key)", at))
        }
        return texts
    }

    private func readerText(
        _ node: Node, _ name: String, _ at: Int
    ) throws(GeoFileError) -> ReaderText {
        guard case .mapping = node else {
            return ReaderText(try scalar(node, name, at, needs: "a text").string)
        }
        let languages = try ProjectMapping(node, what: name, file: file)
        try languages.refuseUnknown(among: ["nl", "en"])
        var texts: [String: String] = [:]
        for entry in languages.entries { texts[entry.key] = try languages.text(entry.key) }
        guard let plain = texts["en"] ?? texts["nl"] else {
            throw failure(at, "\(name) is empty; write a text, or {nl: ..., en: ...}")
        }
        return ReaderText(plain, byLanguage: texts)
    }

    /// A norm: a number above zero, or several that ascend.
    func norm(_ key: String) throws(GeoFileError) -> [Double]? {
        guard let entry = entry(key) else { return nil }
        if case .scalar = entry.value { return [try number(key, .positive)].compactMap { $0 } }
        return try ascending(key, example: "[300, 500]")
    }

    /// A list of numbers above zero, each above the one before.
    func ascending(_ key: String, example: String) throws(GeoFileError) -> [Double]? {
        guard let nodes = try list(key, example: example) else { return nil }
        var numbers: [Double] = []
        for node in nodes {
            let at = node.mark?.line ?? line
            let next = try number(node, "an entry of \(key) of \(what)", at, .positive)
            if let last = numbers.last, next <= last {
                throw failure(at, "\(key) of \(what) must ascend, such as \(example)")
            }
            numbers.append(next)
        }
        guard !numbers.isEmpty else {
            throw failure(
                key, "\(key) of \(what) is an empty list; leave it out for the default")
        }
        return numbers
    }

    func number(
        _ node: Node, _ name: String, _ at: Int, _ rule: NumberRule
    ) throws(GeoFileError) -> Double {
        let found = try scalar(node, name, at, needs: "a number")
        let isPlain = found.style == .plain || found.style == .any
        guard isPlain, let value = decimalNumber(found.string) else {
            let why = isPlain ? "is no number" : "is a text in quotes, not a number"
            throw failure(at, "\(name) is \"\(found.string)\", which \(why)")
        }
        if rule == .positive, value <= 0 {
            throw failure(at, "\(name) is \(found.string) and must be above 0")
        }
        if rule == .notNegative, value < 0 {
            throw failure(at, "\(name) is \(found.string) and must not be below 0")
        }
        return value
    }

    func scalar(
        _ node: Node, _ name: String, _ at: Int, needs: String
    ) throws(GeoFileError) -> Node.Scalar {
        guard case .scalar(let scalar) = node else {
            throw failure(at, "\(name) is \(kind(of: node)) where \(needs) is needed")
        }
        try refuseEmpty(node, name, at)
        return scalar
    }

    func refuseEmpty(_ node: Node, _ name: String, _ at: Int) throws(GeoFileError) {
        guard case .scalar(let scalar) = node else { return }
        let isPlain = scalar.style == .plain || scalar.style == .any
        let isNull = isPlain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
        if isNull || scalar.string.allSatisfy(\.isWhitespace) {
            throw failure(at, "\(name) has no value; give one or leave the key out")
        }
    }
}

/// A finite decimal number; hexadecimal, infinity and the like are none.
private func decimalNumber(_ text: String) -> Double? {
    guard text.unicodeScalars.allSatisfy({ "0123456789+-.eE".unicodeScalars.contains($0) }),
        let value = Double(text), value.isFinite
    else { return nil }
    return value
}

/// `: did you mean "source"?`, or the names there are.
func proposal(_ name: String, _ names: [String]) -> String {
    if let nearest = nearestName(to: name, among: names) { return ": did you mean \"\(nearest)\"?" }
    return names.isEmpty ? "" : "; known are " + names.joined(separator: ", ")
}

/// What a node is, in words.
func kind(of node: Node) -> String {
    switch node {
    case .scalar: "a single value"
    case .mapping: "a set of key: value pairs"
    case .sequence: "a list"
    case .alias: "an alias"
    }
}
