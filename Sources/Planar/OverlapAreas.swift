// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 exact 2 a polygon that lies wholly in one buurt is not clipped 3 rows can be shared
// out over threads and sums merged.
//
// `PolygonOverlay` says what each polygon owns. Where its box lies wholly in one buurt (nine in ten),
// what it owns is added to that buurt. The boundary of the others is collected and clipped: the area
// that a buurt holds of an owned part is the signed sum over its pieces and the buurt's edges of the
// integral of the lower of the two (see `AreaInside.swift`). An owned part has a closed boundary, so
// edges of the buurt wholly below its box cancel.

/// The polygons of the buurten, prepared for clipping.
public struct BuurtEdges: Sendable {
    let boxes: [Box]
    let edges: [EdgesByX]
    let buurt: [Int32]
    let grid: BoxGrid

    /// Prepares the buurten.
    ///
    /// - Parameter buurten: Valid polygons, interior to the left; `feature` is the row of the buurt.
    /// - Complexity: O(vertices).
    public init(_ buurten: PolygonSet) {
        boxes = (0..<buurten.count).map(buurten.box(of:))
        var edges: [EdgesByX] = []
        edges.reserveCapacity(buurten.count)
        for p in 0..<buurten.count {
            edges.append(EdgesByX(of: buurten, polygon: p, box: boxes[p]))
        }
        self.edges = edges
        buurt = buurten.feature
        grid = BoxGrid(boxes)
    }
}

/// Where a polygon lies as a whole, as far as its box tells.
public enum PolygonHome {
    /// Partly in one buurt, partly in another or in none; or unknown.
    public static let several: Int32 = -2
    /// In no buurt at all.
    public static let none: Int32 = -1
}

/// Areas per buurt that grow polygon by polygon; those of two threads are merged.
public struct OverlapAreas: Sendable {
    /// Area per buurt in square metres.
    public private(set) var sums: [ExactSum]
    private var pieces: [OwnedPiece] = []
    private var scratch = OverlayScratch()

    /// Starts at zero for `buurtCount` buurten.
    public init(buurtCount: Int) {
        sums = [ExactSum](repeating: ExactSum(), count: buurtCount)
    }

    /// Adds what the edges of some polygons of an overlay contribute.
    ///
    /// - Parameters:
    ///   - rows: Polygons of the overlay; over all calls each row once.
    ///   - overlay: The polygons.
    ///   - homes: Per polygon the row of the buurt that holds it wholly, or a ``PolygonHome``.
    /// - Complexity: See ``PolygonOverlay/ownedAreas()``.
    public mutating func add(_ rows: Range<Int>, of overlay: PolygonOverlay, homes: [Int32]) {
        for row in rows where !overlay.boxes[row].isEmpty {
            overlay.findOthers(row, &scratch)
            if scratch.others.isEmpty, homes[row] != PolygonHome.several {
                // Alone and in one buurt or none: the shoelace sum says it all.
                if homes[row] >= 0 { sums[Int(homes[row])].add(overlay.polygons.area(of: row)) }
                continue
            }
            overlay.forEachOwnedPiece(row, &scratch) { piece in
                let home = homes[Int(piece.owner)]
                if home >= 0 {
                    sums[Int(home)].add(piece.area(above: overlay.boxes[Int(piece.owner)].minY))
                } else if home == PolygonHome.several {
                    pieces.append(piece)
                }
            }
        }
    }

    /// Adds the sums and unclipped pieces of another thread.
    public mutating func merge(_ other: OverlapAreas) {
        for b in sums.indices { sums[b].merge(other.sums[b]) }
        pieces.append(contentsOf: other.pieces)
    }

    /// Puts the pieces that wait to be clipped in order of their polygon.
    ///
    /// - Returns: The range of each polygon, to be shared out over calls of ``clipped(_:of:to:)``.
    public mutating func sortPieces() -> [Range<Int>] {
        pieces.sort { $0.owner < $1.owner }
        var ranges: [Range<Int>] = []
        var start = 0
        for i in pieces.indices
        where i + 1 == pieces.count || pieces[i + 1].owner != pieces[i].owner {
            ranges.append(start..<i + 1)
            start = i + 1
        }
        return ranges
    }

    /// The areas per buurt of polygons that lie in several, for some ranges of the sorted pieces.
    ///
    /// - Parameters:
    ///   - ranges: Ranges that ``sortPieces()`` gave; over all calls each once.
    ///   - overlay: The polygons.
    ///   - buurten: The buurten.
    /// - Returns: Areas to be merged with these.
    /// - Complexity: Pieces times the edges of buurten over them.
    public func clipped(
        _ ranges: ArraySlice<Range<Int>>, of overlay: PolygonOverlay, to buurten: BuurtEdges
    ) -> OverlapAreas {
        var result = OverlapAreas(buurtCount: sums.count)
        for range in ranges {
            let box = overlay.boxes[Int(pieces[range.lowerBound].owner)]
            buurten.grid.forEach(meeting: box) { b in
                for i in range {
                    buurten.edges[b].addShared(
                        pieces[i], base: box.minY, to: &result.sums[Int(buurten.buurt[b])])
                }
                return true
            }
        }
        return result
    }
}

extension EdgesByX {
    /// Adds the area of the polygon below a piece of a closed boundary, times the sign of the piece.
    ///
    /// Edges wholly below `base`, the lowest level of that boundary, are left out: they cancel.
    func addShared(_ piece: OwnedPiece, base: Double, to sum: inout ExactSum) {
        var curve = BoundaryCurve(levelAt: piece.y1, from: piece.x1, to: piece.x2)
        curve.q = piece.y2
        curve.sign = piece.sign
        let area = SharedArea(radius: 0, base: base)
        forEachEdge(over: piece.x1, piece.x2) { edge, left, right in
            guard max(edge.p, edge.q) > base else { return }
            sum.add(Double(edge.sign * piece.sign) * area.below(edge, curve, from: left, to: right))
        }
    }
}

/// The area of the union of polygons.
///
/// - Parameter polygons: Valid polygons, interior to the left of their edges.
/// - Returns: Square metres, overlaps once.
/// - Complexity: See ``PolygonOverlay/ownedAreas()``.
public func unionArea(of polygons: PolygonSet) -> Double {
    var sum = ExactSum()
    for area in PolygonOverlay(polygons).ownedAreas() { sum.add(area) }
    return sum.value
}
