// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 what polygons own can be asked many times, each with its boundary closed in itself 2 polygons
// that meet no other are not copied 3 threads collect the others.
//
// `PolygonOverlay` says which part of an edge bounds what which polygon owns. Here the parts of the polygons that
// meet others are put together by owner; of the rest the edges are read where they are. So the area of the union
// in any small region is a sum over the polygons near it, overlaps once.

/// Parts of boundaries as one thread finds them.
public struct OwnedParts: Sendable {
    fileprivate var owners: [Int32] = []
    fileprivate var pieces: [OwnedPiece] = []
    fileprivate var alone: [Int32] = []

    /// Starts with none.
    public init() {}

    /// Adds what the edges of some polygons bound.
    ///
    /// - Parameters:
    ///   - rows: Polygons of the overlay; over all calls each of ``PolygonOverlay/rowsByPlace`` once.
    ///   - overlay: The polygons.
    /// - Complexity: See ``PolygonOverlay/ownedAreas()``.
    public mutating func add(_ rows: ArraySlice<Int32>, of overlay: PolygonOverlay) {
        var scratch = OverlayScratch()
        for row in rows {
            switch overlay.findOthers(Int(row), &scratch) {
            case .covered: break
            case .alone: alone.append(row)
            case .mixed:
                overlay.forEachOwnedPiece(Int(row), &scratch) { piece, owner in
                    owners.append(Int32(owner))
                    pieces.append(piece)
                }
            }
        }
    }

    /// Adds the parts that another thread found.
    public mutating func merge(_ other: OwnedParts) {
        owners += other.owners
        pieces += other.pieces
        alone += other.alone
    }
}

/// What each of some polygons owns, with its boundary: together their union, without overlaps.
public struct OwnedBoundaries: Sendable {
    private let polygons: PolygonSet
    /// Per polygon a box around what it owns; empty where it owns nothing.
    public let boxes: [Box]
    /// Per polygon the area that it owns, square metres.
    public let areas: [Double]
    private let isAlone: [Bool]
    /// Where the pieces of each polygon start, and one past the last.
    private let starts: [Int32]
    private let pieces: [OwnedPiece]

    /// Puts parts together.
    ///
    /// - Parameters:
    ///   - overlay: The polygons.
    ///   - parts: All parts of their boundaries, in any order.
    /// - Complexity: O(polygons + pieces).
    public init(_ overlay: PolygonOverlay, _ parts: OwnedParts) {
        polygons = overlay.polygons
        var isAlone = [Bool](repeating: false, count: overlay.count)
        for row in parts.alone { isAlone[Int(row)] = true }
        var starts = [Int32](repeating: 0, count: overlay.count + 1)
        for owner in parts.owners { starts[Int(owner) + 1] += 1 }
        for row in 0..<overlay.count { starts[row + 1] += starts[row] }
        var next = starts
        var place = [Int32](repeating: 0, count: parts.pieces.count)
        for (k, owner) in parts.owners.enumerated() {
            place[Int(next[Int(owner)])] = Int32(k)
            next[Int(owner)] += 1
        }
        let pieces = place.map { parts.pieces[Int($0)] }
        var boxes = [Box](repeating: .empty, count: overlay.count)
        var areas = [Double](repeating: 0, count: overlay.count)
        for row in 0..<overlay.count {
            let own = Int(starts[row])..<Int(starts[row + 1])
            guard isAlone[row] || !own.isEmpty else { continue }
            boxes[row] = overlay.boxes[row]
            areas[row] =
                isAlone[row]
                ? overlay.sizes[row].area : Self.area(pieces[own], above: boxes[row].minY)
        }
        self.isAlone = isAlone
        self.starts = starts
        self.pieces = pieces
        self.boxes = boxes
        self.areas = areas
    }

    /// Prepares polygons on one thread.
    public init(_ polygons: PolygonSet) {
        let overlay = PolygonOverlay(polygons)
        var parts = OwnedParts()
        parts.add(overlay.rowsByPlace[...], of: overlay)
        self.init(overlay, parts)
    }

    private static func area(_ pieces: ArraySlice<OwnedPiece>, above base: Double) -> Double {
        var sum = ExactSum()
        for piece in pieces { sum.add(piece.area(above: base)) }
        return max(0, sum.value)
    }

    /// Adds the area inside a disc of what a polygon owns.
    ///
    /// - Parameters:
    ///   - row: The polygon.
    ///   - x: Easting of the centre, metres.
    ///   - y: Its northing.
    ///   - radius: Metres, > 0.
    ///   - sum: Takes a term for each part of the boundary, so that their order does not show.
    /// - Complexity: O(parts of the boundary).
    public func addArea(
        of row: Int, inDiscAt x: Double, y: Double, radius: Double, to sum: inout ExactSum
    ) {
        let clip = DiscClip(x: x, y: y, radius: radius)
        guard isAlone[row] else {
            for k in Int(starts[row])..<Int(starts[row + 1]) { sum.add(clip.area(of: pieces[k])) }
            return
        }
        for ring in polygons.rings(of: row) {
            sum.add(
                clip.area(
                    ofRing: polygons.vertices(ofRing: ring), polygons.x.span, polygons.y.span))
        }
    }
}
