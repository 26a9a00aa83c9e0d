// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import GeoFiles
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

    @Argument(help: "The project file.")
    var project: String

    @Option(help: "A scenario file whose changes are the candidates.")
    var candidates: String

    @Option(help: "Euro in all.")
    var budget: Double

    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("Euro per year.", valueName: "year=euro"))
    var perYear: [YearBudget] = []

    @Option(help: "The indicator, for all buurten together, in its good direction.")
    var maximise: String

    @Option(help: "Seconds that the solver may take for one problem.")
    var seconds = 60

    @Option(help: ArgumentHelp("Folder for the results.", valueName: "dir"))
    var out: String

    @Option(help: "plain, or nl for Dutch spreadsheets.")
    var csv = CSVFormat.plain

    @Option(help: "text or json.")
    var format = OutputFormat.text

    @OptionGroup var reading: ReadingOptions

    func validate() throws {
        guard budget >= 0, budget.isFinite else {
            throw ValidationError("--budget is \(budget) and must not be below 0")
        }
        guard seconds > 0 else {
            throw ValidationError("--seconds is \(seconds) and must be above 0")
        }
    }

    mutating func run() throws {
        try reading.reporting(in: format) { (defects: inout [Defect]) throws(GeoFileError) in
            try run(&defects)
        }
    }

    private func run(_ defects: inout [Defect]) throws(GeoFileError) {
        let file = try readProject(at: project)
        let plan = try readScenarios([candidates])[0]
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
        let choice = try choose(known.scenario.changes, workspace)
        let files = try writeFunding(
            choice, project: file, loaded: loaded, candidates: (plan, known),
            options: OutputOptions(csv: csv, threads: reading.threadCount, version: nabijVersion),
            into: folder)
        tell(choice, files)
    }

    private func choose(
        _ changes: [Change], _ workspace: Workspace
    ) throws(GeoFileError) -> FundingChoice {
        try refuseSmallBudget(changes)
        let problem = FundingProblem(
            candidates: changes, budget: budget,
            budgetOfYear: Dictionary(
                perYear.map { ($0.year, $0.euro) }, uniquingKeysWith: { min($0, $1) }))
        let solver = SolverProcess(seconds: seconds)
        if solver == nil { Console.note("the solver cbc is not installed (Debian: coinor-cbc)") }
        let found: FundingChoice?
        do throws(AnalysisError) {
            let measured = try MeasuredWorkspace(workspace, threads: reading.threadCount)
            let names = measured.indicators.map(\.id)
            guard let place = names.firstIndex(of: maximise) else {
                let nearest = nearestName(to: maximise, among: names)
                throw AnalysisError(
                    "--maximise: the project has no indicator '\(maximise)'",
                    remedy: nearest.map { "did you mean '\($0)'?" }
                        ?? "`nabij catalogue` lists those there are")
            }
            found = try chooseFunding(
                problem, of: measured, maximising: place,
                solver: { solver?.solve($0, excluding: $1) }, threads: reading.threadCount)
        } catch { throw ProjectReport.failure(error, path: project) }
        guard let found else {
            throw GeoFileError(
                .badData,
                "\(candidates): what must be chosen breaks a rule or costs more than the budget; raise "
                    + "--budget or take out a chosen: yes")
        }
        return found
    }

    private func refuseSmallBudget(_ changes: [Change]) throws(GeoFileError) {
        let open = changes.filter { $0.isChosen != false }
        guard let cheapest = open.min(by: { $0.cost < $1.cost }), cheapest.cost > budget else {
            return
        }
        throw GeoFileError(
            .badData,
            "--budget \(shortestText(budget)) is below the cheapest candidate (\(cheapest.id), EUR "
                + "\(shortestText(cheapest.cost))); raise it")
    }

    private func tell(_ choice: FundingChoice, _ files: [WrittenFile]) {
        let ids = choice.problem.candidates.map(\.id)
        func names(_ plan: FundingPlan) -> [String] { plan.choice.sorted().map { ids[$0] } }
        guard format == .text else {
            Console.output(
                .object([
                    "ok": .flag(true), "out": .text(out), "indicator": .text(choice.indicator.id),
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
        func line(_ title: String, _ plan: FundingPlan) {
            Console.line(
                "\(title): \(names(plan).joined(separator: ", ")): EUR "
                    + "\(fixedText(plan.cost, decimals: 0)), \(fixedText(plan.value, decimals: 2)) \(unit)"
            )
        }
        line("best", choice.best)
        line("step by step", choice.greedy)
        if let next = choice.nextBest { line("next best", next) }
        let bound = choice.upperBound.map {
            "upper bound \(fixedText($0, decimals: 2)), gap \(fixedText(choice.gap ?? 0, decimals: 2)) %"
        }
        Console.line("found \(choice.method)\(bound.map { "; \($0)" } ?? "")")
        for (budget, plan) in choice.frontier {
            Console.line(
                "    EUR \(fixedText(budget, decimals: 0)): \(fixedText(plan.value, decimals: 2)) \(unit)"
            )
        }
        Console.output("\(out): " + files.map(\.name).joined(separator: ", "))
    }
}
