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
// their coordinates, so it does not depend on the order of the input. Larger boxes come first: what is
// wholly covered by one other polygon is then dropped before its edges are looked at. Coinciding edges
// are settled as in `CurveOrder`: an earlier polygon lies infinitely little lower.
//
// Of the others only what matters to the box of j is looked at (`NearEdges`), along e only what crosses it
// (`CoverChanges`). Rows are taken in order of their cell in a grid, so that neighbours are in the cache.
//
// Rejected: exposed boundaries of the union alone (`RegionBoundary`), whose loops run through many
// polygons and so know of no single buurt.

/// A part of an edge on the boundary of what a polygon owns.
struct OwnedPiece: Sendable {
    var x1: Double
    var y1: Double
    var x2: Double
    var y2: Double
    /// +1: what is owned lies below; -1: above.
    var sign: Int8

    /// Area between the piece and the level `base`, signed.
    @inline(__always)
    func area(above base: Double) -> Double {
        Double(sign) * ((x2 - x1) * ((y1 - base) + (y2 - base)) / 2)
    }

    /// The part of an edge between two x.
    @inline(__always)
    init(_ edge: BoundaryCurve, from: Double, to: Double, sign: Int8) {
        x1 = from
        x2 = to
        y1 = edge.height(at: from, radius: 0)
        y2 = edge.height(at: to, radius: 0)
        self.sign = sign
    }
}

/// Polygons that may overlap, taken apart into what each owns.
public struct PolygonOverlay: Sendable {
    let polygons: PolygonSet
    let sizes: [PolygonSize]
    /// The box of each polygon; empty for one that repeats another.
    let boxes: [Box]
    /// Whether the box of each polygon meets another.
    let meetsOther: [Bool]
    /// Rows in an order in which neighbours are close together; each with a box of its own once.
    public let rowsByPlace: [Int32]
    private let grid: BoxGrid
    private let order = CurveOrder(radius: 0, tolerance: 0)

    /// Prepares the polygons.
    ///
    /// - Parameters:
    ///   - polygons: Valid polygons, interior to the left of their edges; they may overlap, touch and
    ///     repeat.
    ///   - sizes: Their sizes as ``PolygonSet/size(of:)`` gives them; `nil`: they are found here.
    ///   - threads: At most so many threads.
    /// - Complexity: O(vertices); O(polygons) where the sizes are given; the square of those that crowd in one
    ///   cell.
    public init(_ polygons: PolygonSet, sizes: [PolygonSize]? = nil, threads: Int = 1) {
        self.polygons = polygons
        let sizes = sizes ?? (0..<polygons.count).map(polygons.size(of:))
        precondition(sizes.count == polygons.count, "columns differ in length")
        self.sizes = sizes
        var boxes = sizes.map(\.box)
        var grid = BoxGrid(boxes, threads: threads)
        // A few repeats cost no more than other overlaps; piles of them are taken out.
        if grid.fullest > 32 {
            let isRepeat = polygons.repeats(boxes: boxes)
            if isRepeat.contains(true) {
                for row in boxes.indices where isRepeat[row] { boxes[row] = .empty }
                grid = BoxGrid(boxes, threads: threads)
            }
        }
        self.boxes = boxes
        self.grid = grid
        (rowsByPlace, meetsOther) = grid.neighbours(threads: threads)
    }

    /// Number of polygons.
    public var count: Int { boxes.count }

