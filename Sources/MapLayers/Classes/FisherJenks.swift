// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the true optimum, ties of values kept together 2 no cancellation, whatever the offset
// and spread of the values 3 O(classes x n log n) time, O(classes x n) memory.
//
// Wanted are the classes with the least sum of squared deviations from their own means. Fisher (1958, On
// grouping for maximum homogeneity, JASA 53) showed that in one dimension they are runs of the sorted
// values, and gave the recursion F(k, j) = min over i of F(k - 1, i - 1) + c(i, j), where c(i, j) is the
// sum for the run i...j; Jenks (1977) brought it to maps. Plainly it takes O(k n^2).
//
// For a < b <= c < d the sums satisfy c(a, c) + c(b, d) <= c(a, d) + c(b, c), since a value costs more in
// a run that reaches farther away from it. So the best start i of the last run never moves back as j grows
// (Yao 1980; for this problem Wu 1991, Optimal quantization by matrix searching), and a row is filled by
// halving: first the middle j, whose start then bounds those of both halves (Gronlund and others 2017).
// The halving runs by levels, not by recursion. Rejected: the search of Aggarwal and others (SMAWK), which
// saves the factor log n and takes five times the code; random restarts, which miss the optimum.
//
// c(i, j) = S2 - S1^2 / W from running sums loses all digits where a run is narrow and far from zero. Here
// values are whole numbers of up to 2^48 on the range of the data, and W S2 - S1^2 is computed exactly in
// 128 bits: only the quotient by W is rounded.

/// The upper ends of the classes but the last with the least sum of squared deviations.
///
/// - Parameters:
///   - sorted: Finite values, ascending.
///   - count: Classes wanted, at least 1; with fewer distinct values there is a class for each.
/// - Returns: At most `count - 1` of the values, ascending.
/// - Complexity: O(`count` × *n* log *n*).
///
/// > Accuracy: distances are rounded to 2^-48 of the range (of fewer bits above 4,000 values: 2^-46 at
/// > 65,000); between partitions that differ by less either may be returned.
/// > Cost: probe `jenks`.
public func jenksBounds(_ sorted: [Double], count: Int) -> [Double] {
    let runs = DistinctValues(sorted)
    let classes = min(count, runs.values.count)
    guard classes > 1 else { return [] }
    if classes == runs.values.count { return Array(runs.values.dropLast()) }
    let starts = bestStarts(runs, classes: classes)
    // Back from the last class: it begins at starts[last], so the one before ends just there.
    var bounds: [Double] = []
    var end = runs.values.count
    for row in stride(from: classes - 1, to: 0, by: -1) {
        end = Int(starts[row * runs.values.count + end - 1])
        bounds.append(runs.values[end - 1])
    }
    return bounds.reversed()
}

/// Sum over the classes of the squared deviations from the mean of each, divided by that of all values.
///
/// One minus it is Jenks's goodness of variance fit.
///
/// - Parameters:
///   - values: Any order; values that are not finite do not count.
///   - classification: The classes.
/// - Returns: 0 ... 1; 1 where all values are equal.
public func goodnessOfFit(_ values: [Double], _ classification: Classification) -> Double {
    var classes = [[Double]](repeating: [], count: classification.count)
    for value in values {
        if let row = classification.row(of: value) { classes[row].append(value) }
    }
    let all = meanAndDeviation(classes.flatMap { $0 })
    guard all.deviation > 0 else { return 1 }
    var inside = 0.0
    for members in classes where !members.isEmpty {
        let own = meanAndDeviation(members).deviation / all.deviation
        inside += own * own * Double(members.count)
    }
    return 1 - inside / Double(classes.reduce(0) { $0 + $1.count })
}

/// Distinct values with running sums, as whole numbers.
private struct DistinctValues {
    /// Ascending.
    private(set) var values: [Double] = []
    /// Before each distinct value, and after the last: how many values, their sum, that of their squares.
    private(set) var weight: [Int64] = [0]
    private(set) var sum: [Int64] = [0]
    private(set) var squares: [Int128] = [0]

    init(_ sorted: [Double]) {
        guard let low = sorted.first, let high = sorted.last else { return }
        // n values of b bits: sums of b + log n bits, which squared or times n stay below 2^124.
        let logarithm = Int64.bitWidth - sorted.count.leadingZeroBitCount
        let bits = min(48, 62 - logarithm)
        let half = high / 2 - low / 2
        var row = 0
        while row < sorted.count {
            let value = sorted[row]
            var next = row + 1
            while next < sorted.count, sorted[next] == value { next += 1 }
            // By halves, so that a range above the largest number does not overflow.
            let share = half > 0 ? (value / 2 - low / 2) / half : 0
            let whole = Int64((share * Double(Int64(1) << bits)).rounded())
            let times = Int64(next - row)
            values.append(value)
            weight.append(weight[weight.count - 1] + times)
            sum.append(sum[sum.count - 1] + whole * times)
            squares.append(squares[squares.count - 1] + Int128(whole * times) * Int128(whole))
            row = next
        }
    }
}

/// Per number of classes and last value the first value of the last class, row by row.
private func bestStarts(_ runs: DistinctValues, classes: Int) -> [Int32] {
    let count = runs.values.count
    var starts = [Int32](repeating: 0, count: classes * count)
    var previous = [Double](repeating: 0, count: count)
    var current = previous
    for last in 0..<count {
        previous[last] = cost(0, last, runs.weight.span, runs.sum.span, runs.squares.span)
    }
    for row in 1..<classes {
        fillRow(row, runs, previous, &current, &starts)
        swap(&previous, &current)
    }
    return starts
}

/// Sum of the squared deviations of the distinct values `first...last` from their mean.
@inline(__always)
private func cost(
    _ first: Int, _ last: Int, _ weight: Span<Int64>, _ sum: Span<Int64>, _ squares: Span<Int128>
) -> Double {
    let w = weight[last + 1] - weight[first]
    let s = Int128(sum[last + 1] - sum[first])
    let exact = Int128(w) &* (squares[last + 1] &- squares[first]) &- s &* s
    // By halves of 64 bits: the conversion of the library goes bit by bit.
    let high = Double(Int64(truncatingIfNeeded: exact >> 64))
    let low = Double(UInt64(truncatingIfNeeded: exact))
    return (high * 0x1p64 + low) / Double(w)
}

/// Fills one row of the table by halving: the starts at the neighbours bound that in the middle.
private func fillRow(
    _ row: Int, _ runs: DistinctValues, _ previous: [Double], _ current: inout [Double],
    _ starts: inout [Int32]
) {
    let weight = runs.weight.span, sum = runs.sum.span, squares = runs.squares.span
    let before = previous.span
    let count = previous.count
    let base = row * count
    var step = 1
    while step < count - row { step *= 2 }
    while step >= 1 {
        // `last` runs over row + the odd multiples of the step, less one: the first level is the middle.
        var last = row + step - 1
        while last < count {
            let low = last - step >= row ? Int(starts[base + last - step]) : row
            let high = last + step < count ? Int(starts[base + last + step]) : last
            var best = Double.infinity
            var bestStart = low
            for start in low...max(low, min(high, last)) {
                let total = before[start - 1] + cost(start, last, weight, sum, squares)
                if total < best {
                    best = total
                    bestStart = start
                }
            }
            current[last] = best
            starts[base + last] = Int32(truncatingIfNeeded: bestStart)
            last += 2 * step
        }
        step /= 2
    }
}
