// SPDX-License-Identifier: EUPL-1.2
//
// Before version 3.8.3 GDAL's column stream sets the wrong bits for booleans, without a word
// (github.com/OSGeo/gdal/issues/8998); Debian 12 has 3.6.2. The driver for GeoPackage gives them right where it
// takes them for whole numbers, so that is what it is told while the stream runs. Of other drivers with
// booleans features are read one by one.
import CGDAL

/// The booleans of a layer that a column stream would get wrong.
struct BooleanColumns {
    /// Names of the columns.
    let names: Set<String>
    private let fields: [OGRFieldDefnH]

    /// Whether this GDAL has the defect.
    private static let areWrong =
        (GDALVersionInfo("VERSION_NUM").flatMap { Int(String(cString: $0)) } ?? 0) < 3_080_300

    /// Finds the booleans that are read.
    init(of layer: OGRLayerH) {
        let definition = OGR_L_GetLayerDefn(layer)
        let count = Self.areWrong ? OGR_FD_GetFieldCount(definition) : 0
        fields = (0..<count).compactMap { OGR_FD_GetFieldDefn(definition, $0) }.filter {
            OGR_Fld_GetSubType($0) == OFSTBoolean && OGR_Fld_IsIgnored($0) == 0
        }
        names = Set(fields.map { String(cString: OGR_Fld_GetNameRef($0)) })
    }

    /// Lets GDAL take them for whole numbers while `body` runs.
    func asWholeNumbers<Value>(
        _ body: () throws(GeoFileError) -> Value
    ) throws(GeoFileError) -> Value {
        for field in fields { OGR_Fld_SetSubType(field, OFSTNone) }
        defer { for field in fields { OGR_Fld_SetSubType(field, OFSTBoolean) } }
        return try body()
    }
}
