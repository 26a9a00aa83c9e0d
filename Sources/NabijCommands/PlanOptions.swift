// SPDX-License-Identifier: EUPL-1.2
public import ArgumentParser
import GeoFiles
public import MapLayers
import Neighbourhoods
import Scenarios

/// Arguments of every command that asks what plans do to a project.
struct PlanOptions: ParsableArguments {
    @Argument(help: "The project file.")
    var project: String

    @Option(help: ArgumentHelp("Folder for the results.", valueName: "dir"))
    var out: String

    @Option(help: "plain, or nl for Dutch spreadsheets.")
    var csv = CSVFormat.plain

    @Option(help: "text or json.")
    var format = OutputFormat.text

    @Option(help: "Language of report.html: nl or en.")
    var language = Language.dutch

    @OptionGroup var reading: ReadingOptions
}

extension Language: ExpressibleByArgument {}

/// A project with the plans that a command is about, all read and checked.
struct PlannedProject {
    var file: ProjectFile
    var loaded: LoadedProject
    var workspace: Workspace
    var plans: [ScenarioFile]
    var scenarios: [LoadedScenario]
    var folder: OutputFolder
    var options: OutputOptions

    /// What pages tell of the run.
    var facts: RunFacts {
        var all = loaded
        all.inputs += scenarios.flatMap(\.inputs)
        return runFacts(file, all, created: options.created)
    }
}

extension PlanOptions {
    /// How pages are made, with the words of a project.
    func settings(for workspace: Workspace) -> MapSettings {
        var settings = MapSettings(language: language)
        settings.tell(of: workspace)
        return settings
    }

    /// Reads the project and the plans, makes the folder, and does the work of a command.
    ///
    /// - Parameters:
    ///   - scenarios: Paths of the scenario files.
    ///   - work: What the command does.
    /// - Throws: ``CommandFailure``, with the error in one line.
    func withPlans(
        _ scenarios: [String], _ work: (PlannedProject) throws(GeoFileError) -> Void
    ) throws {
        try reading.reporting(in: format) { (defects: inout [Defect]) throws(GeoFileError) in
            let file = try readProject(at: project)
            let plans = try readScenarios(scenarios)
            let options = try reading.loadOptions(digests: true)
            let folder = try OutputFolder(replacing: out)
            defer { folder.discard() }
            let loaded = try load(file, options: options)
            defects = loaded.defects
            ProjectReport.tell(loaded, verbose: reading.verbose)
            if let failure = ProjectReport.failure(loaded, strict: reading.strict, path: project) {
                throw failure
            }
            guard let workspace = loaded.workspace else { return }
            try work(
                PlannedProject(
                    file: file, loaded: loaded, workspace: workspace, plans: plans,
                    scenarios: try load(plans, of: file, in: workspace, reading), folder: folder,
                    options: OutputOptions(
                        csv: csv, threads: reading.threadCount, version: nabijVersion)))
        }
    }

    /// What an analysis gives, its error with the place in the project.
    func analysed<Result>(
        _ work: () throws(AnalysisError) -> Result
    ) throws(GeoFileError) -> Result {
        do { return try work() } catch { throw ProjectReport.failure(error, path: project) }
    }
}

/// Reads scenario files; each needs a name of its own, since it names columns.
func readScenarios(_ paths: [String]) throws(GeoFileError) -> [ScenarioFile] {
    var files: [ScenarioFile] = []
    for path in paths {
        let file = try readScenario(at: path)
        if let first = files.first(where: { $0.name.lowercased() == file.name.lowercased() }) {
            throw GeoFileError(
                .usage,
                "\(path) and \(first.path) have the same name, which is that of their "
                    + "columns; rename one of the files")
        }
        if file.name.isEmpty || ["base", "indicator", "buurtcode"].contains(file.name.lowercased())
        {
            throw GeoFileError(
                .usage,
                "\(path): \"\(file.name)\" is a column of the comparison itself; "
                    + "rename the file")
        }
        files.append(file)
    }
    return files
}

/// Loads scenarios and tells what is odd about them; under `--strict` that refuses them.
func load(
    _ files: [ScenarioFile], of project: ProjectFile, in workspace: Workspace,
    _ reading: ReadingOptions
) throws(GeoFileError) -> [LoadedScenario] {
    var scenarios: [LoadedScenario] = []
    for file in files {
        let loaded = try load(
            file, of: project, in: workspace, options: try reading.loadOptions(digests: true))
        for note in loaded.notes { Console.note(note) }
        if reading.strict, let first = loaded.warnings.first {
            throw GeoFileError(.badData, "\(first); refused by --strict")
        }
        for warning in loaded.warnings { Console.warning(warning) }
        scenarios.append(loaded)
    }
    return scenarios
}
