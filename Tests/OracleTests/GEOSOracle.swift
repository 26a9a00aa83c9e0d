// SPDX-License-Identifier: EUPL-1.2
//
// GEOS as the independent second opinion of the tests. One context per oracle, so tests may run in
// parallel; shapes keep their oracle alive. Nothing outside the tests uses this file.
import CGEOS
import Planar

/// What GEOS refused to do.
struct GEOSFailure: Error {
    var operation: String
}

/// One GEOS context, and the makers of shapes.
final class GEOSOracle {
    let context: OpaquePointer

    init() throws {
        guard let context = GEOS_init_r() else { throw GEOSFailure(operation: "init") }
        self.context = context
    }

    deinit { GEOS_finish_r(context) }

    func point(x: Double, y: Double) throws -> GEOSShape {
        try shape(GEOSGeom_createPointFromXY_r(context, x, y), "point")
    }

    func line(x: [Double], y: [Double]) throws -> GEOSShape {
        let vertices = try sequence(x, y, closed: false)
        return try shape(GEOSGeom_createLineString_r(context, vertices), "line")
    }

    /// A polygon; rings without a repeated last vertex, shell first.
    func polygon(rings: [(x: [Double], y: [Double])]) throws -> GEOSShape {
        guard let shell = rings.first else { throw GEOSFailure(operation: "polygon without shell") }
        let outer = try ring(shell.x, shell.y)
        var holes: [OpaquePointer?] = []
        for hole in rings.dropFirst() { holes.append(try ring(hole.x, hole.y)) }
        let count = UInt32(holes.count)
        return try shape(GEOSGeom_createPolygon_r(context, outer, &holes, count), "polygon")
    }

    /// Polygon `p` of a set.
    func polygon(_ set: PolygonSet, _ p: Int) throws -> GEOSShape {
        var rings: [(x: [Double], y: [Double])] = []
        for ring in set.rings(of: p) {
            let rows = set.vertices(ofRing: ring)
            rings.append((Array(set.x[rows]), Array(set.y[rows])))
        }
        return try polygon(rings: rings)
    }

    /// Every polygon of a set.
    func polygons(_ set: PolygonSet) throws -> [GEOSShape] {
        var shapes: [GEOSShape] = []
        for p in 0..<set.count { shapes.append(try polygon(set, p)) }
        return shapes
    }

    /// Part `k` of a set of lines.
    func line(_ set: LineSet, _ k: Int) throws -> GEOSShape {
        let rows = set.vertices(of: k)
        return try line(x: Array(set.x[rows]), y: Array(set.y[rows]))
    }

    /// Union of all polygons, of one feature or of all.
    func union(of set: PolygonSet, feature: Int32? = nil) throws -> GEOSShape {
        let rows = (0..<set.count).filter { feature == nil || set.feature[$0] == feature }
        return try union(rows.map { try polygon(set, $0) })
    }

    /// Union of shapes; an empty collection when there are none.
    func union(_ shapes: [GEOSShape]) throws -> GEOSShape {
        var parts: [OpaquePointer?] = shapes.map { GEOSGeom_clone_r(context, $0.geometry) }
        let count = UInt32(parts.count)
        let type = Int32(GEOS_GEOMETRYCOLLECTION.rawValue)
        let all = try shape(
            GEOSGeom_createCollection_r(context, type, &parts, count), "collection")
        return try shape(GEOSUnaryUnion_r(context, all.geometry), "union")
    }

    /// Every point, line and polygon of a layer as one shape.
    func union(of geometry: FeatureGeometry) throws -> GEOSShape {
        var shapes: [GEOSShape] = []
        for i in 0..<geometry.points.count {
            shapes.append(try point(x: geometry.points.x[i], y: geometry.points.y[i]))
        }
        for k in 0..<geometry.lines.count { shapes.append(try line(geometry.lines, k)) }
        for p in 0..<geometry.polygons.count { shapes.append(try polygon(geometry.polygons, p)) }
        return try union(shapes)
    }

    func shape(_ geometry: OpaquePointer?, _ operation: String) throws -> GEOSShape {
        guard let geometry else { throw GEOSFailure(operation: operation) }
        return GEOSShape(oracle: self, geometry: geometry)
    }

    private func ring(_ x: [Double], _ y: [Double]) throws -> OpaquePointer {
        let vertices = try sequence(x, y, closed: true)
        guard let ring = GEOSGeom_createLinearRing_r(context, vertices) else {
            throw GEOSFailure(operation: "ring")
        }
        return ring
    }

    private func sequence(_ x: [Double], _ y: [Double], closed: Bool) throws -> OpaquePointer {
        let px = closed ? x + x.prefix(1) : x
        let py = closed ? y + y.prefix(1) : y
        let made = GEOSCoordSeq_copyFromArrays_r(context, px, py, nil, nil, UInt32(px.count))
        guard let made else { throw GEOSFailure(operation: "coordinates") }
        return made
    }
}

/// A geometry of GEOS.
final class GEOSShape {
    let oracle: GEOSOracle
    let geometry: OpaquePointer
    private var prepared: OpaquePointer?

    init(oracle: GEOSOracle, geometry: OpaquePointer) {
        self.oracle = oracle
        self.geometry = geometry
    }

    deinit {
        if let prepared { GEOSPreparedGeom_destroy_r(oracle.context, prepared) }
        GEOSGeom_destroy_r(oracle.context, geometry)
    }

    var area: Double {
        var result = Double.nan
        _ = GEOSArea_r(oracle.context, geometry, &result)
        return result
    }

    var length: Double {
        var result = Double.nan
        _ = GEOSLength_r(oracle.context, geometry, &result)
        return result
    }

    var isValid: Bool { GEOSisValid_r(oracle.context, geometry) == 1 }

    var isEmpty: Bool { GEOSisEmpty_r(oracle.context, geometry) == 1 }

    func distance(to other: GEOSShape) -> Double {
        var result = Double.nan
        _ = GEOSDistance_r(oracle.context, geometry, other.geometry, &result)
        return result
    }

    /// Whether `other` has no point outside this shape; points on the border are covered.
    func covers(_ other: GEOSShape) -> Bool {
        GEOSPreparedCovers_r(oracle.context, preparedGeometry(), other.geometry) == 1
    }

    func intersects(_ other: GEOSShape) -> Bool {
        GEOSPreparedIntersects_r(oracle.context, preparedGeometry(), other.geometry) == 1
    }

    func intersection(_ other: GEOSShape) throws -> GEOSShape {
        let result = GEOSIntersection_r(oracle.context, geometry, other.geometry)
        return try oracle.shape(result, "intersection")
    }

    func union(_ other: GEOSShape) throws -> GEOSShape {
        try oracle.shape(GEOSUnion_r(oracle.context, geometry, other.geometry), "union")
    }

    func difference(_ other: GEOSShape) throws -> GEOSShape {
        let result = GEOSDifference_r(oracle.context, geometry, other.geometry)
        return try oracle.shape(result, "difference")
    }

    /// The points within `radius`, arcs as polygons with `segments` per quarter circle.
    func buffer(_ radius: Double, segments: Int32 = 64) throws -> GEOSShape {
        try oracle.shape(GEOSBuffer_r(oracle.context, geometry, radius, segments), "buffer")
    }

    private func preparedGeometry() -> OpaquePointer? {
        if prepared == nil { prepared = GEOSPrepare_r(oracle.context, geometry) }
        return prepared
    }
}
