// SPDX-License-Identifier: EUPL-1.2
//
// From a column over addresses to values per buurt, group and total. Buurten are shared out over
// threads; every sum is an `ExactSum`, so neither threads nor order of rows show in the result.
import Planar

extension People {
    /// Buurten that one thread takes at a time.
    private static let buurtenPerChunk = 16

    /// Values of one reduction of a column in the order of the addresses of this table.
    ///
    /// - Parameters:
    ///   - reduction: One over people.
    ///   - column: One value per address, at least those inside buurten. NaN counts as beyond every
    ///     threshold and may stand only where all values are NaN.
    ///   - absent: Value of means, quantiles and maxima where there is nothing to measure.
    ///   - levels: Groups and total.
    ///   - threads: At most so many threads.
    /// - Returns: A value per buurt and per row of each level.
    func values(
        _ reduction: Reduction, of column: [Double], absent: IndicatorValue?, levels: [Level],
        threads: Int
    ) -> LevelValues {
        switch reduction {
        case .shareWithin(let limit):
            let sums = sums(threads) { i in column[i] <= limit ? weight[i] : 0 }
            return ratios(sums, times: 100, levels)
        case .mean:
            if let absent { return everywhere(absent, levels) }
            let sums = sums(threads) { i in weight[i] * column[i] }
            return ratios(sums, times: 1, levels)
        case .max:
            if let absent { return everywhere(absent, levels) }
            return maxima(column, levels, threads)
        case .quantile(let p):
            return quantiles([p], of: column, absent: absent, levels: levels, threads: threads)[0]
        case .sum, .shareOfArea, .perInhabitant:
            preconditionFailure("not a reduction over people")
        }
    }

    /// Per buurt the sum of a term per address.
    private func sums(_ threads: Int, _ term: @Sendable (Int) -> Double) -> [ExactSum] {
        filledColumn(
            count: buurten, initial: ExactSum(), threads: threads, size: Self.buurtenPerChunk
        ) { buurten, sums in
            for b in buurten {
                var sum = ExactSum()
                for i in rows(of: b) { sum.add(term(i)) }
                sums[b - buurten.lowerBound] = sum
            }
        }
    }

    /// Sums divided by the weight of the people.
    private func ratios(_ sums: [ExactSum], times factor: Double, _ levels: [Level]) -> LevelValues
    {
        values(levels) { b in
            sums[b].value / weightSum[b].value * factor
        } row: { members in
            let part = scaledSum(sums, over: members).value
            return part / scaledSum(weightSum, over: members).value * factor
        }
    }

    private func maxima(_ column: [Double], _ levels: [Level], _ threads: Int) -> LevelValues {
        let largest = filledColumn(
            count: buurten, initial: -Double.infinity, threads: threads, size: Self.buurtenPerChunk
        ) { (buurten, largest: inout MutableSpan<Double>) in
            for b in buurten {
                var value = -Double.infinity
                for i in rows(of: b) where weight[i] > 0 { value = max(value, column[i]) }
                largest[b - buurten.lowerBound] = value
            }
        }
        return values(levels) { b in
            largest[b]
        } row: { members in
            members.reduce(-Double.infinity) { absence($1) == nil ? max($0, largest[$1]) : $0 }
        }
    }

    /// Several quantiles of one column, for which its rows are gathered once.
    ///
    /// - Parameters:
    ///   - ps: Shares of the weight, each in 0...1.
    ///   - column: As in ``values(_:of:absent:levels:threads:)``.
    ///   - absent: As there.
    ///   - levels: Groups and total.
    ///   - threads: At most so many threads.
    /// - Returns: Per share a value per buurt and per row of each level.
    func quantiles(
        _ ps: [Double], of column: [Double], absent: IndicatorValue?, levels: [Level], threads: Int
    ) -> [LevelValues] {
        if let absent { return ps.map { _ in everywhere(absent, levels) } }
        let perBuurt = table(buurten, ps, threads, size: Self.buurtenPerChunk) { b, scratch in
            scratch.removeAll(keepingCapacity: true)
            gather(column, of: b, scale: 1, into: &scratch)
            return ps.map { weightedQuantile($0, of: &scratch, total: weightSum[b]) }
        }
        let perRow = levels.map { quantiles(ps, column, $0, threads) }
        return ps.indices.map { q in
            var result = everywhere(.notApplicable(""), levels)
            result.buurten = (0..<buurten).map { absence($0) ?? .present(perBuurt[$0][q]) }
            for (k, level) in levels.enumerated() {
                result.levels[k] = level.members.indices.map {
                    absence(of: level.members[$0]) ?? .present(perRow[k][$0][q])
                }
            }
            return result
        }
    }

    /// Quantiles of the rows of one level: a large row by all threads, small rows shared out.
    private func quantiles(
        _ ps: [Double], _ column: [Double], _ level: Level, _ threads: Int
    ) -> [[Double]] {
        let counts = level.members.map { $0.reduce(0) { $0 + rows(of: $1).count } }
        var result = table(level.count, ps, threads, size: 1) { row, scratch in
            guard counts[row] < GroupQuantile.smallest else { return [] }
            return quantiles(ps, column, over: level.members[row], &scratch)
        }
        for row in result.indices where counts[row] >= GroupQuantile.smallest {
            let members = level.members[row]
            result[row] = GroupQuantile(
                people: self, column: column, members: members, threads: threads
            ).values(ps)
        }
        return result
    }

    /// A list per row that `fill` makes with memory of its thread.
    private func table(
        _ count: Int, _ ps: [Double], _ threads: Int, size: Int,
        _ fill: @Sendable (Int, inout [WeightedValue]) -> [Double]
    ) -> [[Double]] {
        filledColumn(count: count, initial: [], threads: threads, size: size) {
            (rows, output: inout MutableSpan<[Double]>) in
            var scratch: [WeightedValue] = []
            for row in rows { output[row - rows.lowerBound] = fill(row, &scratch) }
        }
    }

    /// Quantiles over several buurten, on scaled weights.
    private func quantiles(
        _ ps: [Double], _ column: [Double], over members: [Int], _ scratch: inout [WeightedValue]
    ) -> [Double] {
        scratch.removeAll(keepingCapacity: true)
        for b in members {
            guard case .known(_, let scale) = status[b] else { continue }
            gather(column, of: b, scale: scale, into: &scratch)
        }
        var total = ExactSum()
        for row in scratch { total.add(row.weight) }
        return ps.map { weightedQuantile($0, of: &scratch, total: total) }
    }

    private func gather(
        _ column: [Double], of buurt: Int, scale: Double, into rows: inout [WeightedValue]
    ) {
        for i in self.rows(of: buurt) where weight[i] > 0 {
            rows.append(WeightedValue(value: column[i], weight: weight[i] * scale))
        }
    }

    private func everywhere(_ value: IndicatorValue, _ levels: [Level]) -> LevelValues {
        values(levels, buurt: { _ in value }, row: { _ in value })
    }

    private func values(
        _ levels: [Level], buurt: (Int) -> Double, row: ([Int]) -> Double
    ) -> LevelValues {
        values(levels, buurt: { .present(buurt($0)) }, row: { .present(row($0)) })
    }

    /// Values where there are people, else why there are none.
    private func values(
        _ levels: [Level], buurt: (Int) -> IndicatorValue, row: ([Int]) -> IndicatorValue
    ) -> LevelValues {
        LevelValues(buurten: buurten, levels: levels) { b in
            absence(b) ?? buurt(b)
        } row: { members in
            absence(of: members) ?? row(members)
        }
    }
}
