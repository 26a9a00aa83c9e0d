// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
public import Scenarios

/// Writes `plan.csv`, `frontier.csv` and pages, all or nothing.
///
/// - Returns: The files, in the order in which they were written.
/// - Throws: A ``GeoFileError``; the folder is then as it was.
public func writeFunding(
    _ choice: FundingChoice, project: ProjectFile, loaded: LoadedProject,
    candidates: (file: ScenarioFile, loaded: LoadedScenario), pages: [OutputPage] = [],
    options: OutputOptions, into folder: OutputFolder
) throws(GeoFileError) -> [WrittenFile] {
    var files = try write(
        [("plan.csv", planTable(choice)), ("frontier.csv", frontierTable(choice))], pages, options,
        into: folder)
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
            OutputColumn(
                name: "alone",
                values: .numbers(choice.alone.map { $0.isFinite ? $0 : nil })),
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
            OutputColumn(name: "cost", values: .numbers(choice.frontier.map(\.cost))),
            OutputColumn(name: "value", values: .numbers(choice.frontier.map(\.value))),
            OutputColumn(
                name: "candidates",
                values: .texts(
                    choice.frontier.map {
                        $0.choice.sorted().map { candidates[$0].id }.joined(separator: " ")
                    })),
        ])
}
