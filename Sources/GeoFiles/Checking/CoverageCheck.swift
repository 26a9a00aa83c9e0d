// SPDX-License-Identifier: EUPL-1.2
//
// Goals: every overlap and every hole that can change a number, none of the slivers that rounding makes.
//
// Most coverages are clean. Where each inner edge has its twin, the edges that are left bound the whole
// (`CoverageRings`), and if that is a valid region nothing overlaps. Elsewhere what an earlier polygon
// covers is known exactly (`PolygonOverlay`); GEOS is asked about pairs of which one loses area, and makes
// the union where the edges do not tell.
import CGEOS
import Planar

/// Finds where buurten overlap and where they leave gaps.
enum CoverageCheck {
    /// Smaller overlaps and gaps, in square metres, are rounding of coordinates and not reported.
    static let smallestArea = 1.0

    /// Checks polygons that are valid; `codes` names the buurt of each row.
    static func run(_ table: FeatureTable, codes: [String?], log: inout DefectLog) {
        let cover = BuurtShapes(table.geometry.polygons, count: table.count)
        let name = { (row: Int) in (row < codes.count ? codes[row] : nil) ?? "fid \(table.ids[row])"
        }
        let overlaps = cover.overlaps()
        log.add(
            .overlap, .reported, count: overlaps.count,
            remedy: "an address in an overlap belongs to the buurt with the lowest code",
            features: overlaps.map {
                "\(name($0.first)) and \(name($0.second)) at \(place($0.x, $0.y)): \(square($0.area))"
            })
        let gaps = cover.gaps()
        log.add(
            .gap, .reported, count: gaps.count,
            remedy: "what lies in a gap belongs to no buurt",
            features: gaps.map { "at \(place($0.x, $0.y)): \(square($0.area))" })
    }

    private static func square(_ area: Double) -> String {
        "\(Int64(min(area, 1e15).rounded())) m2"
    }
}

/// The shapes of the buurten in GEOS.
private final class BuurtShapes {
    /// A shared or an uncovered piece of ground.
    struct Piece {
        var first = -1
        var second = -1
        var area: Double
        var x: Double
        var y: Double
    }

    private let context = GEOSContext()
    private let polygons: PolygonSet
    /// Rings of the whole; `nil` where the edges do not tell them.
    private let rings: CoverageRings?
    /// Rows of buurten of which an earlier one covers more than rounding.
    private let losers: Set<Int>
    /// Made when they are needed: in a clean coverage nobody does.
    private lazy var shapes = makeShapes()
    private var made: [OpaquePointer] = []

    init(_ polygons: PolygonSet, count: Int) {
        self.polygons = polygons
        rings = CoverageRings(of: polygons)
        if let outline = rings?.outline, context.isValid(outline) {
            losers = []
            return
        }
        var lost = [Double](repeating: 0, count: count)
        for (p, area) in PolygonOverlay(polygons).lostAreas().enumerated() {
            lost[Int(polygons.feature[p])] += area
        }
        // Half of the smallest overlap that is reported: rounding cannot hide one.
        losers = Set(lost.indices.filter { lost[$0] > CoverageCheck.smallestArea / 2 })
    }

    private func makeShapes() -> [(row: Int, geometry: OpaquePointer)] {
        var shapes: [(row: Int, geometry: OpaquePointer)] = []
        var start = 0
        while start < polygons.count {
            var end = start + 1
            while end < polygons.count, polygons.feature[end] == polygons.feature[start] {
                end += 1
            }
            if let shape = context.geometry(of: polygons, start..<end) {
                made.append(shape)
                shapes.append((Int(polygons.feature[start]), shape))
            }
            start = end
        }
        return shapes
    }

    deinit {
        for shape in made { GEOSGeom_destroy_r(context.handle, shape) }
    }

