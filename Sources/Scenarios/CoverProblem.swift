// SPDX-License-Identifier: EUPL-1.2
//
// Maximal covering (Church and ReVelle 1974, The maximal covering location problem) over groups of
// addresses that the same candidates would bring within reach:
//
//     maximise  sum of w_g y_g
//     where     y_g <= sum of x_c over the candidates c that reach g,  0 <= y_g <= 1,  x_c 0 or 1,
//
// with the rules of the problem as further rows. It holds where candidates reach independently of each
// other: features that are added, in a straight line or by being inside.
//
// A minimum on a share of that kind is the same once more: variables z of its own groups, with
// sum of w z >= what is needed. That is exact, since z can always be as large as its row allows.
public import Neighbourhoods

/// A funding problem in which each candidate reaches people independently of the others.
public struct CoverProblem: Sendable {
    /// Candidates and rules.
    public var problem: FundingProblem
    /// Inhabitants with the candidates that would bring them within reach.
    public var groups: [CoverGroup]
    /// Minimums that are problems of covering themselves.
    public var floors: [CoverFloor]
    /// Choices that must not be the answer, since they break a minimum that is no covering.
    public var forbidden: [Set<Int>] = []

    /// Creates a problem.
    public init(problem: FundingProblem, groups: [CoverGroup], floors: [CoverFloor] = []) {
        self.problem = problem
        self.groups = groups
        self.floors = floors
    }

    /// What a choice lacks of the floors; 0 where they hold.
    func shortfall(_ choice: Set<Int>) -> Double { floors.reduce(0) { $0 + $1.shortfall(choice) } }

    /// Inhabitants that a choice newly brings within reach.
    public func value(_ choice: Set<Int>) -> Double {
        groups.reduce(0) {
            $0 + ($1.reachedBy.contains(where: choice.contains) ? $1.inhabitants : 0)
        }
    }

    /// The problem as a file in the LP format that CBC and GLPK read: `x0` is the first candidate.
    ///
    /// - Parameter others: Choices of which the answer must leave something out, for the next best plan.
    /// - Returns: The text of the file.
    public func linearProgram(excluding others: [Set<Int>] = []) -> String {
        var text = "Maximize\n obj:"
        for (g, group) in groups.enumerated() { text += " + \(group.inhabitants) y\(g)\n" }
        if groups.isEmpty { text += " 0 x0\n" }
        text += "Subject To\n"
        for (g, group) in groups.enumerated() {
            text += " y\(g)" + group.reachedBy.map { " - x\($0)" }.joined() + " <= 0\n"
        }
        for (k, floor) in floors.enumerated() {
            for (g, group) in floor.groups.enumerated() {
                text += " z\(k)_\(g)" + group.reachedBy.map { " - x\($0)" }.joined() + " <= 0\n"
            }
            // Where nobody can be reached the row 0 x0 >= needed says that there is no answer.
            text += floor.groups.enumerated()
                .map { " + \($1.inhabitants) z\(k)_\($0)\n" }.joined()
            text += floor.groups.isEmpty ? " 0 x0" : ""
            text += " >= \(floor.needed * (1 - 1e-12))\n"
        }
        let candidates = problem.candidates
        func row(_ terms: [(Double, Int)], _ limit: Double) {
            let used = terms.filter { $0.0 > 0 }
            if used.isEmpty { return }
            text += used.map { " + \($0.0) x\($0.1)" }.joined(separator: "\n") + " <= \(limit)\n"
        }
        row(candidates.indices.map { (candidates[$0].cost, $0) }, problem.budget)
        for (year, limit) in problem.budgetOfYear.sorted(by: { $0.key < $1.key }) {
            row(candidates.indices.map { (candidates[$0].spent(in: year), $0) }, limit)
        }
        let places = problem.places
        for (c, candidate) in candidates.enumerated() {
            for other in candidate.requires.compactMap({ places[$0] }) {
                text += " x\(c) - x\(other) <= 0\n"
            }
            for other in candidate.excludes.compactMap({ places[$0] }) {
                text += " x\(c) + x\(other) <= 1\n"
            }
            if let isChosen = candidate.isChosen { text += " x\(c) = \(isChosen ? 1 : 0)\n" }
        }
        for other in others {
            // At least one of them is left out: to add what helps nobody is no other plan.
            text += other.sorted().map { " + x\($0)" }.joined() + " <= \(other.count - 1)\n"
        }
        for choice in forbidden {
            let terms = candidates.indices.map { choice.contains($0) ? " + x\($0)" : " - x\($0)" }
            text += terms.joined() + " <= \(choice.count - 1)\n"
        }
        text += "Bounds\n"
        for (k, floor) in floors.enumerated() {
            for g in floor.groups.indices { text += " 0 <= z\(k)_\(g) <= 1\n" }
        }
        for g in groups.indices { text += " 0 <= y\(g) <= 1\n" }
        return text + "Binaries\n" + candidates.indices.map { " x\($0)" }.joined() + "\nEnd\n"
    }
}
