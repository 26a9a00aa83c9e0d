// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods

/// Styles for QGIS 3.22 and later as QML text.
public enum QMLStyle {
    /// Classes of an indicator on polygons, absent values in hatched grey.
    ///
    /// Rules, not a graduated renderer: that one leaves absent values out of the map altogether. The bounds
    /// in the rules are values of the column itself in digits that read back, so each feature is in one
    /// class.
    ///
    /// - Parameters:
    ///   - indicator: The indicator; its name is the column.
    ///   - values: The values of the column that are present.
    /// - Returns: The QML document.
    public static func choropleth(_ indicator: Indicator, values: [Double]) -> String {
        let classes = quantileClasses(values, count: Palette.classes)
        let colours = Palette.sequential(classes.count)
        let column = quoted(indicator.id)
        var rules: [(filter: String, label: String)] = []
        for (row, valueClass) in classes.enumerated() {
            var terms: [String] = []
            if row > 0 { terms.append("\(column) > \(shortestText(classes[row - 1].highest))") }
            if row < classes.count - 1 {
                terms.append("\(column) <= \(shortestText(valueClass.highest))")
            }
            let filter = terms.isEmpty ? "\(column) IS NOT NULL" : terms.joined(separator: " AND ")
            let number = valueClass.count == 1 ? "1 buurt" : "\(valueClass.count) buurten"
            rules.append((filter, "\(Legend.label(valueClass, indicator)) (\(number))"))
        }
        rules.append(("\(column) IS NULL", Legend.absent))
        let symbols = colours.map { QMLSymbol.fill($0) } + [.hatched]
        return document(ruleRenderer(rules, symbols), geometryType: 2)
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
            let size = role == .trees || role == .crossings ? "1.4" : "2.6"
            return single(.marker(colour, shape: marker, size: size), geometryType: 0)
        case .lines:
            return single(
                .line(colour, width: role == .streets ? "0.3" : "0.9"), geometryType: 1)
        case .polygons: return single(.fill(colour, alpha: 120), geometryType: 2)
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
