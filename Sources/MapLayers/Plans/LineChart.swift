// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// A chart of numbers over years or euros as an element of SVG.
struct LineChart {
    /// A line; `nil` where a value is absent, where the line is broken.
    struct Line {
        /// `actual` or `planned`.
        var style: String
        var values: [Double?]
        /// Whether the line keeps its height until the next place and jumps there.
        var isStepped = false
    }

    /// Places along the axis, ascending.
    var places: [Double]
    var lines: [Line]
    /// What stands under the first and last place, or under each.
    var labels: [(place: Double, text: String)]
    /// A place to mark with a vertical line.
    var mark: Double?
    var width = 720.0
    var height = 300.0
    /// Text of a height.
    var heightText: (Double) -> String

    /// Where the lines begin: right of the longest height, of some 8.5 units a letter at 15 units.
    private var left: Double {
        guard width > 400 else { return 4 }
        let longest = max(heightText(range.low).count, heightText(range.high).count)
        return max(90, 16 + 8.5 * Double(longest))
    }
    private let top = 16.0
    private var bottom: Double { height - 30 }

    /// The heights that it shows, which need not begin at zero.
    private var range: (low: Double, high: Double) {
        let all = lines.flatMap { $0.values.compactMap { $0 } }
        let low = all.min() ?? 0, high = all.max() ?? 1
        guard low < high else { return (low - 1, high + 1) }
        return (low >= 0 && low < 0.5 * high ? 0 : low, high)
    }

    private func x(_ place: Double) -> Double {
        let first = places.first ?? 0, last = places.last ?? 1
        let share = last > first ? (place - first) / (last - first) : 0.5
        return left + share * (width - left - 24)
    }

    private func y(_ value: Double, _ range: (low: Double, high: Double)) -> Double {
        bottom - (value - range.low) / (range.high - range.low) * (bottom - top)
    }

    /// The element, with a description for those who do not see it.
    func element(_ description: String) -> String {
        let range = range
        func text(_ number: Double) -> String { fixedText(number, decimals: 1) }
        var content = ""
        for value in [range.low, range.high] {
            let height = text(y(value, range))
            content += "<path class=\"grid\" d=\"M\(text(left)) \(height)H\(text(width - 24))\"/>"
            if width > 400 {
                content +=
                    "<text x=\"\(text(left - 8))\" y=\"\(text(y(value, range) + 5))\" text-anchor=\"end\">"
                    + "\(xmlEscaped(heightText(value)))</text>"
            }
        }
        for (place, label) in labels {
            content +=
                "<text x=\"\(text(x(place)))\" y=\"\(text(height - 8))\" text-anchor=\"\(anchor(place))\">"
                + "\(xmlEscaped(label))</text>"
        }
        if let mark {
            content +=
                "<path class=\"planned\" d=\"M\(text(x(mark))) \(text(top))V\(text(bottom))\"/>"
        }
        for line in lines {
            content += "<path class=\"\(line.style)\" d=\"\(path(line, range, text))\"/>"
            guard width > 400 else { continue }
            for (place, value) in zip(places, line.values) {
                guard let value else { continue }
                content +=
                    "<circle class=\"\(line.style)\" cx=\"\(text(x(place)))\""
                    + " cy=\"\(text(y(value, range)))\" r=\"4\"/>"
            }
        }
        return "<svg class=\"chart\" viewBox=\"0 0 \(text(width)) \(text(height))\" role=\"img\""
            + " aria-label=\"\(xmlEscaped(description))\">\(content)</svg>"
    }

    private func anchor(_ place: Double) -> String {
        place == places.first ? "start" : place == places.last ? "end" : "middle"
    }

    private func path(
        _ line: Line, _ range: (low: Double, high: Double), _ text: (Double) -> String
    ) -> String {
        var path = "", isOpen = false
        for (place, value) in zip(places, line.values) {
            guard let value else {
                isOpen = false
                continue
            }
            let across = text(x(place)), up = text(y(value, range))
            path +=
                !isOpen
                ? "M\(across) \(up)" : line.isStepped ? "H\(across)V\(up)" : "L\(across) \(up)"
            isOpen = true
        }
        return path
    }
}
