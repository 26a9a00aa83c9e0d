// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import GeoFiles
import Neighbourhoods
import Scenarios

/// What `nabij explain` answers in.
enum ExplainFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, geojson
}

/// `nabij explain PROJECT --address X,Y --to LAYER`: why a distance is what it is.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain the distances from one address to a layer: route, streets, barriers.",
        discussion: """
            The distances are to the bit those that nabij run --per-address writes for that address.
            """)

    @Argument(help: "The project file.")
    var project: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Where to start: easting and northing in metres, in the CRS of the project.",
            valueName: "x,y"))
    var address: String

    @Option(help: ArgumentHelp("Layer to walk to: a destination or green.", valueName: "layer"))
    var to: String

    @Flag(help: "List the streets of the safe way, not those of the shortest.")
    var safe = false

    @Option(help: "Year in which changes and features count; default that of the project.")
    var year: Int?

    @Option(help: "A scenario file; its changes are in effect.")
    var scenario: String?

    @Option(help: "text, json, or geojson: both ways as lines, in WGS 84.")
    var format = ExplainFormat.text

    @Option(
        help: ArgumentHelp("File for the GeoJSON; the answer is printed too.", valueName: "file"))
    var out: String?

    @OptionGroup var reading: ReadingOptions

    func validate() throws { _ = try place() }

    /// The address as two numbers.
    private func place() throws -> (x: Double, y: Double) {
        let parts = address.split(separator: ",", omittingEmptySubsequences: false).map {
            Double(String($0.drop { $0 == " " }))
        }
        guard parts.count == 2, let x = parts[0], let y = parts[1], x.isFinite, y.isFinite else {
            throw ValidationError(
                "--address \(address) is no place: write easting and northing in metres, such as"
                    + " 136043,459230")
        }
        return (x, y)
    }

    mutating func run() throws {
        let place = try place()
        try reading.reporting(in: format == .json ? .json : .text) {
            (defects: inout [Defect]) throws(GeoFileError) in
            try explain(place.x, place.y, &defects)
        }
    }

    private func explain(
        _ x: Double, _ y: Double, _ defects: inout [Defect]
    ) throws(GeoFileError) {
        let file = try readProject(at: project)
        try refuseDegrees(x, y, file)
        let plans = try readScenarios([scenario].compactMap { $0 })
        let loaded = try load(file, options: try reading.loadOptions())
        defects = loaded.defects
        if reading.verbose { ProjectReport.tell(loaded, verbose: true) }
        if let failure = ProjectReport.failure(loaded, strict: reading.strict, path: project) {
            throw failure
        }
        guard let base = loaded.workspace else { return }
        let known = try load(plans, of: file, in: base, reading)
        let changes = known.flatMap { $0.scenario.changes(in: year) }
        let workspace = base.applying(changes, year: year).workspace
        let explanation: Explanation
        do {
            explanation = try Neighbourhoods.explain(
                workspace, layer: try row(in: workspace), x: x, y: y,
                threads: reading.threadCount)
        } catch { throw ProjectReport.failure(error, path: project) }
        try answer(explanation, workspace, file)
    }

    /// Places are in metres: degrees are refused, with what they would be.
    private func refuseDegrees(
        _ x: Double, _ y: Double, _ file: ProjectFile
    ) throws(GeoFileError) {
        guard abs(x) <= 180, abs(y) <= 90 else { return }
        let there = try projected(
            longitude: x, latitude: y, to: file.crs, projData: reading.projData)
        let remedy =
            there.x.isFinite && there.y.isFinite
            ? "; as longitude and latitude they are"
                + " \(fixedText(there.x, decimals: 1)),\(fixedText(there.y, decimals: 1))" : ""
        throw GeoFileError(
            .usage,
            "--address \(address) looks like degrees and has to be metres in \(file.crs)" + remedy)
    }

    private func row(in workspace: Workspace) throws(AnalysisError) -> Int {
        let names = workspace.layers.map(\.name)
        if let row = names.firstIndex(of: to) { return row }
        throw AnalysisError(
            "--to \(to): the project has no such layer",
            remedy: nearestName(to: to, among: names).map { "did you mean '\($0)'?" }
                ?? "its layers are \(names.joined(separator: ", "))")
    }

    private func answer(
        _ explanation: Explanation, _ workspace: Workspace, _ file: ProjectFile
    ) throws(GeoFileError) {
        let code = explanation.buurt.map { workspace.buurten.codes[$0] }
        var collection: JSONValue?
        if out != nil || format == .geojson {
            collection = try explanationGeoJSON(
                explanation, buurt: code, assumptions: workspace.plan.assumptions,
                toLonLat: try lonLatTransform(from: file.crs, projData: reading.projData))
        }
        if let out, let collection { try write(collection, to: out) }
        switch format {
        case .text:
            let lines = ExplanationText(explanation, workspace.buurten, listsSafe: safe).lines
            for line in lines { Console.line(line) }
        case .json: Console.output(explanationJSON(explanation, buurt: code))
        case .geojson: if let collection { Console.output(collection) }
        }
        for assumption in workspace.plan.assumptions { Console.note(assumption) }
    }
}
