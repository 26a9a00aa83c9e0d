// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the value that `valueReaching` gives 2 columns are read twice, in order, and never
// copied, for any number of quantiles 3 all threads work on one large group.
//
// First all rows are weighed in bins of equal width between the smallest and the largest value; the
// bins are added up until the share is reached, and only the rows of that bin are gathered and searched.
// Bins are monotone in the value and sums are exact, so neither bins nor threads show in the result.
// A bin number is read from the low bits of 2^52 plus the position, which spares a conversion with its
// checks.
//
// Rejected: quickselect over a copy of all rows (one thread, 16 bytes a row, about six passes per
// quantile with a branch in two guessed wrong: eight times slower), sorting, bins by the digits of the
// number (a thousand, mostly empty, for the few hundred rows of a buurt).
import Planar
import SpatialIndex
import Synchronization

/// Rows of a column whose weights count `factor` times.
struct WeightedRun: Sendable {
    var rows: Range<Int>
    var factor: Double
    /// What stands in place of the rows of the columns.
    var own: OwnRows?
}

/// Values and weights of some rows apart from their columns.
struct OwnRows: Sendable {
    var values: [Double]
    var weights: [Double]
}

/// Smallest and largest value of the people of some rows.
struct ValueExtent: BitwiseCopyable, Sendable {
    /// Infinite where the rows weigh nothing.
    var low = Double.infinity
    /// Minus infinity where the rows weigh nothing.
    var high = -Double.infinity

    /// Takes in another extent.
    mutating func insert(_ other: ValueExtent) {
        low = min(low, other.low)
        high = max(high, other.high)
    }
}

/// Bins of equal width, a power of two of them.
struct ValueBins: BitwiseCopyable, Sendable {
    private let low: Double
    private let scale: Double
    private let mask: Int

    /// Bins for so many rows; `nil` where the extent cannot be divided.
    init?(_ extent: ValueExtent, rows: Int) {
        var count = 64
        while count < 65_536, 4 * count < rows { count *= 2 }
        low = extent.low
        scale = Double(count - 1) / (extent.high - extent.low)
        mask = count - 1
        guard scale > 0, scale.isFinite else { return nil }
    }

    var count: Int { mask + 1 }

    /// Number of the bin of a value in the extent; that of any other value means nothing.
    @inline(__always)
    func bin(_ value: Double) -> Int {
        Int(truncatingIfNeeded: ((value - low) * scale + 0x1p52).bitPattern) & mask
    }
}

/// Finds quantiles of a column over some of its rows.
struct QuantileSearch<Sum: WeightSum> {
    /// One value per row; not NaN.
    let column: [Double]
    /// One weight per row.
    let weight: [Double]
    /// The rows that take part.
    let runs: [WeightedRun]
    /// Of the rows with a weight above zero.
    let extent: ValueExtent
    /// At most so many threads.
    let threads: Int

    /// The smallest values whose cumulative weights are at least the shares `ps` of the total.
    ///
    /// - Parameter ps: Shares, each in 0...1.
    /// - Returns: A value per share; NaN where there is no weight.
    /// - Complexity: O(rows).
    func values(_ ps: [Double]) -> [Double] {
        guard extent.low < extent.high else {
            return ps.map { _ in extent.low == extent.high ? extent.low : .nan }
        }
        let count = runs.reduce(0) { $0 + $1.rows.count }
        guard let bins = ValueBins(extent, rows: count) else { return searchedWhole(ps) }
        let weights = weighed(bins)
        let total = Self.total(weights)
        let targets = ps.map { Target(quantileWeight($0, of: total), in: weights) }
        let wanted = targets.map(\.bin)
        let isWanted = (0..<bins.count).map { wanted.contains($0) }
        let rows = gathered { isWanted[bins.bin($0)] }
        return targets.map { target in
            var own = rows.filter { bins.bin($0.value) == target.bin }
            return valueReaching(target.needed, in: &own)
        }
    }

