// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods

/// Styles for QGIS 3.22 and later as QML text.
public enum QMLStyle {
    /// Column of the buurten that names absent values with their status, such as
    /// `;hubs_distance_mean:suppressed;`.
    public static let absenceColumn = ResultTable.absenceColumn

    /// Classes of an indicator on polygons; absent values hatched by why they are absent.
    ///
    /// Rules, not a graduated renderer: that one leaves absent values out of the map altogether. The bounds
    /// in the rules are in digits that read back, so each feature is in one class.
    ///
    /// - Parameters:
    ///   - map: The map; the name of its indicator is the column.
    ///   - words: Language of the labels.
    /// - Returns: The QML document.
    public static func choropleth(_ map: IndicatorMap, _ words: Words) -> String {
        let column = quoted(map.indicator.id)
        let classification = map.classification
        var rules: [(filter: String, label: String)] = []
        var symbols: [QMLSymbol] = []
        for (row, entry) in map.legend.enumerated() {
            var terms: [String] = []
            if row > 0, let low = classification.end(of: row - 1) {
                terms.append("\(column) > \(shortestText(low))")
            }
            if let high = classification.end(of: row) {
                terms.append("\(column) <= \(shortestText(high))")
            }
            let filter = terms.isEmpty ? "\(column) IS NOT NULL" : terms.joined(separator: " AND ")
            rules.append((filter, "\(entry.label) (\(number(entry.count, words)))"))
            symbols.append(.fill(entry.colour))
        }
        appendAbsent(map, words, &rules, &symbols)
        return document(ruleRenderer(rules, symbols), geometryType: 2)
    }

    /// Absent values: those of each status that the map has, and whatever else is empty as missing.
    private static func appendAbsent(
        _ map: IndicatorMap, _ words: Words, _ rules: inout [(filter: String, label: String)],
        _ symbols: inout [QMLSymbol]
    ) {
        let column = quoted(map.indicator.id)
        func holds(_ status: String) -> String {
            "strpos(coalesce(\(quoted(absenceColumn)),''),';\(map.indicator.id):\(status);') > 0"
        }
        let suppressed = holds("suppressed"), nonsense = holds("not applicable")
        rules.append(
            (
                "\(column) IS NULL AND \(suppressed)",
                "\(words("legend.suppressed")) (\(number(map.absent.suppressed, words)))"
            ))
        rules.append(
            (
                "\(column) IS NULL AND \(nonsense)",
                "\(words("legend.notapplicable")) (\(number(map.absent.notApplicable, words)))"
            ))
        rules.append(
            (
                "\(column) IS NULL AND NOT (\(suppressed)) AND NOT (\(nonsense))",
                "\(words("legend.missing")) (\(number(map.absent.missing, words)))"
            ))
        symbols.append(contentsOf: [.hatchedTwice, .fill(Palette.notApplicable), .hatched])
    }

    private static func number(_ count: Int, _ words: Words) -> String {
        count == 1
            ? words("legend.buurt")
            : words("legend.buurten", ["count": words.number(Double(count), decimals: 0)])
    }

    /// One symbol for an input layer, by what it is for and what its features are.
    ///
    /// - Parameters:
    ///   - role: What the layer is for.
    ///   - shape: What its features are.
    /// - Returns: The QML document; `nil` where the layer mixes points, lines and polygons, for which QGIS
    ///   has no single symbol, or has no geometry.
    public static func plain(_ role: LayerRole, _ shape: LayerShape) -> String? {
        let colour = colour(of: role)
        switch shape {
        case .points:
            let marker = role == .site ? "square" : "circle"
            let size = role == .trees ? "0.8" : role == .crossings ? "1.4" : "2.6"
            return single(
                .marker(colour, shape: marker, size: size, hasEdge: role != .trees),
                geometryType: 0)
        case .lines:
            return single(
                .line(colour, width: role == .streets ? "0.3" : "0.9"), geometryType: 1)
        case .polygons:
            // What lies over the buurten must not hide their colours.
            let symbol: QMLSymbol =
                switch role {
                case .zone: .outline(colour)
                case .green: .pattern(colour, style: "f_diagonal")
                default: .fill(colour, alpha: 160)
                }
            return single(symbol, geometryType: 2)
        case .mixed, .none: return nil
        }
    }

    /// Colours of roles that colour-blind readers can tell apart.
    ///
    /// Source: Okabe and Ito (2008), Color Universal Design; grey for streets.
    private static func colour(of role: LayerRole) -> Colour {
        switch role {
        case .destination: Colour(0xD55E00)
        case .zone: Colour(0xE69F00)
        case .site: Colour(0xCC79A7)
        case .green: Colour(0x009E73)
        case .trees: Colour(0x009E73)
        case .crossings: Colour(0x0072B2)
        case .streets, .population: Colour(0x787878)
        }
    }

    /// A column name in an expression of QGIS.
    private static func quoted(_ name: String) -> String {
        "\""
            + name.split(separator: "\"", omittingEmptySubsequences: false).joined(
                separator: "\"\"")
            + "\""
    }

    private static func ruleRenderer(
        _ rules: [(filter: String, label: String)], _ symbols: [QMLSymbol]
    ) -> String {
        var text = """
              <renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">
                <rules key="{nabij-rules}">

            """
        for (row, rule) in rules.enumerated() {
            text += "      <rule key=\"{nabij-rule-\(row)}\" symbol=\"\(row)\""
            text += " filter=\"\(xmlEscaped(rule.filter))\" label=\"\(xmlEscaped(rule.label))\"/>\n"
        }
        return text + "    </rules>\n" + symbolList(symbols) + "  </renderer-v2>\n"
    }

    private static func single(_ symbol: QMLSymbol, geometryType: Int) -> String {
        let renderer =
            """
              <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">

            """ + symbolList([symbol]) + "  </renderer-v2>\n"
        return document(renderer, geometryType: geometryType)
    }

    private static func symbolList(_ symbols: [QMLSymbol]) -> String {
        "    <symbols>\n" + symbols.enumerated().map { $1.xml(name: $0) }.joined()
            + "    </symbols>\n"
    }

    private static func document(_ renderer: String, geometryType: Int) -> String {
        """
        <!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
        <qgis version="3.22.0" styleCategories="Symbology">
        \(renderer)  <blendMode>0</blendMode>
          <featureBlendMode>0</featureBlendMode>
          <layerGeometryType>\(geometryType)</layerGeometryType>
        </qgis>

        """
    }
}
