// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 overlapping polygons count once, exactly 2 a polygon that meets no other costs no
// more than its shoelace sum 3 the same bits in any order of the polygons 4 rows can be shared out
// over threads.
//
// Put the polygons in some order and let each own what no earlier one covers: owned parts do not
// overlap, and together they are the union. Walk along an edge e of polygon j. Where an earlier polygon
// covers e, nothing begins or ends there. Elsewhere e bounds what j owns, and if a later polygon covers
// e, the first of those owns the other side. So every part of an edge goes to one owner with its own
// sign and to at most one more with the opposite sign, and each owned part has a closed boundary of
// its own: its area, or what a buurt holds of it, needs nothing from farther away than its box.
//
// Which of two polygons is earlier is a comparison of their boxes and, where those are equal, of
// their coordinates, so it does not depend on the order of the input. Coinciding edges are settled as
// in `CurveOrder`.
//
// Rejected: exposed boundaries of the union alone (`RegionBoundary`), whose loops run through many
// polygons and so know of no single buurt.

/// A part of an edge on the boundary of what a polygon owns.
struct OwnedPiece: Sendable {
    var x1: Double
    var y1: Double
    var x2: Double
    var y2: Double
    /// The polygon, a row of the set.
    var owner: Int32
    /// +1: what is owned lies below; -1: above.
    var sign: Int8

    /// Area between the piece and the level `base`, signed.
    @inline(__always)
    func area(above base: Double) -> Double {
        Double(sign) * ((x2 - x1) * ((y1 - base) + (y2 - base)) / 2)
    }
}

/// Polygons that may overlap, taken apart into what each owns.
public struct PolygonOverlay: Sendable {
    let polygons: PolygonSet
    /// The box of each polygon; empty for one that repeats another.
    let boxes: [Box]
    private let grid: BoxGrid
    private let order = CurveOrder(radius: 0, tolerance: 0)

    /// Prepares the polygons.
    ///
    /// - Parameter polygons: Valid polygons, interior to the left of their edges; they may overlap,
    ///   touch and repeat.
    /// - Complexity: O(vertices).
    public init(_ polygons: PolygonSet) {
        self.polygons = polygons
        var boxes = (0..<polygons.count).map(polygons.box(of:))
        // A repeat owns nothing: without a box it is in no cell and has no edges to share out.
        for (row, isRepeat) in polygons.repeats(boxes: boxes).enumerated() where isRepeat {
            boxes[row] = .empty
        }
        self.boxes = boxes
        grid = BoxGrid(boxes)
    }

    /// Number of polygons.
    public var count: Int { boxes.count }

    /// The area that each polygon owns; their sum is the area of the union.
    ///
    /// - Returns: Square metres per row of the set.
    /// - Complexity: O(vertices), plus for each edge the edges of the polygons whose boxes meet its
    ///   polygon's box.
    public func ownedAreas() -> [Double] {
        var sums = [ExactSum](repeating: ExactSum(), count: count)
        var scratch = OverlayScratch()
        for row in 0..<count where !boxes[row].isEmpty {
            findOthers(row, &scratch)
            forEachOwnedPiece(row, &scratch) { piece in
                sums[Int(piece.owner)].add(piece.area(above: boxes[Int(piece.owner)].minY))
            }
        }
        return sums.map(\.value)
    }

    /// The area of each polygon that earlier ones cover: 0 throughout where none overlap.
    ///
    /// - Returns: Square metres per row of the set.
    /// - Complexity: See ``ownedAreas()``.
    public func lostAreas() -> [Double] {
        let owned = ownedAreas()
        return owned.indices.map { max(0, polygons.area(of: $0) - owned[$0]) }
    }

    /// Whether polygon `a` comes before polygon `b`.
    private func precedes(_ a: Int, _ b: Int) -> Bool {
        let (p, q) = (boxes[a], boxes[b])
        if p.minX != q.minX { return p.minX < q.minX }
        if p.minY != q.minY { return p.minY < q.minY }
        if p.maxX != q.maxX { return p.maxX < q.maxX }
        if p.maxY != q.maxY { return p.maxY < q.maxY }
        return polygons.canonicallyPrecedes(a, b)
    }

    /// Other polygons whose boxes meet that of polygon `row`, with whether they come before it.
    func findOthers(_ row: Int, _ scratch: inout OverlayScratch) {
        scratch.others.removeAll(keepingCapacity: true)
        grid.forEach(meeting: boxes[row]) { other in
            if other != row {
                scratch.others.append(.init(row: Int32(other), isEarlier: precedes(other, row)))
            }
            return true
        }
    }

    /// Calls `body` with every part of an edge of polygon `row` and the polygon whose owned part it
    /// bounds, after ``findOthers(_:_:)`` of the row.
    @inline(__always)
    func forEachOwnedPiece(
        _ row: Int, _ scratch: inout OverlayScratch, _ body: (OwnedPiece) -> Void
    ) {
        for ring in polygons.rings(of: row) {
            let vertices = polygons.vertices(ofRing: ring)
            guard var previous = vertices.last else { continue }
            for i in vertices {
                if let edge = BoundaryCurve(
                    fromX: polygons.x[previous], y: polygons.y[previous], toX: polygons.x[i],
                    y: polygons.y[i], shape: 0)
                {
                    share(edge, of: row, &scratch, body)
                }
                previous = i
            }
        }
    }

