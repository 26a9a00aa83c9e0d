// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import Foundation
import Glibc
import Neighbourhoods

/// A file format that the installed GDAL writes vectors in.
public struct VectorFormat: Sendable, Equatable {
    /// Name on the command line, the ending of its files: `fgb`, `xlsx`.
    public var name: String
    /// Driver of GDAL.
    var driver: String
    /// Ending of the file; for tiles that of their container.
    var ending: String

    /// Drivers whose output is a database elsewhere, a drawing without attributes, or a raster.
    private static let leftOut: Set<String> = [
        "GPKG", "GeoJSON", "CSV", "DXF", "DGN", "PDF", "S57", "GPSBabel", "WAsP", "VDV", "GMLAS",
        "Selafin", "Memory", "MEM", "PCIDSK", "FITS", "VICAR", "PDS4", "BAG", "netCDF",
        "Interlis 1", "Interlis 2", "GPX", "GeoRSS", "KML", "Geoconcept", "JP2OpenJPEG", "PDS",
    ]

    /// The formats that can be written here, by name.
    ///
    /// - Complexity: O(drivers).
    public static let all: [VectorFormat] = {
        _ = GDALLibrary.isReady
        var formats: [VectorFormat] = []
        for row in 0..<GDALGetDriverCount() {
            guard let driver = GDALGetDriver(row), isWritten(driver) else { continue }
            let name = String(cString: GDALGetDriverShortName(driver))
            guard !leftOut.contains(name), let ending = ending(of: driver) else { continue }
            formats.append(VectorFormat(name: ending, driver: name, ending: ending))
        }
        // Tiles in one file, not in a folder of thousands.
        formats.removeAll { ["MVT", "MBTiles"].contains($0.driver) }
        if GDALGetDriverByName("MVT") != nil {
            formats.append(VectorFormat(name: "mvt", driver: "MVT", ending: "mbtiles"))
        }
        var known: Set<String> = []
        return formats.sorted { $0.name < $1.name }.filter { known.insert($0.name).inserted }
    }()

    private static func isWritten(_ driver: GDALDriverH) -> Bool {
        ["DCAP_VECTOR", "DCAP_CREATE"].allSatisfy { (key: String) in
            GDALGetMetadataItem(driver, key, nil).map { String(cString: $0) == "YES" } ?? false
        } && GDALGetMetadataItem(driver, "DMD_CONNECTION_PREFIX", nil) == nil
    }

    /// Whether whole numbers of 64 bits have a type of their own.
    static func holdsWholes(_ driver: GDALDriverH) -> Bool {
        GDALGetMetadataItem(driver, "DMD_CREATIONFIELDDATATYPES", nil).map {
            String(cString: $0).contains("Integer64")
        } ?? true
    }

    private static func ending(of driver: GDALDriverH) -> String? {
        for key in ["DMD_EXTENSION", "DMD_EXTENSIONS"] {
            guard let text = GDALGetMetadataItem(driver, key, nil) else { continue }
            let first = String(cString: text).split(separator: " ").first.map(String.init)
            if let first, !first.isEmpty { return first.lowercased() }
        }
        return nil
    }
}

/// Writes the buurten with their indicators in one format.
///
/// - Parameters:
///   - format: The format.
///   - folder: Where; the files are named `indicators.` and their ending.
///   - table: The columns.
///   - geometry: Shapes of the rows.
///   - name: Coordinate reference system.
/// - Returns: Names of the files, relative to the folder.
/// - Throws: ``GeoFileError/Code/cannotWrite``.
func writeVectors(
    _ format: VectorFormat, in folder: String, _ table: OutputTable, _ geometry: BinaryGeometry,
    crs name: String
) throws(GeoFileError) -> [String] {
    let own = folder + "/.format-" + format.name
    guard mkdir(own, 0o777) == 0 else {
        throw GeoFileError(.cannotWrite, "\(own): cannot be made: \(systemMessage())")
    }
    defer { removeTree(own) }
    try fill(own + "/indicators." + format.ending, format, table, geometry, crs: name)
    // A format may be several files: they all move up.
    let written = (try? FileManager.default.subpathsOfDirectory(atPath: own)) ?? []
    for entry in (try? FileManager.default.contentsOfDirectory(atPath: own)) ?? [] {
        guard rename(own + "/" + entry, folder + "/" + entry) == 0 else {
            throw GeoFileError(
                .cannotWrite, "\(folder)/\(entry): cannot be put there: \(systemMessage())")
        }
    }
    return written.sorted().filter { path in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(
            atPath: folder + "/" + path, isDirectory: &isFolder) && !isFolder.boolValue
    }
}

