// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import Neighbourhoods
import Planar

/// Features as ISO well-known binary (OGC 06-103r4, 8.2), made from the columns of a layer.
struct BinaryGeometry {
    private enum Code: UInt32 {
        case point = 1, line, polygon, multipoint, multiline, multipolygon, collection
    }

    private let geometry: FeatureGeometry
    private let points: PartsOfFeatures
    private let lines: PartsOfFeatures
    private let polygons: PartsOfFeatures
    /// The type of the table: points are single where each feature has one, the others always multi.
    let type: OGRwkbGeometryType
    private let hasSinglePoints: Bool

    init(_ geometry: FeatureGeometry) {
        self.geometry = geometry
        points = PartsOfFeatures(geometry.points.feature, features: geometry.count)
        lines = PartsOfFeatures(geometry.lines.feature, features: geometry.count)
        polygons = PartsOfFeatures(geometry.polygons.feature, features: geometry.count)
        hasSinglePoints = points.isSingle
        switch (geometry.points.count > 0, geometry.lines.count > 0, geometry.polygons.count > 0) {
        case (true, false, false): type = hasSinglePoints ? wkbPoint : wkbMultiPoint
        case (false, true, false): type = wkbMultiLineString
        case (false, false, true): type = wkbMultiPolygon
        default: type = wkbUnknown
        }
    }

    /// The binary of one feature; empty where it has no geometry.
    func bytes(of row: Int) -> [UInt8] {
        var members: [[UInt8]] = []
        if !points[row].isEmpty { members.append(pointBytes(points[row])) }
        if !lines[row].isEmpty { members.append(lineBytes(lines[row])) }
        if !polygons[row].isEmpty { members.append(polygonBytes(polygons[row])) }
        guard members.count > 1 else { return members.first ?? [] }
        var bytes: [UInt8] = []
        begin(.collection, members.count, &bytes)
        for member in members { bytes.append(contentsOf: member) }
        return bytes
    }

    private func pointBytes(_ parts: ArraySlice<Int32>) -> [UInt8] {
        var bytes: [UInt8] = []
        if !hasSinglePoints { begin(.multipoint, parts.count, &bytes) }
        for part in parts {
            begin(.point, nil, &bytes)
            position(geometry.points.x[Int(part)], geometry.points.y[Int(part)], &bytes)
        }
        return bytes
    }

    private func lineBytes(_ parts: ArraySlice<Int32>) -> [UInt8] {
        var bytes: [UInt8] = []
        begin(.multiline, parts.count, &bytes)
        for part in parts {
            let vertices = geometry.lines.vertices(of: Int(part))
            begin(.line, vertices.count, &bytes)
            for v in vertices { position(geometry.lines.x[v], geometry.lines.y[v], &bytes) }
        }
        return bytes
    }

    private func polygonBytes(_ parts: ArraySlice<Int32>) -> [UInt8] {
        let set = geometry.polygons
        var bytes: [UInt8] = []
        begin(.multipolygon, parts.count, &bytes)
        for part in parts {
            let rings = set.rings(of: Int(part))
            begin(.polygon, rings.count, &bytes)
            for ring in rings {
                let vertices = set.vertices(ofRing: ring)
                word(UInt32(vertices.count + 1), &bytes)
                for v in vertices { position(set.x[v], set.y[v], &bytes) }
                if let first = vertices.first { position(set.x[first], set.y[first], &bytes) }
            }
        }
        return bytes
    }

    private func begin(_ code: Code, _ count: Int?, _ bytes: inout [UInt8]) {
        bytes.append(1)  // little-endian
        word(code.rawValue, &bytes)
        if let count { word(UInt32(count), &bytes) }
    }

    private func word(_ value: UInt32, _ bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private func position(_ x: Double, _ y: Double, _ bytes: inout [UInt8]) {
        withUnsafeBytes(of: x.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: y.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
}

/// Which parts each feature owns, from the owner of each part.
struct PartsOfFeatures {
    private var offsets: [Int32]
    private var parts: [Int32]

    init(_ owners: [Int32], features: Int) {
        offsets = [Int32](repeating: 0, count: features + 1)
        for owner in owners { offsets[Int(owner) + 1] += 1 }
        for row in 0..<features { offsets[row + 1] += offsets[row] }
        parts = [Int32](repeating: 0, count: owners.count)
        var next = offsets
        for (part, owner) in owners.enumerated() {
            parts[Int(next[Int(owner)])] = Int32(part)
            next[Int(owner)] += 1
        }
    }

    /// Parts of one feature, in their order.
    subscript(row: Int) -> ArraySlice<Int32> {
        parts[Int(offsets[row])..<Int(offsets[row + 1])]
    }

    /// Whether no feature owns two.
    var isSingle: Bool {
        zip(offsets, offsets.dropFirst()).allSatisfy { $1 - $0 <= 1 }
    }
}
