// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods

/// Title, definition and limits of an indicator in the language of the reader.
///
/// The catalogue is in English. Dutch words are found by the name of the indicator: without its layer and
/// with `T` and `H` for its numbers it is a key, such as `distance_share_T`. Where there is none, as for an
/// indicator that the project defines, the words of the project stand.
public struct IndicatorWords: Sendable, Equatable {
    /// Short title.
    public var title: String
    /// Definition in one or two sentences.
    public var definition: String
    /// What the number does not say.
    public var limits: String

    /// Finds the words of an indicator.
    ///
    /// - Parameters:
    ///   - indicator: The indicator.
    ///   - layers: Names of all layers, for indicators about two of them.
    ///   - words: The language.
    public init(_ indicator: Indicator, layers: [String], _ words: Words) {
        let name = IndicatorName(indicator, layers: layers)
        let fillings = [
            "layer": words.layer(indicator.layer), "other": words.layer(name.other ?? ""),
            "T": name.threshold ?? "", "H": name.size.map { words.decimal($0) } ?? "",
        ]
        limits = words("limits." + name.kind)
        let isNamed = !name.isCustom(indicator)
        title =
            isNamed && words.has("title." + name.key)
            ? words("title." + name.key, fillings).capitalisedFirst
            : isNamed ? words.naming(indicator.title, name, indicator.layer) : indicator.title
        definition =
            isNamed && words.has("definition." + name.key)
            ? words("definition." + name.key, fillings)
            : words.naming(words.told(indicator.definition), name, indicator.layer)
        if let suffix = name.inequality {
            title =
                words.has("title." + suffix) ? words("title." + suffix, ["title": title]) : title
            if words.has("definition." + suffix) { definition = words("definition." + suffix) }
        }
    }
}

extension Words {
    /// A number as a name has it, `0.5`, with the mark of the language.
    fileprivate func decimal(_ text: String) -> String {
        text.split(separator: ".", omittingEmptySubsequences: false).joined(
            separator: language == .dutch ? "," : ".")
    }

    /// The text of the catalogue with layers as readers call them.
    fileprivate func naming(_ text: String, _ name: IndicatorName, _ layer: String) -> String {
        var text = text
        for part in [layer, name.other].compactMap({ $0 })
        where part.contains("_") || hasTitle(part) {
            text = text.replacing(part, with: self.layer(part))
        }
        return text
    }
}

/// The parts of the name of an indicator.
struct IndicatorName: Sendable, Equatable {
    /// Without layer and numbers, such as `distance_share_T`.
    var key: String
    /// Metres.
    var threshold: String?
    /// Hectares, with a point.
    var size: String?
    /// The second layer.
    var other: String?
    /// `gini` or `palma`.
    var inequality: String?

    init(_ indicator: Indicator, layers: [String]) {
        var rest = indicator.id[...]
        if rest.hasPrefix(indicator.layer + "_") {
            rest = rest.dropFirst(indicator.layer.count + 1)
        }
        for suffix in ["gini", "palma"] where rest.hasSuffix("_" + suffix) {
            inequality = suffix
            rest = rest.dropLast(suffix.count + 1)
        }
        for prefix in ["near_", "in_"] where rest.hasPrefix(prefix) {
            let tail = rest.dropFirst(prefix.count)
            // The longest layer that fits: one name may begin another.
            let fitting = layers.filter { tail.hasPrefix($0 + "_") }
            guard let layer = fitting.max(by: { $0.count < $1.count }) else { continue }
            other = layer
            rest = prefix + tail.dropFirst(layer.count + 1)
        }
        var parts = rest.split(separator: "_").map(String.init)
        size = Self.takeSize(&parts)
        // The numbers of the 3-30-300 rule are its name.
        if let row = parts.firstIndex(where: { Int($0) != nil }), indicator.layer != "streets",
            !parts.starts(with: ["3", "30", "300"])
        {
            threshold = parts[row]
            parts[row] = "T"
        }
        key = parts.joined(separator: "_")
        if indicator.layer == "streets", key == "length" { key = "streets_length" }
    }

    /// `…_0_5ha` or `…_1ha` at the end.
    private static func takeSize(_ parts: inout [String]) -> String? {
        guard let last = parts.last, last.hasSuffix("ha"), Int(last.dropLast(2)) != nil else {
            return nil
        }
        parts.removeLast()
        var digits = String(last.dropLast(2))
        if parts.count > 2, Int(parts[parts.count - 1]) != nil, Int(parts[parts.count - 2]) != nil {
            digits = parts.removeLast() + "." + digits
        }
        parts.append("Hha")
        return digits
    }

    /// Whether the project names the indicator itself: its title is then its name.
    func isCustom(_ indicator: Indicator) -> Bool {
        indicator.title == indicator.id.replacing("_", with: " ")
    }

    /// Which limits hold for it.
    var kind: String {
        if key.hasPrefix("3_30_300") { return key.hasSuffix("crowns") ? "area" : "distance" }
        if key.hasPrefix("walk") || key.hasPrefix("safe_walk") { return "walk" }
        if key.hasPrefix("distance") || key.hasPrefix("reach") || key.hasPrefix("access") {
            return "distance"
        }
        if key.hasPrefix("near") || key.hasPrefix("in_") || key == "size" { return "site" }
        if key == "share" || key == "per_inhabitant" || key.hasPrefix("within") { return "green" }
        if key.hasPrefix("area") || key.hasPrefix("cover") { return "area" }
        if key == "count" { return "count" }
        return "other"
    }
}

extension String {
    /// With its first letter in upper case; texts that begin with a digit as they are.
    var capitalisedFirst: String { (first?.uppercased() ?? "") + dropFirst() }
}
