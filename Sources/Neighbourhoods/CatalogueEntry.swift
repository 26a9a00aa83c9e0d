// SPDX-License-Identifier: EUPL-1.2

/// An indicator in general, for every layer that allows it: a row of `nabij catalogue`.
public struct CatalogueEntry: Sendable, Equatable {
    /// General name: L a destination, Z a zone, G green, S a site, T metres, H hectares.
    public var pattern: String
    /// Roles of the layers that have it.
    public var roles: [LayerRole]
    /// Short title.
    public var title: String
    /// Definition in one or two sentences.
    public var definition: String
    /// Unit: `m`, `%`, `m2`, `count`.
    public var unit: String
    /// Source of the definition.
    public var source: String
    /// Whether more is better.
    public var direction: Indicator.Direction
    /// Decimals for people.
    public var decimals: Int
    /// Whether the value is about people: needs a population layer, falls under the privacy rule.
    public var isAboutPeople: Bool

    init(_ row: IndicatorPattern) {
        // A general name has the letter of its first role, so `L_distance_mean` is also for green.
        let letter = IndicatorPattern.letter(of: row.roles.first ?? .destination)
        let other = row.otherRole.map(IndicatorPattern.letter(of:)) ?? ""
        let filling = PatternFilling(
            layer: letter, other: other, threshold: "T", size: "H", access: "public ")
        pattern = filling.fill("{layer}_" + row.suffix)
        roles = row.roles
        title = filling.fill(row.title)
        definition = filling.fill(row.definition)
        unit = row.unit
        source = row.source
        direction = row.direction
        decimals = row.decimals
        isAboutPeople = row.isAboutPeople
    }
}

extension CatalogueEntry {
    /// Gini and Palma of the mean distance, which stand for those of every share of inhabitants too.
    fileprivate static let inequality: [CatalogueEntry] = IndicatorPattern.all.prefix(1).flatMap {
        let mean = CatalogueEntry($0)
        let indicator = Indicator(
            id: mean.pattern, title: mean.title, definition: "", unit: mean.unit,
            source: mean.source, direction: mean.direction, decimals: mean.decimals, layer: "L",
            isAboutPeople: true)
        return inequalityIndicators(of: indicator).map { CatalogueEntry(mean, as: $0) }
    }

    private init(_ base: CatalogueEntry, as indicator: Indicator) {
        self = base
        pattern = indicator.id
        title = indicator.title
        definition =
            indicator.definition
            + " In tables of groups and the total only; the same of every share of inhabitants."
        unit = indicator.unit
        source = indicator.source
        direction = indicator.direction
        decimals = indicator.decimals
        roles = [.destination, .green, .zone]
    }
}

/// The catalogue without a project, in the order of its columns.
public let catalogueEntries: [CatalogueEntry] =
    IndicatorPattern.all.map(CatalogueEntry.init) + CatalogueEntry.inequality
