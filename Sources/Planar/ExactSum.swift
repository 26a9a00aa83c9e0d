// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the same bits in any order of the terms, with any split over threads
// 2 terms can be taken out again (scenarios) 3 a few instructions per term.
//
// A sum of doubles depends on the order of the additions. Here each term is rounded once, to a
// multiple of 2^-60, and the multiples are added as integers: addition of integers is associative,
// so the order cannot matter. Rejected: Kahan and pairwise sums (better, but still dependent on
// order), a superaccumulator (no rounding at all, but ten times the work for digits nobody needs).

/// A sum that does not depend on the order of its terms.
///
///     var sum = ExactSum()
///     sum.add(0.1); sum.add(0.2)
///     sum.value                       // 0.30000000000000004 in either order
///
/// - Precondition: every term is finite and below 2^62 in size, and so is every partial sum below 2^66.
/// > Accuracy: each term is rounded to a multiple of 2^-60 (8.7e-19).
public struct ExactSum: Sendable, Equatable {
    @usableFromInline var units: Int128

    /// Creates a sum of no terms.
    @inlinable
    public init() { units = 0 }

    /// Adds a term.
    @inlinable
    public mutating func add(_ term: Double) { units &+= Self.fixed(term) }

    /// Takes out a term that was added.
    @inlinable
    public mutating func subtract(_ term: Double) { units &-= Self.fixed(term) }

    /// Adds all terms of another sum.
    @inlinable
    public mutating func merge(_ other: ExactSum) { units &+= other.units }

    /// Takes out all terms of another sum.
    @inlinable
    public mutating func remove(_ other: ExactSum) { units &-= other.units }

    /// Whether the sum is exactly zero.
    @inlinable
    public var isZero: Bool { units == 0 }

    /// The sum, rounded once.
    public var value: Double {
        let negative = units < 0
        let magnitude = negative ? 0 - units : units
        let result = Double(magnitude) * 0x1p-60
        return negative ? -result : result
    }

    /// The term as a whole number of 2^-60, rounded towards zero below that.
    ///
    /// The conversion to an integer truncates; `rounded(.towardZero)` would be a call on machines
    /// without SSE 4.1, and doubles the cost of a term.
    @inlinable
    static func fixed(_ term: Double) -> Int128 {
        precondition(abs(term) < 0x1p62, "a term of a sum is not finite or too large")
        let whole = Int64(term)
        let fraction = Int64((term - Double(whole)) * 0x1p60)
        return (Int128(whole) &<< 60) &+ Int128(fraction)
    }
}
