// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods

/// When something is built and when it counts; `nil` is an open end.
public struct Period: Sendable, Equatable {
    /// Years of construction, over which the cost is spread evenly.
    public var works: ClosedRange<Int>?
    /// First year in which the change is in effect.
    public var from: Int?
    /// Last year in which the change is in effect.
    public var until: Int?

    /// Creates a period.
    public init(works: ClosedRange<Int>? = nil, from: Int? = nil, until: Int? = nil) {
        self.works = works
        self.from = from
        self.until = until
    }

    /// Whether the change is in effect in a year.
    public func holds(in year: Int) -> Bool {
        (from ?? .min) <= year && year <= (until ?? .max)
    }

    /// Whether there is a year in which both are in effect.
    public func overlaps(_ other: Period) -> Bool {
        max(from ?? .min, other.from ?? .min) <= min(until ?? .max, other.until ?? .max)
    }
}

/// Features of a layer that a change takes hold of: rows of the project's own layer, and rows of what
/// earlier changes add.
///
/// It is settled once, on the attributes as they are read: which features a change means does not
/// depend on which other changes are in effect.
public struct FeaturePick: Sendable, Equatable {
    /// Rows of the layer of the project, ascending.
    public var base: [Int32]
    /// Per id of an earlier change rows of the layer that it adds, ascending.
    public var added: [String: [Int32]]

    /// Creates a pick.
    public init(base: [Int32] = [], added: [String: [Int32]] = [:]) {
        self.base = base
        self.added = added
    }

    /// Whether it holds no feature.
    public var isEmpty: Bool { base.isEmpty && added.values.allSatisfy(\.isEmpty) }
}

/// People who come to live somewhere.
public struct NewResidents: Sendable, Equatable {
    /// Easting and northing of each address, metres.
    public var x: [Double]
    /// See ``x``.
    public var y: [Double]
    /// Weight of each address in the unit of the population layer: where a buurt's weights are scaled
    /// to its number of inhabitants, divided by that scale, so that those who live there stay as they are.
    public var weight: [Double]
    /// Buurt of each address, -1 where it lies in none.
    public var buurt: [Int32]
    /// Number of people at each address.
    public var people: [Double]

    /// Creates residents from columns of equal length.
    public init(
        x: [Double], y: [Double], weight: [Double], buurt: [Int32], people: [Double]
    ) {
        self.x = x
        self.y = y
        self.weight = weight
        self.buurt = buurt
        self.people = people
    }
}

/// What a change does to the workspace.
public enum Effect: Sendable {
    /// Features of a layer go and others come: adding, removing and replacing.
    case exchange(layer: Int, removing: FeaturePick, adding: Layer?)
    /// Attributes of features get other values: columns of one row. The masks tell per feature of the
    /// pick (its own rows first, then those of changes in order of their ids) in which selections it is then.
    case set(layer: Int, FeaturePick, values: [AttributeColumn], masks: [String: [Bool]])
    /// Features move by so many metres.
    case move(layer: Int, FeaturePick, x: Double, y: Double)
    /// People come to live somewhere.
    case settle(NewResidents)

    /// Row of the layer that it changes; `nil` for the population.
    public var layer: Int? {
        switch self {
        case .exchange(let layer, _, _), .set(let layer, _, _, _), .move(let layer, _, _, _): layer
        case .settle: nil
        }
    }

    /// Features that it takes hold of.
    public var pick: FeaturePick {
        switch self {
        case .exchange(_, let pick, _), .set(_, let pick, _, _), .move(_, let pick, _, _): pick
        case .settle: FeaturePick()
        }
    }
}

/// One change of a plan.
public struct Change: Sendable {
    /// Name within its scenario.
    public var id: String
    /// Title for people.
    public var title: String
    /// What it does.
    public var effect: Effect
    /// What it costs, euro.
    public var cost: Double
    /// When it is built and in effect.
    public var period: Period
    /// When it was once planned to be; `nil`: as ``period``.
    public var planned: Period?
    /// Changes without which it cannot be done.
    public var requires: [String]
    /// Changes that it cannot be done together with.
    public var excludes: [String]
    /// Whether a choice among candidates must hold it (`true`) or must not (`false`).
    public var isChosen: Bool?

    /// Creates a change; without a title it is called by its id.
    public init(
        id: String, title: String? = nil, effect: Effect, cost: Double = 0,
        period: Period = Period(), planned: Period? = nil, requires: [String] = [],
        excludes: [String] = [], isChosen: Bool? = nil
    ) {
        self.id = id
        self.title = title ?? id
        self.effect = effect
        self.cost = cost
        self.period = period
        self.planned = planned
        self.requires = requires
        self.excludes = excludes
        self.isChosen = isChosen
    }
}

/// A list of changes of one workspace.
public struct Scenario: Sendable {
    /// Name in tables: that of its file without ending.
    public var name: String
    /// Title for people.
    public var title: String
    /// The changes, those of the scenario that it builds on first.
    public var changes: [Change]

    /// Creates a scenario.
    public init(name: String, title: String, changes: [Change]) {
        self.name = name
        self.title = title
        self.changes = changes
    }

    /// What all changes cost together, euro.
    public var cost: Double { changes.reduce(0) { $0 + $1.cost } }

    /// The changes in effect in a year, all without one.
    ///
    /// - Parameters:
    ///   - year: The year.
    ///   - planned: Whether the years are those once planned.
    /// - Returns: Changes in their order.
    public func changes(in year: Int?, planned: Bool = false) -> [Change] {
        guard let year else { return changes }
        return changes.filter {
            ((planned ? $0.planned : nil) ?? $0.period).holds(in: year)
        }
    }
}
