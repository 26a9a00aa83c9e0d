// SPDX-License-Identifier: EUPL-1.2

/// The buurten and all layers of a project in memory: checked, in metres, immutable.
public struct Workspace: Sendable {
    /// The neighbourhoods, in order of code.
    public let buurten: Buurten
    /// Where people live; `nil` where the project has no population layer.
    public let population: Population?
    /// The other layers, in the order of the project file.
    public let layers: [Layer]
    /// What is asked for.
    public let plan: AnalysisPlan
    /// The buurt of each address, where it is known already.
    let assignment: Assignment?

    /// Creates a workspace from checked parts.
    ///
    /// An assignment is of this population in these buurten; `nil` where it is yet to be found.
    public init(
        buurten: Buurten, population: Population?, layers: [Layer], plan: AnalysisPlan,
        assignment: Assignment? = nil
    ) {
        precondition(
            assignment.map { $0.buurtOfAddress.count == population?.count ?? 0 } ?? true,
            "the assignment is of other addresses")
        self.buurten = buurten
        self.population = population
        self.layers = layers
        self.plan = plan
        self.assignment = assignment
    }

    /// The workspace with other layers or another plan.
    ///
    /// Buurten and population are the same, and so the buurt of each address stays known.
    public func replacing(layers: [Layer]? = nil, plan: AnalysisPlan) -> Workspace {
        Workspace(
            buurten: buurten, population: population, layers: layers ?? self.layers, plan: plan,
            assignment: assignment)
    }
}
