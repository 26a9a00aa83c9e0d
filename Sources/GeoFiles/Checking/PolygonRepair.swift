// SPDX-License-Identifier: EUPL-1.2
import CGEOS
import Planar

/// Finds invalid polygons and repairs them by GEOS make-valid, structure method; only polygons are kept.
struct PolygonRepair {
    /// An invalid feature.
    struct Finding {
        /// Identifier of the feature in its source.
        var feature: Int64
        /// What GEOS says, such as Self-intersection.
        var reason: String
        /// Where.
        var x: Double
        /// See ``x``.
        var y: Double
    }

    private let ids: [Int64]
    private let context = GEOSContext()
    private let parameters: OpaquePointer?

    private init(ids: [Int64]) {
        self.ids = ids
        parameters = GEOSMakeValidParams_create_r(context.handle)
        GEOSMakeValidParams_setMethod_r(context.handle, parameters, GEOS_MAKE_VALID_STRUCTURE)
        GEOSMakeValidParams_setKeepCollapsed_r(context.handle, parameters, 0)
    }

    /// Checks all features and replaces the polygons of the invalid ones.
    ///
    /// - Parameters:
    ///   - polygons: The polygons, in the order of the features that own them.
    ///   - ids: Identifier of each feature in its source.
    /// - Returns: What was invalid, in order of feature.
    static func run(_ polygons: inout PolygonSet, ids: [Int64]) -> [Finding] {
        var repair = PolygonRepair(ids: ids)
        defer { GEOSMakeValidParams_destroy_r(repair.context.handle, repair.parameters) }
        return repair.check(&polygons)
    }

    private mutating func check(_ polygons: inout PolygonSet) -> [Finding] {
        var findings: [Finding] = []
        var repaired: [(range: Range<Int>, set: PolygonSet)] = []
        var scratch = ValidityScratch()
        var start = 0
        while start < polygons.count {
            var end = start + 1
            while end < polygons.count, polygons.feature[end] == polygons.feature[start] {
                end += 1
            }
            // Most polygons are settled without GEOS, which sees the suspects only.
            if !polygons.areCertainlyValid(start..<end, &scratch),
                let (finding, set) = checkFeature(polygons, start..<end)
            {
                findings.append(finding)
                repaired.append((start..<end, set))
            }
            start = end
        }
        if !repaired.isEmpty { polygons = Self.replaced(polygons, repaired) }
        return findings
    }

    private func checkFeature(_ polygons: PolygonSet, _ range: Range<Int>) -> (Finding, PolygonSet)?
    {
        let feature = polygons.feature[range.lowerBound]
        let vertex = polygons.vertices(of: range.lowerBound).lowerBound
        var finding = Finding(
            feature: ids[Int(feature)], reason: "no geometry can be made of it",
            x: polygons.x[vertex],
            y: polygons.y[vertex])
        guard let geometry = context.geometry(of: polygons, range) else {
            return (finding, PolygonSet())
        }
        defer { GEOSGeom_destroy_r(context.handle, geometry) }
        var reason: UnsafeMutablePointer<CChar>?
        var place: OpaquePointer?
        guard GEOSisValidDetail_r(context.handle, geometry, 0, &reason, &place) != 1 else {
            return nil
        }
        if let reason {
            finding.reason = String(cString: reason)
            GEOSFree_r(context.handle, reason)
        }
        if let place {
            if let (x, y) = context.coordinates(ofPoint: place) { (finding.x, finding.y) = (x, y) }
            GEOSGeom_destroy_r(context.handle, place)
        }
        let valid = GEOSMakeValidWithParams_r(context.handle, geometry, parameters)
        defer { GEOSGeom_destroy_r(context.handle, valid) }
        var set = PolygonSet()
        context.append(valid, to: &set, feature: feature)
        return (finding, set)
    }

    /// The set with the polygons of some ranges replaced.
    private static func replaced(
        _ old: PolygonSet, _ repaired: [(range: Range<Int>, set: PolygonSet)]
    ) -> PolygonSet {
        var result = PolygonSet()
        result.x.reserveCapacity(old.x.count)
        result.y.reserveCapacity(old.y.count)
        var next = 0
        for (range, set) in repaired {
            result.append(old, next..<range.lowerBound)
            result.append(set, 0..<set.count)
            next = range.upperBound
        }
        result.append(old, next..<old.count)
        return result
    }
}

extension PolygonSet {
    /// Adds the polygons `range` of another set; `feature` gives the owner of each, its own where `nil`.
    mutating func append(_ other: PolygonSet, _ range: Range<Int>, feature: Int32? = nil) {
        guard let first = range.first, let last = range.last else { return }
        let rings = other.rings(of: first).lowerBound..<other.rings(of: last).upperBound
        let vertices =
            Int(other.ringOffsets[rings.lowerBound])..<Int(other.ringOffsets[rings.upperBound])
        let vertexShift = Int32(x.count) - Int32(vertices.lowerBound)
        let ringShift = Int32(ringOffsets.count - 1) - Int32(rings.lowerBound)
        x.append(contentsOf: other.x[vertices])
        y.append(contentsOf: other.y[vertices])
        for ring in rings { ringOffsets.append(other.ringOffsets[ring + 1] + vertexShift) }
        for p in range {
            polygonOffsets.append(other.polygonOffsets[p + 1] + ringShift)
            self.feature.append(feature ?? other.feature[p])
        }
    }

    /// Turns shells counter-clockwise and holes clockwise.
    mutating func orient() {
        for p in 0..<count {
            let rings = rings(of: p)
            for ring in rings {
                let isShell = ring == rings.lowerBound
                guard (signedArea(ofRing: ring) > 0) != isShell else { continue }
                let vertices = vertices(ofRing: ring)
                var (low, high) = (vertices.lowerBound, vertices.upperBound - 1)
                while low < high {
                    x.swapAt(low, high)
                    y.swapAt(low, high)
                    (low, high) = (low + 1, high - 1)
                }
            }
        }
    }
}
