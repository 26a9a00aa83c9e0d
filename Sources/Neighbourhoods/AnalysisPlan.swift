// SPDX-License-Identifier: EUPL-1.2

/// What the project file asks for, apart from where the data is.
public struct AnalysisPlan: Sendable {
    /// Name of the project.
    public var project: String
    /// Year against `from` and `until`; `nil`: all features count.
    public var year: Int?
    /// Indicators asked for; empty: all that the layers allow.
    public var requests: [IndicatorRequest]
    /// Smallest number of inhabitants of a buurt whose values about people are shown; `nil`: no rule.
    public var minimumInhabitants: Double?
    /// What the data rests on, in the words of the project.
    public var assumptions: [String]
    /// Texts of the project that have other words in some language; the plain ones are their keys.
    public var translations: [ReaderText]
    /// Norms of indicators by their names, each ascending: maps may be divided by them.
    public var norms: [String: [Double]]
    /// How people walk.
    public var walking: WalkingRules

    /// Creates a plan.
    public init(
        project: String, year: Int? = nil, requests: [IndicatorRequest] = [],
        minimumInhabitants: Double? = nil, assumptions: [String] = [],
        translations: [ReaderText] = [], norms: [String: [Double]] = [:],
        walking: WalkingRules = WalkingRules()
    ) {
        self.project = project
        self.year = year
        self.requests = requests
        self.minimumInhabitants = minimumInhabitants
        self.assumptions = assumptions
        self.translations = translations
        self.norms = norms
        self.walking = walking
    }
}

/// One entry under `indicators` in the project file.
public enum IndicatorRequest: Sendable, Equatable {
    /// An indicator of the catalogue by its full name, such as `groene_lint_distance_share_300`.
    case named(String, line: Int)
    /// An indicator with its own threshold or filter.
    case custom(CustomIndicator)
}

/// An indicator that the project file defines itself.
///
///     {id: near_hub, layer: hubs, where: "soort = 'hub'", measure: distance, reduce: {share_within: 400}}
public struct CustomIndicator: Sendable, Equatable {
    /// What is measured, as the project file spells it.
    public enum Measure: String, Sendable, CaseIterable {
        /// Straight line to the nearest feature.
        case distance
        /// Number of features within `within` metres.
        case reach
        /// Area of the buurt within `within` metres.
        case areaWithin = "area_within"
        /// Features, metres or square metres inside the buurt.
        case count, length, area
        /// Along the walking network.
        case walk
        /// Along the walking network without crossing fast streets.
        case safeWalk = "safe_walk"
    }

    /// How the column becomes one number, as the project file spells it.
    public enum Reduction: Sendable, Equatable {
        /// Weighted mean.
        case mean
        /// The p-quantile, 0 < p < 1; `median` is 0.5 and `p90` 0.9.
        case quantile(Double)
        /// Largest value.
        case max
        /// Share of the people within so many metres, per cent.
        case shareWithin(Double)
        /// The sum itself (count, length, area).
        case sum
        /// Per cent of the area of the buurt.
        case share
        /// Per inhabitant.
        case perInhabitant
    }

    /// Name of the column.
    public var id: String
    /// Layer that is measured.
    public var layer: String
    /// Filter text; the layer has a mask of that name.
    public var filter: String?
    /// What is measured.
    public var measure: Measure
    /// Metres, for `reach` and `area_within`.
    public var within: Double?
    /// How the column becomes one number.
    public var reduction: Reduction
    /// Definition in the words of the project; `nil`: made from measure and reduction.
    public var definition: String?
    /// Line in the project file.
    public var line: Int

    /// Creates a custom indicator.
    public init(
        id: String, layer: String, filter: String? = nil, measure: Measure, within: Double? = nil,
        reduction: Reduction, definition: String? = nil, line: Int = 0
    ) {
        self.id = id
        self.layer = layer
        self.filter = filter
        self.measure = measure
        self.within = within
        self.reduction = reduction
        self.definition = definition
        self.line = line
    }
}
