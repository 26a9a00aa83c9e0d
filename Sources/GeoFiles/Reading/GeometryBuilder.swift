// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import Planar
import SpatialIndex

/// Collects the geometry of features, one after the other, from well-known binary.
///
/// Z and M are dropped, curves become straight pieces, rings lose their closing vertex, and vertices
/// that repeat the one before are removed.
struct GeometryBuilder {
    /// How a feature's geometry arrived.
    enum Outcome { case present, empty, unreadable }

    /// Step in degrees by which arcs become straight pieces; the default of OGR, so that the areas are
    /// those that other programs with GDAL find.
    static let arcStep = 4.0

    /// The geometry so far; its `count` is set by the reader.
    var geometry = FeatureGeometry()
    /// Features whose arcs were made straight.
    var linearised = 0
    /// Features that lost a ring or part without extent.
    var collapsed: [Int32] = []

    /// Adds the geometry of one feature.
    mutating func append(wkb: UnsafeRawBufferPointer, feature: Int32) -> Outcome {
        if wkb.count == 21, wkb[0] == 1, load32(wkb, 1) == 1 {
            return appendPoint(loadDouble(wkb, 5), loadDouble(wkb, 13), feature)
        }
        let before = size
        var cursor = WKBCursor(bytes: wkb)
        do {
            try append(from: &cursor, feature: feature)
        } catch .curve {
            truncate(to: before)
            guard let straight = straightened(wkb) else { return .unreadable }
            if straight.hasArcs { linearised += 1 }
            return straight.bytes.withUnsafeBytes { append(wkb: $0, feature: feature) }
        } catch {
            truncate(to: before)
            return .unreadable
        }
        return size == before ? .empty : .present
    }

    /// Adds features that are plain points, from the first on, until one is something else.
    ///
    /// - Parameters:
    ///   - data: Well-known binary of all features.
    ///   - offsets: Where each begins, and the end of the last.
    ///   - count: Number of features.
    ///   - first: Row of the first.
    /// - Returns: How many were added.
    mutating func appendPlainPoints(
        _ data: UnsafeRawPointer, offsets: UnsafePointer<Int32>, count: Int, first: Int
    ) -> Int {
        let run = (0..<count).first { !Self.isPlainPoint(data, offsets + $0) } ?? count
        geometry.points.x.append(uninitialized: run) { output in
            for row in 0..<run {
                output[row] = (data + Int(offsets[row])).loadUnaligned(
                    fromByteOffset: 5, as: Double.self)
            }
        }
        geometry.points.y.append(uninitialized: run) { output in
            for row in 0..<run {
                output[row] = (data + Int(offsets[row])).loadUnaligned(
                    fromByteOffset: 13, as: Double.self)
            }
        }
        geometry.points.feature.append(uninitialized: run) { output in
            for row in 0..<run { output[row] = Int32(truncatingIfNeeded: first + row) }
        }
        return run
    }

    /// Whether the bytes are a point of two coordinates, in the order of this machine, that is not empty.
    @inline(__always)
    private static func isPlainPoint(
        _ data: UnsafeRawPointer, _ offsets: UnsafePointer<Int32>
    ) -> Bool {
        guard 1.littleEndian == 1, offsets[1] - offsets[0] == 21 else { return false }
        let start = data + Int(offsets[0])
        // Byte order and type: 1, then 1 in four bytes.
        let head = start.loadUnaligned(as: UInt64.self) & 0xFF_FFFF_FFFF
        let x = start.loadUnaligned(fromByteOffset: 5, as: Double.self)
        let y = start.loadUnaligned(fromByteOffset: 13, as: Double.self)
        return head == 0x01_01 && !(x.isNaN && y.isNaN)
    }

    /// Makes room, once some features have come, for the rest of them if they are alike; no column for
    /// more than `limit` entries, whatever the source says of their number.
    mutating func reserve(total: Int, after done: Int, limit: Int) {
        guard done > 0, total > done else { return }
        // A little more than the average, so that chance does not make the columns grow at their end.
        func expected(_ count: Int) -> Int {
            guard count > 0 else { return 0 }
            return Int(min(Double(count) / Double(done) * Double(total) * 1.02, Double(limit))) + 16
        }
        let (points, vertices) = (
            expected(geometry.points.count), expected(geometry.polygons.x.count)
        )
        geometry.points.x.reserveRoom(points)
        geometry.points.y.reserveRoom(points)
        geometry.points.feature.reserveRoom(points)
        let line = expected(geometry.lines.x.count)
        geometry.lines.x.reserveRoom(line)
        geometry.lines.y.reserveRoom(line)
        geometry.lines.offsets.reserveRoom(expected(geometry.lines.offsets.count))
        geometry.lines.feature.reserveRoom(expected(geometry.lines.count))
        geometry.polygons.x.reserveRoom(vertices)
        geometry.polygons.y.reserveRoom(vertices)
        geometry.polygons.ringOffsets.reserveRoom(expected(geometry.polygons.ringOffsets.count))
        let polygons = expected(geometry.polygons.count + 1)
        geometry.polygons.polygonOffsets.reserveRoom(polygons)
        geometry.polygons.feature.reserveRoom(polygons)
    }

    /// Adds a point; one without coordinates is empty, as well-known binary has no other way to say it.
    mutating func appendPoint(_ x: Double, _ y: Double, _ feature: Int32) -> Outcome {
        guard !(x.isNaN && y.isNaN) else { return .empty }
        geometry.points.append(x: x, y: y, feature: feature)
        return .present
    }

    /// Collections may hold collections; nobody needs more levels, and a file made to do harm has them.
    private static let deepest = 32

