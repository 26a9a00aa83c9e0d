// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// A map as a document of SVG that stands by itself: title, buurten, overlays, names, scale bar, north
/// arrow, legend with counts, and source.
public struct SVGMap: Sendable {
    private let drawing: MapDrawing
    private let map: IndicatorMap
    private let settings: MapSettings
    private let source: String

    /// Prepares a map.
    ///
    /// - Parameters:
    ///   - map: What is shown.
    ///   - drawing: The land.
    ///   - settings: Language and classes.
    ///   - source: Where the data comes from, and when.
    public init(
        _ map: IndicatorMap, on drawing: MapDrawing, _ settings: MapSettings, source: String
    ) {
        self.map = map
        self.drawing = drawing
        self.settings = settings
        self.source = source
    }

    private static let margin = 60
    private static let legendWidth = 1150
    private static let titleHeight = 190

    /// The document.
    ///
    /// - Complexity: O(size of the drawing).
    public func document() -> String {
        let width = drawing.width + Self.legendWidth + 3 * Self.margin
        let height =
            Self.titleHeight + max(drawing.height + 170, legendHeight) + 2 * Self.margin + 60
        let title = Legend.title(map.text.title, map.indicator)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" \
            width="\(width / 4)" height="\(height / 4)" role="img" aria-labelledby="t d">
            <title id="t">\(xmlEscaped(title))</title><desc id="d">\(xmlEscaped(map.text.definition))</desc>
            <style>\(MapStyle.shared)\(MapStyle.classes(map.legend))</style>
            <defs>\(MapFurniture.patterns(28))\(MapFurniture.clips(drawing.outline.frame))</defs>
            <rect width="\(width)" height="\(height)" fill="#fff"/>
            \(titleLines(title))
            <g transform="translate(\(Self.margin) \(Self.titleHeight))">\(land)</g>
            <g transform="translate(\(drawing.width + 2 * Self.margin) \(Self.titleHeight))">\(legend)</g>
            <text x="\(Self.margin)" y="\(height - Self.margin)" font-size="44" fill="#444">\
            \(xmlEscaped(shortened(source, to: width / 24)))</text>
            </svg>

            """
    }

    private func titleLines(_ title: String) -> String {
        let size = title.count > 70 ? 64 : 84
        return "<text x=\"\(Self.margin)\" y=\"120\" font-size=\"\(size)\" font-weight=\"bold\">"
            + "\(xmlEscaped(shortened(title, to: 100)))</text>"
    }

    private var land: String {
        let words = settings.words
        // The layer of the indicator is what its values are about; others would hide them.
        let overlay = drawing.overlays.first { $0.layer == map.indicator.layer }
        let overlays = overlay.map { "<g class=\"o-\($0.role.rawValue)\">\($0.elements)</g>" } ?? ""
        let scale = MapFurniture.scaleBar(
            drawing.outline.frame, x: 130, y: Double(drawing.height) + 150, size: 48, words)
        return "<g class=\"buurten\">"
            + drawing.buurten {
                map.className($0)
            } title: {
                "\(drawing.names[$0]): \(map.valueText($0, words))"
            } + "</g>" + drawing.borderElement + drawing.panelTitles(size: 60) + overlays
            + drawing.labels(size: 44, over: overlay) + scale
    }

    private static let step = 84

    private var rows: [(mark: String, label: String)] {
        let words = settings.words
        var rows = map.legend.enumerated().map { row, entry in
            ("class=\"c\(row)\"", "\(entry.label) (\(words.buurten(entry.count)))")
        }
        for (name, key, count) in [
            ("cm", "legend.missing", map.absent.missing),
            ("cs", "legend.suppressed", map.absent.suppressed),
            ("cn", "legend.notapplicable", map.absent.notApplicable),
        ] where count > 0 {
            rows.append(("class=\"\(name)\"", "\(words(key)) (\(words.buurten(count)))"))
        }
        return rows
    }

    private var legendHeight: Int { (rows.count + 4) * Self.step }

    private var legend: String {
        let words = settings.words
        var y = 60
        func text(_ content: String, x: Int, _ size: Int, bold: Bool = false) -> String {
            "<text x=\"\(x)\" y=\"\(y)\" font-size=\"\(size)\"\(bold ? " font-weight=\"bold\"" : "")>"
                + "\(xmlEscaped(content))</text>"
        }
        var content = text(words("map.legend"), x: 0, 56, bold: true)
        for row in rows {
            y += Self.step
            content +=
                "<rect \(row.mark) x=\"0\" y=\"\(y - 46)\" width=\"90\" height=\"56\""
                + " stroke=\"\(Palette.border.hexadecimal)\" stroke-width=\"3\"/>"
            content += text(row.label, x: 120, 46)
        }
        if !drawing.borders.isEmpty, let level = drawing.borderLevel {
            y += Self.step
            content += "<path class=\"borders\" d=\"M0 \(y - 18)h90\"/>"
            content += text(words("legend.border", ["level": words.level(level)]), x: 120, 46)
        }
        if let overlay = drawing.overlays.first(where: { $0.layer == map.indicator.layer }) {
            y += Self.step
            let mark =
                switch overlay.shape {
                case .points: "<circle class=\"o-points\" cx=\"45\" cy=\"\(y - 18)\" r=\"20\"/>"
                case .lines: "<path class=\"o-lines\" d=\"M0 \(y - 18)h90\"/>"
                case .areas: "<path class=\"o-areas\" d=\"M0 \(y - 46)h90v56h-90z\"/>"
                }
            content += "<g class=\"o-\(overlay.role.rawValue)\">\(mark)</g>"
            content += text(words.layer(overlay.layer).capitalisedFirst, x: 120, 46)
        }
        y += Self.step
        content += text(map.methodText, x: 0, 38)
        return content
    }
}

extension Words {
    /// `1 buurt`, `12 buurten`.
    func buurten(_ count: Int) -> String {
        count == 1
            ? self("legend.buurt")
            : self("legend.buurten", ["count": number(Double(count), decimals: 0)])
    }
}

/// A text that is cut where it is longer than so many letters.
func shortened(_ text: String, to most: Int) -> String {
    text.count <= most ? text : text.prefix(max(1, most - 1)) + "…"
}
