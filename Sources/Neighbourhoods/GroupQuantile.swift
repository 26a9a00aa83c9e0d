// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the value that `weightedQuantile` gives 2 all threads work on one large group
// 3 columns are read twice and never copied.
//
// A quantile over a whole country is one value from millions of rows. First every thread weighs its
// rows in bins of equal width; the bins are added up until the share is reached, and only the rows of
// that one bin are gathered and searched. Bins are monotone in the value, sums are exact, so neither
// bins nor threads show in the result.
//
// Rejected: quickselect over a copy of all rows (one thread, 16 bytes a row, about six passes).
import Planar
import Synchronization

/// Quantiles of a column over several buurten, on scaled weights.
struct GroupQuantile {
    let people: People
    let column: [Double]
    let members: [Int]
    let threads: Int

    /// Bins of equal width; enough to leave few rows in one, few enough to stay in the cache.
    private static let bins = 2_048
    /// Groups of fewer rows are gathered and searched at once.
    static let smallest = 65_536

    /// The smallest values whose cumulative weights are at least the shares `ps` of the total.
    func values(_ ps: [Double]) -> [Double] {
        let highest = largest()
        let scale = highest > 0 ? Double(Self.bins - 1) / highest : 0
        guard scale.isFinite else { return ps.map { _ in .nan } }
        let weights = weighed(scale)
        var total = ExactSum()
        for weight in weights { total.merge(weight) }
        guard !total.isZero else { return ps.map { _ in .nan } }
        return ps.map { value($0, weights, total, scale) }
    }

    private func largest() -> Double {
        let parts = filledColumn(count: members.count, initial: 0.0, threads: threads, size: 16) {
            (places, output: inout MutableSpan<Double>) in
            for k in places {
                var value = 0.0
                for i in people.rows(of: members[k]) { value = max(value, column[i]) }
                output[k - places.lowerBound] = value
            }
        }
        return parts.max() ?? 0
    }

    private static func bin(_ value: Double, _ scale: Double) -> Int {
        min(max(Int(value * scale), 0), bins - 1)
    }

    /// Weight per bin.
    private func weighed(_ scale: Double) -> [ExactSum] {
        let all = Mutex([ExactSum](repeating: ExactSum(), count: Self.bins))
        forEachChunk(of: members.count, size: max(16, members.count / 16), threads: threads) {
            places in
            var part = [ExactSum](repeating: ExactSum(), count: Self.bins)
            for k in places {
                guard case .known(_, let factor) = people.status[members[k]] else { continue }
                for i in people.rows(of: members[k]) where people.weight[i] > 0 {
                    part[Self.bin(column[i], scale)].add(people.weight[i] * factor)
                }
            }
            all.withLock { for b in part.indices { $0[b].merge(part[b]) } }
        }
        return all.withLock { $0 }
    }

    private func value(
        _ p: Double, _ weights: [ExactSum], _ total: ExactSum, _ scale: Double
    ) -> Double {
        var before = ExactSum()
        for b in weights.indices {
            var below = before
            below.merge(weights[b])
            if !below.isZero, below.reaches(p, of: total) {
                var rows = gathered(bin: b, scale)
                return weightedQuantile(p, of: &rows, total: total, before: before)
            }
            before = below
        }
        return .nan
    }

    /// The rows of one bin, in any order.
    private func gathered(bin: Int, _ scale: Double) -> [WeightedValue] {
        let all = Mutex([WeightedValue]())
        forEachChunk(of: members.count, size: max(16, members.count / 16), threads: threads) {
            places in
            var part: [WeightedValue] = []
            for k in places {
                guard case .known(_, let factor) = people.status[members[k]] else { continue }
                for i in people.rows(of: members[k])
                where people.weight[i] > 0 && Self.bin(column[i], scale) == bin {
                    part.append(WeightedValue(value: column[i], weight: people.weight[i] * factor))
                }
            }
            all.withLock { $0 += part }
        }
        return all.withLock { $0 }
    }
}
