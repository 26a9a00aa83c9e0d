// SPDX-License-Identifier: EUPL-1.2
//
// From a column over addresses to values per buurt, group and total. Buurten are shared out over
// threads; every sum is exact, so neither threads nor order of rows show in the result.
import Planar
import SpatialIndex

/// A column over addresses, summed up per buurt.
struct SummedColumn: Sendable {
    /// The values.
    var values: AddressValues
    /// What was asked of them.
    var asked: AskedReductions
    /// Per buurt what it adds up to.
    var summaries: [BuurtSummary]
    /// Value of means, quantiles and maxima where there is nothing to measure.
    var absent: IndicatorValue?
    /// Why people have no value, where some have none.
    var reason: String?
}

extension People {
    /// Buurten that one thread takes at a time.
    private static let buurtenPerChunk = 16
    /// Groups of more rows are searched by all threads together.
    private static let largestShared = 65_536

    /// Values of several reductions of a column in the order of the addresses of this table.
    ///
    /// - Parameters:
    ///   - reductions: Reductions over people, all of them asked for in the column.
    ///   - column: One value per address, at least those inside buurten. NaN counts as beyond every
    ///     threshold and may stand only where all values are NaN.
    ///   - levels: Groups and total.
    ///   - quantiles: Per level and row the quantiles of the column.
    /// - Returns: Per reduction a value per buurt and per row of each level.
    /// - Complexity: O(buurten).
    func values(
        _ reductions: [Reduction], of column: SummedColumn, levels: [Level],
        quantiles: [[[Double]]]
    ) -> [LevelValues] {
        reductions.map { reduction in
            var result = LevelValues(all: .notApplicable(""), buurten: 0, levels: [])
            result.buurten = (0..<buurten).map { value(reduction, of: column, buurt: $0) }
            result.levels = levels.enumerated().map { k, level in
                level.members.enumerated().map { row, members in
                    value(
                        reduction, of: column, members: members,
                        quantiles: quantiles.isEmpty ? [] : quantiles[k][row])
                }
            }
            return result
        }
    }

    /// Per buurt what reductions need of a column.
    func summaries(
        of column: AddressValues, _ asked: AskedReductions, _ threads: Int
    ) -> [BuurtSummary] {
        filledColumn(
            count: buurten, initial: BuurtSummary(), threads: threads, size: Self.buurtenPerChunk
        ) { (buurten, output: inout MutableSpan<BuurtSummary>) in
            for b in buurten {
                output[b - buurten.lowerBound] = anySummary(of: b, column, asked)
            }
        }
    }

    /// Summary of one buurt, with the sum that its weights allow.
    func anySummary(
        of buurt: Int, _ column: AddressValues, _ asked: AskedReductions
    ) -> BuurtSummary {
        hasWholeWeights
            ? summary(of: buurt, column, asked, in: WholeSum.self)
            : summary(of: buurt, column, asked, in: ExactSum.self)
    }

    /// Quantiles of every row of every level: a large row by all threads, small rows shared out.
    ///
    /// - Returns: Per level and row the quantiles and, where `keeps` says so of its number of addresses,
    ///   what it takes to mend them; nothing where no quantile is asked for.
    func levelQuantiles(
        of column: SummedColumn, levels: [Level], threads: Int, keeps: @Sendable (Int) -> Bool
    ) -> [[RowQuantiles]] {
        if column.asked.quantiles.isEmpty { return [] }
        return levels.map { level in
            let counts = level.members.map { $0.reduce(0) { $0 + rows(of: $1).count } }
            var result = filledColumn(
                count: level.count, initial: RowQuantiles(), threads: threads, size: 1, least: 1
            ) { (rows, output: inout MutableSpan<RowQuantiles>) in
                for row in rows where counts[row] <= Self.largestShared {
                    output[row - rows.lowerBound] = quantiles(
                        of: column, over: level.members[row], keeps: keeps(counts[row]), threads: 1)
                }
            }
            for row in result.indices where counts[row] > Self.largestShared {
                result[row] = quantiles(
                    of: column, over: level.members[row], keeps: keeps(counts[row]),
                    threads: threads)
            }
            return result
        }
    }

