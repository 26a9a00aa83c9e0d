// SPDX-License-Identifier: EUPL-1.2
import CGEOS
import Neighbourhoods
import Planar

/// A layer as it was loaded.
struct LoadedLayer {
    /// The layer; `nil` where a defect refuses it.
    var layer: Layer?
    /// Defects, inputs, notes, stages.
    var report: LoadReport
}

/// Loads a layer other than the population.
struct LayerLoader {
    private let project: ProjectFile
    private let description: LayerDescription
    private let options: LoadOptions

    init(_ description: LayerDescription, _ project: ProjectFile, options: LoadOptions) {
        self.project = project
        self.description = description
        self.options = options
    }

    /// Loads and checks it.
    func load() throws(GeoFileError) -> LoadedLayer {
        let loader = TableLoader(project: project, options: options, layer: description.name)
        let filters = Set(description.filters).union(description.selections.values)
        var loaded = try loader.load(
            description.source, columns: selection, filters: filters.sorted())
        if loaded.table.lacksColumns, loaded.table.count <= options.largestCopiedLayer {
            // So many features were left out that the layer goes into the results after all.
            loaded = try loader.load(
                description.source, columns: .all(required: requiredColumns),
                filters: filters.sorted())
        }
        try KindCheck.run(&loaded, description)
        try ColumnCheck.run(&loaded, description)
        try loaded.requireFeatures(description.source.source, layer: description.name)
        var report = LoadReport()
        report.defects = loaded.log.defects
        report.inputs = [loaded.input]
        report.notes = loaded.notes
        report.stages = loaded.stages
        let layer = loaded.log.refuses ? nil : try self.layer(loaded)
        return LoadedLayer(layer: layer, report: report)
    }

    /// Columns that no measure reads are kept only where the results will show them.
    private var selection: ColumnSelection {
        .few(required: requiredColumns, above: options.largestCopiedLayer)
    }

    private var requiredColumns: [String] {
        let settings = description.settings
        return [
            settings.nameColumn, settings.fromColumn, settings.untilColumn, settings.sizeColumn,
            settings.costColumn,
        ]
        .compactMap { $0 } + settings.worksColumns
            + description.columns.sorted { $0.key < $1.key }.map(\.value)
    }

    private func layer(_ loaded: LoadedTable) throws(GeoFileError) -> Layer {
        var masks: [String: [Bool]] = [:]
        for filter in description.filters {
            masks[filter] = loaded.masks[filter]
            guard loaded.masks[filter]?.contains(true) != true else { continue }
            throw GeoFileError(
                .badData,
                "\(description.source.source): layer \(description.name): the filter \(filter) of an indicator "
                    + "gives no feature; correct its where:")
        }
        for (purpose, text) in description.selections {
            if let column = loaded.table.attributes[text] {
                masks[purpose] = try FlagColumn.flags(column, loaded.table, description)
            } else {
                masks[purpose] = loaded.masks[text]
            }
        }
        let table = loaded.table
        return Layer(
            name: description.name, role: description.role, geometry: table.geometry,
            attributes: table.attributes, ids: table.ids, settings: description.settings,
            masks: masks,
            surfacePoints: description.role == .site
                ? Self.surfacePoints(table.geometry) : PointSet())
    }

    /// A point on the surface of each feature with polygons, as GEOS chooses it.
    static func surfacePoints(_ geometry: FeatureGeometry) -> PointSet {
        let context = GEOSContext()
        let polygons = geometry.polygons
        var points = PointSet()
        var start = 0
        while start < polygons.count {
            var end = start + 1
            while end < polygons.count, polygons.feature[end] == polygons.feature[start] {
                end += 1
            }
            let shape = context.geometry(of: polygons, start..<end)
            if let (x, y) = context.pointOnSurface(shape) {
                points.append(x: x, y: y, feature: polygons.feature[start])
            }
            if let shape { GEOSGeom_destroy_r(context.handle, shape) }
            start = end
        }
        return points
    }
}
