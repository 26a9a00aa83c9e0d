// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import GeoFiles
import Neighbourhoods
import Scenarios

/// `nabij check PROJECT`: reads and checks all inputs and computes nothing.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "List what is wrong with the inputs; compute nothing.")

    @Argument(help: "The project file.")
    var project: String

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Scenario files to check too.", valueName: "scenario"))
    var scenario: [String] = []

    @Option(help: "text or json.")
    var format = OutputFormat.text

    @OptionGroup var reading: ReadingOptions

    mutating func run() throws {
        try reading.reporting(in: format) { (defects: inout [Defect]) throws(GeoFileError) in
            try check(&defects)
        }
    }

    private func check(_ defects: inout [Defect]) throws(GeoFileError) {
        let file = try readProject(at: project)
        let plans = try readScenarios(scenario)
        let loaded = try load(file, options: reading.loadOptions())
        defects = loaded.defects
        if format == .text { list(loaded) }
        for note in loaded.notes { Console.note(note) }
        if let failure = ProjectReport.failure(loaded, strict: reading.strict, path: project) {
            throw failure
        }
        guard let workspace = loaded.workspace else { return }
        let indicators: [Indicator]
        let network: NetworkReport
        do {
            indicators = try catalogue(for: workspace)
            network = try NetworkReport(workspace)
        } catch { throw ProjectReport.failure(error, path: project) }
        if let size = network.size { Console.note(size) }
        if format == .text { list(network) }
        let known = try load(plans, of: file, in: workspace, reading)
        if format == .json {
            Console.output(
                .object([
                    "ok": .flag(true),
                    "defects": .list(
                        defects.map(defectJSON) + network.findings.map(ProjectReport.json)),
                ]))
        } else {
            Console.output(
                "ok: \(workspace.buurten.count) buurten, \(workspace.layers.count) layers, "
                    + "\(indicators.count) indicators, \(defects.count) kinds of defects")
            for plan in known.map(\.scenario) {
                Console.line(
                    "ok: \(plan.name): \(plan.changes.count) changes, "
                        + "EUR \(fixedText(plan.cost, decimals: 0))")
            }
        }
    }

    private func list(_ network: NetworkReport) {
        for finding in network.findings {
            Console.line(ProjectReport.line(finding))
            for feature in finding.features { Console.line("    \(feature)") }
            if finding.count > finding.features.count, !finding.features.isEmpty {
                Console.line("    and \(finding.count - finding.features.count) more")
            }
        }
    }

    private func list(_ loaded: LoadedProject) {
        for input in loaded.inputs {
            Console.line(
                "\(input.layer): \(input.features) features from \(input.source) "
                    + "(\(input.driver), \(input.crs))")
        }
        for defect in loaded.defects {
            Console.line(ProjectReport.line(defect))
            for feature in defect.features { Console.line("    \(feature)") }
            if defect.count > defect.features.count, !defect.features.isEmpty {
                Console.line("    and \(defect.count - defect.features.count) more")
            }
        }
    }
}
