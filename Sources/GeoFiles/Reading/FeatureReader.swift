// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import Glibc
import Neighbourhoods

/// Reads a layer feature by feature, for drivers that build Arrow columns that way themselves.
struct FeatureReader {
    /// Rows per run: column builders are fast by the run, not by the row.
    private static let run = 4096

    private let fields: [(index: Int32, type: OGRFieldType)]
    private var builders: [ColumnBuilder]

    /// Reads all features of the layer into `table`.
    static func read(
        _ layer: OGRLayerH, into table: inout FeatureTable, builder: inout GeometryBuilder
    ) {
        OGR_L_ResetReading(layer)
        var reader = Self(layer)
        var run: [OGRFeatureH] = []
        var isAtEnd = false
        while !isAtEnd {
            while run.count < Self.run, let feature = OGR_L_GetNextFeature(layer) {
                run.append(feature)
            }
            isAtEnd = run.count < Self.run
            reader.append(run, to: &table, builder: &builder)
            for feature in run { OGR_F_Destroy(feature) }
            run.removeAll(keepingCapacity: true)
        }
        table.setColumns(reader.builders)
    }

    private init(_ layer: OGRLayerH) {
        let definition = OGR_L_GetLayerDefn(layer)
        var fields: [(Int32, OGRFieldType)] = []
        var builders: [ColumnBuilder] = []
        for index in 0..<OGR_FD_GetFieldCount(definition) {
            let field = OGR_FD_GetFieldDefn(definition, index)
            guard OGR_Fld_IsIgnored(field) == 0 else { continue }
            let type = OGR_Fld_GetType(field)
            let isFlag = OGR_Fld_GetSubType(field) == OFSTBoolean
            let values: AttributeColumn.Values =
                switch type {
                case OFTInteger where isFlag: .flags([])
                case OFTInteger, OFTInteger64: .integers([])
                case OFTReal: .reals([])
                default: .texts([])
                }
            fields.append((index, type))
            builders.append(
                ColumnBuilder(name: String(cString: OGR_Fld_GetNameRef(field)), like: values))
        }
        self.fields = fields
        self.builders = builders
    }

    private mutating func append(
        _ run: [OGRFeatureH], to table: inout FeatureTable, builder: inout GeometryBuilder
    ) {
        for feature in run {
            let row = Int32(truncatingIfNeeded: table.count)
            table.ids.append(OGR_F_GetFID(feature))
            guard let geometry = OGR_F_GetGeometryRef(feature) else {
                table.nullRows.append(row)
                continue
            }
            let outcome: GeometryBuilder.Outcome =
                OGR_G_IsEmpty(geometry) != 0
                ? .empty
                : isoBinary(of: geometry)?.withUnsafeBytes { builder.append(wkb: $0, feature: row) }
                    ?? .unreadable
            switch outcome {
            case .present: break
            case .empty: table.emptyRows.append(row)
            case .unreadable: table.nullRows.append(row)
            }
        }
        for place in builders.indices { appendValues(place, run) }
    }

    private mutating func appendValues(_ place: Int, _ run: [OGRFeatureH]) {
        let (index, type) = fields[place]
        let isPresent = { (row: Int) in OGR_F_IsFieldSetAndNotNull(run[row], index) != 0 }
        switch type {
        case OFTInteger:
            builders[place].append(
                count: run.count, flags: { OGR_F_GetFieldAsInteger(run[$0], index) != 0 },
                isPresent: isPresent)
            builders[place].append(
                count: run.count, integers: { OGR_F_GetFieldAsInteger64(run[$0], index) },
                isPresent: isPresent)
        case OFTInteger64:
            builders[place].append(
                count: run.count, integers: { OGR_F_GetFieldAsInteger64(run[$0], index) },
                isPresent: isPresent)
        case OFTReal:
            builders[place].append(
                count: run.count, reals: { OGR_F_GetFieldAsDouble(run[$0], index) },
                isPresent: isPresent)
        case OFTDate, OFTDateTime, OFTTime:
            builders[place].append(count: run.count) { row in
                isPresent(row) ? Self.moment(run[row], index, type) : nil
            }
        default:
            builders[place].appendTexts(count: run.count) { row in
                guard isPresent(row), let text = OGR_F_GetFieldAsString(run[row], index) else {
                    return nil
                }
                return UnsafeRawBufferPointer(start: text, count: strlen(text))
            }
        }
    }

    /// A date, a time or both, in the form of ISO 8601.
    private static func moment(_ feature: OGRFeatureH, _ index: Int32, _ type: OGRFieldType)
        -> String?
    {
        var (year, month, day, hour, minute, zone): (Int32, Int32, Int32, Int32, Int32, Int32) = (
            0, 0, 0, 0, 0, 0
        )
        var second: Float = 0
        guard
            OGR_F_GetFieldAsDateTimeEx(
                feature, index, &year, &month, &day, &hour, &minute, &second, &zone) != 0
        else { return nil }
        let date = [(year, 4), (month, 2), (day, 2)].map { ISOTime.padded(Int64($0), $1) }
            .joined(separator: "-")
        if type == OFTDate { return date }
        let milliseconds = Int64((second.isFinite ? min(max(second, 0), 61) : 0) * 1000 + 0.5)
        let time = ISOTime.time(
            seconds: Int64(hour) * 3600 + Int64(minute) * 60 + milliseconds / 1000,
            milliseconds: milliseconds % 1000)
        return (type == OFTTime ? time : date + "T" + time) + ISOTime.zone(zone)
    }
}
