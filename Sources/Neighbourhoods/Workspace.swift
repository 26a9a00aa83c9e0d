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

    /// Creates a workspace from checked parts.
    public init(
        buurten: Buurten, population: Population?, layers: [Layer], plan: AnalysisPlan
    ) {
        self.buurten = buurten
        self.population = population
        self.layers = layers
        self.plan = plan
    }
}
