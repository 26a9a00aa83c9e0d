// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import Scenarios
import SpatialIndex

extension ScenarioLoader {
    /// What a change adds to a layer: its columns, selections and points on surfaces.
    mutating func fragment(
        _ change: ChangeDescription, _ row: Int
    ) throws(GeoFileError) -> Layer {
        let layer = workspace.layers[row]
        guard var description = project.layers.first(where: { $0.name == layer.name }) else {
            throw failure(change, "layer \(layer.name) is not in the project file")
        }
        var loaded = try drawing(change, layer: layer.name)
        description.source.source = loaded.input.source
        try KindCheck.run(&loaded, description)
        notes += loaded.notes
        return try fragment(change, row, loaded.table)
    }

    func fragment(
        _ change: ChangeDescription, _ row: Int, _ table: FeatureTable
    ) throws(GeoFileError) -> Layer {
        let layer = workspace.layers[row]
        var attributes = aligned(table.attributes, to: layer.attributes, count: table.count)
        for value in try values(of: change, in: layer) {
            guard let place = attributes.columns.firstIndex(where: { $0.name == value.name })
            else { continue }
            for row in 0..<attributes.count { attributes.columns[place].set(row, to: value) }
        }
        return Layer(
            name: layer.name, role: layer.role, geometry: table.geometry, attributes: attributes,
            ids: table.ids, settings: layer.settings,
            masks: try masks(of: attributes, row, change),
            surfacePoints: layer.role == .site
                ? LayerLoader.surfacePoints(table.geometry) : PointSet())
    }

    /// The drawn features of a change, in the CRS of the project, checked.
    mutating func drawing(
        _ change: ChangeDescription, layer: String
    ) throws(GeoFileError) -> LoadedTable {
        var here = project
        here.path = change.file
        let loader = TableLoader(project: here, options: options, layer: layer)
        var loaded: LoadedTable
        if let source = change.drawn?.source {
            loaded = try loader.load(source, columns: .all(required: []))
            loaded.input.sha256 = (try? SourceLocation(source.source, projectPath: change.file))
                .flatMap { SourceHash.sha256(of: $0) }
            inputs.append(loaded.input)
        } else {
            loaded = try written(change, loader)
        }
        for defect in loaded.log.defects {
            warn(
                change,
                "\(defect.count) \(defect.rule.rawValue) "
                    + (defect.action == .leftOut ? "left out" : defect.action.rawValue)
                    + (defect.features.first.map { ", such as \($0)" } ?? ""))
        }
        do throws(GeoFileError) {
            try loaded.requireFeatures(loaded.input.source, layer: layer)
        } catch {
            throw failure(
                change,
                "nothing that it draws can be used"
                    + (loaded.log.defects.first?.features.first.map { " (\($0))" } ?? "")
                    + "; a line needs two points, an area three")
        }
        if loaded.log.refuses {
            let refused = loaded.log.defects.first { $0.action == .refused }
            throw failure(
                change,
                "what it draws is refused: \(refused?.rule.rawValue ?? "") "
                    + "(\(refused?.features.first ?? "")); correct it or name its CRS")
        }
        try refuseDegenerate(loaded.table.geometry, change)
        try refusePoints(loaded.table.geometry, change, layer: layer)
        try refuseElsewhere(loaded.table.geometry, change, layer: layer)
        return loaded
    }

    /// A place that the scenario file spells itself, in the CRS of the project.
    private func written(
        _ change: ChangeDescription, _ loader: TableLoader
    ) throws(GeoFileError) -> LoadedTable {
        let text = change.drawn?.text ?? ""
        var table = FeatureTable()
        table.ids = [1]
        table.attributes = AttributeTable(
            count: 1, columns: [AttributeColumn(name: "geometry", values: .texts([text]))])
        do throws(GeoFileError) {
            try GeometryColumn.fill(&table, column: "geometry", source: change.file)
        } catch {
            throw failure(
                change,
                "\"\(text.prefix(40))\" is no well-known text such as "
                    + "LINESTRING (136000 459000, 136100 459050)")
        }
        table.crs = table.crs ?? project.crs
        var loaded = LoadedTable(
            table: table, masks: [:], log: DefectLog(layer: loader.layer),
            input: InputRecord(
                layer: loader.layer, source: change.file, sha256: nil, driver: "scenario",
                features: 1, crs: project.crs, operation: nil), notes: [], stages: [])
        var clock = StageClock()
        try loader.place(&loaded, SourceDescription(source: change.file), &clock)
        return loaded
    }

