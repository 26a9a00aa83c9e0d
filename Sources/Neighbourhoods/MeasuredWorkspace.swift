// SPDX-License-Identifier: EUPL-1.2
//
// A workspace together with what was measured in it. The columns over addresses are kept, so that two
// states of a plan can be compared address by address.
import Planar

/// Where a layer differs from that of another workspace.
public struct LayerEdit: Sendable, Equatable {
    /// Row of the layer.
    public var layer: Int
    /// Features of the other workspace that went, moved or have other attributes, ascending rows; rows
    /// behind its last are new features.
    public var altered: [Int32]

    /// Creates an edit.
    public init(layer: Int, altered: [Int32]) {
        self.layer = layer
        self.altered = altered
    }
}

/// A workspace with its results and the columns that they come from.
public struct MeasuredWorkspace: Sendable {
    /// The data.
    public let workspace: Workspace
    /// The tables of a full run.
    public let results: AnalysisResults
    let run: AnalysisRun
    let columns: [AddressMeasure: [Double]]

    /// Measures a workspace.
    ///
    /// - Parameters:
    ///   - workspace: Checked layers and the plan.
    ///   - base: Workspace whose indicators are computed, so that a layer that a change empties keeps
    ///     its own; `nil`: those of the workspace itself.
    ///   - threads: At most so many threads; the result has the same bits for any number.
    /// - Throws: ``AnalysisError`` as ``analyse(_:like:threads:perAddress:)``.
    public init(
        _ workspace: Workspace, like base: Workspace? = nil, threads: Int
    ) throws(AnalysisError) {
        var run = try AnalysisRun(workspace, like: base, threads: threads, perAddress: false)
        self.workspace = workspace
        (results, columns) = try run.resultsAndColumns()
        self.run = run
    }

    /// The indicators, in the order of the columns of the tables of buurten.
    public var indicators: [Indicator] { run.planned.map(\.indicator) }
}

extension MeasuredWorkspace {
    /// Measures this workspace after changes.
    ///
    /// - Parameters:
    ///   - workspace: This workspace with other layers, population or year.
    ///   - edits: Where its layers differ; layers that are not named are the same.
    ///   - threads: At most so many threads.
    /// - Returns: To the bit what a full run of the changed workspace gives.
    /// - Throws: ``AnalysisError`` as a full run does.
    public func updated(
        to workspace: Workspace, edits: [LayerEdit], threads: Int
    ) throws(AnalysisError) -> MeasuredWorkspace {
        try MeasuredWorkspace(workspace, like: self.workspace, threads: threads)
    }
}
