// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex
import TestSupport
import Testing

@Suite struct BoxIndexTests {
    /// Boxes on whole numbers, so that distances are exact; some are empty.
    @Test func findsWhatALoopFinds() throws {
        try forEverySeed(0..<100) { seed, random in
            func box() -> Box {
                let x = Double(random.int(in: 0..<60))
                let y = Double(random.int(in: 0..<60))
                return Box(
                    minX: x, minY: y, maxX: x + Double(random.int(in: 0..<9)),
                    maxY: y + Double(random.int(in: 0..<9)))
            }
            let boxes = (0..<random.int(in: 0..<120)).map { $0 % 10 == 9 ? Box.empty : box() }
            let index = BoxIndex(boxes)
            let wanted = box()
            // 3-4-5, so that some boxes are at this distance exactly.
            var found: [Int] = []
            index.visit(near: wanted, within: 5) { found.append($0) }
            let expected = boxes.indices.filter { k in
                let b = boxes[k]
                let dx = max(b.minX - wanted.maxX, wanted.minX - b.maxX, 0)
                let dy = max(b.minY - wanted.maxY, wanted.minY - b.maxY, 0)
                return !b.isEmpty && dx * dx + dy * dy <= 25
            }
            #expect(found.sorted() == expected, "seed \(seed)")
        }
    }
}
