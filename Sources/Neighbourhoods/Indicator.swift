// SPDX-License-Identifier: EUPL-1.2

/// A number per buurt, as data: what it means, not how it is computed.
public struct Indicator: Sendable, Equatable {
    /// Whether more is better.
    public enum Direction: String, Sendable {
        /// More is better.
        case higher
        /// Less is better.
        case lower
        /// Neither.
        case neutral
    }

    /// Column name, such as `meeting_places_distance_share_300`.
    public var id: String
    /// Short title for legends.
    public var title: String
    /// Definition in one or two sentences.
    public var definition: String
    /// Unit: `m`, `%`, `m2`, `count`.
    public var unit: String
    /// Source of the definition.
    public var source: String
    /// Whether more is better.
    public var direction: Direction
    /// Decimals for people (CSV for Dutch Excel, legends).
    public var decimals: Int
    /// Layer that it is about.
    public var layer: String
    /// Whether the value is about people, so that the privacy rule holds for it.
    public var isAboutPeople: Bool

    /// Creates an indicator.
    public init(
        id: String, title: String, definition: String, unit: String, source: String,
        direction: Direction, decimals: Int, layer: String, isAboutPeople: Bool
    ) {
        self.id = id
        self.title = title
        self.definition = definition
        self.unit = unit
        self.source = source
        self.direction = direction
        self.decimals = decimals
        self.layer = layer
        self.isAboutPeople = isAboutPeople
    }
}
