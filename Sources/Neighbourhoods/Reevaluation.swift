// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex

/// Measures what changed between a measured workspace and another state of it.
struct Reevaluation {
    private let base: MeasuredWorkspace
    private let edits: [LayerEdit]
    private let threads: Int
    private var run: AnalysisRun
    private var diffs: [FeatureSelection: SelectionDiff] = [:]
    private var columns: [AddressMeasure: MeasuredColumn]
    private var reduced: [AddressMeasure: [Reduction: LevelValues]] = [:]

    init(_ base: MeasuredWorkspace, _ workspace: Workspace, edits: [LayerEdit], threads: Int) {
        self.base = base
        self.edits = edits
        self.threads = threads
        run = base.run
        run.workspace = workspace
        run.notes = []
        columns = base.columns
    }

    /// The changed workspace, measured.
    mutating func measured() throws(AnalysisError) -> MeasuredWorkspace {
        run.noteAddresses()
        if isNetworkTouched { run.walking = WalkingRun() }
        var values = base.values
        var amounts = base.amounts
        for layer in run.workspace.layers.indices {
            var measures = LayerMeasures(run: run, layer: layer)
            for place in run.planned.indices
            where run.planned[place].layer == layer && isTouched(run.planned[place]) {
                values[place] = try self.values(of: place, &measures)
            }
            columns.merge(measures.keptColumns) { _, new in new }
            run.walking = measures.walking
            amounts.merge(measures.amounts) { _, new in new }
            run.notes += measures.notes
        }
        return MeasuredWorkspace(
            workspace: run.workspace, run: run, columns: columns, amounts: amounts, values: values,
            boxes: base.boxes)
    }

    private mutating func values(
        of place: Int, _ measures: inout LayerMeasures
    ) throws(AnalysisError) -> LevelValues {
        let planned = run.planned[place]
        if case .amount(let measure, _) = planned.computation {
            try update(measure, &measures)
            return try measures.values(of: planned)
        }
        guard case .people(let measure, let reduction) = planned.computation,
            let people = run.people
        else { return try measures.values(of: planned) }
        if let known = reduced[measure]?[reduction] { return known }
        guard let old = columns[measure], !old.summaries.isEmpty,
            let patch = try patch(of: measure, old, people, &measures)
        else { return try measures.values(of: planned) }
        try reduce(measure, old, patch, people, planned)
        return reduced[measure]?[reduction] ?? base.values[place]
    }

    /// Areas within a distance are mended near the change; other amounts are made anew.
    private mutating func update(
        _ measure: BuurtMeasure, _ measures: inout LayerMeasures
    ) throws(AnalysisError) {
        guard case .areaWithin(let selection, let radius) = measure,
            selection.minimumHectares == nil, measures.amounts[measure] == nil,
            let before = base.amounts[measure]
        else { return }
        measures.amounts[measure] = AreaUpdate(
            geometry: try measures.geometry(selection), radius: radius, diff: try diff(selection),
            buurten: run.workspace.buurten
        ).areas(before: before)
    }

    /// Reduces a column of which some buurten have new values.
    private mutating func reduce(
        _ measure: AddressMeasure, _ old: MeasuredColumn,
        _ patch: [(buurt: Int, values: [Double])], _ people: People, _ planned: PlannedIndicator
    ) throws(AnalysisError) {
        let places = run.planned.indices.filter { place in
            guard run.planned[place].layer == planned.layer,
                case .people(measure, _) = run.planned[place].computation
            else { return false }
            return true
        }
        var reductions: [Reduction] = []
        var before: [LevelValues] = []
        for place in places {
            guard case .people(_, let reduction) = run.planned[place].computation,
                !reductions.contains(reduction)
            else { continue }
            reductions.append(reduction)
            before.append(base.values[place])
        }
        var column = old
        for (buurt, values) in patch {
            column.values.replaceSubrange(people.rows(of: buurt), with: values)
            column.highest[buurt] = MeasuredColumn.highest(values)
        }
        let asked = AskedReductions(reductions, onlyShares: false)
        for (buurt, _) in patch {
            column.summaries[buurt] = people.anySummary(of: buurt, column.values, asked)
        }
        columns[measure] = column
        let after = people.updated(
            before, reductions, of: column, changed: patch.map(\.buurt), levels: run.levels,
            threads: threads)
        reduced[measure] = Dictionary(uniqueKeysWithValues: zip(reductions, after))
    }

    /// New values of the buurten in which a column changes; `nil` where all of it is to be measured.
    private mutating func patch(
        of measure: AddressMeasure, _ old: MeasuredColumn, _ people: People,
        _ measures: inout LayerMeasures
    ) throws(AnalysisError) -> [(buurt: Int, values: [Double])]? {
        switch measure {
        // A way may change anywhere: one search gives all distances anew.
        case .walk, .walkReach, .unreached, .lost, .twoStep: return nil
        case .distance(let selection):
            guard selection.minimumHectares == nil, old.values.first?.isNaN == false,
                try !measures.geometry(selection).isEmpty
            else { return nil }
            return try distancePatch(try diff(selection).pieces, selection, old, people, &measures)
        case .reach(let selection, let within):
            guard selection.minimumHectares == nil else { return nil }
            return reachPatch(try diff(selection), within, old, people)
        case .inside(let selection):
            let diff = try diff(selection)
            let near = near(diff, within: { _ in 0 })
            if near.isEmpty { return [] }
            let zones = CoverageIndex(
                try measures.geometry(selection).polygons,
                pointCount: near.reduce(0) { $0 + people.rows(of: $1).count })
            return people.remeasured(near, of: old.values, threads: threads) { rows in
                rows.map { zones.feature(x: people.x[$0], y: people.y[$0]) >= 0 ? 0 : .infinity }
            }
        }
    }