    /// A layer of lines gets no points: a Groene Lint of one point is a mistake.
    private func refusePoints(
        _ geometry: FeatureGeometry, _ change: ChangeDescription, layer name: String
    ) throws(GeoFileError) {
        guard let known = workspace.layers.first(where: { $0.name == name })?.geometry,
            known.lines.count > 0, known.points.count == 0, geometry.points.count > 0
        else { return }
        throw failure(change, "it draws a point, and \(name) has lines; a line needs two points")
    }

    private func refuseDegenerate(
        _ geometry: FeatureGeometry, _ change: ChangeDescription
    ) throws(GeoFileError) {
        for k in 0..<geometry.lines.count {
            let rows = geometry.lines.vertices(of: k)
            let isPoint = rows.allSatisfy {
                geometry.lines.x[$0] == geometry.lines.x[rows.lowerBound]
                    && geometry.lines.y[$0] == geometry.lines.y[rows.lowerBound]
            }
            guard isPoint else { continue }
            throw failure(change, "a line of it is one point; a line needs two")
        }
    }

    /// New values of attributes as columns of one row, of the types of the layer.
    func values(
        of change: ChangeDescription, in layer: Layer
    ) throws(GeoFileError) -> [AttributeColumn] {
        var values: [AttributeColumn] = []
        for (name, text, line) in change.attributes {
            guard let column = layer.attributes[name] else {
                throw GeoFileError(
                    .badData,
                    "\(change.file):\(line): change \(change.id): layer \(layer.name) has no column "
                        + "\"\(name)\"" + proposal(name, layer.attributes.columns.map(\.name)))
            }
            guard let value = column.one(text) else {
                throw GeoFileError(
                    .badData,
                    "\(change.file):\(line): change \(change.id): \(name) is \"\(text)\", and the "
                        + "column of layer \(layer.name) holds \(column.kindText)")
            }
            values.append(value)
        }
        return values
    }

    /// A table with the columns of a layer; what has another type is read anew, what is missing is absent.
    private func aligned(
        _ table: AttributeTable, to model: AttributeTable, count: Int
    ) -> AttributeTable {
        var result = AttributeTable(count: 0, columns: model.columns.map { $0.emptied })
        var source = AttributeTable(count: count)
        for column in model.columns {
            guard let own = table[column.name] else { continue }
            var typed = column.emptied
            for row in 0..<count {
                let value = own.text(row).flatMap { column.one($0) }
                if let value, typed.append(value) { continue }
                typed.appendAbsent(1, reason: own.absenceReason(row) ?? "not given in the scenario")
            }
            source.columns.append(typed)
        }
        result.append(source)
        return result
    }
}

extension AttributeColumn {
    /// The column without rows.
    fileprivate var emptied: AttributeColumn {
        selecting([])
    }

    /// A column of one row with the value that a text spells; `nil` where it is not of the type.
    fileprivate func one(_ text: String) -> AttributeColumn? {
        let values: Values? =
            switch self.values {
            case .integers: Int64(text).map { .integers([$0]) }
            case .reals: Double(text).flatMap { $0.isFinite ? .reals([$0]) : nil }
            case .texts: .texts([text])
            case .flags:
                ["true", "yes", "1", "ja"].contains(text.lowercased())
                    ? .flags([true])
                    : ["false", "no", "0", "nee"].contains(text.lowercased())
                        ? .flags([false]) : nil
            }
        return values.map { AttributeColumn(name: name, values: $0) }
    }

    fileprivate var kindText: String {
        switch values {
        case .integers: "whole numbers"
        case .reals: "numbers"
        case .texts: "texts"
        case .flags: "yes or no"
        }
    }
}
