// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import Neighbourhoods

/// Which features of a layer a filter selects, as GDAL evaluates it.
enum FilterMasks {
    /// One flag per feature for each filter of the request.
    ///
    /// The layer is read again with the filter added to its own, identifiers only. They come in the order
    /// of the first reading, so that also a layer that repeats an identifier is marked right.
    static func evaluate(
        _ request: ReadRequest, table: FeatureTable, source: VectorSource, messages: GDALMessages
    ) throws(GeoFileError) -> [String: [Bool]] {
        var masks: [String: [Bool]] = [:]
        for filter in request.filters {
            let whole = request.description.filter.map { "(\($0)) AND (\(filter))" } ?? filter
            try source.filter(whole, messages: messages)
            masks[filter] = messages.collect { mark(table, source) }
        }
        return masks
    }

    private static func mark(_ table: FeatureTable, _ source: VectorSource) -> [Bool] {
        var flags = [Bool](repeating: false, count: table.count)
        var row = 0
        OGR_L_ResetReading(source.layer)
        while let feature = OGR_L_GetNextFeature(source.layer) {
            let id = OGR_F_GetFID(feature)
            OGR_F_Destroy(feature)
            while row < table.count, table.ids[row] != id { row += 1 }
            guard row < table.count else { break }
            flags[row] = true
            row += 1
        }
        return flags
    }
}
