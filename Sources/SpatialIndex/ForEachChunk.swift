// SPDX-License-Identifier: EUPL-1.2
//
// Kernels run on one thread over a slice of columns. Here rows are split over threads: a chunk is
// large enough that handing it out costs nothing, and small enough that threads end together. Every
// row is written by one thread and no sum is formed here, so the split cannot show in the result.
import Dispatch
import Synchronization

/// Rows that one thread takes at a time, at most: a small batch is shared out too.
package let rowsPerChunk = 65_536

/// Calls `body` for consecutive ranges of `0 ..< count`, on at most `threads` threads.
///
/// A range has at most `size` rows; small batches are divided further, but not below `least` rows.
package func forEachChunk(
    of count: Int, size: Int = rowsPerChunk, least: Int = 1_024, threads: Int,
    _ body: @Sendable (Range<Int>) -> Void
) {
    let size = min(size, max(least, count / (4 * max(threads, 1))))
    let chunks = (count + size - 1) / size
    let workers = min(max(threads, 1), chunks)
    guard workers > 1 else {
        for k in 0..<chunks { body(k * size..<min(count, (k + 1) * size)) }
        return
    }
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
        while true {
            let k = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard k < chunks else { return }
            body(k * size..<min(count, (k + 1) * size))
        }
    }
}
