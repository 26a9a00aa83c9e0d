// SPDX-License-Identifier: EUPL-1.2
import Synchronization
import Testing

@testable import SpatialIndex

@Suite struct ForEachChunkTests {
    @Test func chunksCoverTheRange() {
        let seen = Mutex<[Range<Int>]>([])
        forEachChunk(of: 25, size: 10, threads: 3) { rows in seen.withLock { $0.append(rows) } }
        let ranges = seen.withLock { $0.sorted { $0.lowerBound < $1.lowerBound } }
        #expect(ranges == [0..<10, 10..<20, 20..<25])
    }

    @Test func nothingToDo() {
        forEachChunk(of: 0, size: 1, threads: 7) { _ in Issue.record("there is no chunk") }
    }
}
