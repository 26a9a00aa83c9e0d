// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import GeoFiles
import MapLayers
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

    @OptionGroup var plan: PlanOptions

    @Option(help: "The scenario file.")
    var scenario: String

    @Option(help: "First and last year, such as 2020-2026.")
    var years: YearRange

    mutating func run() throws {
        try plan.withPlans([scenario]) { (project) throws(GeoFileError) in
            let timeline = try plan.analysed { () throws(AnalysisError) in
                try Scenarios.timeline(
                    of: project.scenarios[0].scenario, in: project.workspace, years: years.years,
                    threads: plan.reading.threadCount)
            }
            let facts = project.facts, workspace = project.workspace
            let settings = plan.settings(for: workspace)
            let page = OutputPage(name: "report.html") {
                TimelinePage(timeline, of: workspace, facts: facts, settings: settings)
                    .document()
            }
            let files = try writeTimeline(
                timeline, project: project.file, loaded: project.loaded,
                scenario: (project.plans[0], project.scenarios[0]), pages: [page],
                options: project.options,
                into: project.folder)
            tell(timeline, files)
        }
    }

    private func tell(_ timeline: Timeline, _ files: [WrittenFile]) {
        guard plan.format == .text else {
            Console.output(
                .object([
                    "ok": .flag(true), "out": .text(plan.out),
                    "files": .list(files.map { .text($0.name) }),
                ]))
            return
        }
        Console.line("\(timeline.scenario.name): \(timeline.scenario.title)")
        for entry in timeline.years {
            Console.line(
                "    \(entry.year): EUR \(wholeText(entry.spent)), planned "
                    + "EUR \(wholeText(entry.plannedSpent))")
        }
        for (indicator, lost) in timeline.inhabitantYearsLost where lost > 0 {
            Console.line(
                "    \(indicator.id): \(wholeText(lost)) inhabitant-years lost")
        }
        Console.output("\(plan.out): " + files.map(\.name).joined(separator: ", "))
    }
}
