// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import SpatialIndex

@Suite struct GrowingBufferTests {
    @Test func growsAndShrinks() {
        var buffer = GrowingBuffer<Int32>()
        for i in 0..<1_000 { buffer.append(Int32(i)) }
        #expect(buffer.elements == Array(0..<1_000))
        buffer[3] = 7
        #expect(buffer[3] == 7)
        buffer.removeLast(998)
        #expect(buffer.elements == [0, 1])
        buffer.removeAll()
        #expect(buffer.count == 0)
        buffer.fill(5, count: 3)
        #expect(buffer.elements == [5, 5, 5])
        buffer.makeRoom(count: 2)
        #expect(buffer.elements == [5, 5])
        buffer.makeRoom(count: 6_000)
        #expect(buffer.count == 6_000 && buffer[1] == 5)
        buffer.fill(6, count: 5_000)
        #expect(buffer.count == 5_000 && buffer[4_999] == 6)
    }
}
