// SPDX-License-Identifier: EUPL-1.2
import Foundation
@testable import MapLayers
import Neighbourhoods
import Testing

@Suite struct ReportPageTests {
    /// The data of the script, as JSON.
    private func data(_ page: String) throws -> [String: Any] {
        let start = try #require(page.range(of: "id=\"data\">"))
        let end = try #require(page.range(of: "</script>", range: start.upperBound..<page.endIndex))
        let text = page[start.upperBound..<end.lowerBound]
        return try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func classesCountsAndColoursAgree() throws {
        let page = SampleProject().report()
        let data = try data(page)
        let topics = try #require(data["topics"] as? [[String: Any]])
        #expect(topics.count == 3)
        for topic in topics {
            let classes = try #require(topic["classes"] as? [String: Any])
            let rows = try #require(classes["rows"] as? String)
            let counts = try #require(classes["counts"] as? [Int])
            let colours = try #require(classes["colours"] as? [String])
            #expect(colours.count == counts.count && Set(colours).count == colours.count)
            for (row, count) in counts.enumerated() {
                #expect(rows.filter { $0 == Character("\(row)") }.count == count)
            }
            #expect((topic["values"] as? [Any])?.count == 4)
        }
        // 0.25, 50.25, 100.25 and 150.25 m without decimals.
        #expect(topics[0]["values"] as? [Int] == [0, 50, 100, 150])
        #expect(page.components(separatedBy: "<path id=\"b").count == 5)
    }

    @Test func textsAreEscapedEverywhere() throws {
        var sample = SampleProject(names: [SampleProject.evil, "Zuid", "Oost", "West"])
        sample.indicators = 2
        let page = sample.report()
        #expect(!page.contains("<script>alert"))
        #expect(!page.contains("<b>co"))
        #expect(page.contains("&lt;script&gt;alert"))
        let names = try #require(try data(page)["names"] as? [String])
        #expect(names[0] == SampleProject.evil)
        // The page's own two script elements and the data end where they should.
        #expect(page.components(separatedBy: "</script>").count == 3)
    }

    @Test func nothingIsAskedOfAnyServer() {
        let page = SampleProject().report()
        #expect(page.contains("default-src 'none'"))
        for part in ["src=\"http", "href=\"http", "url(http", "@import", "fetch(", "<link"] {
            #expect(!page.contains(part), "\(part)")
        }
    }

    @Test func dutchByDefaultAndEnglishOnDemand() {
        let dutch = SampleProject().report()
        #expect(dutch.contains("<html lang=\"nl\">") && dutch.contains("Samenvatting"))
        #expect(dutch.contains("31 mei 2024") && dutch.contains("4 buurten, 1.000 inwoners"))
        #expect(dutch.contains("ongeldige vorm") && dutch.contains(">1.234<"))
        let english = SampleProject().report(MapSettings(language: .english))
        #expect(english.contains("<html lang=\"en\">") && english.contains("Summary"))
        #expect(english.contains("31 May 2024") && english.contains(">1,234<"))
        for page in [dutch, english] {
            // No word is missing and none is left unfilled.
            #expect(!page.contains("{{") && !page.contains("summary."))
            #expect(page.contains("0123456789abcdef") && page.contains("A sketch"))
        }
    }

    @Test func theSummaryTellsTheWorstServed() {
        // Mean of all is the first value of the total, 0.25 m: Twee/3 holds the two farthest, and in no
        // buurt more than 20 % live within 500 m.
        let page = SampleProject { topic, row in
            .present(topic == 1 ? 20 : Double(row) * 50 + 0.25)
        }.report()
        #expect(
            page.contains(
                "<strong dir=\"auto\">West</strong> (4.000 inwoners): gemiddeld 150\u{A0}m"))
        #expect(!page.contains("<strong dir=\"auto\">Noord</strong> (1.000 inwoners): gemiddeld"))
    }

    @Test func badInputStillMakesAPage() throws {
        let long = String(repeating: "Zeer lange naam ", count: 13)
        let rightToLeft = "حي الشمال"
        let absent = SampleProject(names: [long, rightToLeft, "C"]) { _, row in
            [.missing("m"), .suppressed("s"), .notApplicable("n")][row]
        }
        let page = absent.report()
        #expect(page.contains(rightToLeft) && page.contains("dir=\"auto\""))
        let topics = try #require(try data(page)["topics"] as? [[String: Any]])
        #expect(topics[0]["absent"] as? [Int] == [1, 1, 1])
        #expect((topics[0]["classes"] as? [String: Any])?["rows"] as? String == "msn")
        var one = SampleProject(names: ["Enige"])
        one.hasGroups = false
        #expect(one.report().contains("Enige"))
        let none = SampleProject(indicators: 0)
        #expect(none.report().contains("</html>"))
        let many = SampleProject(indicators: 400)
        #expect(try #require(try data(many.report())["topics"] as? [Any]).count == 400)
        let crowded = MapSettings(method: .jenks, classes: 9)
        #expect(SampleProject(names: ["A", "B"]).report(crowded).contains("</html>"))
    }
}
