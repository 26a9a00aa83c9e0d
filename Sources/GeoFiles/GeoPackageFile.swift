// SPDX-License-Identifier: EUPL-1.2
import CGDAL

/// A GeoPackage in the making, through GDAL's C API.
///
/// One transaction around everything, and no waiting for the disk: the folder of the results is
/// synchronised as a whole at the end.
public final class GeoPackageFile {
    let dataset: GDALDatasetH
    let crs: OGRSpatialReferenceH
    private let path: String
    private var isOpen = true

    /// What SQLite holds, less those for the identifier and the geometry.
    private static let mostColumns = 1_990

    /// Creates the file.
    ///
    /// - Parameters:
    ///   - path: Where; nothing may be there yet.
    ///   - name: Coordinate reference system of all layers, such as `EPSG:28992`.
    ///   - time: Written as the time of the last change, ISO 8601.
    /// - Throws: A ``GeoFileError``, in most cases with code `cannotWrite`.
    public init(path: String, crs name: String, time: String) throws(GeoFileError) {
        _ = GDALLibrary.isReady
        CPLPushErrorHandler(CPLQuietErrorHandler)
        CPLSetThreadLocalConfigOption("OGR_SQLITE_SYNCHRONOUS", "OFF")
        // The standard (requirement 15) wants milliseconds.
        let stamp =
            time.hasSuffix("Z") && !time.contains(".") ? time.dropLast() + ".000Z" : time[...]
        CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", String(stamp))
        self.path = path
        let version = CSLAddString(nil, "VERSION=1.3")
        defer { CSLDestroy(version) }
        guard let driver = GDALGetDriverByName("GPKG") else {
            GeoPackageFile.endSettings()
            throw GeoFileError(.fault, "GDAL was built without GeoPackage")
        }
        guard let crs = OSRNewSpatialReference(nil), OSRSetFromUserInput(crs, name) == OGRERR_NONE
        else {
            GeoPackageFile.endSettings()
            throw GeoFileError(.badData, "crs \(name) is not known to PROJ")
        }
        OSRSetAxisMappingStrategy(crs, OAMS_TRADITIONAL_GIS_ORDER)
        guard let dataset = GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, version) else {
            OSRRelease(crs)
            GeoPackageFile.endSettings()
            throw GeoFileError(
                .cannotWrite, "\(path): cannot be written",
                detail: String(cString: CPLGetLastErrorMsg()))
        }
        self.dataset = dataset
        self.crs = crs
        GDALDatasetStartTransaction(dataset, 0)
    }

    deinit { try? finish() }

    /// Ends the transaction and closes the file.
    ///
    /// - Throws: ``GeoFileError/Code/cannotWrite``; the file is then of no use.
    public func finish() throws(GeoFileError) {
        guard isOpen else { return }
        isOpen = false
        // All that is said: the last words of a full disk are about a rollback.
        let messages = GDALMessages()
        let isCommitted = messages.collect {
            let isCommitted = GDALDatasetCommitTransaction(dataset) == OGRERR_NONE
            GDALClose(dataset)
            return isCommitted
        }
        OSRRelease(crs)
        GeoPackageFile.endSettings()
        guard isCommitted, messages.failures.isEmpty else {
            throw GeoFileError(
                .cannotWrite, "\(path): cannot be completed", detail: messages.detail)
        }
    }

    private static func endSettings() {
        CPLSetThreadLocalConfigOption("OGR_SQLITE_SYNCHRONOUS", nil)
        CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nil)
        CPLPopErrorHandler()
    }

    /// Adds a table of features, or one without geometry.
    ///
    /// `geometry` gives the well-known binary of a row, empty for none; `stamp` names a column of times
    /// that is filled by itself where a later writer leaves it out.
    func add(
        table name: String, _ table: OutputTable, type: OGRwkbGeometryType, key: String = "fid",
        description: String = "", stamp: String? = nil, geometry: ((_ row: Int) -> [UInt8])? = nil
    ) throws(GeoFileError) {
        guard table.columns.count <= Self.mostColumns else {
            throw GeoFileError(
                .badData,
                "table \(name): \(table.columns.count) columns are more than the \(Self.mostColumns) that a "
                    + "GeoPackage holds; choose columns with sql: or name fewer attributes")
        }
        var options = CSLAddString(nil, "FID=\(key)")
        options = CSLAddString(options, "GEOMETRY_NAME=geom")
        if !description.isEmpty { options = CSLAddString(options, "DESCRIPTION=\(description)") }
        defer { CSLDestroy(options) }
        let reference = geometry == nil ? nil : crs
        guard let layer = GDALDatasetCreateLayer(dataset, name, reference, type, options) else {
            throw failure(name)
        }
        let columns = apart(table.columns, taken: [key.lowercased(), "geom"])
        for column in columns {
            guard addField(layer, column, isStamp: column.name == stamp) else {
                throw failure(name)
            }
        }
        guard let definition = OGR_L_GetLayerDefn(layer) else { throw failure(name) }
        for row in 0..<table.rows {
            guard let feature = OGR_F_Create(definition) else { throw failure(name) }
            defer { OGR_F_Destroy(feature) }
            for (index, column) in columns.enumerated() {
                fillField(feature, Int32(index), column, row)
            }
            if let geometry, !fillGeometry(feature, geometry(row)) { throw failure(name) }
            guard OGR_L_CreateFeature(layer, feature) == OGRERR_NONE else { throw failure(name) }
        }
    }

    func failure(_ table: String) -> GeoFileError {
        GeoFileError(
            .cannotWrite, "\(path): table \(table) cannot be written",
            detail: String(cString: CPLGetLastErrorMsg()))
    }
}
