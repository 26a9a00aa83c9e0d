// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import GeoFiles
import MapLayers
import Neighbourhoods
import Scenarios

/// A budget of one year, such as `2022=100000`.
struct YearBudget: ExpressibleByArgument {
    var year: Int
    var euro: Double

    init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, let year = Int(parts[0]), year >= 1, year <= 9999,
            let euro = Double(parts[1]), euro >= 0, euro.isFinite
        else { return nil }
        (self.year, self.euro) = (year, euro)
    }
}

/// `nabij optimise PROJECT --candidates C.yaml --budget N --maximise INDICATOR --out DIR`.
struct OptimiseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "optimise",
        abstract: "Choose which changes to fund under a budget.",
        discussion: """
            Candidates are the changes of a scenario file; requires, excludes and chosen: yes or no are \
            kept. Without the solver CBC (Debian: coinor-cbc) more than 16 candidates are chosen step by \
            step only.
            """)

    @OptionGroup var plan: PlanOptions

    @Option(help: "A scenario file whose changes are the candidates.")
    var candidates: String

    @Option(help: "Euro in all.")
    var budget: Double

    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("Euro per year.", valueName: "year=euro"))
    var perYear: [YearBudget] = []

    @Option(help: "The indicator, for all buurten together, in its good direction.")
    var maximise: String

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "What must hold at least (at most where lower is better), for all buurten together or "
                + "with @LEVEL in every buurt, wijk, ...",
            valueName: "indicator[@level]=value"))
    var minimum: [MinimumArgument] = []

    @Option(help: "Seconds that the solver may take in all.")
    var seconds = 60

    func validate() throws {
        guard budget >= 0, budget.isFinite else {
            throw ValidationError("--budget is \(budget) and must not be below 0")
        }
        guard seconds > 0 else {
            throw ValidationError("--seconds is \(seconds) and must be above 0")
        }
    }

    mutating func run() throws {
        try plan.withPlans([candidates]) { (project) throws(GeoFileError) in
            let choice = try choose(project.scenarios[0].scenario.changes, project.workspace)
            let page = FundingPage(
                choice, of: project.workspace, facts: project.facts,
                settings: plan.settings(for: project.workspace))
            let files = try writeFunding(
                choice, project: project.file, loaded: project.loaded,
                candidates: (project.plans[0], project.scenarios[0]),
                pages: [
                    OutputPage(name: "frontier.svg") { page.frontierPicture() },
                    OutputPage(name: "report.html") { page.document() },
                ], options: project.options,
                into: project.folder)
            tell(choice, files)
        }
    }

    private func choose(
        _ changes: [Change], _ workspace: Workspace
    ) throws(GeoFileError) -> FundingChoice {
        let known = try plan.analysed { () throws(AnalysisError) in try catalogue(for: workspace) }
        try refuse(changes, known.map(\.id), workspace)
        let problem = FundingProblem(
            candidates: changes, budget: budget,
            budgetOfYear: Dictionary(
                perYear.map { ($0.year, $0.euro) }, uniquingKeysWith: { min($0, $1) }),
            minimums: minimum.map(\.minimum))
        let solver = SolverProcess(seconds: seconds)
        if solver == nil { Console.note("the solver cbc is not installed (Debian: coinor-cbc)") }
        let threads = plan.reading.threadCount
        let found = try plan.analysed { () throws(AnalysisError) in
            let measured = try MeasuredWorkspace(narrowed(workspace), threads: threads)
            let place = measured.indicators.firstIndex { $0.id == maximise } ?? 0
            return try chooseFunding(
                problem, of: measured, maximising: place,
                solver: { solver?.solve($0, excluding: $1) }, threads: threads)
        }
        guard let found else { throw noChoice() }
        return found
    }

    /// The workspace with no other indicators than those that are asked for: the rest takes time.
    private func narrowed(_ workspace: Workspace) -> Workspace {
        let ids = Set([maximise] + minimum.map(\.measured))
        var plan = workspace.plan
        plan.requests =
            plan.requests.isEmpty
            ? ids.sorted().map { .named($0, line: 0) }
            : plan.requests.filter {
                switch $0 {
                case .named(let id, _): ids.contains(id)
                case .custom(let own): ids.contains(own.id)
                }
            }
        return workspace.replacing(plan: plan)
    }

    private func tell(_ choice: FundingChoice, _ files: [WrittenFile]) {
        let ids = choice.problem.candidates.map(\.id)
        func names(_ plan: FundingPlan) -> [String] { plan.choice.sorted().map { ids[$0] } }
        guard plan.format == .text else {
            Console.output(
                .object([
                    "ok": .flag(true), "out": .text(plan.out),
                    "indicator": .text(choice.indicator.id),
                    "plan": .list(names(choice.best).map { .text($0) }),
                    "cost": .number(choice.best.cost), "value": .number(choice.best.value),
                    "upper_bound": choice.upperBound.map { .number($0) } ?? .null,
                    "gap": choice.gap.map { .number($0) } ?? .null,
                    "files": .list(files.map { .text($0.name) }),
                ]))
            return
        }
        let unit =
            choice.countsInhabitants ? "inhabitants newly within reach" : choice.indicator.unit
        func amount(_ value: Double) -> String {
            choice.countsInhabitants ? wholeText(value) : fixedText(value, decimals: 2)
        }
        func line(_ title: String, _ plan: FundingPlan) {
            let chosen = names(plan).isEmpty ? "nothing" : names(plan).joined(separator: ", ")
            Console.line(
                "\(title): \(chosen): EUR \(wholeText(plan.cost)), \(amount(plan.value)) \(unit)")
        }
        line("best", choice.best)
        if let greedy = choice.greedy { line("step by step", greedy) }
        if let next = choice.nextBest { line("next best", next) }
        let bound = choice.upperBound.map {
            "upper bound \(amount($0)), gap \(fixedText(choice.gap ?? 0, decimals: 2)) %"
        }
        Console.line("found \(choice.method)\(bound.map { "; \($0)" } ?? "")")
        for plan in choice.frontier {
            Console.line(
                "    EUR \(wholeText(plan.cost)): \(amount(plan.value)) \(unit)"
            )
        }
        Console.output("\(plan.out): " + files.map(\.name).joined(separator: ", "))
    }
}
