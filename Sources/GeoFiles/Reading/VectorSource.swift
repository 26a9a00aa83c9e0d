// SPDX-License-Identifier: EUPL-1.2
import CGDAL

/// An open source of GDAL and the layer that the project file asks for.
///
/// Handles belong to the thread that made them: each layer of a project is read by its own source.
final class VectorSource {
    /// The layer, or the result of the query.
    let layer: OGRLayerH
    /// GDAL's driver.
    let driver: String
    /// Whether all columns come as text that has yet to be typed.
    let isPlainText: Bool
    /// Name for messages: source, and the layer where one is named.
    let name: String
    /// Bytes of the file; 0 where the source is none.
    let sizeOnDisk: Int

    private let dataset: GDALDatasetH
    private let isQueryResult: Bool
    private let temporary: String?

    /// Opens the source that a project file describes.
    ///
    /// - Parameters:
    ///   - description: Source, layer or query, encoding.
    ///   - location: Where it is.
    ///   - needsGeometry: Whether tables without geometry are passed over when no layer is named.
    ///   - needsTypes: Whether filters will compare values, beside the filter or query of the source.
    ///   - messages: What GDAL says meanwhile.
    /// - Throws: ``GeoFileError`` where it cannot be opened or has no such layer.
    init(
        _ description: SourceDescription, at location: SourceLocation, needsGeometry: Bool,
        needsTypes: Bool = false, messages: GDALMessages
    ) throws(GeoFileError) {
        var opened = try OpenedSource(description, at: location, messages: messages)
        if needsTypes || description.filter != nil || description.sql != nil {
            opened = try opened.withTypedColumns(description, messages: messages)
        }
        do throws(GeoFileError) {
            let picked = try LayerChoice(
                in: opened.dataset, description: description, member: opened.member,
                needsGeometry: needsGeometry, messages: messages)
            layer = picked.layer
            isQueryResult = picked.isQueryResult
        } catch {
            opened.close()
            throw error
        }
        dataset = opened.dataset
        temporary = opened.temporary
        driver = opened.driver
        isPlainText = opened.driver == "CSV" && !opened.isTyped
        sizeOnDisk = location.size
        name = description.layer.map { "\(description.source) (layer \($0))" } ?? description.source
    }

    deinit {
        if isQueryResult { GDALDatasetReleaseResultSet(dataset, layer) }
        OpenedSource.close(dataset, temporary: temporary)
    }

    /// Whether GDAL fills Arrow columns faster than features for this layer.
    var hasFastColumns: Bool { OGR_L_TestCapability(layer, OLCFastGetArrowStream) != 0 }

    /// Names of the columns, in order.
    var columnNames: [String] {
        let definition = OGR_L_GetLayerDefn(layer)
        return (0..<OGR_FD_GetFieldCount(definition)).map { field in
            String(cString: OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, field)))
        }
    }

    /// Name of the column with the identifier of a feature; empty where there is none.
    var identifierColumn: String { String(cString: OGR_L_GetFIDColumn(layer)) }

    /// Leaves out features by a filter in the syntax of OGR.
    func filter(_ text: String?, messages: GDALMessages) throws(GeoFileError) {
        guard let text else { return }
        try Self.filter(layer, text, name: name, columns: columnNames, messages)
    }

    /// Puts a filter to a layer; `name` and `columns` are for the message where it is not understood.
    static func filter(
        _ layer: OGRLayerH, _ text: String, name: String, columns: [String],
        _ messages: GDALMessages
    ) throws(GeoFileError) {
        let result = messages.collect { OGR_L_SetAttributeFilter(layer, text) }
        guard result != OGRERR_NONE else { return }
        throw GeoFileError(
            .badData,
            "\(name): the filter \(text) is not understood (\(messages.failures.last ?? "no reason given")); "
                + "columns: \(columns.joined(separator: ", "))", detail: messages.detail)
    }

    /// The CRS of the layer as well-known text; `nil` where it has none.
    func crsDefinition() -> String? {
        guard let reference = OGR_L_GetSpatialRef(layer) else { return nil }
        if let code = OSRGetAuthorityCode(reference, nil),
            let authority = OSRGetAuthorityName(reference, nil)
        {
            return String(cString: authority) + ":" + String(cString: code)
        }
        guard OSRIsLocal(reference) == 0 else { return nil }
        var text: UnsafeMutablePointer<CChar>?
        let options = GDALOptions(["FORMAT=WKT2_2019"])
        guard OSRExportToWktEx(reference, &text, options.pointers) == OGRERR_NONE, let text else {
            return nil
        }
        defer { VSIFree(text) }
        let definition = String(cString: text)
        return definition.contains("Undefined geographic SRS") ? nil : definition
    }
}
