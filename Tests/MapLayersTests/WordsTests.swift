// SPDX-License-Identifier: EUPL-1.2
import Foundation
@testable import MapLayers
import Neighbourhoods
import Planar
import TestSupport
import Testing

@Suite struct WordsTests {
    private let dutch = Words.of(.dutch)
    private let english = Words.of(.english)

    @Test func bothLanguagesHaveTheSameKeys() {
        let keys = Set(
            dutch.texts.keys.filter { !$0.hasPrefix("title.") && !$0.hasPrefix("definition.") })
        let others = english.texts.keys.filter { !$0.hasPrefix("title.") }
        #expect(keys == Set(others))
        for key in english.texts.keys { #expect(dutch.has(key), "\(key)") }
        #expect(keys.count > 150)
        for (key, text) in dutch.texts { #expect(!text.isEmpty, "\(key)") }
        for key in keys {
            let fields = { (text: String) in
                Set(text.matches(of: /\{\w+\}/).map { String($0.output) })
            }
            #expect(
                fields(dutch.texts[key] ?? "") == fields(english.texts[key] ?? ""), "\(key)")
        }
    }

    /// Every word that a template or a source asks for is there.
    @Test func everyWordThatIsAskedForIsThere() throws {
        let folder = TestFolders.package + "/Sources/MapLayers"
        let files =
            FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        var asked = 0
        for file in files
        where file.hasSuffix(".swift") || file.hasSuffix(".mustache") || file.hasSuffix(".js") {
            let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
            let found =
                text.matches(of: /\{\{[#^\/]?w\.([a-z.0-9]+)\}\}/).map { String($0.output.1) }
                + text.matches(of: /\bwords\("([a-z]+\.[a-z.]+)"[,)]/).map { String($0.output.1) }
                + text.matches(of: /\bw\["([a-z.]+)"\]/).map { String($0.output.1) }
            for key in found {
                asked += 1
                #expect(dutch.has(key), "\(file) asks for \(key)")
            }
        }
        #expect(asked > 80)
    }

    @Test func numbersAndDates() {
        #expect(dutch.number(1_234_567.891, decimals: 1) == "1.234.567,9")
        #expect(english.number(1_234_567.891, decimals: 1) == "1,234,567.9")
        #expect(dutch.number(-1234, decimals: 0) == "−1.234")
        #expect(dutch.number(999.6, decimals: 0) == "1.000")
        #expect(dutch.number(-0.04, decimals: 1) == "0,0")
        #expect(dutch.amount(12.4, "%", decimals: 1) == "12,4\u{A0}%")
        #expect(dutch.amount(3, "count", decimals: 0) == "3")
        #expect(dutch.date("2024-05-31T12:00:00Z") == "31 mei 2024")
        #expect(english.date("2024-03-01") == "1 March 2024")
        #expect(dutch.date("soon") == "soon")
    }

    @Test func reasonsAreToldInTheLanguage() {
        #expect(dutch.reason(.notApplicable("nobody lives here")) == "hier woont niemand")
        #expect(
            dutch.reason(.suppressed("fewer than 50 inhabitants")) == "minder dan 50 inwoners")
        #expect(dutch.reason(.missing("CBS code -99997")) == "CBS-code -99997")
        #expect(dutch.reason(.missing("")) == "geen gegevens")
        let noFeature = IndicatorValue.notApplicable("no feature of groene_lint counts in 2024")
        #expect(dutch.reason(noFeature) == "van het Groene Lint telt in 2024 niets mee")
        #expect(english.reason(noFeature) == "no feature of groene_lint counts in 2024")
    }

    /// A project names its layers and its assumptions, in one language or in several.
    @Test func aProjectHasWordsOfItsOwn() {
        let hubs = Layer(
            name: "hubs", role: .destination, geometry: FeatureGeometry(count: 0),
            settings: LayerSettings(
                title: ReaderText("Community hubs", byLanguage: ["nl": "buurthubs"])))
        let plan = AnalysisPlan(
            project: "P",
            translations: [ReaderText("A sketch", byLanguage: ["nl": "Een schets"])])
        #expect(dutch.of([hubs], plan).layer("hubs") == "buurthubs")
        #expect(english.of([hubs], plan).layer("hubs") == "Community hubs")
        #expect(dutch.of([hubs], plan).told("A sketch") == "Een schets")
        #expect(english.of([hubs], plan).told("A sketch") == "A sketch")
        #expect(dutch.layer("hubs") == "hubs" && dutch.told("A sketch") == "A sketch")
    }

    @Test func aMissingWordIsItsKey() { #expect(dutch("no.such") == "no.such") }
}
