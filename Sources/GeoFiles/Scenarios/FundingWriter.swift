// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
public import Scenarios

/// Writes `plan.csv`, `frontier.csv` and `frontier.svg`, all or nothing.
///
/// - Returns: The files, in the order in which they were written.
/// - Throws: A ``GeoFileError``; the folder is then as it was.
public func writeFunding(
    _ choice: FundingChoice, project: ProjectFile, loaded: LoadedProject,
    candidates: (file: ScenarioFile, loaded: LoadedScenario), options: OutputOptions,
    into folder: OutputFolder
) throws(GeoFileError) -> [WrittenFile] {
    let contents = [
        ("plan.csv", csvBytes(planTable(choice), options.csv)),
        ("frontier.csv", csvBytes(frontierTable(choice), options.csv)),
        ("frontier.svg", Array(frontierPicture(choice).utf8)),
    ]
    var files: [WrittenFile] = []
    for (name, bytes) in contents {
        try writeFile(bytes, to: folder.temporary + "/" + name)
        files.append(WrittenFile(name: name, sha256: Fingerprint.hex(bytes)))
    }
    try finish(
        &files, kind: "funding", project, loaded,
        scenarios: [(candidates.file, candidates.loaded)], indicators: [choice.indicator], options,
        into: folder)
    return files
}

private func planTable(_ choice: FundingChoice) -> OutputTable {
    let candidates = choice.problem.candidates
    func flags(_ plan: FundingPlan?) -> OutputColumn.Values {
        .flags(candidates.indices.map { row in plan.map { $0.choice.contains(row) } })
    }
    return OutputTable(
        rows: candidates.count,
        columns: [
            OutputColumn(name: "candidate", values: .texts(candidates.map(\.id))),
            OutputColumn(name: "cost", values: .numbers(candidates.map(\.cost))),
            OutputColumn(name: "best", values: flags(choice.best)),
            OutputColumn(name: "greedy", values: flags(choice.greedy)),
            OutputColumn(name: "next_best", values: flags(choice.nextBest)),
        ])
}

private func frontierTable(_ choice: FundingChoice) -> OutputTable {
    let candidates = choice.problem.candidates
    return OutputTable(
        rows: choice.frontier.count,
        columns: [
            OutputColumn(name: "budget", values: .numbers(choice.frontier.map(\.budget))),
            OutputColumn(name: "cost", values: .numbers(choice.frontier.map(\.plan.cost))),
            OutputColumn(name: "value", values: .numbers(choice.frontier.map(\.plan.value))),
            OutputColumn(
                name: "candidates",
                values: .texts(
                    choice.frontier.map {
                        $0.plan.choice.sorted().map { candidates[$0].id }.joined(separator: " ")
                    })),
        ])
}

/// The best value for each budget as steps, with the budget of the problem marked.
private func frontierPicture(_ choice: FundingChoice) -> String {
    let width = 640.0, height = 320.0, left = 90.0, bottom = 50.0
    let budgets = choice.frontier.map(\.budget) + [choice.problem.budget]
    let values = choice.frontier.map(\.plan.value) + [choice.best.value]
    let most = max(budgets.max() ?? 1, 1), highest = max(values.max() ?? 1, 1e-9)
    func x(_ budget: Double) -> String {
        fixedText(left + budget / most * (width - left - 20), decimals: 1)
    }
    func y(_ value: Double) -> String {
        fixedText(height - bottom - max(0, value) / highest * (height - bottom - 30), decimals: 1)
    }
    var path = "M\(x(0)) \(y(0))"
    for (budget, plan) in choice.frontier { path += "H\(x(budget))V\(y(plan.value))" }
    let unit = choice.countsInhabitants ? "inhabitants newly within reach" : choice.indicator.unit
    let labels = [
        (x(0), fixedText(height - 30, decimals: 0), "start", "EUR 0"),
        (
            x(most), fixedText(height - 30, decimals: 0), "end",
            "EUR \(fixedText(most, decimals: 0))"
        ),
        (fixedText(left - 6, decimals: 0), y(highest), "end", fixedText(highest, decimals: 1)),
        (fixedText(left, decimals: 0), "16", "start", unit),
        (x(choice.problem.budget), fixedText(height - 12, decimals: 0), "middle", "budget"),
    ]
    let texts = labels.map {
        "<text x=\"\($0)\" y=\"\($1)\" text-anchor=\"\($2)\">\($3)</text>"
    }.joined(separator: "\n")
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320" font-family="sans-serif" font-size="12">
        <title>Best value for each budget</title>
        <rect width="640" height="320" fill="#ffffff"/>
        <path d="M\(x(0)) \(y(0))H\(x(most))M\(x(0)) \(y(0))V\(y(highest))" fill="none" stroke="#666666"/>
        <path d="\(path)" fill="none" stroke="#1f6f8b" stroke-width="2"/>
        <path d="M\(x(choice.problem.budget)) \(y(0))V\(y(highest))" stroke="#c0392b" stroke-dasharray="4 3"/>
        <circle cx="\(x(choice.best.cost))" cy="\(y(choice.best.value))" r="4" fill="#c0392b"/>
        \(texts)
        </svg>

        """
}
