// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import Neighbourhoods

/// Which features of a layer a filter selects, as GDAL evaluates it.
enum FilterMasks {
    /// One flag per feature for each filter of the request; the name of a column is no filter.
    ///
    /// Filters are put to a copy of the layer in memory whose identifiers are the rows: those of a source
    /// may repeat, and some drivers (GML) number the same features differently at a second reading.
    static func evaluate(
        _ request: ReadRequest, table: FeatureTable, source: VectorSource, messages: GDALMessages
    ) throws(GeoFileError) -> [String: [Bool]] {
        let columns = source.columnNames
        let filters = request.filters.filter { !columns.contains($0) }
        guard !filters.isEmpty else { return [:] }
        let dataset = try messages.collect { () throws(GeoFileError) in
            try MemoryTable.copy(of: source.layer)
        }
        defer { GDALClose(dataset) }
        guard let layer = GDALDatasetGetLayer(dataset, 0),
            Int(OGR_L_GetFeatureCount(layer, 1)) == table.count
        else {
            throw GeoFileError(
                .badData,
                "\(source.name): it gives other features when it is read again; is it changing?")
        }
        var masks: [String: [Bool]] = [:]
        for filter in filters {
            try VectorSource.filter(layer, filter, name: source.name, columns: columns, messages)
            masks[filter] = flags(layer, count: table.count)
        }
        return masks
    }

    /// One flag per row of a table in memory for one filter.
    ///
    /// - Throws: ``GeoFileError/Code/badData`` where GDAL does not understand the filter; `name` is for
    ///   the message.
    static func flags(
        of table: AttributeTable, where filter: String, name: String
    ) throws(GeoFileError) -> [Bool] {
        let dataset = try MemoryTable.dataset(of: table, layer: "features")
        defer { GDALClose(dataset) }
        guard let layer = GDALDatasetGetLayer(dataset, 0) else {
            throw GeoFileError(.fault, "GDAL makes no layer in memory")
        }
        try VectorSource.filter(
            layer, filter, name: name, columns: table.columns.map(\.name), GDALMessages())
        return flags(layer, count: table.count)
    }

    private static func flags(_ layer: OGRLayerH, count: Int) -> [Bool] {
        var flags = [Bool](repeating: false, count: count)
        OGR_L_ResetReading(layer)
        while let feature = OGR_L_GetNextFeature(layer) {
            let row = Int(OGR_F_GetFID(feature))
            OGR_F_Destroy(feature)
            if flags.indices.contains(row) { flags[row] = true }
        }
        return flags
    }
}
