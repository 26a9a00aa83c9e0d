// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import Foundation
import Neighbourhoods
import Planar

/// What a layer is read with, beyond its source.
struct ReadRequest {
    /// Where the features are.
    var description: SourceDescription
    /// Path of the project file, to which sources are relative.
    var projectPath: String
    /// Which columns.
    var columns: ColumnSelection
    /// Whether features have a place.
    var needsGeometry = true
    /// Filters to evaluate; each gives a flag per feature.
    var filters: [String] = []
}

/// A table with the flags of the filters that were asked for.
struct ReadResult {
    var table: FeatureTable
    /// A flag per feature for each filter.
    var masks: [String: [Bool]]
}

/// Reads a source: geometry and typed columns as they are in it.
enum TableReader {
    /// Reads what the request names.
    ///
    /// - Throws: ``GeoFileError`` in one line with the remedy: no source, layer, column or feature.
    static func read(_ request: ReadRequest) throws(GeoFileError) -> ReadResult {
        let location = try SourceLocation(
            request.description.source, projectPath: request.projectPath)
        let messages = GDALMessages()
        let description = request.description
        let source = try VectorSource(
            description, at: location,
            needsGeometry: request.needsGeometry && description.x == nil
                && description.geometry == nil,
            needsTypes: !request.filters.isEmpty, messages: messages)
        try source.filter(description.filter, messages: messages)
        let columns = try NeededColumns(request, source)
        var table = try readTable(source, columns, messages)
        if request.needsGeometry { try columns.fillGeometry(of: &table, source: source) }
        try requireFeatures(table, request)
        if table.crs == nil { table.crs = source.crsDefinition() }
        table.driver = source.driver
        table.lacksColumns = columns.lacksColumns
        let masks = try FilterMasks.evaluate(
            request, table: table, source: source, messages: messages)
        return ReadResult(table: table, masks: masks)
    }

    private static func readTable(
        _ source: VectorSource, _ columns: NeededColumns, _ messages: GDALMessages
    ) throws(GeoFileError) -> FeatureTable {
        columns.ignoreOthers(in: source)
        var table = FeatureTable()
        var builder = GeometryBuilder()
        let before = messages.failures.count
        try messages.collect { () throws(GeoFileError) in
            if source.hasFastColumns,
                try ArrowReader.read(source, into: &table, builder: &builder, messages: messages)
            {
                return
            }
            table = FeatureTable()
            builder = GeometryBuilder()
            FeatureReader.read(source.layer, into: &table, builder: &builder)
        }
        if messages.failures.count > before, let reason = messages.failures.last {
            throw GeoFileError(
                .badData,
                "\(source.name): reading stopped after feature \(table.count) (\(reason)); "
                    + "check that the file is whole", detail: messages.detail)
        }
        try requireText(table, source)
        table.geometry = builder.geometry
        table.geometry.count = table.count
        table.linearised = builder.linearised
        table.skipped = (messages.skipped, messages.skippedCount)
        table.collapsedRows = builder.collapsed
        if source.isPlainText { table.attributes = TextTyping.typed(table.attributes) }
        columns.addIdentifier(to: &table, source: source)
        return table
    }

    /// Refuses texts that are not UTF-8: guessing an encoding would make wrong names of them.
    private static func requireText(
        _ table: FeatureTable, _ source: VectorSource
    ) throws(GeoFileError) {
        guard let (column, row) = table.undecoded else { return }
        let id = row < table.ids.count ? table.ids[row] : Int64(row)
        throw GeoFileError(
            .badData,
            "\(source.name): column \(column), fid \(id): the text is not UTF-8; name its encoding, such as "
                + "encoding: ISO-8859-1")
    }

    private static func requireFeatures(
        _ table: FeatureTable, _ request: ReadRequest
    ) throws(GeoFileError) {
        guard table.count == 0 else { return }
        let name = request.description.source
        if let filter = request.description.filter {
            throw GeoFileError(
                .badData,
                "\(name): the filter \(filter) gives no feature; correct where: or the source")
        }
        let what = request.description.sql == nil ? "the layer is empty" : "the query gives no rows"
        throw GeoFileError(.badData, "\(name): \(what); name a layer with features")
    }
}
