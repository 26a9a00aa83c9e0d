// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import GeoFiles
import MapLayers
import Neighbourhoods
import Scenarios

/// `nabij compare PROJECT --scenarios A.yaml B.yaml --out DIR`: what plans do for each buurt.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare scenarios with each other and with the project as it is.")

    @OptionGroup var plan: PlanOptions

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("The scenario files.", valueName: "scenario"))
    var scenarios: [String]

    @Option(help: "Year in which changes and features count; default all changes.")
    var year: Int?

    mutating func run() throws {
        try plan.withPlans(scenarios) { (project) throws(GeoFileError) in
            let comparison = try plan.analysed { () throws(AnalysisError) in
                try compare(
                    project.scenarios.map(\.scenario), of: project.workspace, year: year,
                    threads: plan.reading.threadCount)
            }
            let facts = project.facts, workspace = project.workspace, asked = year
            let settings = plan.settings(for: workspace)
            let files = try writeComparison(
                ComparisonContent(
                    project: project.file, loaded: project.loaded, files: project.plans,
                    scenarios: project.scenarios, comparison: comparison,
                    pages: [
                        OutputPage(name: "report.html") {
                            ComparisonPage(
                                comparison, of: workspace, year: asked, facts: facts,
                                settings: settings
                            ).document()
                        }
                    ], options: project.options),
                into: project.folder)
            tell(comparison, files)
        }
    }

    private func tell(_ comparison: Comparison, _ files: [WrittenFile]) {
        guard plan.format == .text else {
            Console.output(
                .object([
                    "ok": .flag(true), "out": .text(plan.out),
                    "scenarios": .list(comparison.outcomes.map { .text($0.scenario.name) }),
                    "files": .list(files.map { .text($0.name) }),
                ]))
            return
        }
        if plan.reading.verbose {
            for outcome in comparison.outcomes {
                Console.note(
                    "\(outcome.scenario.name) took \(fixedText(outcome.seconds, decimals: 4)) s")
            }
        }
        for outcome in comparison.outcomes {
            Console.line(
                "\(outcome.scenario.name): \(outcome.scenario.title), "
                    + "EUR \(wholeText(outcome.scenario.cost))")
            for shift in outcome.shifts {
                let gained = shift.gained.total.number ?? 0, lost = shift.lost.total.number ?? 0
                guard gained > 0 || lost > 0 else { continue }
                Console.line(
                    "    \(shift.indicator.id): \(wholeText(gained)) inhabitants gain, "
                        + "\(wholeText(lost)) lose")
            }
        }
        Console.output("\(plan.out): " + files.map(\.name).joined(separator: ", "))
    }
}