private func fill(
    _ path: String, _ format: VectorFormat, _ table: OutputTable, _ geometry: BinaryGeometry,
    crs name: String
) throws(GeoFileError) {
    CPLPushErrorHandler(CPLQuietErrorHandler)
    defer { CPLPopErrorHandler() }
    func failure() -> GeoFileError {
        GeoFileError(
            .cannotWrite, "\(path): cannot be written as \(format.name)",
            detail: String(cString: CPLGetLastErrorMsg()))
    }
    guard let driver = GDALGetDriverByName(format.driver),
        let crs = OSRNewSpatialReference(nil)
    else { throw failure() }
    defer { OSRRelease(crs) }
    guard OSRSetFromUserInput(crs, name) == OGRERR_NONE else { throw failure() }
    OSRSetAxisMappingStrategy(crs, OAMS_TRADITIONAL_GIS_ORDER)
    // Tiles down to 15 zooms of the size of a street; others take no options.
    let options = format.driver == "MVT" ? CSLAddString(nil, "MAXZOOM=12") : nil
    defer { CSLDestroy(options) }
    guard let dataset = GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, options) else {
        throw failure()
    }
    let messages = GDALMessages()
    let isDone = messages.collect {
        let isFilled = add(
            table, geometry, to: dataset, crs, holdsWholes: VectorFormat.holdsWholes(driver),
            isSpreadsheet: ["ODS", "XLSX"].contains(format.driver))
        GDALClose(dataset)
        return isFilled
    }
    guard isDone, messages.failures.isEmpty else {
        throw GeoFileError(
            .cannotWrite, "\(path): cannot be written as \(format.name)", detail: messages.detail)
    }
}

private func add(
    _ table: OutputTable, _ geometry: BinaryGeometry, to dataset: GDALDatasetH,
    _ crs: OGRSpatialReferenceH, holdsWholes: Bool, isSpreadsheet: Bool
) -> Bool {
    guard let layer = GDALDatasetCreateLayer(dataset, "buurten", crs, wkbMultiPolygon, nil)
    else { return false }
    // A column of one file must not have the name of its own identifier or geometry.
    let columns = apart(table.columns, taken: ["fid", "ogc_fid", "geom", "geometry", "id"])
        .map { holdsWholes ? $0 : $0.withoutWholes }
        .map { isSpreadsheet ? $0.withoutFormulas : $0 }
    for column in columns where !addField(layer, column, isStamp: false) { return false }
    guard let definition = OGR_L_GetLayerDefn(layer) else { return false }
    // A spreadsheet has no shapes.
    let hasShapes = OGR_FD_GetGeomFieldCount(definition) > 0
    for row in 0..<table.rows {
        guard let feature = OGR_F_Create(definition) else { return false }
        defer { OGR_F_Destroy(feature) }
        for (index, column) in columns.enumerated() {
            fillField(feature, Int32(index), column, row)
        }
        guard !hasShapes || fillGeometry(feature, geometry.bytes(of: row)),
            OGR_L_CreateFeature(layer, feature) == OGRERR_NONE
        else { return false }
    }
    return true
}

extension OutputColumn {
    /// Texts that GDAL would write as a formula (`of:=1+1` in ODS) behind an apostrophe; those that begin
    /// with `=` it writes as texts.
    fileprivate var withoutFormulas: OutputColumn {
        guard case .texts(let values) = self.values else { return self }
        var column = self
        column.values = .texts(values.map { $0.map { $0.hasPrefix("of:") ? "'" + $0 : $0 } })
        return column
    }

    /// Whole numbers as plain ones, for formats that know no others.
    fileprivate var withoutWholes: OutputColumn {
        guard case .wholes(let values) = self.values else { return self }
        var column = self
        column.values = .numbers(values.map { $0.map(Double.init) })
        return column
    }
}
