// SPDX-License-Identifier: EUPL-1.2
//
// Quantiles ask whether a cumulative weight has reached a share of the total. In doubles the answer
// depends on how the last digits fell; here both sides are whole numbers and the product is taken in
// full width, so equal inputs in any order give equal answers. The least sum that will do is worked
// out once; a search then compares whole numbers.

extension ExactSum: Comparable {
    /// Whether one sum is below another.
    @inlinable
    public static func < (a: ExactSum, b: ExactSum) -> Bool { a.units < b.units }

    /// The least sum that is at least `fraction` of this one.
    ///
    /// - Parameter fraction: 0...1, cut off to a multiple of 2^-60.
    /// - Returns: The product, rounded up to a multiple of 2^-60.
    /// - Precondition: the sum is not negative and `fraction` is in 0...1.
    public func leastSum(of fraction: Double) -> ExactSum {
        precondition(fraction >= 0 && fraction <= 1, "a fraction is not in 0...1")
        precondition(units >= 0, "a share is asked of a negative sum")
        let product = UInt128(units).multipliedFullWidth(by: UInt128(fraction * 0x1p60))
        let whole = product.high << 68 | product.low >> 60
        let isRounded = product.low & (1 << 60 - 1) != 0
        var result = ExactSum()
        result.units = Int128(whole) + (isRounded ? 1 : 0)
        return result
    }

    /// The least whole number that is not below the sum.
    public var roundedUp: Double {
        let whole = units >> 60
        return Double(whole << 60 == units ? whole : whole + 1)
    }
}
