// SPDX-License-Identifier: EUPL-1.2
//
// The catalogue, in the order of its columns: within a layer indicators follow this list, each with
// its thresholds ascending. Choices where a name alone does not say which layers have it:
// - `length` exists for layers with lines and `area` for layers with polygons, since the length of a
//   set of points is no question; `count` exists for every destination.
// - green layers have the distance rows of destinations, not reach, area or count.
// - the second layer of `near` is a destination: nearness to green is the access row.

extension IndicatorPattern {
    /// All rows of the catalogue.
    static let all: [IndicatorPattern] =
        distances + [distanceShare] + walks + safeWalks + destinations + zones + streets + greens
        + threeRules + sites

    private static let proximity =
        "After the proximity statistics of CBS, in a straight line instead of along roads"

    private static func distance(
        _ name: String, _ reduction: Reduction, title: String, definition: String
    ) -> IndicatorPattern {
        IndicatorPattern(
            suffix: "distance_" + name, roles: [.destination, .green], measure: .distance,
            reduction: .fixed(reduction), unit: "m", title: title, definition: definition,
            source: proximity, direction: .lower, decimals: 0, isAboutPeople: true)
    }

    private static let distances = [
        distance(
            "mean", .mean, title: "Mean distance to {layer}",
            definition:
                "Mean straight-line distance in metres from where people live to the nearest"
                + " feature of {layer}, over all inhabitants of the buurt."),
        distance(
            "median", .quantile(0.5), title: "Median distance to {layer}",
            definition: "Straight-line distance in metres to the nearest feature of {layer} within"
                + " which half of the inhabitants of the buurt live."),
        distance(
            "p90", .quantile(0.9), title: "Distance to {layer} of 90 %",
            definition: "Straight-line distance in metres to the nearest feature of {layer} within"
                + " which 90 % of the inhabitants of the buurt live."),
        distance(
            "max", .max, title: "Largest distance to {layer}",
            definition:
                "Straight-line distance in metres to the nearest feature of {layer} from the"
                + " farthest inhabited address of the buurt."),
    ]

    private static let distanceShare = IndicatorPattern(
        suffix: "distance_share_{T}", roles: [.destination, .green], measure: .distance,
        reduction: .shareWithinThreshold, unit: "%", title: "Within {T} m of {layer}",
        definition: "Share of the inhabitants of the buurt who live within {T} m of the nearest"
            + " feature of {layer} in a straight line, per cent of all its inhabitants.",
        source: proximity, direction: .higher, decimals: 1, isAboutPeople: true)

    private static let destinations = [
        IndicatorPattern(
            suffix: "reach_{T}_mean", roles: [.destination], measure: .reach,
            reduction: .fixed(.mean), unit: "count", title: "Number of {layer} within {T} m",
            definition: "Number of features of {layer} within {T} m in a straight line of where"
                + " people live, mean over all inhabitants of the buurt.",
            source: proximity, direction: .higher, decimals: 1, isAboutPeople: true),
        walkReach,
        IndicatorPattern(
            suffix: "area_share_{T}", roles: [.destination], measure: .areaWithin,
            reduction: .fixed(.shareOfArea), unit: "%", title: "Area within {T} m of {layer}",
            definition: "Area of the buurt within {T} m in a straight line of a feature of {layer},"
                + " per cent of the area of the buurt.",
            source: "Nabij", direction: .higher, decimals: 1, isAboutPeople: false),
        IndicatorPattern(
            suffix: "count", roles: [.destination], measure: .features, reduction: .fixed(.sum),
            unit: "count", title: "Number of {layer}",
            definition: "Number of features of {layer} in the buurt: points that lie in it, lines"
                + " and polygons with a part in it.",
            source: "Nabij", direction: .higher, decimals: 0, isAboutPeople: false),
        IndicatorPattern(
            suffix: "length", roles: [.destination], measure: .length, reduction: .fixed(.sum),
            unit: "m", title: "Length of {layer}",
            definition:
                "Metres of the lines of {layer} inside the buurt; a line that is drawn twice"
                + " counts twice.",
            source: "Nabij", direction: .higher, decimals: 0, isAboutPeople: false, needs: [.lines]),
        IndicatorPattern(
            suffix: "area", roles: [.destination], measure: .area, reduction: .fixed(.sum),
            unit: "m2", title: "Area of {layer}",
            definition: "Square metres of the polygons of {layer} inside the buurt; where they"
                + " overlap, the area counts once.",
            source: "Nabij", direction: .higher, decimals: 0, isAboutPeople: false,
            needs: [.polygons]),
        twoStep,
    ]

