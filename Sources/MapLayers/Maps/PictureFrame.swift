// SPDX-License-Identifier: EUPL-1.2
public import Planar

/// Where metres lie on a picture: one panel, or one per cluster where buurten lie far apart.
///
/// All panels have one scale, so that one scale bar holds for all. Picture units are whole numbers, x to
/// the right and y down.
public struct PictureFrame: Sendable, Equatable {
    /// A rectangle of the land and its place on the picture.
    public struct Panel: Sendable, Equatable {
        /// What it shows, metres.
        public var box: Box
        /// West edge on the picture.
        public var left: Double
        /// North edge on the picture.
        public var top: Double
    }

    /// Width in picture units.
    public private(set) var width: Double
    /// Height in picture units.
    public private(set) var height: Double
    /// Picture units per metre.
    public private(set) var scale: Double
    /// The panels; one unless the buurten lie in clusters far apart.
    public private(set) var panels: [Panel]

    /// Clusters that fill less than this share of the box around all get panels of their own.
    private static let sparse = 0.2
    /// More panels than this are harder to read than one map.
    private static let mostPanels = 12
    /// Free picture units between panels.
    private static let gutter = 60.0
    /// Picture units above a panel for its name.
    private static let heading = 80.0

    /// Creates a frame around boxes.
    ///
    /// - Parameters:
    ///   - boxes: One per buurt, metres; empty boxes do not count.
    ///   - width: Width of the picture in units.
    ///   - tallest: Largest height per width; a map that would be taller gets narrower.
    ///   - joinsAll: Whether one panel shows all, however far apart they lie.
    public init(around boxes: [Box], width: Double, tallest: Double = 1.25, joinsAll: Bool = false)
    {
        let shown = boxes.filter { !$0.isEmpty }
        var whole = Box.empty
        for box in shown { whole.insert(box) }
        if whole.isEmpty { whole = Box(minX: 0, minY: 0, maxX: 1, maxY: 1) }
        let clusters = joinsAll ? [whole] : Self.clusters(of: shown, in: whole)
        self.width = width
        height = 0
        scale = 0
        panels = []
        arrange(clusters.map(Self.padded), tallest: tallest)
    }

    /// A margin around a cluster, and at least ten metres of land in both directions.
    private static func padded(_ box: Box) -> Box {
        let wide = max(box.maxX - box.minX, box.maxY - box.minY, 10)
        return Box(
            minX: min(box.minX, (box.minX + box.maxX) / 2 - 5) - wide * 0.02,
            minY: min(box.minY, (box.minY + box.maxY) / 2 - 5) - wide * 0.02,
            maxX: max(box.maxX, (box.minX + box.maxX) / 2 + 5) + wide * 0.02,
            maxY: max(box.maxY, (box.minY + box.maxY) / 2 + 5) + wide * 0.02)
    }

    /// Puts boxes in rows, largest first, at the largest scale at which the picture is not too tall.
    private mutating func arrange(_ boxes: [Box], tallest: Double) {
        guard boxes.count > 1 else {
            let box = boxes[0]
            let across = box.maxX - box.minX, up = box.maxY - box.minY
            scale = min(width / across, width * tallest / up)
            height = (up * scale).rounded(.up)
            let left = ((width - across * scale) / 2).rounded(.down)
            panels = [Panel(box: box, left: left, top: 0)]
            return
        }
        let widest = boxes.map { $0.maxX - $0.minX }.max() ?? 1
        var attempt = width / widest
        while true {
            place(boxes, at: attempt)
            if height <= width * tallest * 0.8 { return }
            attempt *= 0.93
        }
    }

    private mutating func place(_ boxes: [Box], at scale: Double) {
        self.scale = scale
        panels = []
        var left = 0.0, top = 0.0, row = 0.0
        for box in boxes {
            let across = (box.maxX - box.minX) * scale, up = (box.maxY - box.minY) * scale
            if left > 0, left + across > width {
                top += row + Self.gutter
                (left, row) = (0, 0)
            }
            panels.append(
                Panel(box: box, left: left.rounded(), top: (top + Self.heading).rounded()))
            left += across + Self.gutter
            row = max(row, up + Self.heading)
        }
        height = (top + row).rounded(.up)
    }

    /// Boxes of groups that lie apart, the largest first; one where they are many or fill the land.
    private static func clusters(of boxes: [Box], in whole: Box) -> [Box] {
        let cells = 64
        let side = max(whole.maxX - whole.minX, whole.maxY - whole.minY, 1) / Double(cells)
        var grid = [Int](repeating: -1, count: (cells + 1) * (cells + 1))
        func column(_ x: Double) -> Int { max(0, min(cells, Int((x - whole.minX) / side))) }
        func line(_ y: Double) -> Int { max(0, min(cells, Int((y - whole.minY) / side))) }
        for box in boxes {
            for row in line(box.minY)...line(box.maxY) {
                for at in column(box.minX)...column(box.maxX) { grid[row * (cells + 1) + at] = 0 }
            }
        }
        let found = numberClusters(&grid, cells + 1)
        guard found > 1, found <= mostPanels else { return [whole] }
        var clusters = [Box](repeating: .empty, count: found)
        for box in boxes {
            clusters[grid[line(box.minY) * (cells + 1) + column(box.minX)] - 1].insert(box)
        }
        let area = { (box: Box) in (box.maxX - box.minX) * (box.maxY - box.minY) }
        guard clusters.map(area).reduce(0, +) < sparse * area(whole) else { return [whole] }
        return clusters.sorted { $0.maxY - $0.minY > $1.maxY - $1.minY }
    }

    /// Numbers the groups of cells that hang together, corners included, from 1; says how many there are.
    private static func numberClusters(_ grid: inout [Int], _ side: Int) -> Int {
        var found = 0
        for start in grid.indices where grid[start] == 0 {
            found += 1
            grid[start] = found
            var open = [start]
            while let cell = open.popLast() {
                let row = cell / side, at = cell % side
                for r in max(0, row - 1)...min(side - 1, row + 1) {
                    for a in max(0, at - 1)...min(side - 1, at + 1) where grid[r * side + a] == 0 {
                        grid[r * side + a] = found
                        open.append(r * side + a)
                    }
                }
            }
        }
        return found
    }

    /// The panel that shows the middle of a box; the first where none does.
    public func panel(of box: Box) -> Int {
        guard panels.count > 1, !box.isEmpty else { return 0 }
        let x = (box.minX + box.maxX) / 2, y = (box.minY + box.maxY) / 2
        return panels.firstIndex { $0.box.contains(x: x, y: y) } ?? 0
    }

    /// Picture x of an easting on a panel.
    @inline(__always)
    func x(_ easting: Double, _ panel: Panel) -> Double {
        panel.left + (easting - panel.box.minX) * scale
    }

    /// Picture y of a northing on a panel.
    @inline(__always)
    func y(_ northing: Double, _ panel: Panel) -> Double {
        panel.top + (panel.box.maxY - northing) * scale
    }
}
