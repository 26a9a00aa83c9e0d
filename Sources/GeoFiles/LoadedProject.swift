// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods

/// A project whose sources were read and checked.
public struct LoadedProject: Sendable {
    /// The data; `nil` where a defect refuses it.
    public var workspace: Workspace?
    /// Everything wrong with the input, in order of layer and rule.
    public var defects: [Defect]
    /// Where the data came from.
    public var inputs: [InputRecord]
    /// Facts for the log, such as the coordinate operation that was used.
    public var notes: [String]
    /// Time of `load:`, `transform:`, `check` and `hash` stages, and of finding the buurt of each address.
    public var stages: [StageTiming]

    /// Creates a loaded project.
    public init(
        workspace: Workspace?, defects: [Defect], inputs: [InputRecord], notes: [String],
        stages: [StageTiming]
    ) {
        self.workspace = workspace
        self.defects = defects
        self.inputs = inputs
        self.notes = notes
        self.stages = stages
    }
}
