// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import GeoFiles
import Neighbourhoods
import Scenarios

/// What must hold at least, such as `places_distance_share_500@wijk=40`.
struct MinimumArgument: ExpressibleByArgument {
    var minimum: FundingMinimum

    init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, let bound = Double(parts[1]), bound.isFinite else { return nil }
        let names = parts[0].split(separator: "@", omittingEmptySubsequences: false)
        guard (1...2).contains(names.count), names.allSatisfy({ !$0.isEmpty }) else { return nil }
        minimum = FundingMinimum(
            indicator: String(names[0]), level: names.count == 2 ? String(names[1]) : nil,
            bound: bound)
    }

    /// The indicator that has to be measured for it: Gini and Palma are made of another.
    var measured: String {
        for suffix in ["_gini", "_palma"] where minimum.indicator.hasSuffix(suffix) {
            return String(minimum.indicator.dropLast(suffix.count))
        }
        return minimum.indicator
    }
}

extension OptimiseCommand {
    /// Refuses what no choice can keep, in one line that says why.
    func refuse(
        _ changes: [Change], _ indicators: [String], _ workspace: Workspace
    ) throws(GeoFileError) {
        try refuseUnknown(maximise, indicators, "--maximise")
        let levels = ["buurt"] + workspace.buurten.groups.map(\.name)
        for one in minimum {
            try refuseUnknown(one.measured, indicators, "--minimum")
            guard let level = one.minimum.level, !levels.contains(level) else { continue }
            throw GeoFileError(
                .badData,
                "--minimum: the project has no level '\(level)'; there are "
                    + levels.joined(separator: ", "))
        }
        try refuseContradictions(changes)
        try refuseSmallBudget(changes)
    }

    private func refuseUnknown(
        _ name: String, _ indicators: [String], _ option: String
    ) throws(GeoFileError) {
        if indicators.contains(name) { return }
        let remedy =
            nearestName(to: name, among: indicators).map { "did you mean '\($0)'?" }
            ?? "`nabij catalogue` lists those there are"
        throw GeoFileError(
            .badData,
            "\(plan.project): \(option): the project has no indicator '\(name)'; \(remedy)")
    }

    private func refuseContradictions(_ changes: [Change]) throws(GeoFileError) {
        let problem = FundingProblem(candidates: changes, budget: .infinity)
        let needed = problem.fixed.sorted()
        for place in needed {
            let change = changes[place]
            if change.isChosen == false {
                throw GeoFileError(
                    .badData,
                    "\(candidates): change \(change.id) is chosen: no, and one that is chosen: yes "
                        + "requires it; change one of them")
            }
            for other in needed where other != place && change.excludes.contains(changes[other].id)
            {
                throw GeoFileError(
                    .badData,
                    "\(candidates): changes \(change.id) and \(changes[other].id) must both be chosen "
                        + "and exclude each other; change one of them")
            }
        }
        let cost = problem.cost(problem.fixed)
        guard cost > budget else { return }
        throw GeoFileError(
            .badData,
            "\(candidates): what must be chosen costs EUR \(shortestText(cost)), more than --budget "
                + "\(shortestText(budget)); raise it or take out a chosen: yes")
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

    /// The error where no choice was found.
    func noChoice() -> GeoFileError {
        let wanted = minimum.map(\.minimum.text).joined(separator: ", ")
        return GeoFileError(
            .badData,
            minimum.isEmpty
                ? "\(candidates): what must be chosen breaks a rule or costs more than the budget of a "
                    + "year; raise --per-year or take out a chosen: yes"
                : "--minimum \(wanted): no choice within the rules and the budget was found that reaches "
                    + "it; lower it, raise --budget or add candidates")
    }
}
