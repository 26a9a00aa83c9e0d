// SPDX-License-Identifier: EUPL-1.2
//
// A park is often drawn in pieces: lawns, paths left out between them. For size tests pieces whose
// borders lie within `mergeWithin` metres of each other are one green space, and so are chains of
// such pieces; its size is the area of their union. Pairs that may be near are found with a grid of
// boxes; which pairs are tried first does not change which pieces end up together.
import Planar

/// Per feature the size in square metres of the green space that it belongs to.
///
/// - Parameters:
///   - geometry: The features that count; only polygons have a size.
///   - gap: Metres; `nil`: each feature is a green space of its own.
///   - smallest: Smallest size that anyone asks for; spaces below it may be given too large a size
///     that is still below it.
/// - Returns: One size per feature, 0 for features without polygons.
func greenSpaceSizes(
    _ geometry: FeatureGeometry, mergingWithin gap: Double?, smallest: Double
) -> [Double] {
    let polygons = geometry.polygons
    var area = [ExactSum](repeating: ExactSum(), count: geometry.count)
    for p in 0..<polygons.count { area[Int(polygons.feature[p])].add(polygons.area(of: p)) }
    guard let gap else { return area.map(\.value) }

    var spaces = DisjointSets(count: geometry.count)
    joinNear(polygons, within: gap, &spaces)
    let roots = (0..<geometry.count).map { spaces.root(of: $0) }
    var pieces: [Int: [Int]] = [:]
    for p in 0..<polygons.count { pieces[roots[Int(polygons.feature[p])], default: []].append(p) }
    var sizeOfRoot = [Double](repeating: 0, count: geometry.count)
    for (root, members) in pieces {
        sizeOfRoot[root] = size(of: members, polygons, area, smallest: smallest)
    }
    return roots.map { sizeOfRoot[$0] }
}

/// Area of the union of some polygons, or the sum of their areas where that settles the question.
private func size(
    of members: [Int], _ polygons: PolygonSet, _ area: [ExactSum], smallest: Double
) -> Double {
    var sum = ExactSum()
    for p in members { sum.add(polygons.area(of: p)) }
    let features = Set(members.map { polygons.feature[$0] })
    guard features.count > 1, sum.value >= smallest else { return sum.value }
    var joined = PolygonSet()
    for p in members {
        for ring in polygons.rings(of: p) {
            let rows = polygons.vertices(ofRing: ring)
            joined.appendRing(x: Array(polygons.x[rows]), y: Array(polygons.y[rows]))
        }
        joined.closePolygon(feature: 0)
    }
    return unionArea(of: joined)
}

/// Joins features with polygons within `gap` metres of each other.
private func joinNear(_ polygons: PolygonSet, within gap: Double, _ spaces: inout DisjointSets) {
    let list = PieceList(FeatureGeometry(count: spaces.count, polygons: polygons))
    let grid = PairGrid(list.boxes, margin: gap)
    // The distance test is for "below"; the next number up makes it "at most".
    let limit = gap.nextUp
    grid.forEachCell { members in
        // A crowd of pieces, such as one that was exported a million times, is one space before all its pairs
        // have been tried.
        var apart = Set(members.map { spaces.root(of: Int(list.feature[Int($0.box)])) }).count
        for i in members.indices {
            let a = Int(members[i].box), first = Int(list.feature[a])
            for j in members[(i + 1)...].indices {
                guard apart > 1 else { return }
                let b = Int(members[j].box), second = Int(list.feature[b])
                guard grid.areNear(a, b), spaces.root(of: first) != spaces.root(of: second),
                    list.distance(a, to: list, b, limit: limit) <= gap
                else { continue }
                spaces.join(first, second)
                apart -= 1
            }
        }
    }
}

/// Sets that can be joined (union-find, with path halving and the lower root on top).
struct DisjointSets: Sendable {
    private var parent: [Int]

    init(count: Int) { parent = Array(0..<count) }

    /// Number of elements.
    var count: Int { parent.count }

    /// The element that stands for the set of `element`.
    mutating func root(of element: Int) -> Int {
        var i = element
        while parent[i] != i {
            parent[i] = parent[parent[i]]
            i = parent[i]
        }
        return i
    }

    /// Makes the sets of two elements one.
    mutating func join(_ a: Int, _ b: Int) {
        let first = root(of: a), second = root(of: b)
        parent[max(first, second)] = min(first, second)
    }
}

/// Pairs of boxes that may be near each other: boxes that share a cell of a grid.
struct PairGrid: Sendable {
    private var cells: [(key: UInt64, box: Int32)] = []
    private let boxes: [Box]
    private let margin: Double

    /// Puts each box, grown by half the margin, into the cells that it meets.
    init(_ boxes: [Box], margin: Double) {
        self.boxes = boxes
        self.margin = margin
        var bounds = Box.empty
        var extent = 0.0
        for box in boxes where !box.isEmpty {
            bounds.insert(box)
            extent += max(box.maxX - box.minX, box.maxY - box.minY) + margin
        }
        guard !bounds.isEmpty, extent.isFinite else { return }
        // Cells of the mean size: about four cells per box, and never more than 2^20 a side.
        let span = max(bounds.maxX - bounds.minX, bounds.maxY - bounds.minY) + margin
        let side = max(extent / Double(boxes.count), span / 0x1p20, 0x1p-20)
        func cell(_ value: Double, _ origin: Double) -> UInt64 {
            UInt64(max(0, min(0x1p21, (value - origin) / side)))
        }
        for (i, box) in boxes.enumerated() where !box.isEmpty {
            let grown = box.expanded(by: margin / 2)
            for row in cell(grown.minY, bounds.minY)...cell(grown.maxY, bounds.minY) {
                for column in cell(grown.minX, bounds.minX)...cell(grown.maxX, bounds.minX) {
                    cells.append((row << 32 | column, Int32(i)))
                }
            }
        }
        cells.sort { ($0.key, $0.box) < ($1.key, $1.box) }
    }

    /// Whether two boxes are within the margin of each other.
    func areNear(_ a: Int, _ b: Int) -> Bool { boxes[a].distance(to: boxes[b]) <= margin }

    /// Calls `body` with the boxes of each cell; boxes within the margin of each other share one or more.
    func forEachCell(_ body: (ArraySlice<(key: UInt64, box: Int32)>) -> Void) {
        var start = 0
        while start < cells.count {
            var end = start
            while end < cells.count, cells[end].key == cells[start].key { end += 1 }
            body(cells[start..<end])
            start = end
        }
    }
}
