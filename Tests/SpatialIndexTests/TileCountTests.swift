// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import SpatialIndex

@Suite struct TileCountTests {
    /// Tiles wholly within a disc, on its rim and outside; towns of points, lattices with distances that equal
    /// the radius, and a point that is not finite among them: the counts of a plain loop.
    @Test(arguments: [0, 1e5, 1e8]) func countsWhatALoopCounts(origin: Double) throws {
        try forEverySeed(0..<12) { seed, random in
            let n = random.int(in: 1..<900)
            let isLattice = seed % 2 == 0
            var layer = FeatureGeometry(count: n)
            for k in 0..<n {
                let spread = k % 3 == 0 ? 1000.0 : 60
                let x = origin + random.double(in: -spread..<spread)
                let y = origin + random.double(in: -spread..<spread)
                layer.points.append(
                    x: isLattice ? x.rounded() : x, y: isLattice ? y.rounded() : y,
                    feature: Int32(k))
            }
            let counter = FeatureCounter(layer)
            var x: [Double] = []
            var y: [Double] = []
            for k in 0..<300 {
                let spread = k % 5 == 0 ? 1500.0 : 30
                let px = origin + random.double(in: -spread..<spread)
                let py = origin + random.double(in: -spread..<spread)
                x.append(isLattice ? px.rounded() : px)
                y.append(isLattice ? py.rounded() : py)
            }
            x[77] = .nan
            for radius in [0, 5, 40, 300, 5000, Double.infinity] {
                var found = [Int32](repeating: -1, count: 300)
                var output = found.mutableSpan
                counter.counts(x: x.span, y: y.span, within: radius, into: &output)
                for i in 0..<300 {
                    let plain = (0..<n).filter { k in
                        let dx = x[i] - layer.points.x[k]
                        let dy = y[i] - layer.points.y[k]
                        return (dx * dx + dy * dy).squareRoot() <= radius
                    }.count
                    #expect(found[i] == Int32(plain), "seed \(seed), \(radius)")
                }
            }
        }
    }

    /// Lines and areas that most tiles are far from.
    @Test func tilesThatNothingIsNearCountNothing() {
        var layer = FeatureGeometry(count: 2)
        layer.lines.append(x: [0, 10], y: [0, 0], feature: 0)
        layer.polygons.append(x: [500, 600, 600, 500], y: [0, 0, 100, 100], feature: 1)
        let counter = FeatureCounter(layer)
        let x = (0..<200).map { Double($0) * 5 }
        let y = [Double](repeating: 3, count: 200)
        var found = [Int32](repeating: -1, count: 200)
        var output = found.mutableSpan
        counter.counts(x: x.span, y: y.span, within: 5, into: &output)
        for i in 0..<200 {
            // 3 m above the line, so within 5 m up to 4 m beyond its end; at the height of the area.
            let isNearLine = x[i] <= 14
            let isNearArea = x[i] >= 495 && x[i] <= 605
            #expect(found[i] == (isNearLine ? 1 : 0) + (isNearArea ? 1 : 0))
        }
    }
}
