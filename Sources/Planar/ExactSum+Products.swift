// SPDX-License-Identifier: EUPL-1.2
//
// The terms of a weighted mean, four at a time: the roundings of `ExactSum.fixed` without its branch,
// added up in 64 bits. A coarse or fine part is at most 2^51 units, so a lane holds 4,096 of them.

extension ExactSum {
    /// Adds the products of two columns, each product rounded as by ``add(_:)``.
    ///
    /// - Parameters:
    ///   - a: Factors.
    ///   - b: As many factors.
    /// - Precondition: both columns have the same length; products are as ``add(_:)`` wants them.
    /// - Complexity: O(*n*), 7 instructions a product on x86-64.
    public mutating func addProducts(_ a: Span<Double>, _ b: Span<Double>) {
        precondition(a.count == b.count, "columns differ in length")
        a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                var start = 0
                while a.count - start >= 4 {
                    let end = start + min(16_384, (a.count - start) & ~3)
                    addFours(a, b, start..<end)
                    start = end
                }
                for i in start..<a.count { add(a[i] * b[i]) }
            }
        }
    }

    /// Products of at most 4,096 times four rows.
    private mutating func addFours(
        _ a: UnsafeBufferPointer<Double>, _ b: UnsafeBufferPointer<Double>, _ rows: Range<Int>
    ) {
        let rawA = UnsafeRawBufferPointer(a), rawB = UnsafeRawBufferPointer(b)
        let coarseGrid = SIMD4(repeating: Self.coarseGrid)
        let fineGrid = SIMD4(repeating: Self.fineGrid)
        let grid = SIMD4(repeating: Self.coarseGrid.bitPattern)
        var high = SIMD4<UInt64>.zero, low = high, marks = high
        var offset = rows.lowerBound * 8
        while offset < rows.upperBound * 8 {
            let term =
                rawA.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self)
                * rawB.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self)
            let coarse = term + coarseGrid
            let fine = term - (coarse - coarseGrid) + fineGrid
            high &+= unsafeBitCast(coarse, to: SIMD4<UInt64>.self)
            low &+= unsafeBitCast(fine, to: SIMD4<UInt64>.self)
            marks |= unsafeBitCast(coarse, to: SIMD4<UInt64>.self) ^ grid
            offset += 32
        }
        // A product beyond 2^43, or not finite, changes the exponent of the coarse part.
        guard marks.max() >> 52 == 0 else {
            for i in rows { add(a[i] * b[i]) }
            return
        }
        let count = UInt64(rows.count / 4)
        for lane in 0..<4 {
            let wholes = Int64(bitPattern: high[lane] &- count &* Self.coarseGrid.bitPattern)
            let parts = Int64(bitPattern: low[lane] &- count &* Self.fineGrid.bitPattern)
            units &+= (Int128(wholes) &<< 52) &+ Int128(parts)
        }
    }
}
