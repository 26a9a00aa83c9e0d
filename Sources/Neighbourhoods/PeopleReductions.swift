// SPDX-License-Identifier: EUPL-1.2
//
// From a column over addresses to values per buurt, group and total. Buurten are shared out over
// threads; every sum is exact, so neither threads nor order of rows show in the result.
import Planar
import SpatialIndex

extension People {
    /// Buurten that one thread takes at a time.
    private static let buurtenPerChunk = 16
    /// Groups of more rows are searched by all threads together.
    private static let largestShared = 65_536

    /// Values of several reductions of a column in the order of the addresses of this table.
    ///
    /// - Parameters:
    ///   - reductions: Reductions over people.
    ///   - column: One value per address, at least those inside buurten. NaN counts as beyond every
    ///     threshold and may stand only where all values are NaN.
    ///   - absent: Value of means, quantiles and maxima where there is nothing to measure.
    ///   - levels: Groups and total.
    ///   - threads: At most so many threads.
    ///   - known: Per buurt the summary of the column, where it is known.
    /// - Returns: Per reduction a value per buurt and per row of each level.
    /// - Complexity: O(addresses) on average.
    func values(
        _ reductions: [Reduction], of column: [Double], absent: IndicatorValue?, levels: [Level],
        threads: Int, summaries known: [BuurtSummary]? = nil
    ) -> [LevelValues] {
        let asked = AskedReductions(reductions, onlyShares: absent != nil)
        let summaries = known ?? self.summaries(of: column, asked, threads)
        let quantiles = levels.map {
            self.quantiles(asked.quantiles, column, $0, summaries, threads)
        }
        return reductions.map { reduction in
            if case .shareWithin(let limit) = reduction {
                let k = asked.limits.firstIndex(of: limit) ?? 0
                return ratios(summaries.map { $0.within[k] }, times: 100, levels)
            }
            if let absent { return everywhere(absent, levels) }
            guard case .quantile(let p) = reduction else {
                return reduction == .max
                    ? maxima(summaries, levels)
                    : ratios(summaries.map(\.total), times: 1, levels)
            }
            let q = asked.quantiles.firstIndex(of: p) ?? 0
            return values(levels) { b in
                summaries[b].quantiles[q]
            } row: { level, row, _ in
                quantiles[level][row][q]
            }
        }
    }

    /// Per buurt what reductions need of a column.
    func summaries(
        of column: [Double], _ asked: AskedReductions, _ threads: Int
    ) -> [BuurtSummary] {
        filledColumn(
            count: buurten, initial: BuurtSummary(), threads: threads, size: Self.buurtenPerChunk
        ) { (buurten, output: inout MutableSpan<BuurtSummary>) in
            for b in buurten {
                output[b - buurten.lowerBound] = anySummary(of: b, column, asked)
            }
        }
    }

    /// Sums divided by the weight of the people.
    private func ratios(_ sums: [ExactSum], times factor: Double, _ levels: [Level]) -> LevelValues
    {
        values(levels) { b in
            sums[b].value / weightSum[b].value * factor
        } row: { _, _, members in
            let part = scaledSum(sums, over: members).value
            return part / scaledSum(weightSum, over: members).value * factor
        }
    }

    private func maxima(_ summaries: [BuurtSummary], _ levels: [Level]) -> LevelValues {
        values(levels) { b in
            summaries[b].extent.high
        } row: { _, _, members in
            members.reduce(-Double.infinity) {
                absence($1) == nil ? max($0, summaries[$1].extent.high) : $0
            }
        }
    }

    /// Quantiles of the rows of one level: a large row by all threads, small rows shared out.
    private func quantiles(
        _ ps: [Double], _ column: [Double], _ level: Level, _ summaries: [BuurtSummary],
        _ threads: Int
    ) -> [[Double]] {
        if ps.isEmpty { return [] }
        let isLarge = level.members.map { members in
            members.reduce(0) { $0 + rows(of: $1).count } > Self.largestShared
        }
        var result = filledColumn(count: level.count, initial: [], threads: threads, size: 1) {
            (rows, output: inout MutableSpan<[Double]>) in
            for row in rows where !isLarge[row] {
                output[row - rows.lowerBound] = quantiles(
                    ps, column, over: level.members[row], summaries, threads: 1)
            }
        }
        for row in result.indices where isLarge[row] {
            result[row] = quantiles(
                ps, column, over: level.members[row], summaries, threads: threads)
        }
        return result
    }

    /// Quantiles over several buurten, on scaled weights.
    private func quantiles(
        _ ps: [Double], _ column: [Double], over members: [Int], _ summaries: [BuurtSummary],
        threads: Int
    ) -> [Double] {
        var runs: [WeightedRun] = []
        var extent = ValueExtent()
        var isScaled = false
        for b in members {
            guard case .known(_, let scale) = status[b] else { continue }
            isScaled = isScaled || scale != 1
            extent.insert(summaries[b].extent)
            let rows = rows(of: b)
            for start in stride(from: rows.lowerBound, to: rows.upperBound, by: rowsPerChunk) {
                let end = min(start + rowsPerChunk, rows.upperBound)
                runs.append(WeightedRun(rows: start..<end, factor: scale))
            }
        }
        return hasWholeWeights && !isScaled
            ? QuantileSearch<WholeSum>(
                column: column, weight: weight, runs: runs, extent: extent, threads: threads
            ).values(ps)
            : QuantileSearch<ExactSum>(
                column: column, weight: weight, runs: runs, extent: extent, threads: threads
            ).values(ps)
    }

    private func everywhere(_ value: IndicatorValue, _ levels: [Level]) -> LevelValues {
        LevelValues(buurten: buurten, levels: levels) { b in
            absence(b) ?? value
        } row: { members in
            absence(of: members) ?? value
        }
    }

    /// Values where there are people, else why there are none; a row is known by level, number and
    /// members.
    private func values(
        _ levels: [Level], buurt: (Int) -> Double, row: (Int, Int, [Int]) -> Double
    ) -> LevelValues {
        var result = everywhere(.notApplicable(""), levels)
        result.buurten = (0..<buurten).map { absence($0) ?? .present(buurt($0)) }
        result.levels = levels.enumerated().map { k, level in
            level.members.enumerated().map { r, members in
                absence(of: members) ?? .present(row(k, r, members))
            }
        }
        return result
    }
}
