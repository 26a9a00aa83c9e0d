// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex
import StreetNetwork

/// Measures what changed between a measured workspace and another state of it.
struct Reevaluation {
    let base: MeasuredWorkspace
    let edits: [LayerEdit]
    let threads: Int
    var run: AnalysisRun
    private var diffs: [FeatureSelection: SelectionDiff] = [:]
    private var pieceDiffs: [FeatureSelection: SelectionDiff] = [:]
    private(set) var columns: [AddressMeasure: MeasuredColumn]
    private(set) var patchesOf: [AddressMeasure: [BuurtPatch]] = [:]
    var walkFields: [AddressMeasure: MendableField]
    /// Whether a street came, went or is another.
    private(set) var streetsDiffer = false
    /// Whether the network of safe walking may be another.
    private(set) var safetyDiffers = false
    /// Boxes of zones with a speed that came or went.
    private(set) var speedBoxes: [Box] = []
    /// What is another in the network of safe walking, where it is mended.
    var safety: SafetyChange?
    /// Who walks how far to the features that changed, before and after.
    var walkers: [FeatureSelection: WalkersMoved] = [:]
    private var reduced: [AddressMeasure: [Reduction: LevelValues]] = [:]
    private var amounts: [BuurtMeasure: [ExactSum]]
    private var pairs: [FeatureSelection: [FeatureInBuurt]]

    init(_ base: MeasuredWorkspace, _ workspace: Workspace, edits: [LayerEdit], threads: Int) {
        self.base = base
        self.edits = edits
        self.threads = threads
        run = base.run
        run.workspace = workspace
        run.notes = []
        columns = base.columns
        amounts = base.amounts
        pairs = base.pairs
        walkFields = base.walkFields
    }

    /// The changed workspace, measured.
    mutating func measured() throws(AnalysisError) -> MeasuredWorkspace {
        run.noteAddresses()
        streetsDiffer = isTouched { $0.role == .streets }
        speedBoxes = try boxes(of: { $0.role == .zone && $0.settings.speed != nil })
        try settleStreets()
        var values = base.values
        for layer in run.workspace.layers.indices {
            let places = run.planned.indices.filter {
                run.planned[$0].layer == layer && isTouched(run.planned[$0])
            }
            if places.isEmpty { continue }
            var measures = LayerMeasures(run: run, layer: layer)
            try updateAreas(places, &measures)
            for place in places { values[place] = try self.values(of: place, &measures) }
            columns.merge(measures.keptColumns) { _, new in new }
            takeWalking(of: measures)
            amounts.merge(measures.amounts) { _, new in new }
            pairs.merge(measures.pairs) { _, new in new }
            run.notes += measures.notes
        }
        run.walking.prepareMending(run.people)
        return MeasuredWorkspace(
            run: run, columns: columns, amounts: amounts, values: values, pairs: pairs,
            indexes: try indexes(), walkFields: walkFields)
    }

    /// Finds out whether streets or their safety differ, and mends the network of safe walking.
    private mutating func settleStreets() throws(AnalysisError) {
        if streetsDiffer {
            safetyDiffers = true
            run.walking = WalkingRun()
            walkFields = [:]
            return
        }
        safetyDiffers = try doesSafetyDiffer()
        guard safetyDiffers, run.walking.safeNetwork != nil, try !mendSafety() else { return }
        run.walking.forgetSafety()
        walkFields = walkFields.filter { !$0.key.isSafe }
    }

    /// Takes over networks and searches that were made for a layer.
    private mutating func takeWalking(of measures: LayerMeasures) {
        let safety = run.walking
        run.walking = measures.walking
        guard safety.mendedSafety != nil else {
            walkFields.merge(measures.walkFields) { _, new in new }
            return
        }
        // A network of safe walking that was made for one layer has other numbers than that which is mended.
        run.walking.takeSafety(of: safety)
        for (measure, field) in measures.walkFields {
            walkFields[measure] = measure.isSafe ? nil : field
        }
    }

    private mutating func values(
        of place: Int, _ measures: inout LayerMeasures
    ) throws(AnalysisError) -> LevelValues {
        let planned = run.planned[place]
        switch planned.computation {
        case .amount(let measure, _): try update(measure, &measures)
        case .features(let selection, _): try updatePairs(selection, &measures)
        case .people(let measure, let reduction):
            if let known = reduced[measure]?[reduction] { return known }
            guard let people = run.people,
                let patches = try mended(measure, people, &measures),
                let column = columns[measure]
            else {
                seedWalks(measure, &measures)
                break
            }
            let (reductions, before) = reductions(of: measure, layer: planned.layer)
            let after = column.updated(
                before, reductions, changed: patches.map(\.buurt), people, run.levels)
            reduced[measure] = Dictionary(uniqueKeysWithValues: zip(reductions, after))
            return reduced[measure]?[reduction] ?? base.values[place]
        case .ratio(let part, let whole):
            try updateStreets(part, &measures)
            try updateStreets(whole, &measures)
        case .sites, .quotient: break
        }
        return try measures.values(of: planned)
    }

