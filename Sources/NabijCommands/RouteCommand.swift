// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import GeoFiles
import MapLayers
import Neighbourhoods
import Scenarios

/// A point in the CRS of the project, such as `136043,459230`.
struct PointArgument: ExpressibleByArgument {
    var x: Double
    var y: Double

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
            .map { Double($0) }
        guard parts.count == 2, let x = parts[0], let y = parts[1], x.isFinite, y.isFinite else {
            return nil
        }
        (self.x, self.y) = (x, y)
    }
}

/// `nabij route PROJECT --length 4000 --through X,Y ... --out DIR`: suggests closed walks.
struct RouteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "route",
        abstract: "Suggest closed walks of a given length that serve most inhabitants.",
        discussion: """
            Walks follow the walkable streets of the project, pass the given points, touch green and \
            avoid streets with fast cars. Each is written with a scenario for nabij compare, and \
            report.html compares them with each other and with those of --start.
            """)

    @OptionGroup var plan: PlanOptions

    @Option(help: "Length of a walk, metres, 100 to 25000.")
    var length: Double

    @Option(help: "How far the length may differ, per cent.")
    var tolerance = 5.0

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Points that it passes, in the CRS of the project.", valueName: "x,y"))
    var through: [PointArgument]

    @Option(
        help: "The layer that a walk replaces; default the only one of lines that people go to.")
    var layer: String?

    @Flag(help: "A walk comes beside what the layer has; only people that it serves newly count.")
    var keep = false

    @Option(help: "People within so many metres in a straight line count.")
    var within = 300.0

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Scenarios whose lines the search starts from too, and is compared with.",
            valueName: "scenario"))
    var start: [String] = []

    @Option(help: "Number of walks, 1 to 20.")
    var variants = 4

    @Option(help: "Part of a walk that may be shared with another, per cent.")
    var overlap = 50.0

    @Option(help: "What a metre that touches green is worth, inhabitants.")
    var green = 0.5

    @Option(help: "What a metre beside fast cars costs, inhabitants.")
    var fast = 2.0

    @Option(help: "What a walk costs, euro, for its scenario.")
    var cost: Double?

    @Option(help: "Moves that are tried from each start: more take longer and may find better.")
    var moves = 9_000

    @Option(help: "The same seed gives the same walks.")
    var seed: UInt64 = 1

    func validate() throws {
        func demand(_ range: ClosedRange<Double>, _ value: Double, _ name: String) throws {
            if range.contains(value) { return }
            throw ValidationError(
                "--\(name) is \(shortestText(value)) and must be \(shortestText(range.lowerBound)) to "
                    + shortestText(range.upperBound))
        }
        try demand(100...25_000, length, "length")
        try demand(0.1...50, tolerance, "tolerance")
        try demand(1...5_000, within, "within")
        try demand(1...20, Double(variants), "variants")
        try demand(0...100, overlap, "overlap")
        try demand(0...1_000, green, "green")
        try demand(0...1_000, fast, "fast")
        try demand(0...1e12, cost ?? 0, "cost")
        try demand(1...10_000_000, Double(moves), "moves")
        if through.count > 30 {
            throw ValidationError("--through has \(through.count) points; give at most 30")
        }
    }

    mutating func run() throws {
        try plan.withPlans(start) { (project) throws(GeoFileError) in
            let row = try layerRow(project.workspace)
            let lines = try drawnLines(project, row)
            let problem = try plan.analysed { () throws(AnalysisError) in
                try routeProblem(project.workspace, row, starts: lines.map(\.line))
            }
            let content = RouteContent(
                project: project.file, loaded: project.loaded,
                starts: Array(zip(project.plans, project.scenarios)), layer: row, isAdded: keep,
                cost: cost, routes: try search(problem),
                drawn: lines.map { DrawnRoute($0.name, $0.line, problem) },
                options: project.options,
                toLonLat: try lonLatTransform(
                    from: project.file.crs, projData: plan.reading.projData))
            let scenarios = try writeRouteScenarios(content, into: project.folder)
            let files = try writeRoutes(
                content, besides: scenarios, pages: [try page(content, project)],
                into: project.folder)
            tell(content, files)
        }
    }

    /// The page of the scenarios as they were written, beside those that the search started from.
    private func page(
        _ content: RouteContent, _ project: PlannedProject
    ) throws(GeoFileError) -> OutputPage {
        let written = try readScenarios(
            content.routes.indices.map { "\(project.folder.temporary)/\(routeName($0)).yaml" })
        let loaded = try load(written, of: project.file, in: project.workspace, plan.reading)
        let workspace = try plan.analysed { () throws(AnalysisError) in
            try only(project.workspace, content.layer)
        }
        let comparison = try plan.analysed { () throws(AnalysisError) -> Comparison in
            try compare(
                (loaded + project.scenarios).map(\.scenario), of: workspace,
                threads: plan.reading.threadCount)
        }
        let facts = project.facts, settings = plan.settings(for: workspace)
        let table = routeTable(content, settings)
        return OutputPage(name: "report.html") {
            ComparisonPage(
                comparison, of: workspace, year: nil, facts: facts, settings: settings,
                opening: table
            ).document()
        }
    }
}
