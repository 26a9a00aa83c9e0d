// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods

/// A language of reports and legends.
public enum Language: String, Sendable, CaseIterable {
    /// Dutch, the language of the users.
    case dutch = "nl"
    /// English.
    case english = "en"
}

/// The words of one language: texts by key, numbers and dates.
public struct Words: Sendable {
    /// Which language.
    public let language: Language
    /// All texts by key.
    let texts: [String: String]
    /// The sentences of the engine in this language; `nil` for its own.
    private let phrases: Phrases?
    /// Titles that the project gives its layers, by layer.
    private var titles: [String: String] = [:]
    /// Texts of the project in this language, by the text that files have.
    private var ownTexts: [String: String] = [:]
    private let decimalMark: Unicode.Scalar
    private let thousandsMark: String

    /// The words of a language; read once.
    public static func of(_ language: Language) -> Words {
        switch language {
        case .dutch: dutch
        case .english: english
        }
    }

    private static let dutch = Words(
        .dutch, [PackageResources.words_nl_txt, PackageResources.plans_nl_txt],
        Phrases(PackageResources.phrases_nl_txt))
    private static let english = Words(
        .english, [PackageResources.words_en_txt, PackageResources.plans_en_txt], nil)

    private init(_ language: Language, _ files: [[UInt8]], _ phrases: Phrases?) {
        self.language = language
        self.phrases = phrases
        var texts: [String: String] = [:]
        for line in files.flatMap({ String(decoding: $0, as: UTF8.self).split(separator: "\n") }) {
            guard !line.hasPrefix("#"), let colon = line.firstIndex(of: ":") else { continue }
            let text = line[line.index(after: colon)...]
            texts[String(line[..<colon])] = String(text.drop { $0 == " " })
        }
        self.texts = texts
        decimalMark = texts["decimal"]?.unicodeScalars.first ?? "."
        thousandsMark = texts["thousands"] ?? ""
    }

    /// The text of a key with its placeholders filled in.
    ///
    /// - Parameters:
    ///   - key: A key of the words; an unknown one is its own text, so that nothing is lost in silence.
    ///   - fillings: Texts for `{name}`.
    /// - Returns: The text; not escaped.
    public func callAsFunction(_ key: String, _ fillings: [String: String] = [:]) -> String {
        guard var text = texts[key] else { return key }
        guard !fillings.isEmpty, text.contains("{") else { return text }
        var result = ""
        while let open = text.firstIndex(of: "{"), let close = text[open...].firstIndex(of: "}") {
            let name = String(text[text.index(after: open)..<close])
            result += text[..<open] + (fillings[name] ?? "{\(name)}")
            text = String(text[text.index(after: close)...])
        }
        return result + text
    }

    /// The words with what a project says of itself in this language.
    ///
    /// - Parameters:
    ///   - layers: Its layers, whose titles go before the words that are known here.
    ///   - plan: Its texts in several languages.
    /// - Returns: The words for pages of that project.
    public func of(_ layers: [Layer], _ plan: AnalysisPlan) -> Words {
        var words = self
        for layer in layers {
            words.titles[layer.name] = layer.settings.title?.text(in: language.rawValue)
        }
        for text in plan.translations {
            words.ownTexts[text.plain] = text.text(in: language.rawValue)
        }
        return words
    }

    /// Whether there is a text of that key.
    func has(_ key: String) -> Bool { texts[key] != nil }

    /// A number as readers write it: `1.234,5` in Dutch, `1,234.5` in English.
    ///
    /// - Parameters:
    ///   - value: A finite number.
    ///   - decimals: Digits after the mark.
    /// - Returns: Its text.
    public func number(_ value: Double, decimals: Int) -> String {
        let plain = fixedText(value, decimals: decimals, mark: decimalMark)
        let digits = plain.prefix { $0 == "-" || $0.isNumber }
        var grouped = ""
        let whole = digits.drop { $0 == "-" }
        for (place, digit) in whole.enumerated() {
            if place > 0, (whole.count - place) % 3 == 0 { grouped += thousandsMark }
            grouped.append(digit)
        }
        return (digits.hasPrefix("-") ? "−" : "") + grouped + plain.dropFirst(digits.count)
    }

    /// A number with its unit, such as `420 m` or `12,4 %`.
    ///
    /// - Parameters:
    ///   - value: A finite number.
    ///   - unit: Unit of an indicator.
    ///   - decimals: Digits after the mark.
    /// - Returns: Its text, with a blank that does not break lines.
    public func amount(_ value: Double, _ unit: String, decimals: Int) -> String {
        let sign = Self.sign(of: unit)
        return number(value, decimals: decimals) + (sign.isEmpty ? "" : "\u{A0}\(sign)")
    }

    /// A difference with its sign and unit; shares differ by points, not by per cent.
    func difference(_ value: Double, _ unit: String, decimals: Int) -> String {
        let text =
            unit == "%"
            ? number(value, decimals: decimals) + "\u{A0}" + self("value.points")
            : amount(value, unit, decimals: decimals)
        return (text.hasPrefix("−") || value <= 0 ? "" : "+") + text
    }

    /// A unit as a reader writes it; empty for numbers of things.
    public static func sign(of unit: String) -> String {
        switch unit {
        case "m2": "m²"
        case "count", "-", "ratio", "": ""
        default: unit
        }
    }

    /// A date such as `31 mei 2024` from `2024-05-31T12:00:00Z`; other texts as they are.
    public func date(_ iso: String) -> String {
        let parts = iso.prefix(10).split(separator: "-")
        guard parts.count == 3, let month = Int(parts[1]), (1...12).contains(month),
            let day = Int(parts[2])
        else { return iso }
        return "\(day) \(months[month - 1]) \(parts[0])"
    }

    private var months: [String] {
        switch language {
        case .dutch:
            [
                "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
                "september", "oktober", "november", "december",
            ]
        case .english:
            [
                "January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December",
            ]
        }
    }

    /// A layer as readers call it: the title that the project gives it, or a word that is known for its
    /// name; another keeps its name, with blanks.
    public func layer(_ name: String) -> String {
        titles[name] ?? texts["layer." + name] ?? name.split(separator: "_").joined(separator: " ")
    }

    /// Whether the project itself says what readers call a layer.
    func hasTitle(_ layer: String) -> Bool { titles[layer] != nil }

    /// A group level as readers call it.
    public func level(_ name: String) -> String {
        texts["level." + name] ?? name.split(separator: "_").joined(separator: " ")
    }

    /// A sentence of the engine or of the project in this language; as it is where there is no other.
    public func told(_ text: String) -> String {
        ownTexts[text] ?? phrases?.told(text) { layer($0) } ?? text
    }

    /// Why a value is absent; in two words where the engine gives no reason.
    public func reason(_ value: IndicatorValue) -> String {
        let reason = value.reason ?? ""
        return reason.isEmpty ? status(value) : told(reason)
    }

    /// Why a value is absent, in two words.
    func status(_ value: IndicatorValue) -> String {
        switch value {
        case .present: ""
        case .missing: self("legend.missing")
        case .suppressed: self("legend.suppressed")
        case .notApplicable: self("legend.notapplicable")
        }
    }
}
