// SPDX-License-Identifier: EUPL-1.2
//
// A workspace together with what was measured in it. The columns over addresses are kept, so that two
// states of a plan can be compared address by address.
import Planar
import SpatialIndex
import StreetNetwork

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
    let run: AnalysisRun
    let columns: [AddressMeasure: MeasuredColumn]
    let amounts: [BuurtMeasure: [ExactSum]]
    /// Per planned indicator its values before the privacy rule.
    let values: [LevelValues]
    /// Features and the buurten that they have a part in, where they are counted.
    let pairs: [FeatureSelection: [FeatureInBuurt]]
    /// The indexes of the layers that distances were measured to.
    let indexes: [FeatureSelection: KeptIndex]
    /// The searches along the network.
    let walkFields: [AddressMeasure: MendableField]

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
        var run = try AnalysisRun(
            workspace, like: base, threads: threads, perAddress: false, keepsColumns: true)
        var kept: [AddressMeasure: MeasuredColumn] = [:]
        var sums: [BuurtMeasure: [ExactSum]] = [:]
        var pairs: [FeatureSelection: [FeatureInBuurt]] = [:]
        var indexes: [FeatureSelection: NearestFeatureIndex] = [:]
        var fields: [AddressMeasure: MendableField] = [:]
        values = try run.values {
            kept.merge($0.keptColumns) { first, _ in first }
            sums.merge($0.amounts) { first, _ in first }
            pairs.merge($0.pairs) { first, _ in first }
            indexes.merge($0.indexes) { first, _ in first }
            fields.merge($0.walkFields) { first, _ in first }
        }
        run.walking.prepareMending(run.people)
        walkFields = fields
        amounts = sums
        columns = kept
        self.pairs = pairs
        var keptIndexes: [FeatureSelection: KeptIndex] = [:]
        for (selection, index) in indexes where selection.minimumHectares == nil {
            keptIndexes[selection] = KeptIndex(index, active: try workspace.active(selection))
        }
        self.indexes = keptIndexes
        self.workspace = workspace
        self.run = run
    }

    init(
        run: AnalysisRun, columns: [AddressMeasure: MeasuredColumn],
        amounts: [BuurtMeasure: [ExactSum]], values: [LevelValues],
        pairs: [FeatureSelection: [FeatureInBuurt]], indexes: [FeatureSelection: KeptIndex],
        walkFields: [AddressMeasure: MendableField]
    ) {
        workspace = run.workspace
        self.run = run
        self.columns = columns
        self.amounts = amounts
        self.values = values
        self.pairs = pairs
        self.indexes = indexes
        self.walkFields = walkFields
    }

    /// The indicators, in the order of the columns of the tables of buurten.
    public var indicators: [Indicator] { run.planned.map(\.indicator) }

    /// The tables, as a full run gives them; made anew at each call.
    public var results: AnalysisResults { run.tables(values) }

    /// Per indicator the value for all buurten together, the privacy rule applied.
    public var totals: [IndicatorValue] {
        let rule = run.suppression()
        return zip(run.planned, values).map { planned, values in
            let value = values.levels.last?.first ?? .notApplicable("")
            guard let rule, planned.indicator.isAboutPeople,
                let reason = rule.levels.last?.first ?? nil, value.number != nil
            else { return value }
            return .suppressed(reason)
        }
    }
}

extension MeasuredWorkspace {
    /// Measures this workspace after changes.
    ///
    /// - Parameters:
    ///   - workspace: This workspace with other layers, population or year.
    ///   - edits: Where its layers differ; layers that are not named are the same.
    ///   - threads: At most so many threads.
    /// - Returns: To the bit what a full run of the changed workspace gives. Where the population or
    ///   the buurten differ, it is a full run.
    /// - Throws: ``AnalysisError`` as a full run does.
    public func updated(
        to workspace: Workspace, edits: [LayerEdit], threads: Int
    ) throws(AnalysisError) -> MeasuredWorkspace {
        guard hasSamePeople(as: workspace) else {
            return try MeasuredWorkspace(workspace, like: self.workspace, threads: threads)
        }
        var reevaluation = Reevaluation(self, workspace, edits: edits, threads: threads)
        return try reevaluation.measured()
    }

    /// Arrays that are shared compare at once.
    private func hasSamePeople(as other: Workspace) -> Bool {
        let (mine, theirs) = (workspace.population, other.population)
        return mine?.x == theirs?.x && mine?.y == theirs?.y && mine?.weight == theirs?.weight
            && mine?.dwellings == theirs?.dwellings
            && workspace.buurten.polygons == other.buurten.polygons
            && workspace.buurten.attributes == other.buurten.attributes
    }
}
