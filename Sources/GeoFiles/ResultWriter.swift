// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Glibc
public import Neighbourhoods
import Planar

/// How results are written.
public struct OutputOptions: Sendable {
    /// Numbers and marks of the CSV files.
    public var csv: CSVFormat
    /// Whether `addresses.csv` is written.
    public var perAddress: Bool
    /// Whether `indicators.geojson` is written.
    public var geoJSON: Bool
    /// Whether `nabij.gpkg` is written.
    public var geoPackage: Bool
    /// Other formats of the buurten with their indicators.
    public var formats: [VectorFormat]
    /// Whether input layers of any size go into the GeoPackage.
    public var copyInputs: Bool
    /// At most so many threads write files side by side; also for timings.json.
    public var threads: Int
    /// Version of the program.
    public var version: String
    /// Time of the run, ISO 8601 in UTC.
    public var created: String

    /// Creates options.
    public init(
        csv: CSVFormat = .plain, perAddress: Bool = false, geoJSON: Bool = true,
        geoPackage: Bool = true, formats: [VectorFormat] = [], copyInputs: Bool = false,
        threads: Int, version: String, created: String = currentTime()
    ) {
        self.geoJSON = geoJSON
        self.geoPackage = geoPackage
        self.formats = formats
        self.csv = csv
        self.perAddress = perAddress
        self.copyInputs = copyInputs
        self.threads = threads
        self.version = version
        self.created = created
    }
}

/// A file of the results whose content is made elsewhere, when its turn comes.
public struct OutputPage: Sendable {
    /// Name in the folder, such as `report.html` or `factsheets/Utrecht.html`.
    public var name: String
    /// Makes the content.
    public var content: @Sendable () -> String
    /// Program that makes another file of it, such as a PDF; `nil` for none.
    public var converter: PageConverter?
    /// Whether the page itself is wanted, beside what is made of it.
    public var isKept: Bool

    /// Creates a page.
    public init(
        name: String, converter: PageConverter? = nil, isKept: Bool = true,
        content: @escaping @Sendable () -> String
    ) {
        self.name = name
        self.converter = converter
        self.isKept = isKept
        self.content = content
    }
}

/// Everything that goes into the files of one run.
public struct OutputContent: Sendable {
    /// The project file.
    public var project: ProjectFile
    /// What was read.
    public var loaded: LoadedProject
    /// What was computed.
    public var results: AnalysisResults
    /// Styles for the GeoPackage.
    public var styles: [LayerStyle]
    /// Pages and maps.
    public var pages: [OutputPage]
    /// How it is written.
    public var options: OutputOptions
    /// The earlier run that pages compare with.
    public var previous: PreviousWave?
    /// From the CRS of the project to longitude and latitude.
    public var toLonLat: LonLatTransform

    /// Creates content.
    public init(
        project: ProjectFile, loaded: LoadedProject, results: AnalysisResults, styles: [LayerStyle],
        pages: [OutputPage] = [], options: OutputOptions, previous: PreviousWave? = nil,
        toLonLat: @escaping LonLatTransform
    ) {
        self.previous = previous
        self.project = project
        self.loaded = loaded
        self.results = results
        self.styles = styles
        self.pages = pages
        self.options = options
        self.toLonLat = toLonLat
    }
}

/// A file of the results.
public struct WrittenFile: Sendable, Equatable {
    /// Name in the folder.
    public var name: String
    /// SHA-256; `nil` for provenance.json, which holds the others', and timings.json.
    public var sha256: String?
}

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

