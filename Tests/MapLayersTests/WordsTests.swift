// SPDX-License-Identifier: EUPL-1.2
import Foundation
@testable import MapLayers
import Neighbourhoods
import TestSupport
import Testing

@Suite struct WordsTests {
    private let dutch = Words.of(.dutch)
    private let english = Words.of(.english)

    @Test func bothLanguagesHaveTheSameKeys() {
        let keys = Set(
            dutch.texts.keys.filter { !$0.hasPrefix("title.") && !$0.hasPrefix("definition.") })
        #expect(keys == Set(english.texts.keys))
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

    @Test func reasonsAreTranslatedByTheirBeginning() {
        #expect(dutch.reason(.notApplicable("nobody lives here")) == "hier woont niemand")
        #expect(
            dutch.reason(.suppressed("fewer than 50 inhabitants"))
                == "minder inwoners dan de privacygrens")
        #expect(dutch.reason(.missing("CBS code -99997")) == "geen gegevens")
        #expect(
            english.reason(.notApplicable("no feature of lint counts in 2024")).contains(
                "this year"))
    }

    @Test func theAssumptionOfTheEngineIsTranslated() {
        let lattice =
            "No addresses: people are spread evenly over each buurt, on a lattice of points 50 m apart."
        #expect(dutch.assumption(lattice).hasPrefix("Er zijn geen adressen"))
        #expect(english.assumption(lattice) == lattice)
        #expect(dutch.assumption("A sketch") == "A sketch")
    }

    @Test func aMissingWordIsItsKey() { #expect(dutch("no.such") == "no.such") }
}
