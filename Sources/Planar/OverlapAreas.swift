// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 exact 2 a polygon that lies wholly in one buurt is not clipped 3 rows can be shared
// out over threads and sums merged.
//
// `PolygonOverlay` says what each polygon owns. Where its box lies wholly in one buurt (nine in ten),
// what it owns is added to that buurt, and where it meets no other polygon that is its shoelace sum.
// One that meets no other and lies on a border is measured as a whole: a term for each buurt. Otherwise each part of the boundary of what is owned is clipped by the borders in the box of the owner
// as soon as it is found (`BorderCut`): the terms of all parts are independent of each other, so nothing
// has to be collected. (Collected, they were 40 bytes each, and some twenty for every polygon on a border.)

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

    /// Starts at zero for `buurtCount` buurten.
    public init(buurtCount: Int) {
        sums = [ExactSum](repeating: ExactSum(), count: buurtCount)
    }

    /// Adds what the edges of some polygons of an overlay contribute.
    ///
    /// - Parameters:
    ///   - rows: Polygons of the overlay; over all calls each of ``PolygonOverlay/rowsByPlace`` once.
    ///   - overlay: The polygons.
    ///   - homes: Per polygon the row of the buurt that holds it wholly, or a ``PolygonHome``.
    ///   - buurten: The buurten.
    /// - Complexity: See ``PolygonOverlay/ownedAreas()`` and ``BuurtEdges/settle(_:homes:)``.
    public mutating func add(
        _ rows: ArraySlice<Int32>, of overlay: PolygonOverlay, homes: [Int32],
        in buurten: BuurtEdges
    ) {
        var scratch = OverlayScratch()
        var cuts = BorderCuts()
        var alone = LoneCut()
        for row in rows {
            let row = Int(row)
            switch overlay.findOthers(row, &scratch) {
            case .covered: break
            case .alone:
                if homes[row] >= 0 {
                    sums[Int(homes[row])].add(overlay.sizes[row].area)
                } else if homes[row] == PolygonHome.several {
                    alone.add(row, of: overlay, buurten, to: &sums)
                }
            case .mixed: addOwned(row, of: overlay, homes: homes, buurten, &scratch, &cuts)
            }
        }
    }

    /// Adds the pieces of the edges of a polygon to what their owners have in each buurt.
    private mutating func addOwned(
        _ row: Int, of overlay: PolygonOverlay, homes: [Int32], _ buurten: BuurtEdges,
        _ scratch: inout OverlayScratch, _ cuts: inout BorderCuts
    ) {
        overlay.forEachOwnedPiece(row, &scratch) { piece, owner in
            var home = homes[owner]
            if home == PolygonHome.several {
                let place = cuts.place(of: owner, overlay, buurten)
                home = cuts.home(place)
                if home == PolygonHome.several { cuts.add(piece, place, to: &sums) }
            }
            if home >= 0 {
                sums[Int(home)].add(piece.area(above: overlay.boxes[owner].minY))
            }
        }
    }

    /// Adds the sums of another thread.
    public mutating func merge(_ other: OverlapAreas) {
        for b in sums.indices { sums[b].merge(other.sums[b]) }
    }
}

/// What the borders mean to the boxes of the polygons that were asked for last.
///
/// Neighbours follow each other, and each asks for its neighbours too.
private struct BorderCuts: ~Copyable {
    private static var places: Int { 64 }
    private let cuts = UnsafeMutableBufferPointer<BorderCut>.allocate(capacity: places)
    private var rows = [Int](repeating: -1, count: places)
    private var near = NearEdges()

    init() {
        for place in cuts.indices { cuts.initializeElement(at: place, to: BorderCut()) }
    }

    deinit {
        cuts.deinitialize()
        cuts.deallocate()
    }

    /// Where the polygon at a place lies.
    func home(_ place: Int) -> Int32 { cuts[place].home }

    /// The place of the cut of a polygon.
    @inline(__always)
    mutating func place(of row: Int, _ overlay: PolygonOverlay, _ buurten: BuurtEdges) -> Int {
        let place = row % Self.places
        if rows[place] != row {
            rows[place] = row
            buurten.cut(overlay.boxes[row], &near, into: &cuts[place])
        }
        return place
    }

    /// Adds what each buurt holds below a piece of the polygon at a place.
    @inline(__always)
    func add(_ piece: OwnedPiece, _ place: Int, to sums: inout [ExactSum]) {
        cuts[place].add(piece, to: &sums)
    }
}

/// Polygons that meet no other and may lie in several buurten, one after the other.
private struct LoneCut: ~Copyable {
    private var cut = BorderCut()
    private var near = NearEdges()
    private var parts = UnsafeMutableBufferPointer<SlopePair>.allocate(capacity: 64)

    init() {}

    deinit { parts.deallocate() }

    /// Adds one to what each buurt holds.
    mutating func add(
        _ row: Int, of overlay: PolygonOverlay, _ buurten: BuurtEdges, to sums: inout [ExactSum]
    ) {
        let box = overlay.boxes[row]
        let size = overlay.sizes[row].area
        buurten.cut(box, &near, into: &cut)
        guard cut.home == PolygonHome.several else {
            if cut.home >= 0 { sums[Int(cut.home)].add(size) }
            return
        }
        let count = collectParts(row, of: overlay.polygons, base: box.minY)
        let all = UnsafeBufferPointer(rebasing: parts[..<count])
        cut.add(all.span, size: size, to: &sums)
    }

    /// Writes the boundary of a polygon, and tells how many pairs that makes.
    @inline(__always)
    private mutating func collectParts(_ row: Int, of set: PolygonSet, base: Double) -> Int {
        let x = set.x.span, y = set.y.span
        let room = set.vertices(of: row).count / 2 + 1
        if room > parts.count {
            parts.deallocate()
            parts = .allocate(capacity: 2 * room)
        }
        var count = 0
        for ring in set.rings(of: row) {
            let vertices = set.vertices(ofRing: ring)
            guard vertices.count > 2 else { continue }
            var px = x[vertices.upperBound - 1], py = y[vertices.upperBound - 1]
            for i in vertices {
                if let part = Slope(fromX: px, y: py, toX: x[i], y: y[i], base: base) {
                    if count % 2 == 0 { parts.initializeElement(at: count / 2, to: SlopePair()) }
                    parts[count / 2].set(count % 2, part)
                    count += 1
                }
                (px, py) = (x[i], y[i])
            }
        }
        return (count + 1) / 2
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
