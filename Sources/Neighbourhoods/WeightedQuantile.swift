// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the same answer in any order of the rows 2 linear time 3 no allocation.
//
// The p-quantile is the smallest value whose cumulative weight is at least p of the total: no
// interpolation. Selection as in quickselect, with the weight on the left carried along. Cumulative
// weights are `ExactSum`s, so the comparison does not depend on the pivots. It gives way by 2^-40 of
// the total, since weights such as 0.1 or 7/3 are rounded before they get here: three addresses of
// weight 7/3 must make up half of fourteen.
//
// Rejected: sorting (n log n, and the rows are needed for a few quantiles only).
import Planar

/// A value and how much it weighs.
struct WeightedValue: BitwiseCopyable, Sendable {
    /// The value; not NaN.
    var value: Double
    /// The weight, finite and >= 0.
    var weight: Double
}

/// The cumulative weight that makes a value the `p`-quantile: `p` of the total, give or take 2^-40, and
/// more than nothing.
///
/// - Parameters:
///   - p: Share of the weight, 0...1.
///   - total: Sum of all weights.
/// - Returns: A weight above zero.
func quantileWeight(_ p: Double, of total: ExactSum) -> ExactSum {
    var something = ExactSum()
    something.add(0x1p-60)
    return max(something, total.leastSum(of: max(0, p - 0x1p-40)))
}

/// The smallest value whose cumulative weight is at least `needed`; reorders `rows`.
///
/// - Parameters:
///   - needed: A weight above zero.
///   - rows: Values with weights.
/// - Returns: The value; NaN where all rows together weigh less.
/// - Complexity: O(rows) on average.
func valueReaching(_ needed: ExactSum, in rows: inout [WeightedValue]) -> Double {
    var low = 0, high = rows.count
    var before = ExactSum()
    while low < high {
        let pivot = medianOfThree(
            rows[low].value, rows[low + (high - low) / 2].value, rows[high - 1].value)
        let split = partition(&rows, low, high, around: pivot)
        var below = before
        below.merge(split.less)
        if below >= needed {
            high = split.equalStart
            continue
        }
        below.merge(split.equal)
        if below >= needed { return pivot }
        before = below
        low = split.equalEnd
    }
    return .nan
}

private func medianOfThree(_ a: Double, _ b: Double, _ c: Double) -> Double {
    max(min(a, b), min(max(a, b), c))
}

/// Puts smaller values first, equal ones next, larger ones last, and weighs the first two.
private func partition(
    _ rows: inout [WeightedValue], _ low: Int, _ high: Int, around pivot: Double
) -> (equalStart: Int, equalEnd: Int, less: ExactSum, equal: ExactSum) {
    var less = ExactSum(), equal = ExactSum()
    var smaller = low, larger = high, i = low
    rows.withUnsafeMutableBufferPointer { rows in
        while i < larger {
            let row = rows[i]
            if row.value < pivot {
                less.add(row.weight)
                rows.swapAt(i, smaller)
                smaller += 1
                i += 1
            } else if row.value > pivot {
                larger -= 1
                rows.swapAt(i, larger)
            } else {
                equal.add(row.weight)
                i += 1
            }
        }
    }
    return (smaller, larger, less, equal)
}