    /// The area that each polygon owns; their sum is the area of the union.
    ///
    /// - Returns: Square metres per row of the set.
    /// - Complexity: O(vertices), plus for each edge the edges of other polygons near its polygon's box.
    public func ownedAreas() -> [Double] {
        var sums = [ExactSum](repeating: ExactSum(), count: count)
        var scratch = OverlayScratch()
        for row in rowsByPlace {
            switch findOthers(Int(row), &scratch) {
            case .covered: continue
            case .alone: sums[Int(row)].add(sizes[Int(row)].area)
            case .mixed:
                forEachOwnedPiece(Int(row), &scratch) { piece, owner in
                    sums[owner].add(piece.area(above: boxes[owner].minY))
                }
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
        return owned.indices.map { max(0, sizes[$0].area - owned[$0]) }
    }

    /// Whether polygon `a` comes before polygon `b`.
    private func precedes(_ a: Int, _ b: Int) -> Bool {
        let (p, q) = (boxes[a], boxes[b])
        let (one, two) = (p.extent, q.extent)
        if one != two { return one > two }
        if p.minX != q.minX { return p.minX < q.minX }
        if p.minY != q.minY { return p.minY < q.minY }
        if p.maxX != q.maxX { return p.maxX < q.maxX }
        if p.maxY != q.maxY { return p.maxY < q.maxY }
        return polygons.canonicallyPrecedes(a, b)
    }

    /// What other polygons mean to one.
    enum Company { case alone, covered, mixed }

    /// Collects the edges of others that matter to polygon `row`, in order of precedence.
    func findOthers(_ row: Int, _ scratch: inout OverlayScratch) -> Company {
        guard meetsOther[row] else { return .alone }
        let box = boxes[row]
        scratch.removeAll()
        grid.forEach(meeting: box) { other in
            if other != row { scratch.others.append(Int32(other)) }
            return true
        }
        guard !scratch.others.isEmpty else { return .alone }
        let earlier = scratch.sortOthers(around: row, precedes)
        var kept = 0
        var keptEarlier = 0
        for k in scratch.others.indices {
            let other = scratch.others[k]
            let edges = scratch.near.edges.count
            let uprights = scratch.near.uprights.count
            for ring in polygons.rings(of: Int(other)) {
                scratch.near.collect(
                    polygons.vertices(ofRing: ring), polygons.x.span, polygons.y.span,
                    blocks: Span<Box>(), near: box, shape: Int32(kept))
            }
            switch scratch.near.relation(to: box, edges: edges, uprights: uprights) {
            case .none: scratch.near.keep(edges: edges, uprights: uprights)
            case .whole where k < earlier: return .covered
            case .whole, .part:
                scratch.others[kept] = other
                scratch.appendGroups(from: edges, lowest: boxes[Int(other)].minY)
                kept += 1
                if k < earlier { keptEarlier = kept }
            }
        }
        guard kept > 0 else { return .alone }
        scratch.others.removeLast(scratch.others.count - kept)
        scratch.covers.begin(count: kept, earlier: keptEarlier)
        scratch.earlierCount = keptEarlier
        scratch.listSpans(over: box)
        return .mixed
    }

    /// Calls `body` with every part of an edge of polygon `row` and the polygon whose owned part it
    /// bounds, after ``findOthers(_:_:)`` of the row said that it is mixed.
    @inline(__always)
    func forEachOwnedPiece(
        _ row: Int, _ scratch: inout OverlayScratch, _ body: (OwnedPiece, Int) -> Void
    ) {
        for ring in polygons.rings(of: row) {
            let vertices = polygons.vertices(ofRing: ring)
            guard vertices.count > 2, var previous = vertices.last else { continue }
            for i in vertices {
                if let edge = BoundaryCurve(
                    fromX: polygons.x[previous], y: polygons.y[previous], toX: polygons.x[i],
                    y: polygons.y[i], shape: Int32(scratch.earlierCount))
                {
                    scratch.collectCovers(of: edge, order)
                    scratch.covers.forEachRange(of: edge) { from, to, owner in
                        guard owner != CoverChanges.earlier else { return }
                        body(OwnedPiece(edge, from: from, to: to, sign: edge.sign), row)
                        guard owner != CoverChanges.nobody else { return }
                        body(
                            OwnedPiece(edge, from: from, to: to, sign: -edge.sign),
                            Int(scratch.others[Int(owner)]))
                    }
                }
                previous = i
            }
        }
    }
}

extension Box {
    /// Width times height.
    @inline(__always)
    var extent: Double { (maxX - minX) * (maxY - minY) }
}