    /// Quantiles over several buurten, on scaled weights.
    func quantiles(
        of column: SummedColumn, over members: [Int], keeps: Bool, threads: Int
    ) -> RowQuantiles {
        var runs: [WeightedRun] = []
        var extent = ValueExtent()
        var isScaled = false
        for b in members {
            guard case .known(_, let scale) = status[b] else { continue }
            isScaled = isScaled || scale != 1
            let summary = column.summaries[b]
            extent.insert(summary.extent)
            let rows = rows(of: b)
            let own = ownRows(of: b, column.values, hasGaps: summary.reached != nil)
            let step = own == nil ? rowsPerChunk : max(1, rows.count)
            for start in stride(from: rows.lowerBound, to: rows.upperBound, by: step) {
                let end = min(start + step, rows.upperBound)
                runs.append(WeightedRun(rows: start..<end, factor: scale, own: own))
            }
        }
        return hasWholeWeights && !isScaled
            ? RowQuantiles(
                QuantileSearch<WholeSum>(
                    column: column.values.flat, weight: weight, runs: runs, extent: extent,
                    threads: threads), column.asked.quantiles, keeps: keeps)
            : RowQuantiles(
                QuantileSearch<ExactSum>(
                    column: column.values.flat, weight: weight, runs: runs, extent: extent,
                    threads: threads), column.asked.quantiles, keeps: keeps)
    }
}

/// Quantiles of the people of one group.
struct RowQuantiles: Sendable {
    /// A value per share.
    var values: [Double] = []
    /// What it takes to mend them, where it is kept.
    var windows: GroupQuantiles?

    init() {}

    init<Sum: WeightSum>(_ search: QuantileSearch<Sum>, _ ps: [Double], keeps: Bool) {
        if keeps, let windows = search.windows(ps), let values = windows.values {
            self.values = values
            self.windows = windows
        } else {
            values = search.values(ps)
        }
    }
}

extension People {
    /// Value of one reduction in one buurt.
    func value(_ reduction: Reduction, of column: SummedColumn, buurt b: Int) -> IndicatorValue {
        if let absence = absence(b) { return absence }
        let summary = column.summaries[b]
        if case .shareWithin(let limit) = reduction {
            return .present(
                summary.within[column.place(of: limit)].value / weightSum[b].value * 100)
        }
        if let absent = column.absent { return absent }
        let weight = summary.reached ?? weightSum[b]
        if weight.isZero { return .notApplicable(column.reason ?? Self.nobody) }
        switch reduction {
        case .quantile(let p): return .present(summary.quantiles[column.place(ofQuantile: p)])
        case .max: return .present(summary.extent.high)
        default: return .present(summary.total.value / weight.value)
        }
    }

    /// Value of one reduction over several buurten.
    func value(
        _ reduction: Reduction, of column: SummedColumn, members: [Int], quantiles: [Double]
    ) -> IndicatorValue {
        if let absence = absence(of: members) { return absence }
        if case .shareWithin(let limit) = reduction {
            let k = column.place(of: limit)
            let part = scaledSum(over: members) { column.summaries[$0].within[k] }
            return .present(part.value / scaledSum(over: members) { weightSum[$0] }.value * 100)
        }
        if let absent = column.absent { return absent }
        func reached(_ b: Int) -> ExactSum { column.summaries[b].reached ?? weightSum[b] }
        guard members.contains(where: { absence($0) == nil && !reached($0).isZero }) else {
            return .notApplicable(column.reason ?? Self.nobody)
        }
        switch reduction {
        case .quantile(let p): return .present(quantiles[column.place(ofQuantile: p)])
        case .max:
            return .present(
                members.reduce(-Double.infinity) {
                    absence($1) == nil ? max($0, column.summaries[$1].extent.high) : $0
                })
        default:
            let part = scaledSum(over: members) { column.summaries[$0].total }
            return .present(part.value / scaledSum(over: members, reached).value)
        }
    }
}

extension SummedColumn {
    fileprivate func place(of limit: Double) -> Int { asked.limits.firstIndex(of: limit) ?? 0 }

    fileprivate func place(ofQuantile p: Double) -> Int { asked.quantiles.firstIndex(of: p) ?? 0 }
}
