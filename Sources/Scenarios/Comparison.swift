// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods

/// What one scenario does, beside the workspace without it.
public struct ScenarioOutcome: Sendable {
    /// The scenario.
    public var scenario: Scenario
    /// The tables with all its changes in effect.
    public var results: AnalysisResults
    /// Who comes within reach and who falls out of it.
    public var shifts: [AccessShift]
    /// Per name of a layer what the changes of it cost together, euro.
    public var costs: [String: Double]
    /// Time that it took to measure the scenario, the workspace without changes being measured.
    public var seconds: Double
    /// What each change contributes to the values for all buurten together.
    public var contributions: [Contribution]
}

/// Scenarios beside each other and beside the workspace without them.
public struct Comparison: Sendable {
    /// The tables without changes.
    public var base: AnalysisResults
    /// Per scenario what it does, in the order in which they were given.
    public var outcomes: [ScenarioOutcome]
}

/// Measures scenarios of one workspace.
///
/// - Parameters:
///   - scenarios: Scenarios of this workspace.
///   - workspace: The workspace without changes.
///   - year: Year in which changes and features count; `nil`: all changes, features in the plan's year.
///   - threads: At most so many threads; the result has the same bits for any number.
/// - Returns: Tables, shifts and contributions; all as full runs of the changed workspaces give them.
/// - Throws: ``AnalysisError`` as a run does.
public func compare(
    _ scenarios: [Scenario], of workspace: Workspace, year: Int? = nil, threads: Int
) throws(AnalysisError) -> Comparison {
    let base = workspace.applying([], year: year).workspace
    let measured = try MeasuredWorkspace(base, threads: threads)
    var outcomes: [ScenarioOutcome] = []
    for scenario in scenarios {
        let changes = scenario.changes(in: year)
        var values = CoalitionValues(measured, changes: changes, year: year, threads: threads)
        let clock = ContinuousClock()
        let start = clock.now
        let all = try values.measured(Coalition(changes.indices))
        let elapsed = (clock.now - start).components
        outcomes.append(
            ScenarioOutcome(
                scenario: scenario, results: all.results, shifts: measured.shifts(to: all),
                costs: workspace.costs(of: changes),
                seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18,
                contributions: try contributions(of: changes, &values)))
    }
    return Comparison(base: measured.results, outcomes: outcomes)
}

extension Workspace {
    /// Per name of a layer what changes of it cost together.
    func costs(of changes: [Change]) -> [String: Double] {
        var costs: [String: Double] = [:]
        for change in changes {
            guard let layer = change.effect.layer else { continue }
            costs[layers[layer].name, default: 0] += change.cost
        }
        return costs
    }
}