/// The time in UTC, to the second; `SOURCE_DATE_EPOCH` where that is set, so that output can repeat.
///
/// - Returns: Such as `2024-05-31T12:00:00Z`.
public func currentTime() -> String {
    let fixed = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(Int.init)
    var seconds = time_t(fixed ?? time(nil))
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var text = [CChar](repeating: 0, count: 32)
    let length = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: text[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// A file that is written, or several that are written at once, and the time each took.
private struct WrittenStage: Sendable {
    var file: WrittenFile
    /// `nil` where the time is that of another file.
    var seconds: Double?
}

private struct ResultWriter: Sendable {
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

    private func perform(_ job: Job) throws(GeoFileError) -> [WrittenStage] {
        switch job {
        case .table(let name, let table):
            [try write(name) { csvBytes(table, content.options.csv) }]
        case .addresses(let population):
            [
                try write("addresses.csv") {
                    addressesBytes(population, content.results, content.options.csv)
                }
            ]
        case .geoJSON: [try writeGeoJSON()]
        case .package: [try writePackage()]
        case .format(let format): try write(format)
        case .page(let page): try write(page)
        }
    }

    private func writeGeoJSON() throws(GeoFileError) -> WrittenStage {
        try write("indicators.geojson") { () throws(GeoFileError) in
            try geoJSONBytes(
                buurten, codes: workspace.buurten.codes, polygons: workspace.buurten.polygons,
                project: content.project.project, assumptions: content.results.assumptions,
                toLonLat: content.toLonLat)
        }
    }

    private func writePackage() throws(GeoFileError) -> WrittenStage {
        try timed("nabij.gpkg") { (path) throws(GeoFileError) in
            try writeGeoPackage(
                to: path, workspace, buurten,
                indicators: content.results.indicators,
                absent: content.results.buurten.absenceTexts, status: status,
                styles: content.styles, crs: content.project.crs,
                copyInputs: content.options.copyInputs, assumptions: content.results.assumptions,
                time: content.options.created)
            return Fingerprint.hex(ofFile: path)
        }
    }

    /// A format may be several files; the time of all is that of the first.
    private func write(_ format: VectorFormat) throws(GeoFileError) -> [WrittenStage] {
        let shapes = BinaryGeometry(
            FeatureGeometry(
                count: workspace.buurten.count, polygons: workspace.buurten.polygons))
        let start = ContinuousClock.now
        let names = try writeVectors(
            format, in: folder, buurten, shapes, crs: content.project.crs)
        return names.enumerated().map { row, name in
            WrittenStage(
                file: WrittenFile(name: name, sha256: Fingerprint.hex(ofFile: folder + "/" + name)),
                seconds: row == 0 ? seconds(since: start) : nil)
        }
    }

    private func write(_ page: OutputPage) throws(GeoFileError) -> [WrittenStage] {
        if let slash = page.name.lastIndex(of: "/") {
            try makeFolder(folder + "/" + page.name[..<slash])
        }
        let written = try write(page.name) { Array(page.content().utf8) }
        guard let converter = page.converter else { return [written] }
        let converted = try convert(page, converter)
        if page.isKept { return [written, converted] }
        unlink(folder + "/" + page.name)
        return [converted]
    }

    private func convert(
        _ page: OutputPage, _ converter: PageConverter
    ) throws(GeoFileError) -> WrittenStage {
        let start = ContinuousClock.now
        let made = try converter.convert(folder + "/" + page.name)
        let name = String(made.dropFirst(folder.count + 1))
        return WrittenStage(
            file: WrittenFile(name: name, sha256: Fingerprint.hex(ofFile: made)),
            seconds: seconds(since: start))
    }

    private func makeFolder(_ path: String) throws(GeoFileError) {
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
            throw GeoFileError(.cannotWrite, "\(path): cannot be made: \(systemMessage())")
        }
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

    private func write(
        _ name: String, _ bytes: () throws(GeoFileError) -> [UInt8]
    ) throws(GeoFileError) -> WrittenStage {
        try timed(name) { (path) throws(GeoFileError) in
            let bytes = try bytes()
            try writeFile(bytes, to: path)
            return Fingerprint.hex(bytes)
        }
    }

    /// Runs one stage `write:NAME`, which gives the digest of its file.
    private func timed(
        _ name: String, _ body: (_ path: String) throws(GeoFileError) -> String?
    ) throws(GeoFileError) -> WrittenStage {
        let start = ContinuousClock.now
        let sha256 = try body(folder + "/" + name)
        return WrittenStage(
            file: WrittenFile(name: name, sha256: sha256), seconds: seconds(since: start))
    }
}

private func seconds(since start: ContinuousClock.Instant) -> Double {
    let elapsed = (ContinuousClock.now - start).components
    return Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
}

/// `timings.json`: seconds to the microsecond, and the most memory that the process ever held.
func timingsJSON(_ stages: [StageTiming], threads: Int) -> JSONValue {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return .object([
        "threads": .whole(threads), "peak_memory_bytes": .whole(usage.ru_maxrss * 1024),
        "stages": .list(
            stages.map {
                .object([
                    "name": .text($0.name),
                    "seconds": .number(($0.seconds * 1e6).rounded() / 1e6),
                ])
            }),
    ])
}
