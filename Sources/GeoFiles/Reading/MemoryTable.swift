// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import Neighbourhoods

/// A table of typed columns as a dataset of GDAL in memory, so that filters and queries compare numbers as
/// numbers and codes as text.
enum MemoryTable {
    /// A dataset with one layer that holds the attributes; feature *n* is row *n*.
    static func dataset(of table: AttributeTable, layer name: String) throws(GeoFileError)
        -> GDALDatasetH
    {
        let dataset = try empty()
        guard let layer = GDALDatasetCreateLayer(dataset, name, nil, wkbNone, nil) else {
            GDALClose(dataset)
            throw GeoFileError(.fault, "GDAL makes no layer in memory")
        }
        for column in table.columns { addField(column, to: layer) }
        let definition = OGR_L_GetLayerDefn(layer)
        for row in 0..<table.count {
            let feature = OGR_F_Create(definition)
            for (place, column) in table.columns.enumerated() {
                set(feature, Int32(truncatingIfNeeded: place), column, row)
            }
            _ = OGR_L_CreateFeature(layer, feature)
            OGR_F_Destroy(feature)
        }
        return dataset
    }

    /// A dataset with a copy of a layer, as filtered, without geometry; feature *n* is the *n*-th read.
    static func copy(of layer: OGRLayerH) throws(GeoFileError) -> GDALDatasetH {
        let dataset = try empty()
        guard let copy = GDALDatasetCreateLayer(dataset, "copy", nil, wkbNone, nil) else {
            GDALClose(dataset)
            throw GeoFileError(.fault, "GDAL makes no layer in memory")
        }
        let definition = OGR_L_GetLayerDefn(layer)
        for field in 0..<OGR_FD_GetFieldCount(definition) {
            _ = OGR_L_CreateField(copy, OGR_FD_GetFieldDefn(definition, field), 1)
        }
        OGR_L_ResetReading(layer)
        var row: Int64 = 0
        while let original = OGR_L_GetNextFeature(layer) {
            let feature = OGR_F_Create(OGR_L_GetLayerDefn(copy))
            _ = OGR_F_SetFrom(feature, original, 1)
            _ = OGR_F_SetFID(feature, row)
            _ = OGR_L_CreateFeature(copy, feature)
            OGR_F_Destroy(feature)
            OGR_F_Destroy(original)
            row += 1
        }
        return dataset
    }

    private static func empty() throws(GeoFileError) -> GDALDatasetH {
        guard let driver = GDALGetDriverByName("Memory"),
            let dataset = GDALCreate(driver, "", 0, 0, 0, GDT_Unknown, nil)
        else { throw GeoFileError(.fault, "GDAL has no driver for layers in memory") }
        return dataset
    }

    private static func addField(_ column: AttributeColumn, to layer: OGRLayerH) {
        let type: OGRFieldType =
            switch column.values {
            case .integers: OFTInteger64
            case .flags: OFTInteger
            case .reals: OFTReal
            case .texts: OFTString
            }
        let field = OGR_Fld_Create(column.name, type)
        defer { OGR_Fld_Destroy(field) }
        if case .flags = column.values { OGR_Fld_SetSubType(field, OFSTBoolean) }
        _ = OGR_L_CreateField(layer, field, 1)
    }

    private static func set(
        _ feature: OGRFeatureH?, _ field: Int32, _ column: AttributeColumn, _ row: Int
    ) {
        guard column.absence.isEmpty || column.absence[row] == 0 else {
            OGR_F_SetFieldNull(feature, field)
            return
        }
        switch column.values {
        case .integers(let values): OGR_F_SetFieldInteger64(feature, field, values[row])
        case .flags(let values): OGR_F_SetFieldInteger(feature, field, values[row] ? 1 : 0)
        case .reals(let values): OGR_F_SetFieldDouble(feature, field, values[row])
        case .texts(let values): OGR_F_SetFieldString(feature, field, values[row])
        }
    }
}