    private static let zones = [
        IndicatorPattern(
            suffix: "cover_share", roles: [.zone], measure: .area, reduction: .fixed(.shareOfArea),
            unit: "%", title: "Area in {layer}",
            definition: "Area of the buurt inside the zones of {layer}, per cent of the area of the"
                + " buurt; where zones overlap, the area counts once.",
            source: "Nabij", direction: .higher, decimals: 1, isAboutPeople: false),
        IndicatorPattern(
            suffix: "people_share", roles: [.zone], measure: .inside,
            reduction: .fixed(.shareWithin(0)), unit: "%", title: "Inhabitants in {layer}",
            definition:
                "Share of the inhabitants of the buurt who live inside or on the border of a"
                + " zone of {layer}, per cent of all its inhabitants.",
            source: "Nabij", direction: .higher, decimals: 1, isAboutPeople: true),
    ]

    static func green(
        _ suffix: String, _ reduction: Reduction, unit: String, title: String, definition: String,
        decimals: Int, aboutPeople: Bool
    ) -> IndicatorPattern {
        IndicatorPattern(
            suffix: suffix, roles: [.green], measure: .area, reduction: .fixed(reduction),
            unit: unit, title: title, definition: definition, source: "Nabij", direction: .higher,
            decimals: decimals, isAboutPeople: aboutPeople)
    }

    private static let greens = [
        green(
            "area", .sum, unit: "m2", title: "Area of {layer}",
            definition: "Square metres of {layer} inside the buurt; where pieces overlap, the area"
                + " counts once.", decimals: 0, aboutPeople: false),
        green(
            "share", .shareOfArea, unit: "%", title: "Share of {layer}",
            definition: "Area of {layer} inside the buurt, overlaps once, per cent of the area of"
                + " the buurt.", decimals: 1, aboutPeople: false),
        green(
            "per_inhabitant", .perInhabitant, unit: "m2", title: "{layer} per inhabitant",
            definition: "Square metres of {layer} inside the buurt, overlaps once, divided by the"
                + " number of inhabitants of the buurt.", decimals: 1, aboutPeople: true),
        perDwelling,
        IndicatorPattern(
            suffix: "access_{T}_{H}ha", roles: [.green], measure: .access,
            reduction: .shareWithinThreshold, unit: "%",
            title: "Within {T} m of {layer} of {H} ha or more",
            definition: "Share of the inhabitants of the buurt who live within {T} m in a straight"
                + " line of {public}green of {layer} of at least {H} hectare, per cent of all its"
                + " inhabitants.",
            source: "WHO Regional Office for Europe (2016), Urban green spaces and health",
            direction: .higher, decimals: 1, isAboutPeople: true),
        walkAccess,
    ]

    private static let sites = [
        IndicatorPattern(
            suffix: "count", roles: [.site], measure: .features, reduction: .fixed(.sum),
            unit: "count", title: "Number of {layer}",
            definition: "Number of sites of {layer} in the buurt: points that lie in it, lines and"
                + " polygons with a part in it.",
            source: "Nabij", direction: .neutral, decimals: 0, isAboutPeople: false),
        IndicatorPattern(
            suffix: "size", roles: [.site], measure: .siteSize, reduction: .fixed(.sum),
            unit: "count", title: "Size of {layer}",
            definition: "Sum of the sizes (such as dwellings) of the sites of {layer} in the buurt;"
                + " each site lies in the buurt of its point, or of a point on its surface.",
            source: "Nabij", direction: .neutral, decimals: 0, isAboutPeople: false,
            needs: [.sizes]),
        IndicatorPattern(
            suffix: "near_{other}_{T}_share", roles: [.site], otherRole: .destination,
            measure: .siteNear, reduction: .fixed(.sum), unit: "%",
            title: "{layer} within {T} m of {other}",
            definition: "Share of the sites of {layer} in the buurt that lie within {T} m in a"
                + " straight line of a feature of {other}, per cent of the size of all its sites"
                + " whose size is known, or of their number where the layer names no size.",
            source: "Nabij", direction: .higher, decimals: 1, isAboutPeople: false),
        IndicatorPattern(
            suffix: "in_{other}_share", roles: [.site], otherRole: .zone, measure: .siteInside,
            reduction: .fixed(.sum), unit: "%", title: "{layer} inside {other}",
            definition: "Share of the sites of {layer} in the buurt that lie inside a zone of"
                + " {other}, judged by their point or a point on their surface, per cent of the size"
                + " of all its sites whose size is known, or of their number where the layer names"
                + " no size.",
            source: "Nabij", direction: .higher, decimals: 1, isAboutPeople: false),
    ]
}
