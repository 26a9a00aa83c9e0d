// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Neighbourhoods
import Scenarios
import Testing

@testable import MapLayers

@Suite struct PlanPagesTests {
    private func comparison(
        _ scenarios: [Scenario], _ workspace: Workspace = PlanSample.workspace(),
        _ language: Language = .english
    ) throws -> ComparisonPage {
        ComparisonPage(
            try compare(scenarios, of: workspace, threads: 1), of: workspace, year: nil,
            facts: PlanSample.facts, settings: MapSettings(language: language))
    }

    private func data(_ page: String) throws -> [String: Any] {
        let start = try #require(page.range(of: "id=\"data\">"))
        let end = try #require(page.range(of: "</script>", range: start.upperBound..<page.endIndex))
        let text = page[start.upperBound..<end.lowerBound]
        return try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    // Moved: 3 in, 2 out, EUR 600 / 3 = 200; 20 % becomes 30 %. More: 6 in, EUR 600 / 6 = 100; 80 %.
    @Test func theFirstScreenTellsWhoIsServed() throws {
        let page = try comparison([PlanSample.moved, PlanSample.more])
        let first = try #require(page.first)
        // Thresholds are 300, 500 and 800 m: the middle one comes first.
        #expect(page.topics[first].indicator.id == "places_distance_share_500")
        let topic = try #require(page.topics.first { $0.indicator.id == PlanSample.share })
        let rows = page.summary(topic)
        #expect(rows.map(\.name) == ["As it is", "Moved </script> east", "More"])
        #expect(rows[0].cells[1] == "20.0\u{A0}%")
        #expect(
            Array(rows[1].cells.prefix(7)) == [
                "€600", "30.0\u{A0}% (+10.0\u{A0}\(Words.of(.english)("value.points")))", "3", "2",
                "€200", "East (3)", "West (2)",
            ])
        #expect(
            Array(rows[2].cells.prefix(7)) == [
                "€600", "80.0\u{A0}% (+60.0\u{A0}\(Words.of(.english)("value.points")))", "6", "0",
                "€100", "West (3), East (3)", "–",
            ])
        // Bars are shares of the largest number, 6.
        #expect(rows[1].gained == 50 && rows[1].lost == 33 && rows[2].gained == 100)
        let sentences = page.sentences(topic)
        #expect(sentences.count == 3)
        #expect(sentences[0].contains("More") && sentences[0].contains("6"))
    }

    @Test func everyPlanHasAMapOnOneScale() throws {
        let page = try comparison([PlanSample.moved, PlanSample.more])
        let topic = try #require(page.topics.first { $0.indicator.id == PlanSample.share })
        // West: 40 % to 0 and to 100 %; East: 0 to 60 % in both. Sizes 40 and 60: bounds by 10 or 20.
        let letters = (0..<2).map { Array(topic.letters($0)) }
        #expect(letters[0][1] == letters[1][1])
        let steps = topic.scale.steps
        #expect(try #require(letters[0][0].wholeNumberValue) < steps)
        #expect(try #require(letters[1][0].wholeNumberValue) > steps)
        let document = page.document()
        #expect(document.components(separatedBy: "<path id=\"b").count == 3)
        #expect(document.components(separatedBy: "<use href=\"#b").count == 5)
        let topics = try #require(try data(document)["topics"] as? [[String: Any]])
        for topic in topics {
            let change = try #require(topic["change"] as? [String: Any])
            let colours = try #require(change["colours"] as? [String])
            #expect((change["labels"] as? [String])?.count == colours.count)
            for rows in try #require(change["rows"] as? [String]) {
                #expect(rows.count == 2)
                #expect(rows.allSatisfy { ($0.wholeNumberValue ?? 0) < colours.count })
            }
            // Values have the same classes in every plan.
            let value = try #require(topic["value"] as? [String: Any])
            #expect((value["rows"] as? [String])?.count == 2)
        }
    }

    /// Two hubs that serve different people: alone, last and fair part are the same, 30 points each.
    @Test func partsOfAPlanAreTold() throws {
        let page = try comparison([PlanSample.moved, PlanSample.more])
        let topic = try #require(page.topics.first { $0.indicator.id == PlanSample.share })
        let points = Words.of(.english)("value.points")
        #expect(
            page.partRows(topic) == [
                ["More: near", "€100"] + [String](repeating: "+30.0\u{A0}\(points)", count: 3),
                ["More: far", "€500"] + [String](repeating: "+30.0\u{A0}\(points)", count: 3),
            ])
        #expect(try comparison([PlanSample.moved]).document().contains("Every plan is one measure"))
    }

    @Test func textsAreEscapedAndNothingIsAsked() throws {
        let evil = "<script>alert('x')</script>"
        let page = try comparison([PlanSample.moved], PlanSample.workspace(west: evil), .dutch)
            .document()
        #expect(!page.contains("<script>alert") && !page.contains("<b>half"))
        #expect(!page.contains("Moved </script>"))
        #expect(page.components(separatedBy: "</script>").count == 3)
        #expect(try data(page)["names"] as? [String] == [evil, "East"])
        for part in ["src=\"http", "href=\"http", "url(http", "@import", "fetch(", "<link"] {
            #expect(!page.contains(part), "\(part)")
        }
        #expect(page.contains("lang=\"nl\"") && page.contains("Plannen vergeleken"))
    }

    @Test func plansThatChangeNothingSaySo() throws {
        let idle = Scenario(
            name: "idle", title: "Idle",
            changes: [
                Change(
                    id: "a", effect: .move(layer: 0, FeaturePick(base: [0]), x: 0, y: 0))
            ])
        #expect(
            try comparison([idle]).document().contains(
                "None of the plans changes a topic of this project"))
    }

    /// Planned from 2022, in effect from 2024: three inhabitants in two years, six inhabitant-years.
    @Test func slippageIsToldInWords() throws {
        var change = PlanSample.adding("hub", 1700, 900, from: 2024)
        change.planned = Period(from: 2022)
        let workspace = PlanSample.workspace()
        let timeline = try timeline(
            of: Scenario(name: "late", title: "Late", changes: [change]), in: workspace,
            years: 2021...2025, threads: 1)
        let page = TimelinePage(
            timeline, of: workspace, facts: PlanSample.facts,
            settings: MapSettings(language: .english)
        ).document()
        #expect(page.contains("Slippage costs 6 inhabitant-years"))
        // Planned spending falls in 2022, actual in 2024.
        #expect(page.contains("€900"))
        #expect(page.components(separatedBy: "class=\"topic").count > 2)
        #expect(page.contains("2023: 20.0\u{A0}%, planned 50.0\u{A0}%"))
    }

    @Test func theChoiceIsToldInWords() throws {
        let workspace = PlanSample.workspace()
        let measured = try MeasuredWorkspace(workspace, threads: 1)
        let place = try #require(
            measured.indicators.firstIndex { $0.id == PlanSample.share })
        var near = PlanSample.adding("near", 700, 100)
        near.title = "A place <near> the park"
        let problem = FundingProblem(
            candidates: [near, PlanSample.adding("far", 1700, 500)], budget: 300)
        let choice = try #require(
            try chooseFunding(
                problem, of: measured, maximising: place, solver: { _, _ in nil }, threads: 1))
        #expect(choice.alone == [3, 3])
        let page = FundingPage(
            choice, of: workspace, facts: PlanSample.facts,
            settings: MapSettings(language: .english))
        let document = page.document()
        #expect(
            document.contains(
                "The best choice for €300: A place &lt;near&gt; the park. Cost €100; worth 3\u{A0}inhabitants."
            ))
        #expect(document.contains("Proven: no choice within the rules is worth more."))
        let picture = page.frontierPicture()
        #expect(picture.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
        #expect(picture.hasSuffix("</svg>\n") && picture.contains("class=\"actual\""))
    }

    /// Classes are those of the project as it is, whatever a plan makes of the values: 40 % and 0 % in two
    /// classes, so that 60 % of East is in the class of 40 %.
    @Test func mapsOfPlansHaveTheClassesOfTheProject() throws {
        let workspace = PlanSample.workspace()
        let base = try analyse(workspace, threads: 1, perAddress: false)
        let changed = workspace.applying(PlanSample.moved.changes).workspace
        let after = try analyse(changed, like: workspace, threads: 1, perAddress: false)
        var settings = MapSettings()
        settings.takeClasses(from: base)
        func map(_ results: AnalysisResults) throws -> IndicatorMap {
            let column = try #require(
                results.buurten.columns.first { $0.indicator.id == PlanSample.share })
            return IndicatorMap(column, total: nil, layers: ["places"], settings: settings)
        }
        #expect(try map(base).classification == map(after).classification)
        #expect(try map(base).rows == [1, 0])
        #expect(try map(after).rows == [0, 1])
    }
}
