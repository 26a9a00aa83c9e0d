// SPDX-License-Identifier: EUPL-1.2
//
// GDAL's column stream (OGR_L_GetArrowStream, the Arrow C data interface) straight into our columns:
// no object per feature. Layouts: https://arrow.apache.org/docs/format/CDataInterface.html
import CGDAL
import Neighbourhoods
import Planar
import SpatialIndex

/// Reads a layer batch by batch as Arrow columns.
struct ArrowReader {
    private let source: VectorSource
    /// Columns of whole numbers that are booleans.
    private let booleans: Set<String>
    private let messages: GDALMessages
    private var columns: [(child: Int, format: String)] = []
    // Apart from the columns: an element that is read and changed in one call would be copied whole.
    private var builders: [ColumnBuilder] = []
    private var identifierChild: Int?
    private var geometryChild: Int?

    /// Reads all features of the layer into `table`; `false` where a column has a type that only the
    /// other reader knows.
    static func read(
        _ source: VectorSource, into table: inout FeatureTable, builder: inout GeometryBuilder,
        messages: GDALMessages
    ) throws(GeoFileError) -> Bool {
        let booleans = BooleanColumns(of: source.layer)
        guard booleans.names.isEmpty || source.driver == "GPKG" else { return false }
        return try booleans.asWholeNumbers { () throws(GeoFileError) in
            var reader = Self(source: source, booleans: booleans.names, messages: messages)
            return try reader.read(into: &table, builder: &builder)
        }
    }

    private mutating func read(
        into table: inout FeatureTable, builder: inout GeometryBuilder
    ) throws(GeoFileError) -> Bool {
        var stream = ArrowArrayStream()
        guard OGR_L_GetArrowStream(source.layer, &stream, nil) else { return false }
        defer { stream.release?(&stream) }
        guard readSchema(&stream) else { return false }
        // A source may say anything of its number of features, but a row takes some bytes of its file.
        let limit = max(1 << 16, source.sizeOnDisk / 8)
        let expected = min(limit, max(0, Int(OGR_L_GetFeatureCount(source.layer, 0))))
        for row in builders.indices { builders[row].reserve(expected) }
        table.ids.reserveRoom(expected)
        while true {
            var batch = ArrowArray()
            guard stream.get_next(&stream, &batch) == 0 else {
                throw GeoFileError(
                    .badData,
                    "\(source.name): reading stopped after feature \(table.count) "
                        + "(\(messages.failures.last ?? "no reason given")); check that the file is whole",
                    detail: messages.detail)
            }
            guard let release = batch.release else { break }
            defer { release(&batch) }
            let isFirst = table.count == 0
            append(batch, to: &table, builder: &builder)
            if isFirst { builder.reserve(total: expected, after: table.count, limit: limit) }
        }
        table.setColumns(builders)
        return true
    }

    private init(source: VectorSource, booleans: Set<String>, messages: GDALMessages) {
        self.source = source
        self.booleans = booleans
        self.messages = messages
    }

    /// Finds identifier, geometry and attribute columns; `false` where a format is not handled here.
    private mutating func readSchema(_ stream: inout ArrowArrayStream) -> Bool {
        var schema = ArrowSchema()
        guard stream.get_schema(&stream, &schema) == 0 else { return false }
        defer { schema.release?(&schema) }
        let identifiers: Set = [source.identifierColumn, "OGC_FID", "fid"]
        for child in 0..<Int(schema.n_children) {
            guard let field = schema.children[child]?.pointee else { return false }
            let name = String(cString: field.name)
            let told = String(cString: field.format)
            let format = booleans.contains(name) && told == "i" ? ArrowColumn.wholeFlags : told
            let isBinary = format == "z" || format == "Z"
            if child == 0, format == "l", identifiers.contains(name) {
                identifierChild = child
            } else if isBinary {
                geometryChild = child
            } else if let values = ArrowColumn.values(of: format), field.dictionary == nil {
                columns.append((child, format))
                builders.append(ColumnBuilder(name: name, like: values))
            } else {
                return false
            }
        }
        return true
    }

    private mutating func append(
        _ batch: ArrowArray, to table: inout FeatureTable, builder: inout GeometryBuilder
    ) {
        let count = Int(batch.length)
        let start = table.count
        if let child = identifierChild, let ids = batch.children[child]?.pointee,
            let values = ids.buffers[1]?.assumingMemoryBound(to: Int64.self)
        {
            table.ids.append(
                contentsOf: UnsafeBufferPointer(start: values + Int(ids.offset), count: count))
        } else {
            table.ids.append(contentsOf: (start..<start + count).map(Int64.init))
        }
        if let child = geometryChild, let column = batch.children[child]?.pointee {
            Self.appendGeometry(column, count: count, start: start, to: &table, builder: &builder)
        }
        for (row, place) in columns.enumerated() {
            guard let column = batch.children[place.child]?.pointee else { continue }
            ArrowColumn.append(column, place.format, count, to: &builders[row])
        }
    }

    private static func appendGeometry(
        _ column: ArrowArray, count: Int, start: Int, to table: inout FeatureTable,
        builder: inout GeometryBuilder
    ) {
        let validity = Validity(column)
        guard let offsets = column.buffers[1]?.assumingMemoryBound(to: Int32.self) else { return }
        let data = column.buffers[2]
        let first = Int(column.offset)
        var done = 0
        if !validity.hasAbsent, let data {
            done = builder.appendPlainPoints(
                data, offsets: offsets + first, count: count, first: start)
        }
        for row in done..<count {
            let feature = Int32(truncatingIfNeeded: start + row)
            let low = Int(offsets[first + row])
            let high = Int(offsets[first + row + 1])
            guard validity[row], high > low, let data else {
                table.nullRows.append(feature)
                continue
            }
            let wkb = UnsafeRawBufferPointer(start: data + low, count: high - low)
            switch builder.append(wkb: wkb, feature: feature) {
            case .present: break
            case .empty: table.emptyRows.append(feature)
            case .unreadable: table.nullRows.append(feature)
            }
        }
    }
}
