// SPDX-License-Identifier: EUPL-1.2
//
// An indicator is data, not code: a pattern says for which layers it exists, which measure and
// reduction give its value, and what it means in words. Placeholders in texts: {layer} the layer,
// {other} a second layer, {T} metres, {H} hectares, {public} "public " where the layer marks it.

/// A measure before layer and threshold are filled in.
enum PatternMeasure: Sendable {
    case distance, reach, areaWithin, features, length, area, inside, access
    case siteSize, siteNear, siteInside
    case walk, walkReach, walkUnreached, walkAccess, safeWalk, safeUnreached, safeLost, twoStep
    case slowStreets
    case perDwelling, trees, crowns, threeRules
}

/// A reduction before the threshold is filled in.
enum PatternReduction: Sendable {
    case fixed(Reduction)
    case shareWithinThreshold

    /// The reduction at threshold `metres`.
    func bound(to metres: Double) -> Reduction {
        switch self {
        case .fixed(let reduction): reduction
        case .shareWithinThreshold: .shareWithin(metres)
        }
    }
}

/// What a layer must have for a pattern to make sense.
enum PatternNeed: Sendable {
    case lines, polygons, sizes, streets, dwellings, trees, crowns
}

/// One row of the catalogue.
struct IndicatorPattern: Sendable {
    /// What follows the layer's name, such as `distance_share_{T}`.
    var suffix: String
    /// Roles of layers that have it.
    var roles: [LayerRole]
    /// Role of the second layer, where there is one.
    var otherRole: LayerRole?
    /// What is measured.
    var measure: PatternMeasure
    /// How it becomes one number.
    var reduction: PatternReduction
    /// Unit of the value.
    var unit: String
    /// Short title with placeholders.
    var title: String
    /// Definition with placeholders.
    var definition: String
    /// Source of the definition.
    var source: String
    /// Whether more is better.
    var direction: Indicator.Direction
    /// Decimals for people.
    var decimals: Int
    /// Whether the value is about people: needs a population, falls under the privacy rule.
    var isAboutPeople: Bool
    /// What the layer must have.
    var needs: [PatternNeed] = []

    /// Whether the name has a distance in it.
    var hasThreshold: Bool { suffix.contains("{T}") }
    /// Whether the name has a size in it.
    var hasSize: Bool { suffix.contains("{H}") }

    /// The letter that stands for a layer in the general name.
    static func letter(of role: LayerRole) -> String {
        switch role {
        case .zone: "Z"
        case .green: "G"
        case .site: "S"
        case .streets: "streets"
        default: "L"
        }
    }
}

/// Texts for the placeholders of a pattern.
struct PatternFilling: Sendable {
    /// Name of the layer.
    var layer: String
    /// Name of the second layer.
    var other = ""
    /// Metres.
    var threshold = ""
    /// Hectares.
    var size = ""
    /// "public " or nothing.
    var access = ""
    /// Speed above which a street is a barrier, km/h.
    var speed = "30"

    /// The template with its placeholders filled in.
    func fill(_ template: String) -> String {
        var result = ""
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            result += value(of: rest[rest.index(after: open)..<close])
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    private func value(of key: Substring) -> String {
        switch key {
        case "layer": layer
        case "other": other
        case "T": threshold
        case "H": size
        case "public": access
        case "speed": speed
        default: ""
        }
    }
}

/// A number as part of a column name: 0.5 becomes `0_5`.
func nameText(_ number: Double) -> String {
    String(shortestText(number).map { $0.isLetter || $0.isNumber ? $0 : "_" })
}
