// SPDX-License-Identifier: EUPL-1.2
//
// Amounts per buurt are exact sums, so what went is taken out of them and what came is added: terms of a
// boundary, lengths of lines, lengths of the streets near zones that changed.
import Planar
import SpatialIndex

extension Reevaluation {
    /// Areas within distances are mended near the change, one distance on each thread.
    mutating func updateAreas(
        _ places: [Int], _ measures: inout LayerMeasures
    ) throws(AnalysisError) {
        var updates: [(measure: BuurtMeasure, update: AreaUpdate, before: [ExactSum])] = []
        for place in places {
            guard case .amount(let measure, _) = run.planned[place].computation,
                case .areaWithin(let selection, let radius) = measure,
                selection.minimumHectares == nil, let before = base.amounts[measure],
                !updates.contains(where: { $0.measure == measure })
            else { continue }
            let pieces = try pieces(selection)
            let update = AreaUpdate(
                before: try base.workspace.activeGeometry(selection),
                after: try measures.geometry(selection), radius: radius,
                changed: pieces.removed.reachBoxes + pieces.added.reachBoxes,
                polygons: run.workspace.buurten.polygons, extents: run.extents)
            updates.append((measure, update, before))
        }
        // The largest distance takes longest.
        updates.sort { $0.update.radius > $1.update.radius }
        let all = updates
        let areas = filledColumn(
            count: all.count, initial: [ExactSum](), threads: threads, size: 1, least: 1
        ) { (rows, output: inout MutableSpan<[ExactSum]>) in
            for k in rows {
                output[k - rows.lowerBound] = all[k].update.areas(all[k].before)
            }
        }
        for (update, areas) in zip(all, areas) { measures.amounts[update.measure] = areas }
    }

    /// Lengths are mended by the features that changed; other amounts are made anew.
    mutating func update(
        _ measure: BuurtMeasure, _ measures: inout LayerMeasures
    ) throws(AnalysisError) {
        guard case .length(let selection) = measure, measures.amounts[measure] == nil,
            var sums = base.amounts[measure]
        else { return }
        let diff = try diff(selection)
        for piece in lengthsInside(diff.removed.lines, of: run.coverage) {
            sums[Int(piece.buurt)].subtract(piece.length)
        }
        for piece in lengthsInside(diff.added.lines, of: run.coverage) {
            sums[Int(piece.buurt)].add(piece.length)
        }
        measures.amounts[measure] = sums
    }

    /// Which feature has a part in which buurt, where no polygon came.
    mutating func updatePairs(
        _ selection: FeatureSelection, _ measures: inout LayerMeasures
    ) throws(AnalysisError) {
        let diff = try diff(selection)
        guard measures.pairs[selection] == nil, let before = base.pairs[selection],
            diff.added.polygons.count == 0
        else { return }
        let gone = Set(diff.removedRows)
        measures.pairs[selection] =
            before.filter { !gone.contains($0.feature) }
            + run.coverage.pairs(of: diff.added.points)
            + lengthsInside(diff.added.lines, of: run.coverage).filter { $0.length > 0 }
            .map { FeatureInBuurt(feature: $0.feature, buurt: $0.buurt) }
    }

    /// Lengths of streets with cars where zones changed: only the streets near those.
    mutating func updateStreets(
        _ measure: BuurtMeasure, _ measures: inout LayerMeasures
    ) throws(AnalysisError) {
        guard !streetsDiffer, measures.amounts[measure] == nil, var sums = base.amounts[measure],
            let facts = run.walking.facts
        else { return }
        if case .slowStreets(let selection, let limit) = measure {
            let rows = facts.wholeFeatures(of: facts.rows(near: speedBoxes), in: selection.layer)
            let unknown = run.workspace.plan.walking.unknownSpeed
            let before = facts.carStreets(
                rows, upTo: limit, try SpeedZones(base.workspace), unknown: unknown)
            let after = facts.carStreets(
                rows, upTo: limit, try SpeedZones(run.workspace), unknown: unknown)
            for piece in lengthsInside(before, of: run.coverage) {
                sums[Int(piece.buurt)].subtract(piece.length)
            }
            for piece in lengthsInside(after, of: run.coverage) {
                sums[Int(piece.buurt)].add(piece.length)
            }
        }
        measures.amounts[measure] = sums
    }
}

extension CoverageIndex {
    /// Points with the buurt that holds them.
    func pairs(of points: PointSet) -> [FeatureInBuurt] {
        (0..<points.count).compactMap { i in
            let buurt = feature(x: points.x[i], y: points.y[i])
            return buurt < 0 ? nil : FeatureInBuurt(feature: points.feature[i], buurt: buurt)
        }
    }
}
