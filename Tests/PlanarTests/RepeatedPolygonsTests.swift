// SPDX-License-Identifier: EUPL-1.2
import TestSupport
import Testing

@testable import Planar

@Suite struct RepeatedPolygonsTests {
    private func repeats(_ set: PolygonSet) -> [Bool] {
        set.repeats(boxes: (0..<set.count).map(set.box(of:)))
    }

    @Test func laterOnesOfEqualRings() {
        var turned = PolygonSet()
        turned.append(x: [10, 10, 0, 0], y: [0, 5, 5, 0], feature: 0)
        var corner = PolygonSet()
        corner.append(x: [0, 10, 10], y: [0, 0, 5], feature: 0)
        // The same box as the first, but a triangle; and the first one from another vertex.
        let set = joined([rectangle(0, 0, 10, 5), corner, rectangle(1, 0, 9, 5), turned, corner])
        #expect(repeats(set) == [false, false, false, true, true])
    }

    @Test func sameAsComparingAllPairs() throws {
        try forEverySeed(0..<100) { seed, random in
            var parts: [PolygonSet] = []
            for _ in 0..<random.int(in: 0..<40) {
                parts.append(
                    rectangle(
                        Double(random.int(in: 0..<3)), Double(random.int(in: 0..<3)),
                        Double(random.int(in: 1..<3)), Double(random.int(in: 1..<3))))
            }
            let set = joined(parts)
            let plain = parts.indices.map { i in parts[..<i].contains(parts[i]) }
            #expect(repeats(set) == plain, "seed \(seed)")
        }
    }

    @Test(.timeLimit(.minutes(1))) func aHundredThousandEqualPolygonsAreOne() {
        var set = PolygonSet()
        for i in 0..<100_000 { set.append(x: [0, 10, 10, 0], y: [0, 0, 5, 5], feature: Int32(i)) }
        #expect(unionArea(of: set) == 50)
    }
}
