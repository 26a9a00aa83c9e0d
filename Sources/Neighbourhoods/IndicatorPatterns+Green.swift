// SPDX-License-Identifier: EUPL-1.2
//
// Two measures of green where people live. Choices where their sources leave some:
// - green per dwelling: what lies within 500 m of a dwelling in a straight line is shared by all dwellings within
//   500 m of it, itself among them; dwellings outside every buurt share too, but have no value.
// - 3-30-300: a tree that can be seen from home is one within 30 m of the address; crowns are discs, overlaps
//   once; public green is of 1 ha at least, in a straight line. The three hold for a person, or do not, and for
//   all three the crowns are those of the person's own buurt.

extension IndicatorPattern {
    /// Radius of green per dwelling, metres.
    static let dwellingRadius = 500.0

    static let perDwelling = IndicatorPattern(
        suffix: "within_500_per_dwelling", roles: [.green], measure: .perDwelling,
        reduction: .fixed(.mean), unit: "m2", title: "{layer} within 500 m per dwelling",
        definition:
            "Square metres of {layer} within 500 m in a straight line of a dwelling, overlaps once,"
            + " divided by the number of dwellings within 500 m of it; mean over the dwellings of the"
            + " buurt.",
        source:
            "After the Dutch guide value of 75 m2 per dwelling within 500 m (Nota Ruimte, 2006)",
        direction: .higher, decimals: 1, isAboutPeople: true, needs: [.polygons, .dwellings])

    private static func rule(
        _ suffix: String, _ measure: PatternMeasure, _ reduction: Reduction, title: String,
        definition: String, aboutPeople: Bool = true, needs: [PatternNeed]
    ) -> IndicatorPattern {
        IndicatorPattern(
            suffix: "3_30_300" + suffix, roles: [.green], measure: measure,
            reduction: .fixed(reduction), unit: "%", title: title, definition: definition,
            source:
                "Konijnendijk (2023), Evidence-based guidelines for greener, healthier, more resilient"
                + " neighbourhoods: introducing the 3-30-300 rule", direction: .higher, decimals: 1,
            isAboutPeople: aboutPeople, needs: needs)
    }

    static let threeRules = [
        rule(
            "", .threeRules, .shareWithin(0), title: "3-30-300 rule with {layer}",
            definition:
                "Share of the inhabitants of the buurt who have 3 trees within 30 m, live in a buurt"
                + " of which tree crowns cover 30 %, and have {public}green of {layer} of at least 1"
                + " hectare within 300 m in a straight line, per cent of all its inhabitants.",
            needs: [.crowns]),
        rule(
            "_trees", .trees, .shareWithin(0), title: "3 trees within 30 m",
            definition:
                "Share of the inhabitants of the buurt who have at least 3 trees within 30 m in a"
                + " straight line, per cent of all its inhabitants.", needs: [.trees]),
        rule(
            "_crowns", .crowns, .shareOfArea, title: "Tree crowns",
            definition:
                "Area of the buurt under the crowns of trees, overlaps once, per cent of the area of"
                + " the buurt.", aboutPeople: false, needs: [.crowns]),
        rule(
            "_access", .access, .shareWithin(300), title: "Within 300 m of {layer} of 1 ha or more",
            definition:
                "Share of the inhabitants of the buurt who live within 300 m in a straight line of"
                + " {public}green of {layer} of at least 1 hectare, per cent of all its inhabitants.",
            needs: [.trees]),
    ]
}
