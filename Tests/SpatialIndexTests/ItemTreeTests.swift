// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import SpatialIndex

@Suite struct ItemTreeTests {
    private func items(_ random: inout SeededGenerator, _ n: Int, isLattice: Bool) -> [PointItem] {
        (0..<n).map { k in
            let x = random.double(in: 0..<9)
            let y = random.double(in: 0..<9)
            return PointItem(
                x: isLattice ? x.rounded() : x, y: isLattice ? y.rounded() : y,
                feature: Int32((k * 7) % n))
        }
    }

    @Test func findsWhatALoopFinds() throws {
        try forEverySeed(0..<60) { seed, random in
            let all = items(&random, 1 + Int(seed) * 3, isLattice: seed % 2 == 0)
            let tree = ItemTree(all)
            for _ in 0..<20 {
                let x = random.double(in: -3..<12).rounded()
                let y = random.double(in: -3..<12).rounded()
                var plain = Nearest()
                for item in all { plain.consider(item.squaredDistance(x, y), item.feature) }
                var found = Nearest()
                tree.search(x, y, &found)
                #expect(found.squared == plain.squared && found.feature == plain.feature, "\(seed)")
            }
        }
    }

    @Test func visitsEveryItemOfADiscOnce() throws {
        try forEverySeed(0..<60) { seed, random in
            let all = items(&random, Int(seed) * 3, isLattice: seed % 2 == 0)
            let tree = ItemTree(all)
            let limit = random.double(in: 0..<60)
            var seen = [Int](repeating: 0, count: all.count)
            tree.visit(4, 4, squaredRadius: limit) { rows, isWithin in
                for i in rows {
                    seen[i] += 1
                    #expect(!isWithin || tree.items[i].squaredDistance(4, 4) <= limit)
                }
            }
            for i in all.indices {
                let isNear = tree.items[i].squaredDistance(4, 4) <= limit
                #expect(isNear ? seen[i] == 1 : seen[i] <= 1, "seed \(seed)")
            }
        }
    }

    @Test func takesTheLargestSquareOfARadius() throws {
        try forEverySeed(0..<200) { seed, random in
            let radius = seed == 0 ? 0 : random.double(in: 0..<1000)
            let limit = FeatureCounter.squaredLimit(of: radius)
            #expect(limit.squareRoot() <= radius && limit.nextUp.squareRoot() > radius, "\(seed)")
        }
        #expect(FeatureCounter.squaredLimit(of: -1) == -1)
        #expect(FeatureCounter.squaredLimit(of: .nan) == -1)
        #expect(FeatureCounter.squaredLimit(of: .infinity) == .infinity)
    }
}
