// SPDX-License-Identifier: EUPL-1.2
import GeoFiles
import Neighbourhoods
import Testing

@Suite struct ProjectReaderIndicatorsTests {
    static let head =
        ProjectReaderTests.head
        + "layers: {hub: {role: destination, source: a.csv}, green: {role: green, source: g.csv}}\n"

    @Test func namesAndCustomOnes() throws {
        let file = try readProject(
            text: Self.head + """
                indicators:
                  - hub_distance_mean
                  - {id: near, layer: hub, where: "a = 1", measure: distance, reduce: {share_within: 400}}
                  - {id: far, layer: hub, measure: distance, reduce: {quantile: 0.75}}
                  - {id: mid, layer: hub, measure: distance, reduce: median, definition: Half of them}
                  - {id: two, layer: hub, where: "a = 1", measure: reach, within: 250, reduce: mean}
                  - {id: some, layer: green, measure: area}
                """)
        #expect(
            file.requests == [
                .named("hub_distance_mean", line: 5),
                .custom(
                    CustomIndicator(
                        id: "near", layer: "hub", filter: "a = 1", measure: .distance,
                        reduction: .shareWithin(400), line: 6)),
                .custom(
                    CustomIndicator(
                        id: "far", layer: "hub", measure: .distance, reduction: .quantile(0.75),
                        line: 7)),
                .custom(
                    CustomIndicator(
                        id: "mid", layer: "hub", measure: .distance, reduction: .quantile(0.5),
                        definition: "Half of them", line: 8)),
                .custom(
                    CustomIndicator(
                        id: "two", layer: "hub", filter: "a = 1", measure: .reach, within: 250,
                        reduction: .mean, line: 9)),
                .custom(
                    CustomIndicator(
                        id: "some", layer: "green", measure: .area, reduction: .sum, line: 10)),
            ])
        #expect(file.layers[0].filters == ["a = 1"])
    }

    @Test(arguments: [
        (
            "{layer: hub, measure: distance, reduce: mean}",
            "4: an entry of indicators lacks the key \"id\""
        ),
        ("{id: A, layer: hub, measure: distance, reduce: mean}", "4: id \"A\" must be"),
        (
            "{id: a, layer: hubs, measure: distance, reduce: mean}",
            "4: indicator a is about layer \"hubs\", which is not among the layers: did you mean \"hub\"?"
        ),
        (
            "{id: a, layer: hub, measure: distanse, reduce: mean}",
            "4: indicator a has the unknown measure \"distanse\": did you mean \"distance\"?"
        ),
        (
            "{id: a, layer: hub, measure: distance}",
            "4: an entry of indicators lacks the key \"reduce\""
        ),
        (
            "{id: a, layer: hub, measure: distance, reduce: maen}",
            "4: indicator a has the unknown reduce \"maen\": did you mean \"mean\"?"
        ),
        (
            "{id: a, layer: hub, measure: distance, reduce: {quantile: 1}}",
            "4: reduce of indicator a must be above 0 and below 1"
        ),
        (
            "{id: a, layer: hub, measure: distance, reduce: {}}",
            "4: reduce of indicator a needs one of"
        ),
        (
            "{id: a, layer: hub, measure: distance, reduce: {share: 4}}",
            "4: unknown key \"share\" in reduce of indicator a"
        ),
        (
            "{id: a, layer: hub, measure: reach, reduce: mean}",
            "4: indicator a: measure reach needs within"
        ),
        (
            "{id: a, layer: hub, measure: distance, within: 5, reduce: mean}",
            "4: indicator a: measure distance has no within"
        ),
        (
            "{id: a, layer: hub, measure: distance, reduce: [mean]}",
            "4: reduce of an entry of indicators is a list"
        ),
    ])
    func refused(entry: String, message: String) {
        let failure = projectFailure(Self.head + "indicators: [\(entry)]\n")
        #expect(failure.hasPrefix("65 p.yaml:\(message)"), "\(failure)")
    }
}
