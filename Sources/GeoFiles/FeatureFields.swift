// SPDX-License-Identifier: EUPL-1.2
//
// Columns of results as fields of GDAL, the same for every format.
import CGDAL

/// Adds a field for a column; says whether it could be.
func addField(_ layer: OGRLayerH, _ column: OutputColumn, isStamp: Bool) -> Bool {
    let type: OGRFieldType
    switch column.values {
    case .texts: type = isStamp ? OFTDateTime : OFTString
    case .numbers: type = OFTReal
    case .wholes: type = OFTInteger64
    case .flags: type = OFTInteger
    }
    guard let field = OGR_Fld_Create(column.name, type) else { return false }
    defer { OGR_Fld_Destroy(field) }
    if case .flags = column.values { OGR_Fld_SetSubType(field, OFSTBoolean) }
    if isStamp { OGR_Fld_SetDefault(field, "CURRENT_TIMESTAMP") }
    return OGR_L_CreateField(layer, field, 1) == OGRERR_NONE
}

/// Fills a field with a row of its column.
func fillField(_ feature: OGRFeatureH, _ index: Int32, _ column: OutputColumn, _ row: Int) {
    switch column.values {
    case .texts(let values):
        if let text = values[row] { return OGR_F_SetFieldString(feature, index, text) }
    case .numbers(let values):
        if let number = values[row] { return OGR_F_SetFieldDouble(feature, index, number) }
    case .wholes(let values):
        if let whole = values[row] { return OGR_F_SetFieldInteger64(feature, index, whole) }
    case .flags(let values):
        if let flag = values[row] { return OGR_F_SetFieldInteger(feature, index, flag ? 1 : 0) }
    }
    OGR_F_SetFieldNull(feature, index)
}

/// Gives a feature its shape from well-known binary; none where that is empty.
func fillGeometry(_ feature: OGRFeatureH, _ binary: [UInt8]) -> Bool {
    guard !binary.isEmpty else { return true }
    var geometry: OGRGeometryH?
    let result = binary.withUnsafeBytes {
        OGR_G_CreateFromWkbEx($0.baseAddress, nil, &geometry, $0.count)
    }
    guard result == OGRERR_NONE, let geometry else { return false }
    return OGR_F_SetGeometryDirectly(feature, geometry) == OGRERR_NONE
}
