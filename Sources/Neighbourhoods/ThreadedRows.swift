// SPDX-License-Identifier: EUPL-1.2
//
// Columns that all threads fill, each its own rows.
import SpatialIndex

/// A column of `count` values that `fill` writes slice by slice, on at most `threads` threads.
func filledColumn<Value: Sendable>(
    count: Int, initial: Value, threads: Int, size: Int = rowsPerChunk, least: Int = 1_024,
    _ fill: @Sendable (Range<Int>, inout MutableSpan<Value>) -> Void
) -> [Value] {
    [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
        useLargePages(buffer)
        // Every thread writes its own rows of the buffer, and is the first to touch their memory.
        nonisolated(unsafe) let all = buffer
        forEachChunk(of: count, size: size, least: least, threads: threads) { rows in
            let slice = UnsafeMutableBufferPointer(rebasing: all[rows])
            slice.initialize(repeating: initial)
            var span = slice.mutableSpan
            fill(rows, &span)
        }
        initialized = count
    }
}
