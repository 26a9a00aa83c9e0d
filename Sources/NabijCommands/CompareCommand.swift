// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import GeoFiles
import Neighbourhoods
import Scenarios

/// `nabij compare PROJECT --scenarios A.yaml B.yaml --out DIR`: what plans do for each buurt.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare scenarios with each other and with the project as it is.")

    @Argument(help: "The project file.")
    var project: String

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("The scenario files.", valueName: "scenario"))
    var scenarios: [String]

    @Option(help: ArgumentHelp("Folder for the results.", valueName: "dir"))
    var out: String

    @Option(help: "Year in which changes and features count; default all changes.")
    var year: Int?

    @Option(help: "plain, or nl for Dutch spreadsheets.")
    var csv = CSVFormat.plain

    @Option(help: "text or json.")
    var format = OutputFormat.text

    @OptionGroup var reading: ReadingOptions

    mutating func run() throws {
        try reading.reporting(in: format) { (defects: inout [Defect]) throws(GeoFileError) in
            try run(&defects)
        }
    }

    private func run(_ defects: inout [Defect]) throws(GeoFileError) {
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
        let known = try load(plans, of: file, in: workspace, reading)
        let comparison: Comparison
        do {
            comparison = try compare(
                known.map(\.scenario), of: workspace, year: year, threads: reading.threadCount)
        } catch { throw ProjectReport.failure(error, path: project) }
        let files = try writeComparison(
            ComparisonContent(
                project: file, loaded: loaded, files: plans, scenarios: known,
                comparison: comparison,
                options: OutputOptions(
                    csv: csv, threads: reading.threadCount, version: nabijVersion)),
            into: folder)
        tell(comparison, files)
    }

    private func tell(_ comparison: Comparison, _ files: [WrittenFile]) {
        guard format == .text else {
            Console.output(
                .object([
                    "ok": .flag(true), "out": .text(out),
                    "scenarios": .list(comparison.outcomes.map { .text($0.scenario.name) }),
                    "files": .list(files.map { .text($0.name) }),
                ]))
            return
        }
        if reading.verbose {
            for outcome in comparison.outcomes {
                Console.note(
                    "\(outcome.scenario.name) took \(fixedText(outcome.seconds, decimals: 4)) s")
            }
        }
        for outcome in comparison.outcomes {
            Console.line(
                "\(outcome.scenario.name): \(outcome.scenario.title), "
                    + "EUR \(fixedText(outcome.scenario.cost, decimals: 0))")
            for shift in outcome.shifts {
                let gained = shift.gained.total.number ?? 0, lost = shift.lost.total.number ?? 0
                guard gained > 0 || lost > 0 else { continue }
                Console.line(
                    "    \(shift.indicator.id): \(fixedText(gained, decimals: 0)) inhabitants gain, "
                        + "\(fixedText(lost, decimals: 0)) lose")
            }
        }
        Console.output("\(out): " + files.map(\.name).joined(separator: ", "))
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