    /// Shares one edge out over the polygons whose owned parts it bounds.
    @inline(__always)
    private func share(
        _ edge: BoundaryCurve, of row: Int, _ scratch: inout OverlayScratch,
        _ body: (OwnedPiece) -> Void
    ) {
        scratch.covers.removeAll()
        let low = min(edge.p, edge.q)
        let high = max(edge.p, edge.q)
        for other in scratch.others {
            let box = boxes[Int(other.row)]
            guard box.minX < edge.x2, box.maxX > edge.x1, box.minY <= high, box.maxY >= low
            else { continue }
            collectCover(of: edge, by: other, high: high, &scratch.covers)
        }
        guard !scratch.covers.isEmpty else {
            return body(OwnedPiece(edge, from: edge.x1, to: edge.x2, owner: row, sign: edge.sign))
        }
        scratch.covers.forEachRange(of: edge, precedes: precedes) { from, to, owner in
            guard owner != CoverChanges.earlier else { return }
            body(OwnedPiece(edge, from: from, to: to, owner: row, sign: edge.sign))
            guard owner != CoverChanges.nobody else { return }
            body(OwnedPiece(edge, from: from, to: to, owner: Int(owner), sign: -edge.sign))
        }
    }

    /// Where along an edge another polygon covers it.
    @inline(__always)
    private func collectCover(
        of edge: BoundaryCurve, by other: OverlayScratch.Other, high: Double,
        _ covers: inout CoverChanges
    ) {
        // The earlier polygon counts as infinitely little lower; `edge` has shape 0.
        let shape: Int32 = other.isEarlier ? -1 : 1
        for ring in polygons.rings(of: Int(other.row)) {
            let vertices = polygons.vertices(ofRing: ring)
            guard let last = vertices.last else { continue }
            var px = polygons.x[last]
            var py = polygons.y[last]
            for i in vertices {
                let x = polygons.x[i]
                let y = polygons.y[i]
                if max(px, x) > edge.x1, min(px, x) < edge.x2, min(py, y) <= high,
                    let side = BoundaryCurve(fromX: px, y: py, toX: x, y: y, shape: shape),
                    let below = order.below(side, edge)
                {
                    covers.add(below, weight: -Int32(side.sign), by: other)
                }
                px = x
                py = y
            }
        }
    }
}

extension OwnedPiece {
    /// The part of an edge between two x.
    @inline(__always)
    init(_ edge: BoundaryCurve, from: Double, to: Double, owner: Int, sign: Int8) {
        x1 = from
        x2 = to
        y1 = edge.height(at: from, radius: 0)
        y2 = edge.height(at: to, radius: 0)
        self.owner = Int32(owner)
        self.sign = sign
    }
}

/// Memory that is used again for each polygon.
struct OverlayScratch {
    struct Other {
        var row: Int32
        var isEarlier: Bool
    }

    var others: [Other] = []
    var covers = CoverChanges()
}

/// Where along an edge which polygons begin and cease to cover it.
struct CoverChanges {
    /// Owner of the other side where no polygon covers the edge.
    static let nobody: Int32 = -1
    /// Owner where an earlier polygon covers the edge.
    static let earlier: Int32 = -2

    private struct Change {
        var x: Double
        var row: Int32
        var weight: Int32
        var isEarlier: Bool
    }

    private var changes: [Change] = []
    private var depths: [(row: Int32, depth: Int32)] = []

    var isEmpty: Bool { changes.isEmpty }

    mutating func removeAll() { changes.removeAll(keepingCapacity: true) }

    mutating func add(_ below: BelowRanges, weight: Int32, by other: OverlayScratch.Other) {
        below.forEachRange { start, end in
            changes.append(
                Change(x: start, row: other.row, weight: weight, isEarlier: other.isEarlier))
            changes.append(
                Change(x: end, row: other.row, weight: -weight, isEarlier: other.isEarlier))
        }
    }

    /// Calls `body` with each range of x and who owns the other side there.
    mutating func forEachRange(
        of edge: BoundaryCurve, precedes: (Int, Int) -> Bool,
        _ body: (Double, Double, Int32) -> Void
    ) {
        changes.sort { $0.x < $1.x }
        depths.removeAll(keepingCapacity: true)
        var earlierDepth: Int32 = 0
        var start = edge.x1
        for change in changes {
            if change.x > start {
                body(start, change.x, owner(earlierDepth, precedes))
                start = change.x
            }
            if change.isEarlier { earlierDepth += change.weight } else { count(change) }
        }
        if edge.x2 > start { body(start, edge.x2, owner(earlierDepth, precedes)) }
    }

    private mutating func count(_ change: Change) {
        if let i = depths.firstIndex(where: { $0.row == change.row }) {
            depths[i].depth += change.weight
        } else {
            depths.append((change.row, change.weight))
        }
    }

    private func owner(_ earlierDepth: Int32, _ precedes: (Int, Int) -> Bool) -> Int32 {
        if earlierDepth > 0 { return Self.earlier }
        var first = Self.nobody
        for (row, depth) in depths where depth > 0 {
            if first == Self.nobody || precedes(Int(row), Int(first)) { first = row }
        }
        return first
    }
}