    private func distancePatch(
        _ diff: SelectionDiff, _ selection: FeatureSelection, _ old: MeasuredColumn,
        _ people: People, _ measures: inout LayerMeasures
    ) throws(AnalysisError) -> [(buurt: Int, values: [Double])] {
        let near = near(diff, within: { old.highest[$0] })
        if near.isEmpty { return [] }
        let count = near.reduce(0) { $0 + people.rows(of: $1).count }
        let gone =
            diff.removed.isEmpty
            ? nil : NearestFeatureIndex(diff.removed, pointCount: count)
        let come = diff.added.isEmpty ? nil : NearestFeatureIndex(diff.added, pointCount: count)
        let all = gone == nil ? nil : try measures.index(selection, for: count)
        return people.remeasured(near, of: old.values, threads: threads) { rows in
            var values = Array(old.values[rows])
            let x = people.x.span.extracting(rows), y = people.y.span.extracting(rows)
            var other = [Double](repeating: .infinity, count: rows.count)
            if let gone, let all {
                var span = other.mutableSpan
                gone.distances(x: x, y: y, into: &span)
                for i in values.indices where other[i] <= values[i] {
                    values[i] = all.nearest(x: x[i], y: y[i])?.distance ?? .nan
                }
            }
            if let come {
                var span = other.mutableSpan
                come.distances(x: x, y: y, into: &span)
                for i in values.indices { values[i] = min(values[i], other[i]) }
            }
            return values
        }
    }

    private func reachPatch(
        _ diff: SelectionDiff, _ within: Double, _ old: MeasuredColumn, _ people: People
    ) -> [(buurt: Int, values: [Double])] {
        let near = near(diff, within: { _ in within })
        if near.isEmpty { return [] }
        let count = near.reduce(0) { $0 + people.rows(of: $1).count }
        let gone = NearestFeatureIndex(diff.removed, pointCount: count)
        let come = NearestFeatureIndex(diff.added, pointCount: count)
        return people.remeasured(near, of: old.values, threads: threads) { rows in
            var values = Array(old.values[rows])
            let x = people.x.span.extracting(rows), y = people.y.span.extracting(rows)
            var less = [Int32](repeating: 0, count: rows.count), more = less
            var lessSpan = less.mutableSpan
            gone.counts(x: x, y: y, within: within, into: &lessSpan)
            var moreSpan = more.mutableSpan
            come.counts(x: x, y: y, within: within, into: &moreSpan)
            for i in values.indices { values[i] += Double(more[i] - less[i]) }
            return values
        }
    }

    /// Buurten with addresses within a distance of what came or went.
    private func near(_ diff: SelectionDiff, within reach: (Int) -> Double) -> [Int] {
        let boxes = diff.removed.reachBoxes + diff.added.reachBoxes
        if boxes.isEmpty { return [] }
        return base.boxes.indices.filter { base.boxes[$0].isWithin(reach($0), ofAny: boxes) }
    }

    private mutating func diff(
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

    private func isTouched(_ planned: PlannedIndicator) -> Bool {
        if isTouched(layer: planned.layer) { return true }
        if planned.computation.needsNetwork { return isNetworkTouched }
        guard case .sites(_, let measure) = planned.computation else { return false }
        switch measure {
        case .size: return false
        case .near(let other, _), .inside(let other): return isTouched(layer: other.layer)
        }
    }

    /// Whether streets, crossings or zones that set a speed differ.
    private var isNetworkTouched: Bool {
        run.workspace.layers.indices.contains { row -> Bool in
            let layer = run.workspace.layers[row]
            let counts: Bool =
                switch layer.role {
                case .streets, .crossings: true
                case .zone: layer.settings.speed != nil
                default: false
                }
            return counts && isTouched(layer: row)
        }
    }

    private func isTouched(layer: Int) -> Bool {
        if edits.contains(where: { $0.layer == layer }) { return true }
        let settings = run.workspace.layers[layer].settings
        return run.workspace.plan.year != base.workspace.plan.year
            && (settings.fromColumn != nil || settings.untilColumn != nil)
    }
}

extension People {
    /// Summary of one buurt, with the sum that its weights allow.
    func anySummary(of buurt: Int, _ column: [Double], _ asked: AskedReductions) -> BuurtSummary {
        hasWholeWeights
            ? summary(of: buurt, column, asked, in: WholeSum.self)
            : summary(of: buurt, column, asked, in: ExactSum.self)
    }

    /// Values of reductions of a column that changed in some buurten; rows of groups without one of them
    /// keep their values.
    func updated(
        _ before: [LevelValues], _ reductions: [Reduction], of column: MeasuredColumn,
        changed: [Int], levels: [Level], threads: Int
    ) -> [LevelValues] {
        if changed.isEmpty { return before }
        let touched = levels.map { level in
            Set(changed.map { Int(level.rowOfBuurt[$0]) }).sorted()
        }
        let part = zip(levels, touched).map { $0.only($1) }
        let values = values(
            reductions, of: column.values, absent: nil, levels: part, threads: threads,
            summaries: column.summaries)
        return zip(before, values).map { before, new in
            var result = before
            for b in changed { result.buurten[b] = new.buurten[b] }
            for (k, rows) in touched.enumerated() {
                for (place, row) in rows.enumerated() {
                    result.levels[k][row] = new.levels[k][place]
                }
            }
            return result
        }
    }
}

extension Level {
    /// Some rows of the level.
    fileprivate func only(_ rows: [Int]) -> Level {
        var result = self
        result.codes = rows.map { codes[$0] }
        result.names = rows.map { names[$0] }
        result.members = rows.map { members[$0] }
        return result
    }
}
