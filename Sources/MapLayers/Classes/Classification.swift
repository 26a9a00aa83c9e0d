// SPDX-License-Identifier: EUPL-1.2

/// A class of a choropleth that has values.
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

/// Ordered classes of a number line, divided by bounds.
///
/// Class *i* holds the values above `bounds[i - 1]` and up to `bounds[i]`; the first class has no lower
/// end and the last no upper one. So every finite value is in exactly one class, also a value of another
/// scenario or year that lies outside the values from which the bounds were made.
public struct Classification: Sendable, Equatable {
    /// How the bounds are to be read.
    public enum Kind: Sendable, Equatable {
        /// A bound is a value of the data, the largest of its class; legends tell what a class holds.
        case data
        /// A bound belongs to the class below it.
        case upTo
        /// A bound is a norm that is met from it on: the value just below it ends a class.
        case from
    }

    /// Upper ends of all classes but the last, ascending, without repetition.
    public private(set) var bounds: [Double]
    /// How bounds are to be read.
    public private(set) var kind: Kind
    /// The middle from which values deviate, such as the mean; `nil` for a plain scale.
    public private(set) var middle: Double?

    /// Creates a classification; bounds are put in order, and those that are equal or not finite dropped.
    public init(bounds: [Double], kind: Kind = .upTo, middle: Double? = nil) {
        var kept: [Double] = []
        for bound in bounds.filter(\.isFinite).sorted() where kept.last != bound {
            kept.append(bound == 0 ? 0 : bound)
        }
        self.bounds = kept
        self.kind = kind
        self.middle = middle
    }

    /// Number of classes.
    public var count: Int { bounds.count + 1 }

    /// Largest value of class `row`; `nil` for the last class, which has no end.
    ///
    /// - Complexity: O(1).
    public func end(of row: Int) -> Double? {
        guard row < bounds.count else { return nil }
        return kind == .from ? bounds[row].nextDown : bounds[row]
    }

    /// The class of a value.
    ///
    /// - Parameter value: Any number.
    /// - Returns: 0 ..< ``count``; `nil` where the value is not finite.
    /// - Complexity: O(log classes).
    public func row(of value: Double) -> Int? {
        guard value.isFinite else { return nil }
        var low = 0, high = bounds.count
        while low < high {
            let half = (low + high) / 2
            let isBelow = kind == .from ? value < bounds[half] : value <= bounds[half]
            if isBelow { high = half } else { low = half + 1 }
        }
        return low
    }

    /// What each class holds of some values.
    ///
    /// - Parameter values: Any order; values that are not finite do not count.
    /// - Returns: One per class; `nil` where no value falls in the class.
    public func contents(of values: [Double]) -> [ValueClass?] {
        var contents = [ValueClass?](repeating: nil, count: count)
        for value in values {
            guard let row = row(of: value) else { continue }
            guard let known = contents[row] else {
                contents[row] = ValueClass(lowest: value, highest: value, count: 1)
                continue
            }
            contents[row] = ValueClass(
                lowest: min(known.lowest, value), highest: max(known.highest, value),
                count: known.count + 1)
        }
        return contents
    }
}
