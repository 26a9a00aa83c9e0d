// SPDX-License-Identifier: EUPL-1.2
//
// Distances to all green, to green of half a hectare and of a hectare ask the same layer several times. Each
// of these parts lies in the next larger one. So the features are divided by size: those of the smallest part,
// those that the next one adds, and so on, each with an index of its own. Every address is asked first
// about the smallest part; what is found there is also a bound for the next, whose additions are only looked at
// within it. Each feature is in one index, and no geometry is copied.
// Rejected: the largest part first, whose answer holds for the others where the feature found is in them too (most
// features are small, so it seldom is); one tree whose nodes know their largest size, walked once with a limit for
// each part (its lists are as long as those of the largest limit).
import Planar
import SpatialIndex

extension LayerMeasures {
    /// Distances of addresses to the features of a selection.
    mutating func distances(
        _ people: People, _ count: Int, _ selection: FeatureSelection
    ) throws(AnalysisError) -> [Double] {
        if let known = nestedColumns.removeValue(forKey: selection) { return known }
        let nested = partsOfDistances(in: selection)
        if nested.count > 1 { return try distances(people, count, nested) }
        let index = try index(selection, for: count)
        return filledColumn(count: count, initial: Double.nan, threads: run.threads) {
            (rows, output: inout MutableSpan<Double>) in
            index.distances(
                x: people.x.span.extracting(rows), y: people.y.span.extracting(rows), into: &output)
        }
    }

    /// Selections by size within one, itself included, that distances are planned for; the smallest part first.
    private func partsOfDistances(in selection: FeatureSelection) -> [FeatureSelection] {
        var parts: Set<FeatureSelection> = [selection]
        for planned in run.planned where planned.layer == row {
            guard case .people(.distance(let other), _) = planned.computation,
                other.layer == selection.layer, other.mask == selection.mask,
                (other.minimumHectares ?? 0) > (selection.minimumHectares ?? 0)
            else { continue }
            parts.insert(other)
        }
        return parts.sorted { ($0.minimumHectares ?? 0) > ($1.minimumHectares ?? 0) }
    }

    /// Distances to the last of nested parts; those to the others are kept until they are asked for.
    private mutating func distances(
        _ people: People, _ count: Int, _ parts: [FeatureSelection]
    ) throws(AnalysisError) -> [Double] {
        let any = FeatureSelection(layer: parts[0].layer, mask: parts[0].mask)
        let geometry = try geometry(any)
        let sizes = try greenSizes(any, geometry)
        var squares: [Double]?
        var result: [Double] = []
        var isSeen = [Bool](repeating: false, count: geometry.count)
        for part in parts {
            let smallest = part.smallestSize ?? -1
            let isNew = isSeen.indices.map { !isSeen[$0] && sizes[$0] >= smallest }
            for i in isNew.indices where isNew[i] { isSeen[i] = true }
            let index = NearestFeatureIndex(
                geometry, counting: isNew, pointCount: count, threads: run.threads)
            squares = loweredSquares(people, count, squares, index)
            result = squares.map(distances) ?? []
            nestedColumns[part] = result
        }
        nestedColumns[parts[parts.count - 1]] = nil
        return result
    }

    /// Squared distances to the features of an index or known ones, whichever are less.
    private func loweredSquares(
        _ people: People, _ count: Int, _ known: [Double]?, _ index: NearestFeatureIndex
    ) -> [Double] {
        filledColumn(count: count, initial: Double.infinity, threads: run.threads) {
            (rows, output: inout MutableSpan<Double>) in
            if let known {
                for i in rows { output[i - rows.lowerBound] = known[i] }
            }
            index.lower(
                &output, x: people.x.span.extracting(rows), y: people.y.span.extracting(rows))
        }
    }

    private func distances(_ squares: [Double]) -> [Double] {
        filledColumn(count: squares.count, initial: Double.nan, threads: run.threads) {
            (rows, output: inout MutableSpan<Double>) in
            for i in rows where squares[i] < .infinity {
                output[i - rows.lowerBound] = squares[i].squareRoot()
            }
        }
    }
}

extension FeatureSelection {
    /// Square metres that a green space needs; a square of exactly one hectare may be measured a hair smaller.
    var smallestSize: Double? { minimumHectares.map { $0 * 10_000 * (1 - 1e-9) } }
}
