// SPDX-License-Identifier: EUPL-1.2
import TestSupport
import Testing

@testable import Planar

@Suite struct BoxGridTests {
    private func boxes(_ random: inout SeededGenerator, _ count: Int) -> [Box] {
        (0..<count).map { _ in
            if random.int(in: 0..<20) == 0 { return .empty }
            // Whole metres, so that boxes touch; a few giants.
            let size = random.int(in: 0..<15) == 0 ? 300 : 12
            let x = Double(random.int(in: 0..<400)), y = Double(random.int(in: 0..<400))
            return Box(
                minX: x, minY: y, maxX: x + Double(random.int(in: 0..<size)),
                maxY: y + Double(random.int(in: 0..<size)))
        }
    }

    @Test func findsEachMeetingBoxOnce() throws {
        try forEverySeed(0..<60) { seed, random in
            let boxes = boxes(&random, 80)
            let grid = BoxGrid(boxes, threads: 1 + Int(seed) % 3)
            for query in self.boxes(&random, 40) {
                var found: [Int] = []
                grid.forEach(meeting: query) {
                    found.append($0)
                    return true
                }
                let plain = boxes.indices.filter {
                    !query.isEmpty && !boxes[$0].isEmpty && boxes[$0].intersects(query)
                }
                #expect(found.sorted() == plain, "seed \(seed)")
            }
        }
    }

    @Test func neighboursAreThoseThatMeet() throws {
        try forEverySeed(0..<60) { seed, random in
            let boxes = boxes(&random, random.int(in: 1..<120))
            for threads in [1, 2, 7] {
                let grid = BoxGrid(boxes, threads: threads)
                let (order, meetsOther) = grid.neighbours(threads: threads)
                #expect(
                    order.sorted() == boxes.indices.filter { !boxes[$0].isEmpty }.map(Int32.init),
                    "seed \(seed)")
                for i in boxes.indices where !boxes[i].isEmpty {
                    let plain = boxes.indices.contains {
                        $0 != i && !boxes[$0].isEmpty && boxes[$0].intersects(boxes[i])
                    }
                    #expect(meetsOther[i] == plain, "seed \(seed) box \(i) threads \(threads)")
                }
            }
        }
    }

    /// More than ten thousand boxes are listed by all threads, in one and the same way.
    @Test func threadsListTheSame() {
        var random = SeededGenerator(seed: 3)
        let boxes = boxes(&random, 12_000)
        let alone = BoxGrid(boxes).neighbours()
        for threads in [2, 7] {
            let together = BoxGrid(boxes, threads: threads).neighbours(threads: threads)
            #expect(alone.order == together.order)
            #expect(alone.meetsOther == together.meetsOther)
        }
    }

    @Test func nothingMeetsNothing() {
        #expect(BoxGrid([]).neighbours().order.isEmpty)
        #expect(BoxGrid([.empty]).neighbours().meetsOther == [false])
        #expect(BoxGrid([]).fullest == 0)
    }
}
