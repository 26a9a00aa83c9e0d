// SPDX-License-Identifier: EUPL-1.2
import Planar

/// Scale bar, north arrow and patterns.
enum MapFurniture {
    /// Patterns for absent values: `missing` one way, `suppressed` both ways.
    ///
    /// - Parameter size: Distance of the lines, picture units.
    /// - Returns: Two `pattern` elements.
    static func patterns(_ size: Int) -> String {
        let grey = Palette.absent.hexadecimal
        let width = max(1, size / 6)
        func lines(_ data: String) -> String {
            "<rect width=\"\(size)\" height=\"\(size)\" fill=\"#fff\"/>"
                + "<path d=\"\(data)\" stroke=\"\(grey)\" stroke-width=\"\(width)\" fill=\"none\"/>"
        }
        func pattern(_ id: String, _ content: String) -> String {
            "<pattern id=\"\(id)\" width=\"\(size)\" height=\"\(size)\""
                + " patternUnits=\"userSpaceOnUse\">\(content)</pattern>"
        }
        let half = size / 2
        // The corners are drawn too, so that lines go on from tile to tile.
        let rising =
            "M0 \(size)L\(size) 0M-\(half) \(half)L\(half) -\(half)"
            + "M\(half) \(size + half)L\(size + half) \(half)"
        return pattern("missing", lines(rising))
            + pattern("suppressed", lines("M0 \(half)H\(size)M\(half) 0V\(size)"))
    }

    /// Rectangles of the panels, which cut what runs out of them.
    static func clips(_ frame: PictureFrame) -> String {
        guard frame.panels.count > 1 else { return "" }
        return frame.panels.enumerated().map { row, panel in
            let wide = Int(((panel.box.maxX - panel.box.minX) * frame.scale).rounded())
            let high = Int(((panel.box.maxY - panel.box.minY) * frame.scale).rounded())
            return "<clipPath id=\"panel\(row)\"><rect x=\"\(Int(panel.left))\""
                + " y=\"\(Int(panel.top))\" width=\"\(wide)\" height=\"\(high)\"/></clipPath>"
        }.joined()
    }

    /// A length of 1, 2 or 5 times a power of ten metres that takes at most a share of the picture.
    static func roundLength(_ frame: PictureFrame, share: Double = 0.22) -> Double {
        let most = frame.width * share / frame.scale
        var length = 1.0
        while length * 10 <= most { length *= 10 }
        for factor in [5.0, 2.0] where length * factor <= most { return length * factor }
        return length
    }

    /// A scale bar in two halves with its length in words, and an arrow to the north left of it.
    static func scaleBar(
        _ frame: PictureFrame, x: Double, y: Double, size: Double, _ words: Words
    ) -> String {
        let metres = roundLength(frame)
        let half = Int((metres * frame.scale / 2).rounded())
        let left = Int(x), top = Int(y), thick = max(2, Int(size / 5))
        let text =
            metres >= 1000
            ? words.amount(metres / 1000, "km", decimals: 0)
            : words.amount(metres, "m", decimals: metres < 1 ? 1 : 0)
        let tall = Int(size * 1.4)
        let arrow = left - Int(size * 1.6)
        return "<g class=\"scale\" aria-hidden=\"true\">"
            + "<path class=\"north\" d=\"M\(arrow) \(top - tall)l\(tall / 3) \(tall)l-\(tall / 3) "
            + "-\(tall / 4)l-\(tall / 3) \(tall / 4)z\"/>"
            + "<text x=\"\(arrow)\" y=\"\(top - tall - Int(size * 0.3))\" font-size=\"\(Int(size))\""
            + " text-anchor=\"middle\">\(xmlEscaped(words("map.north")))</text>"
            + "<rect x=\"\(left)\" y=\"\(top - thick)\" width=\"\(half)\" height=\"\(thick)\""
            + " fill=\"#1a1a1a\"/><rect x=\"\(left)\" y=\"\(top - thick)\" width=\"\(2 * half)\""
            + " height=\"\(thick)\" fill=\"none\" stroke=\"#1a1a1a\" stroke-width=\"\(max(1, thick / 4))\"/>"
            + "<text x=\"\(left)\" y=\"\(top - thick - Int(size * 0.4))\" font-size=\"\(Int(size))\">"
            + "\(xmlEscaped(text))</text></g>"
    }
}
