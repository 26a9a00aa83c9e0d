// SPDX-License-Identifier: EUPL-1.2
//
// Distances. Let d be the distance before, r that to what was removed, a that to what was added. An
// address whose nearest feature may have gone has r = d, and asks the index of the features that are
// left; for any other the nearest is still there, and the new distance is min(d, a). Distances come
// from single pieces by one formula that does not depend on the index, so both ways give the same bits.
// An address can change only where a < d or r = d, so a block of addresses is left alone when its box
// lies further from all pieces than the largest distance in it.
//
// Counts within T: only near what changed. Inside or not: asked anew in the boxes of the polygons that
// came or went.
//
// Rejected: an order of all addresses by distance to what serves them (an array per column, and updates
// of it cost more than the pass over boxes of blocks saves).
import Planar
import SpatialIndex

extension Reevaluation {
    /// Buurten in which a column changes, with their values; `nil` where all of it is to be measured.
    mutating func patches(
        of measure: AddressMeasure, _ column: inout MeasuredColumn, _ people: People,
        _ measures: inout LayerMeasures
    ) throws(AnalysisError) -> [BuurtPatch]? {
        switch measure {
        case .walk(let selection, let rule):
            return try walkPatches(selection, rule, column, people, &measures)
        case .unreached(let selection, let rule):
            return try unreachedPatches(selection, rule, column, people, &measures)
        case .lost(let selection, let within):
            return try lostPatches(selection, within, column, people, &measures)
        case .walkReach(let selection, let within):
            return try walkReachPatches(selection, within, column, people)
        case .twoStep(let selection, let within):
            return try twoStepPatches(selection, within, &column, people)
        case .distance(let selection):
            guard selection.minimumHectares == nil, let blocks = run.blocks,
                try !measures.geometry(selection).isEmpty
            else { return nil }
            return try distancePatches(
                try pieces(selection), selection, column, people, blocks, &measures)
        case .reach(let selection, let within):
            guard selection.minimumHectares == nil, let blocks = run.blocks else { return nil }
            return reachPatches(
                try diff(selection), try pieces(selection), within, column, people, blocks)
        case .inside(let selection):
            guard let blocks = run.blocks else { return nil }
            return insidePatches(
                try diff(selection), try measures.geometry(selection).polygons, column, people,
                blocks)
        case .trees, .threeRules: return nil
        }
    }

    private mutating func distancePatches(
        _ diff: SelectionDiff, _ selection: FeatureSelection, _ column: MeasuredColumn,
        _ people: People, _ blocks: AddressBlocks, _ measures: inout LayerMeasures
    ) throws(AnalysisError) -> [BuurtPatch] {
        let near = blocks.near(diff.removed.reachBoxes + diff.added.reachBoxes, people) {
            column.highest[$0]
        }
        if near.isEmpty { return [] }
        let count = near.reduce(0) { $0 + $1.blocks.count * AddressBlocks.size }
        let gone =
            diff.removed.isEmpty ? nil : NearestFeatureIndex(diff.removed, pointCount: count)
        let come = diff.added.isEmpty ? nil : NearestFeatureIndex(diff.added, pointCount: count)
        let left = gone == nil ? nil : try featuresLeft(selection, count, &measures)
        return people.remeasured(near, of: column.summed.values, threads: threads) {
            rows, first, values in
            let x = people.x.span.extracting(rows), y = people.y.span.extracting(rows)
            var other = [Double](repeating: .infinity, count: rows.count)
            if let gone, let left {
                var span = other.mutableSpan
                gone.distances(x: x, y: y, into: &span)
                for i in x.indices where other[i] <= values[rows.lowerBound - first + i] {
                    values[rows.lowerBound - first + i] = left.distance(x: x[i], y: y[i])
                }
            }
            if let come {
                var span = other.mutableSpan
                come.distances(x: x, y: y, into: &span)
                for i in x.indices {
                    let place = rows.lowerBound - first + i
                    values[place] = min(values[place], other[i])
                }
            }
        }
    }

