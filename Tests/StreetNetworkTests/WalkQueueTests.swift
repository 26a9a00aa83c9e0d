// SPDX-License-Identifier: EUPL-1.2
import TestSupport
import Testing

@testable import StreetNetwork

@Suite struct WalkQueueTests {
    /// Whatever is pushed and popped in between, the smallest word that is in it comes out.
    @Test func theNearestFirst() throws {
        try forEverySeed(0..<200) { seed, random in
            var queue = WalkQueue()
            var plain: [UInt64] = []
            for _ in 0..<random.int(in: 1..<400) {
                if plain.isEmpty || random.int(in: 0..<3) > 0 {
                    let word = WalkQueue.word(
                        random.double(in: 0..<50).rounded(), Int32(random.int(in: 0..<9)))
                    queue.push(word)
                    plain.append(word)
                } else {
                    let least = try #require(plain.min())
                    #expect(queue.pop() == least, "seed \(seed)")
                    plain.remove(at: try #require(plain.firstIndex(of: least)))
                }
            }
            for word in plain.sorted() { #expect(queue.pop() == word, "seed \(seed)") }
            #expect(queue.isEmpty, "seed \(seed)")
        }
    }

    /// Words are in the order of distances, then nodes.
    @Test func words() {
        let words = [
            WalkQueue.word(0, 0), WalkQueue.word(0, 7), WalkQueue.word(1e-30, 0),
            WalkQueue.word(99.5, 3), WalkQueue.word(100, 1), WalkQueue.word(3e7, 0),
        ]
        #expect(words == words.sorted())
        #expect(words.map { Int32(truncatingIfNeeded: $0) } == [0, 7, 0, 3, 1, 0])
    }
}
