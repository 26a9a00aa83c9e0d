// SPDX-License-Identifier: EUPL-1.2
//
// Bounds that need one pass over sorted values. All take finite values in ascending order and give the
// upper ends of the classes but the last.
// Sources: round numbers after R's `pretty` (Becker, Chambers and Wilks 1988, The New S Language): steps
// of 1, 2 or 5 times a power of ten. Standard deviation: of the population, not of a sample, since the
// buurten on the map are all there are.

import Planar

/// Each class takes the values up to the one at which its share of the whole, rounded up, is reached,
/// and all that are equal to it.
func quantileBounds(_ sorted: [Double], count: Int) -> [Double] {
    var bounds: [Double] = []
    var start = 0
    for wanted in 1..<max(count, 1) + 1 where start < sorted.count {
        let share = (sorted.count * wanted + count - 1) / count
        guard share > start else { continue }
        var end = share
        while end < sorted.count, sorted[end] == sorted[end - 1] { end += 1 }
        if end < sorted.count { bounds.append(sorted[end - 1]) }
        start = end
    }
    return bounds
}

/// Ends at equal steps from the smallest to the largest value.
func equalBounds(_ sorted: [Double], count: Int) -> [Double] {
    guard let low = sorted.first, let high = sorted.last, low < high else { return [] }
    return (1..<max(count, 1)).map {
        // Weighted ends, which neither overflow nor miss the largest value.
        let share = Double($0) / Double(count)
        return low * (1 - share) + high * share
    }
}

/// Ends at multiples of 1, 2 or 5 times a power of ten, close to the number of classes asked for.
func prettyBounds(_ sorted: [Double], count: Int) -> [Double] {
    guard let low = sorted.first, let high = sorted.last, low < high, count > 1 else { return [] }
    let cell = high / Double(count) - low / Double(count)
    guard cell.isFinite, cell > 0 else { return [] }
    let step = roundStep(cell)
    let first = (low / step).rounded(.down), last = (high / step).rounded(.up)
    // Of the ends, the outer two are no bounds between classes.
    guard last - first <= 4 * Double(mostClasses) else { return [] }
    return (1..<max(1, Int(last - first))).map { multiple(of: step, first + Double($0)) }
        .filter { $0 >= low && $0 < high }
}

/// The step of 1, 2 or 5 times a power of ten that R's `pretty` takes with its default bias of 1.5.
func roundStep(_ cell: Double) -> Double {
    let bias = 1.5, half = 0.5 + 1.5 * bias
    var base = 1.0
    while base > cell { base /= 10 }
    while base * 10 <= cell { base *= 10 }
    var step = base
    if 2 * base - cell < bias * (cell - step) { step = 2 * base }
    if step > base || cell > base, 5 * base - cell < half * (cell - step) { step = 5 * base }
    if 10 * base - cell < bias * (cell - step) { step = 10 * base }
    return step
}

/// A multiple of a step below one without the error of its binary fraction: 3 x 0.1 is 0.3.
private func multiple(of step: Double, _ factor: Double) -> Double {
    step < 1 ? factor / (1 / step).rounded() : factor * step
}

/// Classes of one standard deviation, symmetric around the mean, which is their middle.
func deviationClasses(_ sorted: [Double], count: Int) -> Classification {
    guard let low = sorted.first, let high = sorted.last, low < high else {
        return Classification(bounds: [], middle: sorted.first)
    }
    let (mean, deviation) = meanAndDeviation(sorted)
    // An odd number of classes has one around the mean, an even number a bound on it.
    let bounds = (1..<max(count, 1)).map { mean + (Double($0) - Double(count) / 2) * deviation }
    return Classification(bounds: bounds, middle: mean)
}

/// Mean and standard deviation of the population, in the same bits for any order of the values.
func meanAndDeviation(_ values: [Double]) -> (mean: Double, deviation: Double) {
    guard let scale = values.lazy.map(\.magnitude).max(), scale > 0 else { return (0, 0) }
    var sum = ExactSum()
    for value in values { sum.add(value / scale) }
    let mean = sum.value / Double(values.count)
    var squares = ExactSum()
    for value in values { squares.add((value / scale - mean) * (value / scale - mean)) }
    return (mean * scale, (squares.value / Double(values.count)).squareRoot() * scale)
}
