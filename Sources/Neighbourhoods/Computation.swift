// SPDX-License-Identifier: EUPL-1.2
//
// What an indicator asks, in terms of the few measures and reductions there are. Indicators that
// share a measure share its column: it is computed once.

/// Features of one layer that take part in a measure, after the filter on years.
struct FeatureSelection: Sendable, Hashable {
    /// Row of the layer in the workspace.
    var layer: Int
    /// Name of the mask that selects features; `nil`: all.
    var mask: String?
    /// Smallest size of a green space in hectares; `nil`: any.
    var minimumHectares: Double?
}

/// A column with one number per address.
enum AddressMeasure: Sendable, Hashable {
    /// Straight line to the nearest feature, metres; NaN where there is no feature.
    case distance(FeatureSelection)
    /// Number of features within so many metres.
    case reach(FeatureSelection, within: Double)
    /// 0 inside or on the border of a polygon, else infinity: a share within 0 m is a share inside.
    case inside(FeatureSelection)
    /// Along the walking network to the nearest feature, metres; infinite where there is no way.
    case walk(FeatureSelection, WalkRule)
    /// Number of features within so many metres along the walking network.
    case walkReach(FeatureSelection, within: Double)
    /// 0 where there is no way to any feature, else infinity.
    case unreached(FeatureSelection, WalkRule)
    /// 0 within so many metres by walking but not by safe walking, else infinity.
    case lost(FeatureSelection, within: Double)
    /// Supply per 1,000 people by the two-step floating catchment within so many metres of walking.
    case twoStep(FeatureSelection, within: Double)
    /// 0 where three trees of any layer of trees are within 30 m, else infinity.
    case trees
    /// 0 where that holds, crowns cover 30 % of the buurt and a feature is within 300 m, else infinity.
    case threeRules(FeatureSelection)
}

extension AddressMeasure {
    /// The features that it is a distance to; `nil` for other measures.
    var distanceTo: FeatureSelection? {
        switch self {
        case .distance(let selection), .walk(let selection, _): selection
        default: nil
        }
    }

    /// Whether an infinite value means that there is none.
    var hasGaps: Bool { if case .walk = self { true } else { false } }

    /// Whether it is a distance of safe walking.
    var isSafe: Bool { if case .walk(_, .safeWalk) = self { true } else { false } }

    /// Whether what a change can reach depends on the values.
    var keepsHighest: Bool { if case .distance = self { true } else { false } }
}

/// How people walk.
enum WalkRule: String, Sendable, Hashable {
    /// Along every walkable street.
    case walk
    /// Neither along nor across fast streets.
    case safeWalk = "safe_walk"
}

/// A column with one amount per buurt.
enum BuurtMeasure: Sendable, Hashable {
    /// Square metres of the buurt within so many metres of a feature.
    case areaWithin(FeatureSelection, radius: Double)
    /// Square metres of the polygons inside the buurt, overlaps once.
    case area(FeatureSelection)
    /// Metres of line inside the buurt, every feature by itself.
    case length(FeatureSelection)
    /// Metres of street with cars inside the buurt.
    case carStreets(FeatureSelection)
    /// Metres of those where the limit is at most so much, km/h, zones in force included.
    case slowStreets(FeatureSelection, upTo: Double)
    /// Sum over dwellings of the square metres within so many metres, per dwelling within as many.
    case greenOfDwellings(FeatureSelection, within: Double)
    /// Number of dwellings.
    case dwellings
    /// Square metres under the crowns of trees, overlaps once.
    case crowns
}

/// What is asked of sites, each of which lies in one buurt.
enum SiteMeasure: Sendable, Hashable {
    /// Sum of the sizes.
    case size
    /// Share within so many metres of another layer.
    case near(FeatureSelection, within: Double)
    /// Share inside the polygons of a zone layer.
    case inside(FeatureSelection)
}

/// How a column becomes one number per buurt, group or total.
enum Reduction: Sendable, Hashable {
    /// Weighted mean over people.
    case mean
    /// Weighted quantile over people.
    case quantile(Double)
    /// Largest value over people.
    case max
    /// Share of the people with a value up to so much, per cent.
    case shareWithin(Double)
    /// The amount itself.
    case sum
    /// Per cent of the area.
    case shareOfArea
    /// Amount per inhabitant.
    case perInhabitant
}

/// Measure and reduction of one indicator.
enum Computation: Sendable, Hashable {
    /// A column over addresses.
    case people(AddressMeasure, Reduction)
    /// An amount per buurt.
    case amount(BuurtMeasure, Reduction)
    /// Number of distinct features with a part in the buurt.
    case features(FeatureSelection, Reduction)
    /// Something about the sites of a layer.
    case sites(layer: Int, SiteMeasure)
    /// One amount per buurt, per cent of another.
    case ratio(BuurtMeasure, of: BuurtMeasure)
    /// One amount per buurt, divided by another.
    case quotient(BuurtMeasure, by: BuurtMeasure)
}

extension Computation {
    /// Whether it rests on streets too.
    var needsNetwork: Bool {
        switch self {
        case .people(.walk, _), .people(.walkReach, _), .people(.unreached, _), .people(.lost, _),
            .people(.twoStep, _), .ratio:
            true
        default: false
        }
    }

    /// Whether it rests on trees too.
    var needsTrees: Bool {
        switch self {
        case .people(.trees, _), .people(.threeRules, _), .amount(.crowns, _): true
        default: false
        }
    }

    /// Whether it rests on dwellings too.
    var needsDwellings: Bool { if case .quotient = self { true } else { false } }

    /// Whether somebody walks for it.
    var needsWalking: Bool { if case .ratio = self { false } else { needsNetwork } }

    /// Whether it rests on crossings and speeds of zones too.
    var needsSafety: Bool {
        switch self {
        case .people(.walk(_, .safeWalk), _), .people(.unreached(_, .safeWalk), _),
            .people(.lost, _), .ratio:
            true
        default: false
        }
    }
}

/// An indicator with what it takes to compute it.
struct PlannedIndicator: Sendable {
    /// What it means.
    var indicator: Indicator
    /// How it is computed.
    var computation: Computation
    /// Row of the layer that it is about.
    var layer: Int
}
