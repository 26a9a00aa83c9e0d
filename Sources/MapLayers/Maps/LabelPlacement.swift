// SPDX-License-Identifier: EUPL-1.2
public import Planar

/// Names that were placed on a picture without touching each other.
public struct LabelPlacement: Sendable {
    /// A name in its place.
    public struct Label: Sendable, Equatable {
        /// The lines of the name, one to three.
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
    ///   - places: Where each may stand, the best place first.
    ///   - size: Height of the font, picture units.
    ///   - reserved: Boxes where nothing may stand, such as points of the map.
    public init(
        _ names: [String], at places: [[LabelPlace]], size: Double, reserved: [Box] = []
    ) {
        taken = reserved
        let widths = places.map { $0.first?.width ?? 0 }
        let order = names.indices.sorted {
            widths[$0] != widths[$1] ? widths[$0] > widths[$1] : $0 < $1
        }
        for row in order where widths[row] > 0 { place(names[row], row, places[row], size) }
    }

    private mutating func place(
        _ name: String, _ row: Int, _ places: [LabelPlace], _ size: Double
    ) {
        for place in places {
            for lines in [[name], halves(name), thirds(name)] where !lines.isEmpty {
                let width =
                    (lines.map(\.count).max().map(Double.init) ?? 0) * size * Self.letterWidth
                let height = Double(lines.count) * size * 1.15
                guard width <= place.width * 1.05, height <= max(place.height, size * 1.15) else {
                    continue
                }
                let slack = max(0, place.width - width) / 2
                for x in [place.x, place.x - slack, place.x + slack] {
                    let box = Box(
                        minX: x - width / 2, minY: place.y - height / 2, maxX: x + width / 2,
                        maxY: place.y + height / 2)
                    guard !taken.contains(where: { $0.intersects(box) }) else { continue }
                    taken.append(box)
                    labels.append(Label(lines: lines, x: x, y: place.y, row: row))
                    return
                }
            }
        }
    }
}

/// A name in three lines, the longest as short as can be; empty where it has fewer than two blanks.
func thirds(_ name: String) -> [String] {
    var best: [String] = []
    for at in name.indices where name[at] == " " {
        let rest = halves(String(name[name.index(after: at)...]))
        guard !rest.isEmpty else { continue }
        let cut = [String(name[..<at])] + rest
        let width = cut.map(\.count).max() ?? 0
        if best.isEmpty || width < (best.map(\.count).max() ?? 0) { best = cut }
    }
    return best
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
