// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import GeoFiles
import MapLayers
import Neighbourhoods
import Scenarios

/// `nabij run PROJECT --out DIR`: computes all indicators and writes the results.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Compute the indicators of a project and write tables and map layers.")

    @Argument(help: "The project file.")
    var project: String

    @Option(help: ArgumentHelp("Folder for the results.", valueName: "dir"))
    var out: String

    @Option(help: "A scenario file; its changes are in effect in the results.")
    var scenario: String?

    @Option(
        help: ArgumentHelp(
            "Results of an earlier run: pages tell the differences, maps share its classes.",
            valueName: "dir"))
    var previous: String?

    @Option(help: "Year in which changes and features count; default that of the project.")
    var year: Int?

    @Option(help: "plain, or nl for Dutch spreadsheets.")
    var csv = CSVFormat.plain

    @Flag(help: "Write addresses.csv; refused together with privacy.")
    var perAddress = false

    @Flag(help: "Copy input layers of any size into the GeoPackage.")
    var copyInputs = false

    @Option(
        help: ArgumentHelp(
            "text or json (the answer), and files to write: csv, geojson, gpkg, html, pdf, png, svg, "
                + "and what GDAL writes here, such as fgb, mvt or xlsx.",
            valueName: "names"))
    var format = RunFormats()

    @OptionGroup var maps: MapOptions

    @OptionGroup var reading: ReadingOptions

    mutating func run() throws {
        try reading.reporting(in: format.answer) { (defects: inout [Defect]) throws(GeoFileError) in
            try run(&defects)
        }
    }

    private func run(_ defects: inout [Defect]) throws(GeoFileError) {
        try format.checkPrograms()
        var file = try readProject(at: project)
        try refuseAddresses(file)
        let wave = try previous.map { (folder) throws(GeoFileError) in
            try readPreviousWave(in: folder, levels: file.buurten.groups.map(\.level))
        }
        let plans = try readScenarios([scenario].compactMap { $0 })
        let keepsColumns = copyInputs || scenario != nil
        let loading = try reading.loadOptions(
            digests: true, largestCopiedLayer: keepsColumns ? .max : largestCopiedLayer)
        // Before hours of work, not after them.
        let folder = try OutputFolder(replacing: out)
        defer { folder.discard() }
        var loaded = try load(file, options: loading)
        defects = loaded.defects
        ProjectReport.tell(loaded, verbose: reading.verbose)
        if let failure = ProjectReport.failure(loaded, strict: reading.strict, path: project) {
            throw failure
        }
        guard let base = loaded.workspace else { return }
        let known = try load(plans, of: file, in: base, reading)
        let changes = known.flatMap { $0.scenario.changes(in: year) }
        let workspace = base.applying(changes, year: year).workspace
        file.year = year ?? file.year
        loaded.workspace = workspace
        loaded.inputs += known.flatMap(\.inputs)
        let results: AnalysisResults
        do {
            results = try analyse(
                workspace, like: base, threads: reading.threadCount, perAddress: perAddress)
        } catch { throw ProjectReport.failure(error, path: project) }
        for note in results.assumptions + results.notes { Console.note(note) }
        let options = OutputOptions(
            csv: csv, perAddress: perAddress, geoJSON: format.geoJSON,
            geoPackage: format.geoPackage, formats: format.vectors, copyInputs: copyInputs,
            threads: reading.threadCount, version: nabijVersion)
        try refuseUnknownNorms(file, results)
        var settings = maps.settings(for: workspace, results.indicators)
        settings.previous = wave
        if scenario != nil || year != nil {
            // The classes of the project as it is, so that maps of all plans and years can be compared.
            let usual: AnalysisResults
            do {
                usual = try analyse(base, threads: reading.threadCount, perAddress: false)
            } catch { throw ProjectReport.failure(error, path: project) }
            settings.takeClasses(from: usual)
        }
        let facts = runFacts(file, loaded, created: options.created)
        let content = OutputContent(
            project: file, loaded: loaded, results: results,
            styles: layerStyles(workspace, results, settings),
            pages: outputPages(workspace, results, facts, settings, format),
            options: options, previous: wave,
            toLonLat: try lonLatTransform(
                from: file.crs, projData: reading.projData, threads: reading.threadCount))
        let files = try writeResults(content, into: folder)
        tell(loaded, results, files)
    }

    /// Values per address would give away what the privacy rule hides.
    private func refuseAddresses(_ file: ProjectFile) throws(GeoFileError) {
        guard perAddress else { return }
        if file.minimumInhabitants != nil {
            throw GeoFileError(
                .usage,
                "--per-address is refused: the project has a privacy rule, and values per "
                    + "address would give away what it hides")
        }
        if file.population == nil {
            throw GeoFileError(
                .usage, "--per-address needs a layer of role population, which the project lacks")
        }
    }

    /// A norm of an indicator that there is not would be left out in silence.
    private func refuseUnknownNorms(
        _ file: ProjectFile, _ results: AnalysisResults
    ) throws(GeoFileError) {
        let known = results.buurten.columns.map(\.indicator.id)
        for name in file.norms.keys.sorted() where !known.contains(name) {
            let nearest = nearestName(to: name, among: known).map { "; did you mean \($0)?" }
            throw GeoFileError(
                .badData,
                "\(project): norms: there is no indicator \(name)"
                    + (nearest ?? "; nabij catalogue \(project) lists them"))
        }
    }

    private func tell(
        _ loaded: LoadedProject, _ results: AnalysisResults, _ files: [WrittenFile]
    ) {
        if reading.verbose {
            for stage in loaded.stages + results.stages {
                Console.note("\(stage.name) took \(fixedText(stage.seconds, decimals: 3)) s")
            }
        }
        let buurten = results.buurten
        guard format.answer == .text else {
            Console.output(
                .object([
                    "ok": .flag(true), "project": .text(loaded.workspace?.plan.project ?? ""),
                    "out": .text(out), "buurten": .whole(buurten.codes.count),
                    "indicators": .whole(buurten.columns.count),
                    "files": .list(files.map { .text($0.name) }),
                    "defects": .list(loaded.defects.map { defectJSON($0.summary) }),
                ]))
            return
        }
        let people = results.total.inhabitants.first?.number.map {
            ", \(fixedText($0, decimals: 0)) inhabitants"
        }
        Console.output(
            "\(loaded.workspace?.plan.project ?? ""): \(buurten.codes.count) buurten"
                + "\(people ?? ""), \(buurten.columns.count) indicators")
        Console.output("\(out): " + files.map(\.name).joined(separator: ", "))
    }
}