    /// Pairs that share more than the smallest area, in order of row.
    func overlaps() -> [Piece] {
        var pieces: [Piece] = []
        guard !losers.isEmpty else { return pieces }
        for (first, second) in neighbours()
        where losers.contains(shapes[first].row) || losers.contains(shapes[second].row) {
            guard
                let shared = GEOSIntersection_r(
                    context.handle, shapes[first].geometry, shapes[second].geometry)
            else { continue }
            defer { GEOSGeom_destroy_r(context.handle, shared) }
            if let piece = piece(shared, first: shapes[first].row, second: shapes[second].row) {
                pieces.append(piece)
            }
        }
        return pieces
    }

    /// Holes of the union that are larger than the smallest area, in order of place.
    ///
    /// A hole is ground that buurten surround and none of them covers. A slit that is open to the outside
    /// of the whole area is no hole.
    func gaps() -> [Piece] {
        if losers.isEmpty, let rings {
            return pieces(ofHoles: rings.holes)
        }
        var parts = shapes.map { GEOSGeom_clone_r(context.handle, $0.geometry) }
        let collection = GEOSGeom_createCollection_r(
            context.handle, Int32(GEOS_GEOMETRYCOLLECTION.rawValue), &parts,
            UInt32(clamping: parts.count))
        defer { GEOSGeom_destroy_r(context.handle, collection) }
        guard let collection, let union = GEOSUnaryUnion_r(context.handle, collection) else {
            return []
        }
        defer { GEOSGeom_destroy_r(context.handle, union) }
        var set = PolygonSet()
        context.append(union, to: &set, feature: 0)
        var holes = PolygonSet()
        for p in 0..<set.count {
            for ring in set.rings(of: p).dropFirst() {
                let vertices = set.vertices(ofRing: ring)
                holes.append(x: Array(set.x[vertices]), y: Array(set.y[vertices]), feature: 0)
            }
        }
        return pieces(ofHoles: holes)
    }

    /// The holes that are large enough, in order of place.
    private func pieces(ofHoles holes: PolygonSet) -> [Piece] {
        let large = (0..<holes.count).filter { holes.area(of: $0) > CoverageCheck.smallestArea }
        let pieces: [Piece] = large.compactMap { p in
            guard let shape = context.geometry(of: holes, p..<p + 1) else { return nil }
            defer { GEOSGeom_destroy_r(context.handle, shape) }
            return piece(shape)
        }
        return pieces.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    }

    private func piece(_ geometry: OpaquePointer, first: Int = -1, second: Int = -1) -> Piece? {
        let area = context.area(geometry)
        guard area > CoverageCheck.smallestArea, let (x, y) = context.pointOnSurface(geometry)
        else {
            return nil
        }
        return Piece(first: first, second: second, area: area, x: x, y: y)
    }

    /// Pairs of shapes whose boxes and interiors may meet, each once, in order.
    private func neighbours() -> [(Int, Int)] {
        guard let tree = GEOSSTRtree_create_r(context.handle, 10) else { return [] }
        defer { GEOSSTRtree_destroy_r(context.handle, tree) }
        for (place, shape) in shapes.enumerated() {
            GEOSSTRtree_insert_r(
                context.handle, tree, shape.geometry, UnsafeMutableRawPointer(bitPattern: place + 1)
            )
        }
        var pairs: [(Int, Int)] = []
        for place in shapes.indices {
            let hits = Hits()
            GEOSSTRtree_query_r(
                context.handle, tree, shapes[place].geometry,
                { item, box in
                    guard let item, let box else { return }
                    let hits = Unmanaged<Hits>.fromOpaque(box).takeUnretainedValue()
                    hits.places.append(Int(bitPattern: item) - 1)
                }, Unmanaged.passUnretained(hits).toOpaque())
            for other in hits.places.sorted() where other > place { pairs.append((place, other)) }
        }
        return pairs
    }

    /// Collects what the tree finds.
    private final class Hits { var places: [Int] = [] }
}