    /// What answers for the features there are now.
    private mutating func featuresLeft(
        _ selection: FeatureSelection, _ count: Int, _ measures: inout LayerMeasures
    ) throws(AnalysisError) -> FeaturesLeft {
        let geometry = try measures.geometry(selection)
        if let kept = base.indexes[selection]?.without(try diff(selection).removedRows),
            2 * kept.isGone.count(where: { $0 }) <= kept.isGone.count
        {
            let unknown = kept.unknown(of: geometry)
            return FeaturesLeft(
                kept: kept,
                others: unknown.isEmpty
                    ? nil : NearestFeatureIndex(unknown, pointCount: count))
        }
        return FeaturesLeft(kept: nil, others: try measures.index(selection, for: count))
    }

    private func reachPatches(
        _ diff: SelectionDiff, _ pieces: SelectionDiff, _ within: Double,
        _ column: MeasuredColumn, _ people: People, _ blocks: AddressBlocks
    ) -> [BuurtPatch] {
        let near = blocks.near(pieces.removed.reachBoxes + pieces.added.reachBoxes, people) {
            _ in within
        }
        if near.isEmpty { return [] }
        if let moves = FeatureMoves(diff) {
            let limit = NearestSegmentIndex.squaredLimit(of: within)
            return people.remeasured(near, of: column.summed.values, threads: threads) {
                rows, first, values in
                for i in rows {
                    values[i - first] += Double(
                        moves.change(people.x[i], people.y[i], squaredLimit: limit))
                }
            }
        }
        let gone = FeatureCounter(diff.removed), come = FeatureCounter(diff.added)
        return people.remeasured(near, of: column.summed.values, threads: threads) {
            rows, first, values in
            let x = people.x.span.extracting(rows), y = people.y.span.extracting(rows)
            var less = [Int32](repeating: 0, count: rows.count), more = less
            var lessSpan = less.mutableSpan
            gone.counts(x: x, y: y, within: within, into: &lessSpan)
            var moreSpan = more.mutableSpan
            come.counts(x: x, y: y, within: within, into: &moreSpan)
            for i in rows {
                let k = i - rows.lowerBound
                values[i - first] += Double(more[k] - less[k])
            }
        }
    }

    private func insidePatches(
        _ diff: SelectionDiff, _ polygons: PolygonSet, _ column: MeasuredColumn, _ people: People,
        _ blocks: AddressBlocks
    ) -> [BuurtPatch] {
        let near = blocks.near(diff.removed.reachBoxes + diff.added.reachBoxes, people) { _ in 0 }
        if near.isEmpty { return [] }
        var around = Box.empty
        for (_, blocks) in near {
            for rows in blocks {
                around.insert(
                    Box(x: people.x.span.extracting(rows), y: people.y.span.extracting(rows)))
            }
        }
        var meets = [Bool](repeating: false, count: 1 + Int(polygons.feature.max() ?? 0))
        for p in 0..<polygons.count where polygons.extent(of: p).intersects(around) {
            meets[Int(polygons.feature[p])] = true
        }
        let zones = CoverageIndex(
            polygons.keeping(meets),
            pointCount: near.reduce(0) { $0 + $1.blocks.count * AddressBlocks.size })
        return people.remeasured(near, of: column.summed.values, threads: threads) {
            rows, first, values in
            for i in rows {
                values[i - first] =
                    zones.feature(x: people.x[i], y: people.y[i]) >= 0 ? 0 : .infinity
            }
        }
    }
}

/// The features of a layer after a change.
private struct FeaturesLeft: Sendable {
    let kept: KeptIndex?
    let others: NearestFeatureIndex?

    /// Metres to the nearest.
    func distance(x: Double, y: Double) -> Double {
        let known = kept.map { $0.index.distance(x: x, y: y, skipping: $0.isSkipped.span) }
        let other = others?.nearest(x: x, y: y)?.distance
        return min(known ?? .infinity, other ?? .infinity)
    }
}
