// SPDX-License-Identifier: EUPL-1.2
@testable import MapLayers
import Neighbourhoods
import Testing

@Suite struct IndicatorWordsTests {
    private func indicator(_ id: String, layer: String, title: String = "T") -> Indicator {
        Indicator(
            id: id, title: title, definition: "Definition of \(layer).", unit: "%", source: "S",
            direction: .higher, decimals: 1, layer: layer, isAboutPeople: true)
    }

    @Test func namesAreTakenApart() {
        let layers = ["meeting_places", "meeting", "green", "works", "zones_30"]
        let share = IndicatorName(
            indicator("meeting_places_distance_share_300", layer: "meeting_places"), layers: layers)
        #expect(share.key == "distance_share_T" && share.threshold == "300")
        let access = IndicatorName(
            indicator("green_access_300_0_5ha", layer: "green"), layers: layers)
        #expect(access.key == "access_T_Hha" && access.threshold == "300" && access.size == "0.5")
        let whole = IndicatorName(indicator("green_access_800_1ha", layer: "green"), layers: layers)
        #expect(whole.key == "access_T_Hha" && whole.threshold == "800" && whole.size == "1")
        let near = IndicatorName(
            indicator("works_near_meeting_places_500_share", layer: "works"), layers: layers)
        #expect(near.key == "near_T_share" && near.other == "meeting_places")
        let inside = IndicatorName(
            indicator("works_in_zones_30_share", layer: "works"), layers: layers)
        #expect(inside.key == "in_share" && inside.other == "zones_30" && inside.threshold == nil)
        let rule = IndicatorName(indicator("green_3_30_300_trees", layer: "green"), layers: layers)
        #expect(rule.key == "3_30_300_trees" && rule.threshold == nil && rule.kind == "distance")
        let dwelling = IndicatorName(
            indicator("green_within_500_per_dwelling", layer: "green"), layers: layers)
        #expect(dwelling.key == "within_T_per_dwelling" && dwelling.threshold == "500")
        let gini = IndicatorName(
            indicator("green_distance_mean_gini", layer: "green"), layers: layers)
        #expect(gini.key == "distance_mean" && gini.inequality == "gini")
    }

    @Test func dutchWords() {
        let words = IndicatorWords(
            indicator("green_access_300_0_5ha", layer: "green"), layers: ["green"], .of(.dutch))
        #expect(words.title == "Inwoners binnen 300 m hemelsbreed van groen van ten minste 0,5 ha")
        #expect(words.definition.contains("0,5 hectare"))
        #expect(words.limits.hasPrefix("Hemelsbreed"))
    }

    @Test func dutchWordsOfGreenAtHome() {
        func title(_ id: String) -> String {
            IndicatorWords(indicator(id, layer: "green"), layers: ["green"], .of(.dutch)).title
        }
        #expect(
            title("green_within_500_per_dwelling")
                == "Oppervlakte groen per woning binnen 500 m hemelsbreed")
        #expect(title("green_3_30_300") == "3-30-300-regel met groen")
        #expect(title("green_3_30_300_trees") == "Inwoners met 3 bomen binnen 30 m")
    }

    @Test func englishWordsAreThoseOfTheCatalogue() {
        let words = IndicatorWords(
            indicator(
                "meeting_places_count", layer: "meeting_places", title: "Number of meeting_places"),
            layers: ["meeting_places"], .of(.english))
        #expect(words.title == "Number of meeting places")
        #expect(words.definition == "Definition of meeting places.")
    }

    @Test func whatTheProjectNamesKeepsItsWords() {
        let words = IndicatorWords(
            indicator("near_hub", layer: "hubs", title: "near hub"), layers: ["hubs"], .of(.dutch))
        #expect(words.title == "near hub" && words.definition == "Definition of hubs.")
    }

    /// What the engine words for an indicator of the project is in the language of the page.
    @Test func definitionsOfTheProjectsIndicatorsAreDutch() {
        var custom = indicator("near_hub", layer: "hubs", title: "near hub")
        custom.definition =
            "Share of the inhabitants of the buurt who live within 400 m of the nearest feature of"
            + " hubs (only where soort = 'hub') along streets and paths, per cent of all its inhabitants."
        #expect(
            IndicatorWords(custom, layers: ["hubs"], .of(.dutch)).definition
                == "Aandeel van de inwoners van de buurt dat binnen 400 m lopen van de dichtstbijzijnde"
                + " plek van hubs (alleen waar soort = 'hub') woont, in procenten van al haar inwoners."
        )
    }

    /// Every indicator of the catalogue has Dutch words.
    @Test func theWholeCatalogueIsInDutch() {
        let dutch = Words.of(.dutch)
        for entry in catalogueEntries {
            let layer = String(entry.pattern.prefix { $0 != "_" })
            var id = entry.pattern
            if id.contains("_T") { id = id.replacing("_T", with: "_300") }
            if id.contains("_Hha") { id = id.replacing("_Hha", with: "_0_5ha") }
            let name = IndicatorName(indicator(id, layer: layer), layers: ["L", "Z", "G", "S"])
            #expect(dutch.has("title." + name.key), "\(entry.pattern): \(name.key)")
            #expect(dutch.has("definition." + name.key), "\(entry.pattern): \(name.key)")
        }
    }
}
