// SPDX-License-Identifier: EUPL-1.2

/// Words, unit and direction of an indicator of the project file, made from measure and reduction.
struct CustomWords {
    /// What the project file asks.
    var request: CustomIndicator
    /// The features that count, in words.
    var features: String
    /// How the column becomes one number.
    var reduction: Reduction

    /// Definition in one sentence.
    var definition: String {
        switch reduction {
        case .mean: "Mean over all inhabitants of the buurt of \(quantity)."
        case .quantile(let p):
            "The smallest value of \(quantity) that holds for at least \(shortestText(p * 100)) % of"
                + " the inhabitants of the buurt."
        case .max: "Largest value over the inhabited addresses of the buurt of \(quantity)."
        case .shareWithin(let metres):
            "Share of the inhabitants of the buurt who live within \(shortestText(metres)) m of the"
                + " nearest feature of \(features) \(way), per cent of all its"
                + " inhabitants."
        case .sum: "\(capital(quantity))."
        case .shareOfArea: "\(capital(quantity)), per cent of the area of the buurt."
        case .perInhabitant: "\(capital(quantity)), divided by the inhabitants of the buurt."
        }
    }

    /// Unit of the value.
    var unit: String {
        switch (reduction, request.measure) {
        case (.shareWithin, _), (.shareOfArea, _): "%"
        case (_, .distance), (_, .walk), (_, .safeWalk), (_, .length): "m"
        case (_, .areaWithin), (_, .area): "m2"
        case (_, .reach), (_, .count): "count"
        }
    }

    /// Whether more is better.
    var direction: Indicator.Direction {
        switch (reduction, request.measure) {
        case (.shareWithin, _): .higher
        case (_, .distance), (_, .walk), (_, .safeWalk): .lower
        case (_, .reach), (_, .areaWithin): .higher
        default: .neutral
        }
    }

    private var quantity: String {
        let within = shortestText(request.within ?? 0)
        return switch request.measure {
        case .distance, .walk, .safeWalk:
            "the distance in metres \(way) to the nearest feature of \(features)"
        case .reach: "the number of features of \(features) within \(within) m in a straight line"
        case .areaWithin:
            "square metres of the buurt within \(within) m in a straight line of \(features)"
        case .count: "number of features of \(features) with a part in the buurt"
        case .length: "metres of the lines of \(features) inside the buurt"
        case .area: "square metres of \(features) inside the buurt, overlaps once"
        }
    }

    private var way: String {
        switch request.measure {
        case .walk: "along streets and paths"
        case .safeWalk: "along streets and paths without crossing fast streets"
        default: "in a straight line"
        }
    }

    private func capital(_ text: String) -> String {
        (text.first?.uppercased() ?? "") + text.dropFirst()
    }
}
