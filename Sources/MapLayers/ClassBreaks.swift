// SPDX-License-Identifier: EUPL-1.2

/// A class of a choropleth: values above `lower` and up to `upper`.
public struct ValueClass: Sendable, Equatable {
    /// Smallest value in the class.
    public var lowest: Double
    /// Largest value in the class; it belongs to the class.
    public var highest: Double
    /// Number of values in the class.
    public var count: Int

    /// Creates a class.
    public init(lowest: Double, highest: Double, count: Int) {
        self.lowest = lowest
        self.highest = highest
        self.count = count
    }
}

/// Divides values into classes of equal numbers (quantiles).
///
/// Equal values are never divided: a class ends only where the next value differs, so there can be fewer
/// classes than asked for, and with all values equal there is one. A class takes all values up to the
/// one at which its share of the whole, rounded up, is reached.
///
/// - Parameters:
///   - values: Any order; values that are not finite do not count.
///   - count: Number of classes wanted, at least 1.
/// - Returns: The classes, ascending; empty where there is no value.
public func quantileClasses(_ values: [Double], count: Int) -> [ValueClass] {
    let sorted = values.filter(\.isFinite).sorted()
    guard let last = sorted.last, count >= 1 else { return [] }
    var classes: [ValueClass] = []
    var start = 0
    for wanted in 1...count where start < sorted.count {
        let share = (sorted.count * wanted + count - 1) / count
        guard share > start else { continue }
        var end = wanted == count ? sorted.count : share
        while end < sorted.count, sorted[end] == sorted[end - 1] { end += 1 }
        classes.append(
            ValueClass(lowest: sorted[start], highest: sorted[end - 1], count: end - start))
        start = end
    }
    assert(classes.last?.highest == last)
    return classes
}
