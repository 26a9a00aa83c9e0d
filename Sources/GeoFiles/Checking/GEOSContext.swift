// SPDX-License-Identifier: EUPL-1.2
import CGEOS
import Planar

/// A context of GEOS: one per thread, silent on stderr.
final class GEOSContext {
    /// The handle for calls.
    let handle: GEOSContextHandle_t?

    init() { handle = GEOS_init_r() }

    deinit { GEOS_finish_r(handle) }

    /// The polygons `range` of a set as one geometry; the caller destroys it.
    func geometry(of polygons: PolygonSet, _ range: Range<Int>) -> OpaquePointer? {
        var parts: [OpaquePointer?] = []
        for p in range {
            guard let part = polygon(polygons, p) else {
                for part in parts { GEOSGeom_destroy_r(handle, part) }
                return nil
            }
            parts.append(part)
        }
        if parts.count == 1 { return parts[0] }
        return GEOSGeom_createCollection_r(
            handle, Int32(GEOS_MULTIPOLYGON.rawValue), &parts, UInt32(clamping: parts.count))
    }

    private func polygon(_ polygons: PolygonSet, _ p: Int) -> OpaquePointer? {
        let rings = polygons.rings(of: p)
        guard let shell = ring(polygons, rings.lowerBound) else { return nil }
        var holes = rings.dropFirst().map { ring(polygons, $0) }
        guard holes.allSatisfy({ $0 != nil }) else {
            for hole in holes { GEOSGeom_destroy_r(handle, hole) }
            GEOSGeom_destroy_r(handle, shell)
            return nil
        }
        return GEOSGeom_createPolygon_r(handle, shell, &holes, UInt32(clamping: holes.count))
    }

    private func ring(_ polygons: PolygonSet, _ r: Int) -> OpaquePointer? {
        let vertices = polygons.vertices(ofRing: r)
        guard let first = vertices.first else { return nil }
        let x = Array(polygons.x[vertices]) + [polygons.x[first]]
        let y = Array(polygons.y[vertices]) + [polygons.y[first]]
        guard
            let sequence = GEOSCoordSeq_copyFromArrays_r(
                handle, x, y, nil, nil, UInt32(clamping: x.count))
        else { return nil }
        return GEOSGeom_createLinearRing_r(handle, sequence)
    }

    /// Adds the polygons of a geometry, whatever else it holds, to `set`.
    func append(_ geometry: OpaquePointer?, to set: inout PolygonSet, feature: Int32) {
        guard let geometry else { return }
        if GEOSGeomTypeId_r(handle, geometry) == Int32(GEOS_POLYGON.rawValue) {
            appendPolygon(geometry, to: &set, feature: feature)
        } else if GEOSGeomTypeId_r(handle, geometry) >= Int32(GEOS_MULTIPOINT.rawValue) {
            for part in 0..<GEOSGetNumGeometries_r(handle, geometry) {
                append(GEOSGetGeometryN_r(handle, geometry, part), to: &set, feature: feature)
            }
        }
    }

    private func appendPolygon(_ polygon: OpaquePointer, to set: inout PolygonSet, feature: Int32) {
        guard GEOSisEmpty_r(handle, polygon) == 0,
            let shell = GEOSGetExteriorRing_r(handle, polygon)
        else {
            return
        }
        appendRing(shell, to: &set)
        for hole in 0..<max(0, GEOSGetNumInteriorRings_r(handle, polygon)) {
            if let ring = GEOSGetInteriorRingN_r(handle, polygon, hole) {
                appendRing(ring, to: &set)
            }
        }
        set.closePolygon(feature: feature)
    }

    private func appendRing(_ ring: OpaquePointer, to set: inout PolygonSet) {
        let sequence = GEOSGeom_getCoordSeq_r(handle, ring)
        var count: UInt32 = 0
        guard GEOSCoordSeq_getSize_r(handle, sequence, &count) != 0, count > 1 else { return }
        var x = [Double](repeating: 0, count: Int(count))
        var y = x
        GEOSCoordSeq_copyToArrays_r(handle, sequence, &x, &y, nil, nil)
        x.removeLast()
        y.removeLast()
        set.appendRing(x: x, y: y)
    }

    /// Whether all polygons of a set together are a valid region; an empty set is one.
    func isValid(_ polygons: PolygonSet) -> Bool {
        guard polygons.count > 0 else { return true }
        guard let geometry = geometry(of: polygons, 0..<polygons.count) else { return false }
        defer { GEOSGeom_destroy_r(handle, geometry) }
        return GEOSisValid_r(handle, geometry) == 1
    }

    /// Area of a geometry, square metres.
    func area(_ geometry: OpaquePointer?) -> Double {
        var area = 0.0
        guard let geometry, GEOSArea_r(handle, geometry, &area) != 0 else { return 0 }
        return area
    }

    /// A point on the surface of a geometry; `nil` where it is empty.
    func pointOnSurface(_ geometry: OpaquePointer?) -> (x: Double, y: Double)? {
        guard let geometry, let point = GEOSPointOnSurface_r(handle, geometry) else { return nil }
        defer { GEOSGeom_destroy_r(handle, point) }
        return coordinates(ofPoint: point)
    }

    /// Coordinates of a point geometry.
    func coordinates(ofPoint point: OpaquePointer) -> (x: Double, y: Double)? {
        var x = 0.0
        var y = 0.0
        guard GEOSGeomGetX_r(handle, point, &x) != 0, GEOSGeomGetY_r(handle, point, &y) != 0 else {
            return nil
        }
        return (x, y)
    }
}