    private mutating func append(
        from cursor: inout WKBCursor, feature: Int32, depth: Int = 0
    ) throws(WKBProblem) {
        guard depth <= Self.deepest else { throw .malformed }
        switch try cursor.header() {
        case .point:
            let (x, y) = try cursor.vertex()
            _ = appendPoint(x, y, feature)
        case .line: try appendLine(from: &cursor, feature: feature)
        case .polygon: try appendPolygon(from: &cursor, feature: feature)
        case .collection:
            for _ in 0..<(try cursor.count(bytesEach: 5)) {
                try append(from: &cursor, feature: feature, depth: depth + 1)
            }
        }
    }

    private mutating func appendLine(from cursor: inout WKBCursor, feature: Int32)
        throws(WKBProblem)
    {
        let start = geometry.lines.x.count
        let read = try cursor.appendVertices(x: &geometry.lines.x, y: &geometry.lines.y)
        if geometry.lines.x.count - start < 2 {
            geometry.lines.x.removeLast(geometry.lines.x.count - start)
            geometry.lines.y.removeLast(geometry.lines.y.count - start)
            if read > 0 { noteCollapsed(feature) }
            return
        }
        geometry.lines.offsets.append(Int32(geometry.lines.x.count))
        geometry.lines.feature.append(feature)
    }

    private mutating func appendPolygon(from cursor: inout WKBCursor, feature: Int32)
        throws(WKBProblem)
    {
        let rings = try cursor.count(bytesEach: 4)
        var keeps = true
        for ring in 0..<rings {
            let kept = try appendRing(from: &cursor, feature: feature, keep: keeps)
            if ring == 0 { keeps = kept }
        }
        guard keeps, rings > 0 else { return }
        geometry.polygons.closePolygon(feature: feature)
    }

    /// Adds a ring without closing vertex; a ring without extent is left out, and with a shell its holes.
    private mutating func appendRing(
        from cursor: inout WKBCursor, feature: Int32, keep: Bool
    ) throws(WKBProblem) -> Bool {
        let start = geometry.polygons.x.count
        let read = try cursor.appendVertices(
            x: &geometry.polygons.x, y: &geometry.polygons.y, isRing: true)
        var end = geometry.polygons.x.count
        while end > start + 1, geometry.polygons.x[end - 1] == geometry.polygons.x[start],
            geometry.polygons.y[end - 1] == geometry.polygons.y[start]
        { end -= 1 }
        let keeps = keep && end - start >= 3
        if keep, !keeps, read > 0 { noteCollapsed(feature) }
        let kept = keeps ? end : start
        if kept < geometry.polygons.x.count {
            geometry.polygons.x.removeLast(geometry.polygons.x.count - kept)
            geometry.polygons.y.removeLast(geometry.polygons.y.count - kept)
        }
        if keeps { geometry.polygons.ringOffsets.append(Int32(kept)) }
        return keeps
    }

    private mutating func noteCollapsed(_ feature: Int32) {
        if collapsed.last != feature { collapsed.append(feature) }
    }

    /// Lengths of all columns, to take back a feature that turns out unreadable.
    private struct Size: Equatable {
        var points, lineVertices, lines, vertices, rings, polygons: Int
    }

    private var size: Size {
        Size(
            points: geometry.points.count, lineVertices: geometry.lines.x.count,
            lines: geometry.lines.count, vertices: geometry.polygons.x.count,
            rings: geometry.polygons.ringOffsets.count, polygons: geometry.polygons.count)
    }

    private mutating func truncate(to size: Size) {
        func cut<T>(_ column: inout [T], _ count: Int) { column.removeLast(column.count - count) }
        cut(&geometry.points.x, size.points)
        cut(&geometry.points.y, size.points)
        cut(&geometry.points.feature, size.points)
        cut(&geometry.lines.x, size.lineVertices)
        cut(&geometry.lines.y, size.lineVertices)
        cut(&geometry.lines.offsets, size.lines + 1)
        cut(&geometry.lines.feature, size.lines)
        cut(&geometry.polygons.x, size.vertices)
        cut(&geometry.polygons.y, size.vertices)
        cut(&geometry.polygons.ringOffsets, size.rings)
        cut(&geometry.polygons.polygonOffsets, size.polygons + 1)
        cut(&geometry.polygons.feature, size.polygons)
    }

    /// The geometry with its arcs made straight, as well-known binary.
    private func straightened(_ wkb: UnsafeRawBufferPointer) -> (bytes: [UInt8], hasArcs: Bool)? {
        var curved: OGRGeometryH?
        guard let start = wkb.baseAddress,
            OGR_G_CreateFromWkb(start, nil, &curved, Int32(clamping: wkb.count)) == OGRERR_NONE,
            let curved
        else { return nil }
        defer { OGR_G_DestroyGeometry(curved) }
        guard let straight = OGR_G_GetLinearGeometry(curved, Self.arcStep, nil) else { return nil }
        defer { OGR_G_DestroyGeometry(straight) }
        let hasArcs = OGR_G_HasCurveGeometry(curved, 1) != 0
        return isoBinary(of: straight).map { ($0, hasArcs) }
    }
}

/// Well-known binary (ISO) of an OGR geometry.
func isoBinary(of geometry: OGRGeometryH) -> [UInt8]? {
    let size = Int(OGR_G_WkbSize(geometry))
    guard size > 0 else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        let result = OGR_G_ExportToIsoWkb(geometry, wkbNDR, buffer.baseAddress)
        count = result == OGRERR_NONE ? size : 0
    }
    return bytes.isEmpty ? nil : bytes
}
