// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@Suite struct PointInRingTests {
    /// A square of 10 with a hole of 2, and a triangle.
    private let set: PolygonSet = {
        var set = PolygonSet()
        set.appendRing(x: [0, 10, 10, 0], y: [0, 0, 10, 10])
        set.appendRing(x: [4, 4, 6, 6], y: [4, 6, 6, 4])
        set.closePolygon(feature: 0)
        set.append(x: [0, 3, 0], y: [0, 0, 1], feature: 1)
        return set
    }()

    @Test(arguments: [(5.0, 2.0), (1, 1), (3.999, 5), (0.001, 10 - 0.001)])
    func findsTheInside(x: Double, y: Double) {
        #expect(set.locate(x: x, y: y, in: 0) == .inside)
    }

    @Test(arguments: [(0.0, 0.0), (10, 10), (0, 5), (5, 10), (4, 5), (6, 6), (5, 4), (10, 0)])
    func findsTheBorder(x: Double, y: Double) {
        #expect(set.locate(x: x, y: y, in: 0) == .boundary)
    }

    @Test(arguments: [(5.0, 5.0), (-1, 0), (11, 10), (5, -0.1), (-1, 10), (12, 4), (.nan, 1)])
    func findsTheOutside(x: Double, y: Double) {
        #expect(set.locate(x: x, y: y, in: 0) == .outside)
    }

    @Test func isExactOnASlantedEdge() {
        // (1.5, 0.5) is on x + 3 y = 3; its neighbours in x are not.
        #expect(set.locate(x: 1.5, y: 0.5, in: 1) == .boundary)
        #expect(set.locate(x: 1.5.nextUp, y: 0.5, in: 1) == .outside)
        #expect(set.locate(x: 1.5.nextDown, y: 0.5, in: 1) == .inside)
    }

    /// On a lattice, parity of crossings can be counted with whole numbers.
    @Test func agreesWithWholeNumbersOnALattice() throws {
        try forEverySeed(0..<150) { seed, random in
            let n = random.int(in: 3..<9)
            let x = (0..<n).map { _ in random.int(in: 0..<7) }
            let y = (0..<n).map { _ in random.int(in: 0..<7) }
            var set = PolygonSet()
            set.append(x: x.map(Double.init), y: y.map(Double.init), feature: 0)
            for px in -1...7 {
                for py in -1...7 {
                    let found = set.locate(x: Double(px), y: Double(py), in: 0)
                    #expect(found == plainLocate(px, py, x, y), "seed \(seed) at \(px) \(py)")
                }
            }
        }
    }
}

/// The same question in whole numbers.
private func plainLocate(_ px: Int, _ py: Int, _ x: [Int], _ y: [Int]) -> PointLocation {
    var crossings = 0
    for i in x.indices {
        let j = (i + 1) % x.count
        let turn = (x[j] - x[i]) * (py - y[i]) - (y[j] - y[i]) * (px - x[i])
        let inBox =
            min(x[i], x[j]) <= px && px <= max(x[i], x[j]) && min(y[i], y[j]) <= py
            && py <= max(y[i], y[j])
        if turn == 0 && inBox { return .boundary }
        if y[i] <= py && py < y[j] && turn < 0 { crossings += 1 }
        if y[j] <= py && py < y[i] && turn > 0 { crossings += 1 }
    }
    return crossings % 2 == 1 ? .inside : .outside
}
