// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import Neighbourhoods
import Planar

/// The columns that a request needs, found in its source.
struct NeededColumns {
    /// Where the coordinates of a table are.
    enum Place {
        /// In the geometry of the features.
        case geometry
        /// In two columns of numbers.
        case columns(x: String, y: String)
        /// In a column of WKT, EWKT or hexadecimal (E)WKB.
        case text(String)
    }

    /// Where the coordinates are.
    let place: Place
    /// Whether columns are left out because there are many features.
    let lacksColumns: Bool
    private let wanted: Set<String>?
    private let identifier: String?

    /// Pairs of columns that hold coordinates where the project file names none.
    private static let pairs = [
        ("x", "y"), ("rd_x", "rd_y"), ("x_rd", "y_rd"), ("lon", "lat"), ("longitude", "latitude"),
        ("lng", "lat"), ("easting", "northing"), ("x_coord", "y_coord"), ("xcoord", "ycoord"),
    ]
    private static let texts = [
        "wkt", "geometry", "geom", "the_geom", "geometrie", "shape", "_wkt_",
    ]

    /// Finds the columns.
    ///
    /// - Throws: ``GeoFileError/Code/badData`` naming the column that is not there, and the nearest.
    init(_ request: ReadRequest, _ source: VectorSource) throws(GeoFileError) {
        let there = source.columnNames
        let identifierColumn = source.identifierColumn
        let known = Set(there)
        for name in request.columns.required where !known.contains(name) && name != identifierColumn
        {
            throw Self.missing(name, there, source)
        }
        for name in request.columns.required + Self.placeNames(request.description) {
            try Self.requireOnce(name, there, source.name)
        }
        place =
            request.needsGeometry ? try Self.place(request.description, there, source) : .geometry
        identifier =
            request.columns.required.contains(identifierColumn) && !known.contains(identifierColumn)
            ? identifierColumn : nil
        lacksColumns = Self.leavesColumns(request, source, known)
        guard lacksColumns || request.columns.isOnly else {
            wanted = nil
            return
        }
        // A flag may be named by its column, which the request has among the filters.
        let names =
            request.columns.required + request.filters + Self.filtered(by: request, among: there)
        switch place {
        case .geometry: wanted = Set(names)
        case .columns(let x, let y): wanted = Set(names + [x, y])
        case .text(let name): wanted = Set(names + [name])
        }
    }

    /// Columns that the filter of the source may mean: drivers evaluate it on what they read.
    private static func filtered(by request: ReadRequest, among there: [String]) -> [String] {
        guard let filter = request.description.filter?.lowercased() else { return [] }
        return there.filter { filter.contains($0.lowercased()) }
    }

    /// Whether there are too many features to keep columns that nobody reads; a filter may read any.
    private static func leavesColumns(
        _ request: ReadRequest, _ source: VectorSource, _ known: Set<String>
    ) -> Bool {
        guard case .few(_, let limit) = request.columns, request.description.sql == nil,
            request.filters.allSatisfy(known.contains)
        else { return false }
        return Int(OGR_L_GetFeatureCount(source.layer, 0)) > limit
    }

    private static func placeNames(_ description: SourceDescription) -> [String] {
        [description.x, description.y, description.geometry].compactMap { $0 }
    }

    /// Refuses a column that is there twice: nobody can tell which one is meant.
    static func requireOnce(
        _ name: String, _ there: [String], _ source: String
    ) throws(GeoFileError) {
        let count = there.count { $0 == name }
        guard count > 1 else { return }
        throw GeoFileError(
            .badData,
            "\(source): the column \(name) is there \(count) times; rename all but one of them")
    }

    private static func missing(
        _ name: String, _ there: [String], _ source: VectorSource
    ) -> GeoFileError {
        GeoFileError(
            .badData,
            "\(source.name): there is no column \(name); "
                + suggestion(for: name, among: there, kind: "columns"))
    }

    private static func place(
        _ description: SourceDescription, _ there: [String], _ source: VectorSource
    ) throws(GeoFileError) -> Place {
        for name in placeNames(description) where !there.contains(name) {
            throw missing(name, there, source)
        }
        if let x = description.x, let y = description.y { return .columns(x: x, y: y) }
        if let name = description.geometry { return .text(name) }
        // GDAL would take in WKT of a CSV file itself, and make nothing of a text that is none.
        guard OGR_L_GetGeomType(source.layer) == wkbNone || source.driver == "CSV" else {
            return .geometry
        }
        let lower = Dictionary(
            there.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
        for (x, y) in pairs {
            if let x = lower[x], let y = lower[y] { return .columns(x: x, y: y) }
        }
        if let name = texts.lazy.compactMap({ lower[$0] }).first { return .text(name) }
        throw GeoFileError(
            .badData,
            "\(source.name): its features have no place; name the columns with coordinates (x: and y:) "
                + "or with WKT (geometry:); columns: \(there.joined(separator: ", "))")
    }

    /// Tells GDAL to leave out the columns that nobody needs.
    func ignoreOthers(in source: VectorSource) {
        var ignored: [String] = []
        if let wanted { ignored = source.columnNames.filter { !wanted.contains($0) } }
        switch place {
        case .geometry: break
        case .columns, .text: ignored.append("OGR_GEOMETRY")
        }
        ignored.append("OGR_STYLE")
        let list = GDALOptions.names(ignored)
        OGR_L_SetIgnoredFields(source.layer, list.texts)
    }

    /// Adds the identifier of the features as a column where one asks for it by name.
    func addIdentifier(to table: inout FeatureTable, source: VectorSource) {
        guard let identifier else { return }
        table.attributes.columns.append(
            AttributeColumn(name: identifier, values: .integers(table.ids)))
    }

    /// Makes points or shapes of the columns that hold them.
    func fillGeometry(of table: inout FeatureTable, source: VectorSource) throws(GeoFileError) {
        switch place {
        case .geometry: return
        case .columns(let x, let y):
            try CoordinateColumns.fill(&table, x: x, y: y, source: source.name)
        case .text(let name): try GeometryColumn.fill(&table, column: name, source: source.name)
        }
    }
}
