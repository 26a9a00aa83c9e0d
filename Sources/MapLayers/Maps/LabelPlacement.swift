// SPDX-License-Identifier: EUPL-1.2
public import Planar

/// Names that were placed on a picture without touching each other.
public struct LabelPlacement: Sendable {
    /// A name in its place.
    public struct Label: Sendable, Equatable {
        /// The lines of the name, one or two.
        public var lines: [String]
        /// Middle.
        public var x: Double
        /// Middle.
        public var y: Double
        /// Row of the name among those given.
        public var row: Int
    }

    /// Names in their places, the widest buurten first.
    public private(set) var labels: [Label] = []
    private var taken: [Box]

    /// Letters of a proportional font are about this wide, in heights of the font.
    static let letterWidth = 0.6

    /// Places names one after another, the roomiest place first; a name that does not fit is left out.
    ///
    /// - Parameters:
    ///   - names: The names.
    ///   - places: Where each would stand.
    ///   - size: Height of the font, picture units.
    ///   - reserved: Boxes where nothing may stand, such as the scale bar.
    public init(_ names: [String], at places: [LabelPlace], size: Double, reserved: [Box] = []) {
        taken = reserved
        let order = names.indices.sorted {
            places[$0].width != places[$1].width ? places[$0].width > places[$1].width : $0 < $1
        }
        for row in order where places[row].width > 0 {
            place(names[row], row, places[row], size)
        }
    }

    private mutating func place(_ name: String, _ row: Int, _ place: LabelPlace, _ size: Double) {
        for lines in [[name], halves(name)] where !lines.isEmpty {
            let width = (lines.map(\.count).max().map(Double.init) ?? 0) * size * Self.letterWidth
            let height = Double(lines.count) * size * 1.15
            guard width <= place.width * 1.05, height <= max(place.height, size * 1.15) else {
                continue
            }
            let box = Box(
                minX: place.x - width / 2, minY: place.y - height / 2, maxX: place.x + width / 2,
                maxY: place.y + height / 2)
            guard !taken.contains(where: { $0.intersects(box) }) else { continue }
            taken.append(box)
            labels.append(Label(lines: lines, x: place.x, y: place.y, row: row))
            return
        }
    }
}

/// A name in two lines, cut at the blank that leaves the shortest longer half; empty without blanks.
func halves(_ name: String) -> [String] {
    var best: [String] = []
    for at in name.indices where name[at] == " " {
        let cut = [String(name[..<at]), String(name[name.index(after: at)...])]
        let width = max(cut[0].count, cut[1].count)
        if best.isEmpty || width < max(best[0].count, best[1].count) { best = cut }
    }
    return best
}
