// SPDX-License-Identifier: EUPL-1.2
//
// The rows of the catalogue that need a network of streets. Choices where a name alone does not say:
// - `streets_length` is of all lines of the layer, as `length` is elsewhere; `streets_30_share` is of the
//   streets with cars, since a path has no speed limit.
// - green is reached by walking where a street enters it or, where none does, from the nearest street.

extension IndicatorPattern {
    private static let source = "After the proximity statistics of CBS, along streets and paths"
    private static let safeSource =
        "Nabij; crossing rule after CROW, at grade up to 30 km/h, else at crossings"

    private static let way = "along streets and paths, the straight lines to and from them included"
    private static let safeWay =
        way + ", neither along nor across a street where cars may drive faster than {speed} km/h"
        + " but at a crossing"

    private static func walk(
        _ suffix: String, _ measure: PatternMeasure, _ reduction: PatternReduction, unit: String,
        title: String, definition: String, direction: Indicator.Direction = .lower
    ) -> IndicatorPattern {
        let isSafe = suffix.hasPrefix("safe_")
        return IndicatorPattern(
            suffix: suffix, roles: [.destination, .green], measure: measure, reduction: reduction,
            unit: unit, title: title, definition: definition, source: isSafe ? safeSource : source,
            direction: direction, decimals: unit == "m" ? 0 : 1, isAboutPeople: true,
            needs: [.streets])
    }

    /// The rows of walking and of safe walking; both have the same form.
    private static func distances(
        _ name: String, _ measure: PatternMeasure, _ unreached: PatternMeasure, way: String,
        title: String
    ) -> [IndicatorPattern] {
        [
            walk(
                name + "_mean", measure, .fixed(.mean), unit: "m",
                title: "Mean \(title) to {layer}",
                definition:
                    "Mean distance in metres from where people live to the nearest feature of"
                    + " {layer} \(way), over the inhabitants of the buurt who have a way."),
            walk(
                name + "_median", measure, .fixed(.quantile(0.5)), unit: "m",
                title: "Median \(title) to {layer}",
                definition:
                    "Distance in metres to the nearest feature of {layer} \(way), within which"
                    + " half of the inhabitants of the buurt who have a way live."),
            walk(
                name + "_p90", measure, .fixed(.quantile(0.9)), unit: "m",
                title: "\(title.prefix(1).uppercased() + title.dropFirst()) to {layer} of 90 %",
                definition:
                    "Distance in metres to the nearest feature of {layer} \(way), within which"
                    + " 90 % of the inhabitants of the buurt who have a way live."),
            walk(
                name + "_max", measure, .fixed(.max), unit: "m",
                title: "Largest \(title) to {layer}",
                definition: "Distance in metres to the nearest feature of {layer} \(way), from the"
                    + " farthest inhabited address of the buurt that has a way."),
            walk(
                name + "_share_{T}", measure, .shareWithinThreshold, unit: "%",
                title: "Within {T} m of {layer}, \(title)",
                definition: "Share of the inhabitants of the buurt who live within {T} m of the"
                    + " nearest feature of {layer} \(way), per cent of all its inhabitants.",
                direction: .higher),
            walk(
                name + "_unreached_share", unreached, .fixed(.shareWithin(0)), unit: "%",
                title: "Without a way to {layer}, \(title)",
                definition:
                    "Share of the inhabitants of the buurt who have no way to any feature of"
                    + " {layer} \(way), per cent of all its inhabitants."),
        ]
    }

    static let walks = distances(
        "walk", .walk, .walkUnreached, way: way, title: "walking distance")

    static let safeWalks =
        distances(
            "safe_walk", .safeWalk, .safeUnreached, way: safeWay, title: "safe walking distance")
        + [
            walk(
                "safe_walk_lost_{T}", .safeLost, .fixed(.shareWithin(0)), unit: "%",
                title: "Within {T} m of {layer} but not safely",
                definition: "Share of the inhabitants of the buurt who live within {T} m of the"
                    + " nearest feature of {layer} by walking, but not \(safeWay), per cent of all its"
                    + " inhabitants.")
        ]

    static let walkReach = IndicatorPattern(
        suffix: "walk_reach_{T}_mean", roles: [.destination], measure: .walkReach,
        reduction: .fixed(.mean), unit: "count", title: "Number of {layer} within {T} m of walking",
        definition: "Number of features of {layer} within {T} m \(way), of where people live, mean"
            + " over all inhabitants of the buurt.",
        source: source, direction: .higher, decimals: 1, isAboutPeople: true, needs: [.streets])

    static let twoStep = IndicatorPattern(
        suffix: "2sfca_{T}", roles: [.destination], measure: .twoStep, reduction: .fixed(.mean),
        unit: "count", title: "{layer} per 1,000 within {T} m of walking",
        definition: "Two-step floating catchment: each feature of {layer} is shared out over the"
            + " inhabitants within {T} m \(way); the sum of the shares within {T} m, times 1,000, mean"
            + " over all inhabitants of the buurt.",
        source: "Luo and Wang (2003), Measures of spatial accessibility to health care",
        direction: .higher, decimals: 2, isAboutPeople: true, needs: [.streets])

    static let walkAccess = IndicatorPattern(
        suffix: "walk_access_{T}_{H}ha", roles: [.green], measure: .walkAccess,
        reduction: .shareWithinThreshold, unit: "%",
        title: "Within {T} m of walking of {layer} of {H} ha or more",
        definition: "Share of the inhabitants of the buurt who live within {T} m \(way), of"
            + " {public}green of {layer} of at least {H} hectare, per cent of all its inhabitants.",
        source: "WHO Regional Office for Europe (2016), Urban green spaces and health",
        direction: .higher, decimals: 1, isAboutPeople: true, needs: [.streets])

    static let streets = [
        IndicatorPattern(
            suffix: "length", roles: [.streets], measure: .length, reduction: .fixed(.sum),
            unit: "m", title: "Length of {layer}",
            definition:
                "Metres of the lines of {layer} inside the buurt; a line that is drawn twice"
                + " counts twice.",
            source: "Nabij", direction: .neutral, decimals: 0, isAboutPeople: false),
        IndicatorPattern(
            suffix: "30_share", roles: [.streets], measure: .slowStreets, reduction: .fixed(.sum),
            unit: "%", title: "{layer} at 30 km/h or less",
            definition: "Share of the length of the streets with cars of {layer} in the buurt where"
                + " the limit is 30 km/h or less, zones in force included, per cent.",
            source: "Nabij", direction: .higher, decimals: 1, isAboutPeople: false),
    ]
}
