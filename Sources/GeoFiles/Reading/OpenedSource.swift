// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import Foundation

/// A dataset before a layer is chosen.
struct OpenedSource {
    let dataset: GDALDatasetH
    let driver: String
    /// Recoded copy in memory.
    let temporary: String?
    /// Name of the file without ending, which may stand for its only layer.
    let member: String
    /// Whether the columns of a text table have their types.
    private(set) var isTyped = false

    init(
        _ description: SourceDescription, at location: SourceLocation, messages: GDALMessages
    ) throws(GeoFileError) {
        let candidates = Self.candidates(description, location)
        for (path, drivers) in candidates {
            if let opened = try Self(path, drivers, description, messages) {
                self = opened
                return
            }
        }
        if location.isArchive, let opened = try Self.member(of: location, description, messages) {
            self = opened
            return
        }
        throw Self.failure(location, messages)
    }

    /// Opens one path; `nil` where no driver knows it.
    private init?(
        _ path: String, _ drivers: [String], _ description: SourceDescription,
        _ messages: GDALMessages
    ) throws(GeoFileError) {
        let recoded = try RecodedCopy.path(
            of: path, encoding: description.encoding, messages: messages)
        let allowed = GDALOptions(drivers)
        let options = GDALOptions(Self.openOptions(description))
        let opened = messages.collect {
            GDALOpenEx(
                recoded ?? path, UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY), allowed.pointers,
                options.pointers, nil)
        }
        guard let opened else {
            if let recoded { VSIUnlink(recoded) }
            return nil
        }
        dataset = opened
        temporary = recoded
        member = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        driver =
            GDALGetDatasetDriver(opened).map { String(cString: GDALGetDriverShortName($0)) } ?? ""
    }

    /// Options for the drivers that have them; GDAL warns of those that do not apply, which nobody sees.
    private static func openOptions(_ description: SourceDescription) -> [String] {
        var options = [
            "WRITE_GFS=NO", "FORCE_SRS_DETECTION=YES", "PAGE_SIZE=1000", "AUTODETECT_TYPE=NO",
        ]
        if let encoding = description.encoding { options.append("ENCODING=\(encoding)") }
        return options
    }

    /// Paths to try, with the drivers that may open them (empty: all).
    private static func candidates(
        _ description: SourceDescription, _ location: SourceLocation
    ) -> [(String, [String])] {
        let path = location.gdalPath
        guard path.hasPrefix("http://") || path.hasPrefix("https://") else { return [(path, [])] }
        let ending = path.lowercased()
        let isFile = [".gpkg", ".geojson", ".json", ".fgb", ".csv", ".gml", ".parquet"].contains {
            ending.hasSuffix($0)
        }
        if ending.hasSuffix(".zip") { return [("/vsizip//vsicurl/\(path)", [])] }
        if ending.hasSuffix(".gz") { return [("/vsigzip//vsicurl/\(path)", [])] }
        return isFile ? [("/vsicurl/\(path)", [])] : [("OAPIF:\(path)", ["OAPIF"])]
    }

    /// The member of an archive that has the layer; the only one where none is named.
    private static func member(
        of location: SourceLocation, _ description: SourceDescription, _ messages: GDALMessages
    ) throws(GeoFileError) -> OpenedSource? {
        let members = location.members()
        let names = members.map {
            URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent
        }
        if let wanted = description.layer, let row = names.firstIndex(of: wanted),
            let opened = try OpenedSource(members[row], [], description, messages)
        {
            return opened
        }
        var layers: [String] = []
        for member in members {
            guard let opened = try OpenedSource(member, [], description, messages) else { continue }
            let found = opened.layerNames
            layers += found
            if let wanted = description.layer, found.contains(wanted) { return opened }
            if description.layer == nil, members.count == 1 { return opened }
            opened.close()
        }
        guard !layers.isEmpty else { return nil }
        let remedy = description.layer.map {
            "there is no layer \($0); " + suggestion(for: $0, among: layers, kind: "layers")
        }
        throw GeoFileError(
            .badData,
            "\(location.name): "
                + (remedy
                    ?? "it has several members; name one under layer: \(layers.joined(separator: ", "))")
        )
    }

    private init(typed dataset: GDALDatasetH, of other: OpenedSource) {
        self.dataset = dataset
        driver = other.driver
        temporary = nil
        member = other.member
        isTyped = true
    }

    /// A text table as a table in memory with typed columns, where a filter or query is to compare them.
    func withTypedColumns(
        _ description: SourceDescription, messages: GDALMessages
    ) throws(GeoFileError) -> OpenedSource {
        guard driver == "CSV", let layer = GDALDatasetGetLayer(dataset, 0) else { return self }
        defer { close() }
        var table = FeatureTable()
        var builder = GeometryBuilder()
        messages.collect { FeatureReader.read(layer, into: &table, builder: &builder) }
        if let (column, row) = table.undecoded {
            throw GeoFileError(
                .badData,
                "\(description.source): column \(column), row \(row + 1): the text is not UTF-8; name its "
                    + "encoding, such as encoding: ISO-8859-1")
        }
        let typed = TextTyping.typed(table.attributes)
        let name = String(cString: OGR_L_GetName(layer))
        return OpenedSource(typed: try MemoryTable.dataset(of: typed, layer: name), of: self)
    }

    /// Names of the layers of the dataset.
    var layerNames: [String] {
        (0..<GDALDatasetGetLayerCount(dataset)).compactMap { row in
            GDALDatasetGetLayer(dataset, row).map { String(cString: OGR_L_GetName($0)) }
        }
    }

    private static func failure(_ location: SourceLocation, _ messages: GDALMessages)
        -> GeoFileError
    {
        let reason = messages.failures.last.map { " (\($0))" } ?? ""
        guard let file = location.file else {
            return GeoFileError(
                .missingInput,
                "\(location.name): it cannot be reached or is no OGC API\(reason); check the address",
                detail: messages.detail)
        }
        let mark = FileHandle(forReadingAtPath: file).flatMap { try? $0.read(upToCount: 2) }
        if let mark, [[0xFF, 0xFE], [0xFE, 0xFF]].contains(Array(mark)) {
            return GeoFileError(
                .badData, "\(location.name): the text is UTF-16; save the file as UTF-8")
        }
        return GeoFileError(
            .badData,
            "\(location.name): GDAL finds no vector data in it; check that the file is whole and in a "
                + "format that `ogrinfo` opens", detail: messages.detail)
    }

    /// Closes the dataset and removes the recoded copy.
    func close() { Self.close(dataset, temporary: temporary) }

    /// See ``close()``.
    static func close(_ dataset: GDALDatasetH, temporary: String?) {
        GDALClose(dataset)
        if let temporary { VSIUnlink(temporary) }
    }
}
