// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar

/// Reads one source of a project.
struct TableLoader {
    /// The project.
    let project: ProjectFile
    /// How it is loaded.
    let options: LoadOptions
    /// Layer in the project, `buurten`, or `join`.
    let layer: String

    /// Reads, screens, transforms and repairs the features of one source.
    func load(
        _ description: SourceDescription, columns: ColumnSelection, filters: [String] = []
    ) throws(GeoFileError) -> LoadedTable {
        var clock = StageClock()
        let request = ReadRequest(
            description: description, projectPath: project.path, columns: columns, filters: filters)
        let read = try TableReader.read(request)
        clock.end("load:\(layer)")
        var loaded = LoadedTable(
            table: read.table, masks: read.masks, log: DefectLog(layer: layer),
            input: record(read, description), notes: [], stages: [])
        try place(&loaded, description, &clock)
        noteArcs(&loaded)
        loaded.stages = clock.stages
        return loaded
    }

    /// Reads a table without places.
    func loadTable(_ description: SourceDescription) throws(GeoFileError) -> LoadedTable {
        var clock = StageClock()
        let request = ReadRequest(
            description: description, projectPath: project.path, columns: .all(required: []),
            needsGeometry: false)
        let read = try TableReader.read(request)
        clock.end("load:\(layer)")
        return LoadedTable(
            table: read.table, masks: [:], log: DefectLog(layer: layer),
            input: record(read, description), notes: [], stages: clock.stages)
    }

    private func record(_ read: ReadResult, _ description: SourceDescription) -> InputRecord {
        InputRecord(
            layer: layer, source: description.source, sha256: nil, driver: read.table.driver,
            features: read.table.count, crs: description.crs ?? read.table.crs ?? "none",
            operation: nil)
    }

    private func noteArcs(_ loaded: inout LoadedTable) {
        guard loaded.table.linearised > 0 else { return }
        loaded.notes.append(
            "\(layer): arcs of \(loaded.table.linearised) features made straight in steps of "
                + "\(Int(GeometryBuilder.arcStep)) degrees")
    }

    /// Screens the coordinates, repairs polygons, and brings them into the project CRS.
    func place(
        _ loaded: inout LoadedTable, _ description: SourceDescription, _ clock: inout StageClock
    ) throws(GeoFileError) {
        guard let definition = description.crs ?? loaded.table.crs else {
            throw GeoFileError(
                .badData,
                "\(description.source): layer \(layer): the source has no CRS; name it, such as "
                    + "crs: EPSG:28992")
        }
        let change: CoordinateChange
        do throws(GeoFileError) {
            change = try CoordinateChange(
                from: definition, to: project.crs, gridFolder: options.projData)
        } catch {
            throw GeoFileError(
                error.code, "\(description.source): layer \(layer): \(error.message)")
        }
        loaded.input.crs = change.sourceName
        let wrong = CoordinateScreen.findings(in: loaded.table.geometry, range: change.range)
        CoordinateScreen.report(wrong, loaded: &loaded, crs: change.sourceName)
        var invalid = GeometryCheck.repair(&loaded.table)
        clock.end("check")
        if let transformer = change.transformer {
            transform(&loaded, &invalid, transformer)
            loaded.input.operation = transformer.operation
            loaded.notes.append("\(layer): \(change.sentence)")
            clock.end("transform:\(layer)")
            CoordinateScreen.leaveOutLost(&loaded, crs: change.sourceName)
            repairRounding(&loaded, known: Set(invalid.map(\.feature)))
        }
        GeometryCheck.report(&loaded, invalid)
        // Here nobody else holds the columns any more: they are turned in place.
        loaded.table.geometry.polygons.orient()
        clock.end("check")
    }

    /// Repairs what touched itself in the source and crosses itself after rounding; no defect of the source.
    private func repairRounding(_ loaded: inout LoadedTable, known: Set<Int64>) {
        let again = PolygonRepair.run(&loaded.table.geometry.polygons, ids: loaded.table.ids)
        let new = again.filter { !known.contains($0.feature) }
        guard !new.isEmpty else { return }
        loaded.notes.append(
            "\(layer): \(new.count) features that rounding made invalid in the transformation were repaired"
        )
    }

    private func transform(
        _ loaded: inout LoadedTable, _ invalid: inout [PolygonRepair.Finding],
        _ transformer: CoordinateTransformer
    ) {
        transformer.transform(&loaded.table.geometry)
        var x = invalid.map(\.x)
        var y = invalid.map(\.y)
        transformer.forward(x: &x, y: &y)
        for i in invalid.indices { (invalid[i].x, invalid[i].y) = (x[i], y[i]) }
    }
}
