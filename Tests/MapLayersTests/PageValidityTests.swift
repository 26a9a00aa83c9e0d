// SPDX-License-Identifier: EUPL-1.2
@testable import MapLayers
import Neighbourhoods
import TestSupport
import Testing

/// Pages of data that nobody would choose: every one of them is a page, a map and a style that hold.
@Suite struct PageValidityTests {
    /// A sample by what is odd about it.
    static var samples: [(name: String, sample: SampleProject)] {
        let long = String(repeating: "Zeer lange naam ", count: 13)
        var one = SampleProject(names: ["Enige"])
        one.hasGroups = false
        let absent = SampleProject(names: ["A", "B", "C"]) { _, row in
            [.missing("empty in the source"), .suppressed("s"), .notApplicable("n")][row]
        }
        let equal = SampleProject { _, _ in .present(7) }
        return [
            ("usual", SampleProject()), ("evil", SampleProject(names: [SampleProject.evil, "B"])),
            ("long and from right to left", SampleProject(names: [long, "حي الشمال", "C", "D"])),
            ("nothing computed", SampleProject(indicators: 0)), ("one buurt", one),
            ("all absent", absent), ("all equal", equal),
            ("400 indicators", SampleProject(indicators: 400)),
            ("more classes than values", SampleProject(names: ["A", "B"])),
        ]
    }

    private static let settings = MapSettings(method: .jenks, classes: 9)

    @Test(.enabled(if: Tidy.isPresent, Comment(rawValue: Tidy.absence)), arguments: samples.indices)
    func pagesAreValid(row: Int) throws {
        let (name, sample) = Self.samples[row]
        let pages =
            [sample.report(Self.settings)]
            + sample.factsheets(Self.settings).prefix(1).map { $0.document() }
        for page in pages {
            let found = try Tidy.problems(page)
            #expect(found.isEmpty, "\(name): \(found.prefix(5))")
        }
    }

    @Test(.enabled(if: Tidy.isPresent, Comment(rawValue: Tidy.absence)))
    func theValidatorIsNotBlind() throws {
        let page = SampleProject().report()
        for (part, other) in [
            ("<main>", "<main><p><div>"), ("<h2 id=", "<h2 colour=\"red\" id="), ("</ul>", ""),
        ] {
            #expect(try !Tidy.problems(page.replacing(part, with: other)).isEmpty, "\(part)")
        }
    }

    /// Maps and styles are well-formed XML, and every buurt is in one class or one kind of absence.
    @Test(arguments: samples.indices) func mapsAndStylesHold(row: Int) throws {
        let (name, sample) = Self.samples[row]
        let drawing = MapDrawing(sample.workspace)
        for column in sample.results.buurten.columns.prefix(3) {
            let map = IndicatorMap(column, total: nil, layers: ["hubs"], settings: Self.settings)
            let counted =
                map.legend.map(\.count).reduce(0, +) + map.absent.missing + map.absent.suppressed
                + map.absent.notApplicable
            #expect(counted == sample.names.count, "\(name)")
            let document = SVGMap(map, on: drawing, Self.settings, source: "S").document()
            let elements = try ElementCollector.elements(of: document)
            let land = elements.filter {
                $0.attributes["class"]?.wholeMatch(of: /c(\d|m|s|n)/) != nil && $0.name == "path"
            }
            #expect(land.count == sample.names.count, "\(name)")
            _ = try ElementCollector.elements(
                of: QMLStyle.choropleth(map, Self.settings.words))
        }
    }

    /// Names of 200 letters neither widen the page nor leave the buurt on the map.
    @Test func longNamesStayInTheirBuurt() {
        let long = String(repeating: "Zeerlangenaam", count: 16)
        let drawing = MapDrawing(SampleProject(names: [long, "B", "C", "D"]).workspace)
        #expect(!drawing.labels(size: 44).contains("Zeer"))
        #expect(drawing.labels(size: 44).contains(">B<"))
    }
}