    /// Mends a column, once.
    ///
    /// - Returns: The buurten in which it differs; `nil` where all of it is to be measured anew.
    mutating func mended(
        _ measure: AddressMeasure, _ people: People, _ measures: inout LayerMeasures
    ) throws(AnalysisError) -> [BuurtPatch]? {
        if let known = patchesOf[measure] { return known }
        guard var column = columns[measure], column.summed.absent == nil,
            let patches = try patches(of: measure, &column, people, &measures)
        else { return nil }
        column.apply(patches, people, run.blocks, run.levels, threads: threads)
        columns[measure] = column
        patchesOf[measure] = patches
        return patches
    }

    /// The reductions that are planned for a measure, with their values in the base.
    private func reductions(
        of measure: AddressMeasure, layer: Int
    ) -> ([Reduction], [LevelValues]) {
        var reductions: [Reduction] = []
        var before: [LevelValues] = []
        for place in run.planned.indices where run.planned[place].layer == layer {
            guard case .people(measure, let reduction) = run.planned[place].computation,
                !reductions.contains(reduction)
            else { continue }
            reductions.append(reduction)
            before.append(base.values[place])
        }
        return (reductions, before)
    }

    /// The indexes of the base, with what is no longer as they know it.
    private mutating func indexes() throws(AnalysisError) -> [FeatureSelection: KeptIndex] {
        var result = base.indexes
        for (selection, kept) in base.indexes where isTouched(layer: selection.layer) {
            result[selection] = kept.without(try diff(selection).removedRows)
        }
        return result
    }

    /// What a selection of features lost and gained.
    mutating func diff(
        _ selection: FeatureSelection
    ) throws(AnalysisError) -> SelectionDiff {
        if let known = diffs[selection] { return known }
        let layer = selection.layer
        let diff = SelectionDiff(
            before: (
                base.workspace.layers[layer].geometry, try base.workspace.active(selection)
            ),
            after: (run.workspace.layers[layer].geometry, try run.workspace.active(selection)),
            altered: edits.filter { $0.layer == layer }.flatMap(\.altered))
        diffs[selection] = diff
        return diff
    }

    /// The same, without points and segments that are on both sides.
    mutating func pieces(
        _ selection: FeatureSelection
    ) throws(AnalysisError) -> SelectionDiff {
        if let known = pieceDiffs[selection] { return known }
        let pieces = try diff(selection).pieces
        pieceDiffs[selection] = pieces
        return pieces
    }

    private func isTouched(_ planned: PlannedIndicator) -> Bool {
        if isTouched(layer: planned.layer) { return true }
        if planned.computation.needsNetwork, streetsDiffer { return true }
        if planned.computation.needsTrees, isTouched({ $0.role == .trees }) { return true }
        if case .ratio = planned.computation { return !speedBoxes.isEmpty }
        if planned.computation.needsSafety { return safetyDiffers }
        guard case .sites(_, let measure) = planned.computation else { return false }
        switch measure {
        case .size: return false
        case .near(let other, _), .inside(let other): return isTouched(layer: other.layer)
        }
    }

    /// Whether a zone with a speed, or a crossing, came or went where a fast street is.
    private mutating func doesSafetyDiffer() throws(AnalysisError) -> Bool {
        let rules = run.workspace.plan.walking
        let changed =
            try speedBoxes
            + boxes(of: { $0.role == .crossings }).map { $0.expanded(by: rules.crossingWithin) }
        guard let facts = run.walking.facts else { return !changed.isEmpty }
        return facts.rows(near: changed).contains {
            facts.isFast($0, rules)
        }
    }

    /// Boxes of what came or went in layers of some kind.
    mutating func boxes(
        of isMeant: (Layer) -> Bool
    ) throws(AnalysisError) -> [Box] {
        var boxes: [Box] = []
        for row in run.workspace.layers.indices
        where isMeant(run.workspace.layers[row]) && isTouched(layer: row) {
            let diff = try diff(FeatureSelection(layer: row))
            boxes += diff.removed.reachBoxes + diff.added.reachBoxes
        }
        return boxes
    }

    /// Whether a layer of some kind differs.
    func isTouched(_ isMeant: (Layer) -> Bool) -> Bool {
        run.workspace.layers.indices.contains {
            isMeant(run.workspace.layers[$0]) && isTouched(layer: $0)
        }
    }

    func isTouched(layer: Int) -> Bool {
        if edits.contains(where: { $0.layer == layer }) { return true }
        let settings = run.workspace.layers[layer].settings
        return run.workspace.plan.year != base.workspace.plan.year
            && (settings.fromColumn != nil || settings.untilColumn != nil)
    }
}
