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
/// > Accuracy: each term is rounded to the nearest multiple of 2^-60 (8.7e-19).
public struct ExactSum: Sendable, Equatable {
    @usableFromInline var units: Int128

    /// Creates a sum of no terms.
    @inlinable
    public init() { units = 0 }

    /// Adds a term.
    @inlinable
    public mutating func add(_ term: Double) { units &+= Self.fixed(term) }

    /// Adds a term as many times as is said.
    @inlinable
    public mutating func add(_ term: Double, times: Int32) {
        units &+= Self.fixed(term) &* Int128(times)
    }

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
        let magnitude = units.magnitude
        // 64 digits are enough: what is cut off counts as one more, so that halves round as they should.
        let shift = max(0, 64 - magnitude.leadingZeroBitCount)
        var digits = UInt64(truncatingIfNeeded: magnitude >> shift)
        if UInt128(digits) << shift != magnitude { digits |= 1 }
        let result = Double(digits) * Double(bitPattern: UInt64(1_023 - 60 + shift) << 52)
        return units < 0 ? -result : result
    }

    /// The term as a whole number of 2^-60, halves to even.
    ///
    /// 1.5 * 2^44 plus the term is the term to a multiple of 2^-8, in the low bits of a double; what
    /// that leaves over is at most 2^-9, and 1.5 * 2^-8 plus it is it to a multiple of 2^-60. Additions and
    /// whole numbers only: a conversion of a double costs three times as much with its checks.
    @inlinable
    static func fixed(_ term: Double) -> Int128 {
        guard abs(term) < coarseRange else { return fixedLarge(term) }
        let coarse = term + coarseGrid
        let fine = term - (coarse - coarseGrid) + fineGrid
        let high = Int64(bitPattern: coarse.bitPattern &- coarseGrid.bitPattern)
        let low = Int64(bitPattern: fine.bitPattern &- fineGrid.bitPattern)
        return (Int128(high) &<< 52) &+ Int128(low)
    }

    /// The same for a term of 2^43 or more, all digits of which are multiples of 2^-60.
    @usableFromInline
    static func fixedLarge(_ term: Double) -> Int128 {
        precondition(abs(term) < 0x1p62, "a term of a sum is not finite or too large")
        let whole = Int64(term)
        return (Int128(whole) &<< 60) &+ Int128(Int64((term - Double(whole)) * 0x1p60))
    }

    @inlinable static var coarseRange: Double { 0x1p43 }
    @inlinable static var coarseGrid: Double { 0x1.8p44 }
    @inlinable static var fineGrid: Double { 0x1.8p-8 }
}
