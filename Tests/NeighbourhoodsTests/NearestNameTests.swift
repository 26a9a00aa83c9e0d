// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Testing

@Suite struct NearestNameTests {
    @Test(arguments: [
        ("threshold", "thresholds"), ("buurt", "buurten"), ("soruce", "source"), ("NAME", "name"),
        ("layres", "layers"),
    ])
    func proposesWhatWasMeant(written: String, meant: String) {
        let names = ["source", "name", "thresholds", "layers", "buurten"]
        #expect(nearestName(to: written, among: names) == meant)
    }

    @Test func proposesNothingFarAway() {
        #expect(nearestName(to: "colour", among: ["source", "name"]) == nil)
        #expect(nearestName(to: "x", among: []) == nil)
        #expect(nearestName(to: "", among: ["thresholds"]) == nil)
    }

    @Test func takesTheFirstOfEquals() {
        #expect(nearestName(to: "cat", among: ["bat", "rat"]) == "bat")
    }
}
