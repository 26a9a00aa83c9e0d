// SPDX-License-Identifier: EUPL-1.2
//
// Quantiles ask whether a cumulative weight has reached a share of the total. In doubles the answer
// depends on how the last digits fell; here both sides are whole numbers and the product is taken in
// full width, so equal inputs in any order give equal answers.

extension ExactSum {
    /// Whether the sum is at least `fraction` of `total`.
    ///
    /// - Parameters:
    ///   - fraction: 0...1, cut off to a multiple of 2^-60.
    ///   - total: The whole, not negative.
    /// - Returns: The exact comparison of the two whole-number sums.
    /// - Precondition: neither sum is negative and `fraction` is in 0...1.
    public func isAtLeast(_ fraction: Double, of total: ExactSum) -> Bool {
        precondition(fraction >= 0 && fraction <= 1, "a fraction is not in 0...1")
        precondition(units >= 0 && total.units >= 0, "a share is asked of a negative sum")
        let left = UInt128(units).multipliedFullWidth(by: 1 << 60)
        let right = UInt128(total.units).multipliedFullWidth(by: UInt128(fraction * 0x1p60))
        return (left.high, left.low) >= (right.high, right.low)
    }
}
