// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Neighbourhoods
import Planar

/// What every source of a project goes through: read, screened, transformed, repaired, hashed.
struct LoadedTable {
    /// The features that are left, in the project CRS.
    var table: FeatureTable
    /// A flag per feature for each filter.
    var masks: [String: [Bool]]
    /// What was found wrong.
    var log: DefectLog
    /// Where the data came from.
    var input: InputRecord
    /// Facts for the log.
    var notes: [String]
    /// Time of the stages.
    var stages: [StageTiming]
}

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
        check(&loaded)
        clock.end("check")
        loaded.input.sha256 = SourceHash.sha256(of: read.location)
        clock.end("hash")
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
        var input = record(read, description)
        input.sha256 = SourceHash.sha256(of: read.location)
        clock.end("hash")
        return LoadedTable(
            table: read.table, masks: [:], log: DefectLog(layer: layer), input: input, notes: [],
            stages: clock.stages)
    }

    private func record(_ read: ReadResult, _ description: SourceDescription) -> InputRecord {
        InputRecord(
            layer: layer, source: description.source, sha256: nil, driver: read.table.driver,
            features: read.table.count, crs: description.crs ?? read.table.crs ?? "none",
            operation: nil)
    }

    /// Screens the coordinates and brings them into the project CRS.
    private func place(
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
            throw GeoFileError(error.code, "\(description.source): layer \(layer): \(error.message)")
        }
        loaded.input.crs = change.sourceName
        let findings = CoordinateScreen.findings(in: loaded.table.geometry, range: change.range)
        CoordinateScreen.report(findings, loaded: &loaded, crs: change.sourceName)
        clock.end("check")
        if let transformer = change.transformer {
            transformer.transform(&loaded.table.geometry)
            loaded.input.operation = transformer.operation
            loaded.notes.append("\(layer): \(change.sentence)")
            clock.end("transform:\(layer)")
        }
    }

    /// Leaves out what has no place and repairs polygons.
    private func check(_ loaded: inout LoadedTable) {
        if loaded.table.linearised > 0 {
            loaded.notes.append(
                "\(layer): arcs of \(loaded.table.linearised) features made straight in steps of "
                    + "\(Int(GeometryBuilder.arcStep)) degrees")
        }
        GeometryCheck.run(&loaded)
    }
}

/// Measures stages one after the other.
struct StageClock {
    /// The stages so far; one that occurs twice has the sum.
    private(set) var stages: [StageTiming] = []
    private var start = ContinuousClock.now

    /// Ends the stage that runs since the last end.
    mutating func end(_ name: String) {
        let now = ContinuousClock.now
        let duration = (now - start).components
        let seconds = Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
        start = now
        add(StageTiming(name: name, seconds: seconds))
    }

    /// Adds a stage measured elsewhere.
    mutating func add(_ stage: StageTiming) {
        if let row = stages.firstIndex(where: { $0.name == stage.name }) {
            stages[row].seconds += stage.seconds
        } else {
            stages.append(stage)
        }
    }
}
