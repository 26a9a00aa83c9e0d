// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import Neighbourhoods
import Planar

/// Geometry from a column of WKT, EWKT (`SRID=28992;POINT(...)`) or hexadecimal (E)WKB.
enum GeometryColumn {
    /// Fills the geometry of the table and takes the column away.
    ///
    /// - Throws: ``GeoFileError/Code/badData`` naming the row whose text is none of these.
    static func fill(_ table: inout FeatureTable, column: String, source: String)
        throws(GeoFileError)
    {
        guard let texts = table.attributes[column] else {
            throw GeoFileError(.fault, "\(source): the column \(column) was not read")
        }
        var builder = GeometryBuilder()
        var srids: Set<UInt32> = []
        table.nullRows = []
        table.emptyRows = []
        for row in 0..<table.count {
            let feature = Int32(truncatingIfNeeded: row)
            guard let text = texts.text(row), !text.isEmpty else {
                table.nullRows.append(feature)
                continue
            }
            guard let (wkb, srid) = wellKnownBinary(text) else {
                throw GeoFileError(
                    .badData,
                    "\(source): column \(column), row \(row + 1): \(text.prefix(40)) is neither WKT nor "
                        + "hexadecimal WKB; correct it or name another column under geometry:")
            }
            if srid > 0 { srids.insert(srid) }
            switch wkb.withUnsafeBytes({ builder.append(wkb: $0, feature: feature) }) {
            case .present: break
            case .empty: table.emptyRows.append(feature)
            case .unreadable: table.nullRows.append(feature)
            }
        }
        table.geometry = builder.geometry
        table.geometry.count = table.count
        table.linearised = builder.linearised
        table.collapsedRows = builder.collapsed
        table.attributes.columns.removeAll { $0.name == column }
        guard srids.count <= 1 else {
            throw GeoFileError(
                .badData,
                "\(source): column \(column) mixes the CRSs \(srids.sorted().map { "EPSG:\($0)" }.joined(separator: ", ")); split the source with where:"
            )
        }
        if let srid = srids.first { table.crs = "EPSG:\(srid)" }
    }

    private static func wellKnownBinary(_ text: String) -> (bytes: [UInt8], srid: UInt32)? {
        var body = text[...]
        var srid: UInt32 = 0
        if body.uppercased().hasPrefix("SRID="), let end = body.firstIndex(of: ";") {
            srid = UInt32(body[..<end].dropFirst(5)) ?? 0
            body = body[body.index(after: end)...]
        }
        if let bytes = hexadecimal(body) {
            return bytes.withUnsafeBytes { raw in
                var cursor = WKBCursor(bytes: raw)
                _ = try? cursor.header()
                return (bytes, max(srid, cursor.srid))
            }
        }
        var geometry: OGRGeometryH?
        let result = String(body).withCString { start -> OGRErr in
            var cursor: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(mutating: start)
            return OGR_G_CreateFromWkt(&cursor, nil, &geometry)
        }
        guard result == OGRERR_NONE, let geometry else { return nil }
        defer { OGR_G_DestroyGeometry(geometry) }
        return isoBinary(of: geometry).map { ($0, srid) }
    }

    /// The bytes of a text of hexadecimal digits; `nil` where it is no such text.
    static func hexadecimal(_ text: Substring) -> [UInt8]? {
        guard text.utf8.count >= 10, text.utf8.count % 2 == 0, text.hasPrefix("0") else {
            return nil
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count / 2)
        var high: UInt8?
        for digit in text.utf8 {
            guard let value = Character(UnicodeScalar(digit)).hexDigitValue else { return nil }
            let nibble = UInt8(truncatingIfNeeded: value)
            if let first = high {
                bytes.append(first << 4 | nibble)
                high = nil
            } else {
                high = nibble
            }
        }
        return bytes
    }
}
