// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// Writes all files of DIR, all or nothing.
///
/// - Parameters:
///   - content: What is written.
///   - folder: The folder that is filled and put in its place.
/// - Returns: The files, in the order in which they were written.
/// - Throws: A ``GeoFileError``; the folder is then as it was.
public func writeResults(
    _ content: OutputContent, into folder: OutputFolder
) throws(GeoFileError) -> [WrittenFile] {
    guard let workspace = content.loaded.workspace else {
        throw GeoFileError(.fault, "there is no workspace to write results of")
    }
    var writer = ResultWriter(content: content, workspace: workspace, folder: folder.temporary)
    do throws(GeoFileError) {
        try writer.run(writer.jobs)
        try writer.writeAccounts()
        try folder.commit(files: writer.files.map(\.name))
    } catch { throw folder.explained(error) }
    return writer.files
}

/// A file that is written, or several that are written at once, and the time each took.
struct WrittenStage: Sendable {
    var file: WrittenFile
    /// `nil` where the time is that of another file.
    var seconds: Double?
}

/// See ``writeResults(_:into:)``.
struct ResultWriter: Sendable {
    /// Files that have nothing to do with other files.
    enum Job: Sendable {
        case table(String, OutputTable)
        case addresses(Population)
        case geoJSON
        case package
        case format(VectorFormat)
        case page(OutputPage)
    }

    let content: OutputContent
    let workspace: Workspace
    let folder: String
    let buurten: OutputTable
    let status: OutputTable
    var files: [WrittenFile] = []
    var stages: [StageTiming] = []

    init(content: OutputContent, workspace: Workspace, folder: String) {
        self.content = content
        self.workspace = workspace
        self.folder = folder
        buurten = OutputTable(
            content.results.buurten, buurten: workspace.buurten,
            assumptions: content.results.assumptions)
        status = StatusTable(content.results, buurten: workspace.buurten).table
    }

    /// Does the jobs side by side; their files and stages come in the order of the jobs.
    mutating func run(_ jobs: [Job]) throws(GeoFileError) {
        let done = try OrderedJobs.run(jobs.count, threads: content.options.threads) {
            [self] (row) throws(GeoFileError) in try perform(jobs[row])
        }
        for written in done.joined() { enter(written) }
    }

    private mutating func enter(_ written: WrittenStage) {
        files.append(written.file)
        guard let seconds = written.seconds else { return }
        stages.append(StageTiming(name: "write:\(written.file.name)", seconds: seconds))
    }

    var jobs: [Job] {
        let (options, results) = (content.options, content.results)
        var jobs: [Job] = [.table("indicators.csv", buurten)]
        for group in results.groups + [results.total] {
            let table = OutputTable(group, assumptions: results.assumptions)
            jobs.append(.table("indicators-\(group.level).csv", table))
        }
        jobs.append(.table("status.csv", status))
        if options.perAddress, let population = workspace.population {
            jobs.append(.addresses(population))
        }
        if options.geoJSON { jobs.append(.geoJSON) }
        if options.geoPackage { jobs.append(.package) }
        return jobs + options.formats.map { .format($0) } + content.pages.map { .page($0) }
    }

    mutating func writeAccounts() throws(GeoFileError) {
        let listed =
            files + [WrittenFile(name: "provenance.json"), WrittenFile(name: "timings.json")]
        let provenance = provenanceJSON(content, files: listed)
        enter(
            try timed("provenance.json") { (path) throws(GeoFileError) in
                try writeFile(provenance.bytes, to: path)
                return nil
            })
        var clock = StageClock()
        for stage in content.loaded.stages + content.results.stages + stages { clock.add(stage) }
        let timings = timingsJSON(clock.stages, threads: content.options.threads)
        try writeFile(timings.bytes, to: folder + "/timings.json")
        files.append(WrittenFile(name: "timings.json"))
    }
}
