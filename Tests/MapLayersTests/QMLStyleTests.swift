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
    static func indicator(_ id: String, unit: String = "%", decimals: Int = 1) -> Indicator {
        Indicator(
            id: id, title: "T", definition: "D", unit: unit, source: "S", direction: .higher,
            decimals: decimals, layer: "l", isAboutPeople: true)
    }

    @Test func choroplethHasAClassPerRuleAndHatching() throws {
        let qml = QMLStyle.choropleth(
            Self.indicator("green_share"), values: [0.5, 10, 20.25, 30, 40.125])
        let elements = try ElementCollector.elements(of: qml)
        let rules = elements.filter { $0.name == "rule" }.map(\.attributes)
        #expect(
            rules.map { $0["filter"] } == [
                "\"green_share\" <= 0.5",
                "\"green_share\" > 0.5 AND \"green_share\" <= 10",
                "\"green_share\" > 10 AND \"green_share\" <= 20.25",
                "\"green_share\" > 20.25 AND \"green_share\" <= 30",
                "\"green_share\" > 30",
                "\"green_share\" IS NULL",
            ])
        #expect(rules[2]["label"] == "20,3 % (1 buurt)")
        #expect(rules[5]["label"] == "geen gegevens of onderdrukt")
        #expect(
            rules.map { $0["symbol"] }
                == elements.filter { $0.name == "symbol" }.map { $0.attributes["name"] })
        #expect(elements.first?.name == "qgis")
        #expect(qml.contains("b_diagonal"))
    }

    @Test func oneValueAndNoValue() throws {
        let one = try ElementCollector.elements(
            of: QMLStyle.choropleth(Self.indicator("a"), values: [3, 3]))
        #expect(
            one.filter { $0.name == "rule" }.map { $0.attributes["filter"] }
                == ["\"a\" IS NOT NULL", "\"a\" IS NULL"])
        let none = try ElementCollector.elements(
            of: QMLStyle.choropleth(Self.indicator("a"), values: []))
        #expect(none.count { $0.name == "rule" } == 1)
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
