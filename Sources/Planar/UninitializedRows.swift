// SPDX-License-Identifier: EUPL-1.2

extension Array where Element: BitwiseCopyable {
    /// Appends `count` elements that `fill` writes, all of them, to memory that is not initialised.
    @inlinable
    public mutating func append(
        uninitialized count: Int, _ fill: (UnsafeMutablePointer<Element>) -> Void
    ) {
        guard count > 0 else { return }
        append(addingCapacity: count) { (output: inout OutputSpan<Element>) in
            output.withUnsafeMutableBufferPointer { buffer, initialized in
                guard let start = buffer.baseAddress else { return }
                fill(start + initialized)
                initialized += count
            }
        }
    }
}