    /// The same quantiles with the rows around each, to be kept while rows move; `nil` where values cannot
    /// be divided into bins.
    func windows(_ ps: [Double]) -> GroupQuantiles? {
        let count = runs.reduce(0) { $0 + $1.rows.count }
        guard extent.low < extent.high, let bins = ValueBins(extent, rows: count) else {
            return nil
        }
        let weights = weighed(bins)
        let total = Self.total(weights)
        let ranges = ps.map {
            let bin = Target(quantileWeight($0, of: total), in: weights).bin
            return max(0, bin - Self.binsAside)...min(bins.count - 1, bin + Self.binsAside)
        }
        let isWanted = (0..<bins.count).map { bin in ranges.contains { $0.contains(bin) } }
        let rows = gathered { isWanted[bins.bin($0)] }
        return GroupQuantiles(
            total: total,
            windows: zip(ps, ranges).map { p, range in
                QuantileWindow(
                    share: p, below: Self.total(weights[..<range.lowerBound]),
                    rows: rows.filter { range.contains(bins.bin($0.value)) })
            })
    }

    /// Bins of a window to either side of its quantile.
    private static var binsAside: Int { 48 }

    private static func total(_ weights: some Sequence<Sum>) -> ExactSum {
        var total = Sum()
        for weight in weights { total.merge(weight) }
        return total.exact
    }

    /// The bin in which a cumulative weight is reached, and what of it is needed there.
    private struct Target {
        var bin: Int
        var needed: ExactSum

        init(_ weight: ExactSum, in bins: [Sum]) {
            let wanted = Sum(notBelow: weight)
            var below = Sum()
            bin = bins.count - 1
            needed = weight
            for b in bins.indices {
                var next = below
                next.merge(bins[b])
                if next >= wanted {
                    bin = b
                    break
                }
                below = next
            }
            needed.remove(below.exact)
        }
    }

    private func searchedWhole(_ ps: [Double]) -> [Double] {
        var rows = gathered { _ in true }
        var total = ExactSum()
        for row in rows { total.add(row.weight) }
        return ps.map { valueReaching(quantileWeight($0, of: total), in: &rows) }
    }

    /// Weight per bin.
    private func weighed(_ bins: ValueBins) -> [Sum] {
        let all = Mutex([Sum]())
        forEachChunk(of: runs.count, size: runsPerChunk, threads: threads) { places in
            var part = [Sum](repeating: Sum(), count: bins.count)
            var sums = part.mutableSpan
            for run in runs[places] {
                forEachRow(of: run) { value, weight in sums[bins.bin(value)].add(weight) }
            }
            all.withLock { all in
                if all.isEmpty {
                    all = part
                } else {
                    for b in part.indices { all[b].merge(part[b]) }
                }
            }
        }
        return all.withLock { $0 }
    }

    /// The rows with a weight and a value that is wanted, in any order.
    private func gathered(_ isWanted: @Sendable (Double) -> Bool) -> [WeightedValue] {
        let all = Mutex([WeightedValue]())
        forEachChunk(of: runs.count, size: runsPerChunk, threads: threads) { places in
            var part: [WeightedValue] = []
            for run in runs[places] {
                forEachRow(of: run) { value, weight in
                    if isWanted(value) && weight > 0 {
                        part.append(WeightedValue(value: value, weight: weight))
                    }
                }
            }
            all.withLock { $0 += part }
        }
        return all.withLock { $0 }
    }

    /// Calls `body` with value and weight of each row of a run.
    @inline(__always)
    private func forEachRow(of run: WeightedRun, _ body: (Double, Double) -> Void) {
        let factor = run.factor
        if let own = run.own {
            let values = own.values.span, weights = own.weights.span
            for i in values.indices { body(values[i], weights[i] * factor) }
        } else {
            let column = column.span, weight = weight.span
            for i in run.rows { body(column[i], weight[i] * factor) }
        }
    }

    private var runsPerChunk: Int { threads == 1 ? max(1, runs.count) : max(16, runs.count / 16) }
}
