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

/// The smallest value whose cumulative weight is at least `p` of the total; reorders `rows`.
///
/// - Parameters:
///   - p: Share of the weight, 0...1.
///   - rows: Values with weights.
///   - total: Sum of all weights, those of smaller values that are not in `rows` included.
///   - before: Sum of the weights of those smaller values.
/// - Returns: The value; NaN where the total is zero.
func weightedQuantile(
    _ p: Double, of rows: inout [WeightedValue], total: ExactSum, before: ExactSum = ExactSum()
) -> Double {
    guard !total.isZero else { return .nan }
    var low = 0, high = rows.count
    var before = before
    while high - low > 1 {
        let pivot = medianOfThree(
            rows[low].value, rows[low + (high - low) / 2].value, rows[high - 1].value)
        let split = partition(&rows, low, high, around: pivot)
        var below = before
        below.merge(split.less)
        if !below.isZero, below.reaches(p, of: total) {
            high = split.equalStart
            continue
        }
        below.merge(split.equal)
        if !below.isZero, below.reaches(p, of: total) { return pivot }
        before = below
        low = split.equalEnd
    }
    return low < rows.count ? rows[low].value : .nan
}

extension ExactSum {
    /// Whether a cumulative weight is at least `p` of the total, give or take 2^-40.
    func reaches(_ p: Double, of total: ExactSum) -> Bool {
        isAtLeast(max(0, p - 0x1p-40), of: total)
    }
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
