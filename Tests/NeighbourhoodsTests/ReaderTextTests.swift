// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Testing

@Suite struct ReaderTextTests {
    @Test func aLanguageWithoutATextGetsThePlainOne() {
        let text = ReaderText("Hubs", byLanguage: ["nl": "Buurthuizen"])
        #expect(text.text(in: "nl") == "Buurthuizen" && text.text(in: "en") == "Hubs")
    }
}
