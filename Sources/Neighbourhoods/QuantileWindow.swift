// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the quantile of a search over all rows, to the bit 2 work in proportion to the rows that
// moved, not to all.
//
// The p-quantile is the smallest value whose cumulative weight reaches a share of the total. So it is enough to
// know the total, the weight below some interval, and the rows in it: rows that move into it, out of it or past
// it are booked exactly (`ExactSum` takes terms out again), and while the quantile stays inside, a search
// among some hundred rows finds it. When it leaves the interval all rows are searched once more.
// Rejected: a histogram with its counts (the rows of the bin that is hit must be found among all).
import Planar

/// The rows around one quantile.
struct QuantileWindow: Sendable {
    /// Share of the weight.
    let share: Double
    /// Smallest and largest value of the interval.
    let low: Double
    let high: Double
    /// Weight of the rows with a value below `low`.
    private(set) var below: ExactSum
    /// The rows from `low` to `high`, in any order.
    private(set) var rows: [WeightedValue]

    init(share: Double, below: ExactSum, rows: [WeightedValue]) {
        self.share = share
        self.below = below
        self.rows = rows
        low = rows.reduce(.infinity) { min($0, $1.value) }
        high = rows.reduce(-.infinity) { max($0, $1.value) }
    }

    /// The quantile, given the weight of all rows; `nil` where it lies outside.
    func value(total: ExactSum) -> Double? {
        var needed = quantileWeight(share, of: total)
        needed.remove(below)
        guard ExactSum() < needed else { return nil }
        var rows = rows
        let value = valueReaching(needed, in: &rows)
        return value.isNaN ? nil : value
    }

    /// Adds a row of some weight.
    mutating func insert(_ value: Double, _ weight: Double) {
        if value < low {
            below.add(weight)
        } else if value <= high {
            rows.append(WeightedValue(value: value, weight: weight))
        }
    }

    /// Takes out a row that was added.
    mutating func remove(_ value: Double, _ weight: Double) {
        if value < low {
            below.subtract(weight)
        } else if value <= high,
            let place = rows.firstIndex(where: { $0.value == value && $0.weight == weight })
        {
            rows.swapAt(place, rows.count - 1)
            rows.removeLast()
        }
    }
}

/// The quantiles of the people of one group.
struct GroupQuantiles: Sendable {
    /// Weight of all rows with a value.
    private(set) var total: ExactSum
    /// A window per share.
    private(set) var windows: [QuantileWindow]

    init(total: ExactSum, windows: [QuantileWindow]) {
        self.total = total
        self.windows = windows
    }

    /// The quantiles; `nil` where one left its window.
    var values: [Double]? {
        var values: [Double] = []
        for window in windows {
            guard let value = window.value(total: total) else { return nil }
            values.append(value)
        }
        return values
    }

    /// Books that a row has another value; infinite: it has none.
    mutating func move(from old: Double, to new: Double, weight: Double) {
        guard weight > 0 else { return }
        if old < .infinity { total.subtract(weight) }
        if new < .infinity { total.add(weight) }
        for k in windows.indices {
            if old < .infinity { windows[k].remove(old, weight) }
            if new < .infinity { windows[k].insert(new, weight) }
        }
    }
}
