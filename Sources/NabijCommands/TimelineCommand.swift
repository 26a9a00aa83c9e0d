// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import GeoFiles
import Neighbourhoods
import Scenarios

/// First and last year, such as `2020-2026`.
struct YearRange: ExpressibleByArgument {
    var years: ClosedRange<Int>

    init?(argument: String) {
        let ends = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], first >= 1, last <= 9999,
            first <= last, last - first < 200
        else { return nil }
        years = first...last
    }
}

/// `nabij timeline PROJECT --scenario S --years 2020-2026 --out DIR`: a plan through the years.
struct TimelineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "Follow a scenario through the years, as it is and as it was planned.")

    @Argument(help: "The project file.")
    var project: String

    @Option(help: "The scenario file.")
    var scenario: String

    @Option(help: "First and last year, such as 2020-2026.")
    var years: YearRange

    @Option(help: ArgumentHelp("Folder for the results.", valueName: "dir"))
    var out: String

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
        let plan = try readScenarios([scenario])[0]
        let loading = try reading.loadOptions(digests: true)
        let folder = try OutputFolder(replacing: out)
        defer { folder.discard() }
        let loaded = try load(file, options: loading)
        defects = loaded.defects
        ProjectReport.tell(loaded, verbose: reading.verbose)
        if let failure = ProjectReport.failure(loaded, strict: reading.strict, path: project) {
            throw failure
        }
        guard let workspace = loaded.workspace else { return }
        let known = try load([plan], of: file, in: workspace, reading)[0]
        let timeline: Timeline
        do throws(AnalysisError) {
            timeline = try Scenarios.timeline(
                of: known.scenario, in: workspace, years: years.years,
                threads: reading.threadCount)
        } catch { throw ProjectReport.failure(error, path: project) }
        let files = try writeTimeline(
            timeline, project: file, loaded: loaded, scenario: (plan, known),
            options: OutputOptions(csv: csv, threads: reading.threadCount, version: nabijVersion),
            into: folder)
        tell(timeline, files)
    }

    private func tell(_ timeline: Timeline, _ files: [WrittenFile]) {
        guard format == .text else {
            Console.output(
                .object([
                    "ok": .flag(true), "out": .text(out),
                    "files": .list(files.map { .text($0.name) }),
                ]))
            return
        }
        Console.line("\(timeline.scenario.name): \(timeline.scenario.title)")
        for entry in timeline.years {
            Console.line(
                "    \(entry.year): EUR \(fixedText(entry.spent, decimals: 0)), planned "
                    + "EUR \(fixedText(entry.plannedSpent, decimals: 0))")
        }
        for (indicator, lost) in timeline.inhabitantYearsLost where lost > 0 {
            Console.line(
                "    \(indicator.id): \(fixedText(lost, decimals: 0)) inhabitant-years lost")
        }
        Console.output("\(out): " + files.map(\.name).joined(separator: ", "))
    }
}
