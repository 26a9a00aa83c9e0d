// SPDX-License-Identifier: EUPL-1.2

/// A symbol of a QGIS style with one symbol layer, its properties as QGIS 3.22 writes them
/// (`QgsSymbolLayerUtils::saveSymbol`, both `prop` elements of before 3.26 and no others).
struct QMLSymbol {
    enum Kind: String { case marker, line, fill }

    var kind: Kind
    /// Class of the symbol layer, such as `SimpleFill`.
    var layerClass: String
    var properties: KeyValuePairs<String, String>

    func xml(name: Int) -> String {
        var text = """
              <symbol type="\(kind.rawValue)" name="\(name)" alpha="1" clip_to_extent="1" force_rhr="0">
                <layer class="\(layerClass)" enabled="1" locked="0" pass="0">

            """
        for (key, value) in properties {
            text += "        <prop k=\"\(key)\" v=\"\(xmlEscaped(value))\"/>\n"
        }
        return text + "      </layer>\n    </symbol>\n"
    }

    static func fill(_ colour: Colour, alpha: Int = 255) -> QMLSymbol {
        QMLSymbol(
            kind: .fill, layerClass: "SimpleFill",
            properties: [
                "color": colour.qml(alpha: alpha), "style": "solid",
                "outline_color": Palette.border.qml(), "outline_style": "solid",
                "outline_width": "0.2", "outline_width_unit": "MM", "joinstyle": "bevel",
            ])
    }

    /// Diagonal grey lines, which no class of values has.
    static var hatched: QMLSymbol {
        QMLSymbol(
            kind: .fill, layerClass: "SimpleFill",
            properties: [
                "color": Palette.absent.qml(), "style": "b_diagonal",
                "outline_color": Palette.absent.qml(), "outline_style": "solid",
                "outline_width": "0.2", "outline_width_unit": "MM", "joinstyle": "bevel",
            ])
    }

    /// Diagonal lines both ways.
    static var hatchedTwice: QMLSymbol {
        QMLSymbol(
            kind: .fill, layerClass: "SimpleFill",
            properties: [
                "color": Palette.absent.qml(), "style": "diagonal_x",
                "outline_color": Palette.absent.qml(), "outline_style": "solid",
                "outline_width": "0.2", "outline_width_unit": "MM", "joinstyle": "bevel",
            ])
    }

    /// A dashed border that lets everything through.
    static func outline(_ colour: Colour) -> QMLSymbol {
        QMLSymbol(
            kind: .fill, layerClass: "SimpleFill",
            properties: [
                "color": colour.qml(alpha: 0), "style": "no", "outline_color": colour.qml(),
                "outline_style": "dash", "outline_width": "0.5", "outline_width_unit": "MM",
                "joinstyle": "round",
            ])
    }

    /// Thin lines with the land between them left free.
    static func pattern(_ colour: Colour, style: String) -> QMLSymbol {
        QMLSymbol(
            kind: .fill, layerClass: "SimpleFill",
            properties: [
                "color": colour.qml(), "style": style, "outline_color": colour.qml(),
                "outline_style": "solid", "outline_width": "0.2", "outline_width_unit": "MM",
                "joinstyle": "bevel",
            ])
    }

    static func line(_ colour: Colour, width: String) -> QMLSymbol {
        QMLSymbol(
            kind: .line, layerClass: "SimpleLine",
            properties: [
                "line_color": colour.qml(), "line_style": "solid", "line_width": width,
                "line_width_unit": "MM", "capstyle": "round", "joinstyle": "round",
            ])
    }

    static func marker(_ colour: Colour, shape: String, size: String, hasEdge: Bool) -> QMLSymbol {
        QMLSymbol(
            kind: .marker, layerClass: "SimpleMarker",
            properties: [
                "name": shape, "color": colour.qml(), "size": size, "size_unit": "MM",
                "outline_color": "255,255,255,255", "outline_style": hasEdge ? "solid" : "no",
                "outline_width": "0.3", "outline_width_unit": "MM",
            ])
    }
}
