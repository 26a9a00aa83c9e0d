// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Glibc
import Neighbourhoods
import Planar

/// Reads all sources of a project, checks them, and brings them into one workspace.
///
/// - Parameters:
///   - project: A project file that was read.
///   - options: Grids, strictness, threads.
/// - Returns: The workspace, `nil` where a defect refuses it, with all defects and the origin of the data.
/// - Throws: ``GeoFileError`` for what cannot be read at all: a source, layer, column or key that is not there,
///   a source without features or CRS.
public func load(_ project: ProjectFile, options: LoadOptions) throws(GeoFileError) -> LoadedProject
{
    if let folder = options.projData, !FileManager.default.fileExists(atPath: folder) {
        throw GeoFileError(
            .missingInput, "\(folder): there is no such folder with grids; correct --proj-data")
    }
    return try ProjectLoader(project, options).load()
}

/// See ``load(_:options:)``.
struct ProjectLoader {
    private let project: ProjectFile
    private let options: LoadOptions

    init(_ project: ProjectFile, _ options: LoadOptions) {
        self.project = project
        self.options = options
    }

    /// One part of the project, read on a thread of its own.
    private enum Part: Sendable {
        case buurten(LoadedBuurten)
        case population(LoadedPopulation)
        case layer(LoadedLayer)
        case digest(SourceDigest)
    }

    /// What can be read by itself.
    private enum Job: Sendable {
        case buurten
        case population(PopulationDescription, SourceDescription)
        case layer(LayerDescription)
        case digest(of: String)
    }

    func load() throws(GeoFileError) -> LoadedProject {
        var jobs: [Job] = [.buurten]
        if let population = project.population, let source = population.source {
            jobs.append(.population(population, source))
        }
        jobs += project.layers.map { .layer($0) }
        // Once per source, however many layers it has; last, because a missing source is to be told soon.
        if options.digests { jobs += sources.map { .digest(of: $0) } }
        let all = jobs
        return try assemble(
            try OrderedJobs.run(all.count, threads: options.threads) {
                (row) throws(GeoFileError) in try perform(all[row])
            })
    }

    /// The distinct sources, in order of name.
    private var sources: [String] {
        let all =
            [project.buurten.source, project.buurten.join?.source, project.population?.source]
            .compactMap { $0 } + project.layers.map(\.source)
        return Set(all.map(\.source)).sorted()
    }

    private func perform(_ job: Job) throws(GeoFileError) -> Part {
        switch job {
        case .buurten:
            .buurten(try BuurtenLoader(project, options: options).load())
        case .population(let population, let source):
            .population(try PopulationLoader(population, project, options: options).load(source))
        case .layer(let layer):
            .layer(try LayerLoader(layer, project, options: options).load())
        case .digest(let source):
            .digest(try SourceDigest(of: source, projectPath: project.path))
        }
    }

    private func assemble(_ parts: [Part]) throws(GeoFileError) -> LoadedProject {
        var report = LoadReport()
        var clock = StageClock()
        var buurten: LoadedBuurten?
        var population: LoadedPopulation?
        var layers: [Layer?] = []
        for part in parts {
            switch part {
            case .buurten(let loaded):
                buurten = loaded
                report.add(loaded.report, &clock)
            case .population(let loaded):
                population = loaded
                report.add(loaded.report, &clock)
            case .layer(let loaded):
                layers.append(loaded.layer)
                report.add(loaded.report, &clock)
            case .digest(let digest):
                clock.add(digest.stage)
                for row in report.inputs.indices
                where report.inputs[row].source == digest.source {
                    report.inputs[row].sha256 = digest.sha256
                }
            }
        }
        var people = population?.population
        var assignment: Assignment?
        if let buurten, let loaded = population, let points = loaded.population {
            let found = Assignment(of: points, in: buurten.polygons, threads: options.threads)
            clock.end("assign")
            OutsideCheck.run(points, ids: loaded.ids, found, report: &report)
            assignment = found
            clock.end("check")
        }
        if let lattice = project.population, lattice.source == nil, let whole = buurten?.buurten {
            people = try LatticePopulation.make(
                lattice, in: whole, projectPath: project.path)
            clock.end("load:\(lattice.name)")
        }
        releaseFreedMemory()
        let defects = sorted(report.defects)
        let isWhole =
            buurten?.buurten != nil && layers.allSatisfy { $0 != nil }
            && (project.population == nil || people != nil) && !(options.strict && !defects.isEmpty)
        let whole = isWhole ? buurten?.buurten : nil
        return LoadedProject(
            workspace: whole.map { self.workspace($0, people, layers, assignment) },
            defects: defects,
            inputs: report.inputs, notes: report.notes,
            stages: clock.stages)
    }

    private func workspace(
        _ buurten: Buurten, _ population: Population?, _ layers: [Layer?],
        _ assignment: Assignment?
    ) -> Workspace {
        Workspace(
            buurten: buurten, population: population, layers: layers.compactMap { $0 },
            plan: AnalysisPlan(
                project: project.project, year: project.year, requests: project.requests,
                minimumInhabitants: project.minimumInhabitants,
                assumptions: project.assumptions.map(\.plain), translations: project.assumptions,
                norms: project.norms,
                walking: project.walking),
            assignment: assignment)
    }

    /// Buurten first, then the population, then layers in the order of the file; rules in theirs.
    private func sorted(_ defects: [Defect]) -> [Defect] {
        let layers =
            ["buurten"] + [project.population?.name].compactMap { $0 } + project.layers.map(\.name)
        let rules = Defect.Rule.allCases
        let key = { (defect: Defect) in
            (layers.firstIndex(of: defect.layer) ?? 0, rules.firstIndex(of: defect.rule) ?? 0)
        }
        return defects.enumerated().sorted {
            let (a, b) = (key($0.element), key($1.element))
            return (a.0, a.1, $0.offset) < (b.0, b.1, $1.offset)
        }.map(\.element)
    }
}

/// Gives back to the system what reading freed: batches and tables of libraries leave many holes.
///
/// `malloc_trim` is of glibc, and Swift's module of it does not declare it.
private func releaseFreedMemory() {
    typealias Trim = @convention(c) (Int) -> Int32
    guard let symbol = dlsym(nil, "malloc_trim") else { return }
    _ = unsafeBitCast(symbol, to: Trim.self)(0)
}

extension LoadReport {
    /// Adds the report of a part.
    fileprivate mutating func add(_ other: LoadReport, _ clock: inout StageClock) {
        defects += other.defects
        inputs += other.inputs
        notes += other.notes
        for stage in other.stages { clock.add(stage) }
    }
}
