// SPDX-License-Identifier: EUPL-1.2
import Foundation
import FoundationXML
import MapLayers
import Neighbourhoods
import Testing

/// Collects the elements of a document and says whether it is well-formed.
final class ElementCollector: NSObject, XMLParserDelegate {
    private(set) var elements: [(name: String, attributes: [String: String])] = []

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String] = [:]
    ) {
        elements.append((name, attributes))
    }

    static func elements(of text: String) throws -> [(name: String, attributes: [String: String])] {
        let parser = XMLParser(data: Data(text.utf8))
        let collector = ElementCollector()
        parser.delegate = collector
        try #require(parser.parse(), "\(String(describing: parser.parserError))")
        return collector.elements
    }
}

@Suite struct QMLStyleTests {
    private func rules(_ map: IndicatorMap) throws -> [[String: String]] {
        let qml = QMLStyle.choropleth(map, .of(.dutch))
        let elements = try ElementCollector.elements(of: qml)
        #expect(elements.first?.name == "qgis")
        let rules = elements.filter { $0.name == "rule" }.map(\.attributes)
        #expect(
            rules.map { $0["symbol"] }
                == elements.filter { $0.name == "symbol" }.map { $0.attributes["name"] })
        return rules
    }

    @Test func choroplethHasAClassPerRule() throws {
        let values: [IndicatorValue] = [0.5, 10, 20.25, 30, 40.125].map { .present($0) }
        let rules = try rules(
            SampleMap.map(values, id: "green_share", settings: MapSettings(method: .quantile)))
        #expect(
            rules.prefix(5).map { $0["filter"] } == [
                "\"green_share\" <= 0.5",
                "\"green_share\" > 0.5 AND \"green_share\" <= 10",
                "\"green_share\" > 10 AND \"green_share\" <= 20.25",
                "\"green_share\" > 20.25 AND \"green_share\" <= 30",
                "\"green_share\" > 30",
            ])
        #expect(rules[2]["label"] == "20,3 % (1 buurt)")
    }

    /// Missing, suppressed and not applicable each have their rule, symbol and number.
    @Test func absentValuesAreToldApart() throws {
        let map = SampleMap.map([
            .present(1), .missing("x"), .missing("y"), .suppressed("z"), .notApplicable("u"),
        ])
        let rules = try rules(map)
        #expect(
            rules.dropFirst().map { $0["label"] } == [
                "onderdrukt (privacy) (1 buurt)", "niet van toepassing (1 buurt)",
                "geen gegevens (2 buurten)",
            ])
        #expect(rules[0]["filter"] == "\"a\" IS NOT NULL")
        #expect(rules[1]["filter"]?.contains("';a:suppressed;'") == true)
        #expect(rules[3]["filter"]?.hasPrefix("\"a\" IS NULL AND NOT (strpos(") == true)
        let qml = QMLStyle.choropleth(map, .of(.dutch))
        #expect(qml.contains("b_diagonal") && qml.contains("diagonal_x"))
    }

    @Test func aNormBeginsAClass() throws {
        let settings = MapSettings(method: .norm([75], isMetFrom: true))
        let rules = try rules(SampleMap.map([.present(75), .present(74)], settings: settings))
        #expect(rules[0]["filter"] == "\"a\" <= 74.99999999999999")
        #expect(rules[1]["filter"] == "\"a\" > 74.99999999999999")
    }

    @Test func noValue() throws {
        #expect(try rules(SampleMap.map([])).count == 3)
    }

    /// What lies over the buurten leaves their colours to be seen.
    @Test func zonesHaveABorderOnly() throws {
        let qml = try #require(QMLStyle.plain(.zone, .polygons))
        #expect(qml.contains("k=\"style\" v=\"no\"") && qml.contains("dash"))
    }

    @Test func plainStylesFollowGeometry() throws {
        for (shape, type) in [
            (LayerShape.points, "marker"), (.lines, "line"), (.polygons, "fill"),
        ] {
            for role in LayerRole.allCases {
                let qml = try #require(QMLStyle.plain(role, shape))
                let elements = try ElementCollector.elements(of: qml)
                #expect(elements.first { $0.name == "symbol" }?.attributes["type"] == type)
            }
        }
        #expect(QMLStyle.plain(.green, .mixed) == nil && QMLStyle.plain(.green, .none) == nil)
    }
}
