// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import SpatialIndex

@Suite struct TileSearchTests {
    /// Points in towns and alone, some equal, in the order of a curve or in none.
    private func points(
        _ random: inout SeededGenerator, _ n: Int, _ origin: Double, isSorted: Bool
    ) -> (x: [Double], y: [Double]) {
        var x: [Double] = []
        var y: [Double] = []
        for k in 0..<n {
            let spread = k % 7 == 0 ? 3000.0 : 150
            x.append(origin + random.double(in: -spread..<spread))
            y.append(origin + random.double(in: -spread..<spread))
            if k % 11 == 0, k > 0 { (x[k], y[k]) = (x[k - 1], y[k - 1]) }
        }
        guard isSorted else { return (x, y) }
        let order = spatialOrder(x: x.span, y: y.span)
        return (order.map { x[Int($0)] }, order.map { y[Int($0)] })
    }

    private func geometry(
        _ random: inout SeededGenerator, _ origin: Double, isLattice: Bool
    ) -> FeatureGeometry {
        var layer = FeatureGeometry(count: 200)
        func coordinate(_ spread: Double) -> Double {
            let value = origin + random.double(in: -spread..<spread)
            return isLattice ? (value / 10).rounded() * 10 : value
        }
        for k in 0..<random.int(in: 0..<60) {
            layer.points.append(
                x: coordinate(900), y: coordinate(900), feature: Int32(k))
        }
        for k in 0..<random.int(in: 0..<30) {
            let n = random.int(in: 2..<50)
            let (x, y) = (coordinate(900), coordinate(900))
            let step = k % 9 == 0 ? 400.0 : 25
            var px = [x]
            var py = [y]
            for i in 1..<n {
                px.append(px[i - 1] + random.double(in: -step..<step))
                py.append(py[i - 1] + random.double(in: 0..<step))
            }
            layer.lines.append(x: px, y: py, feature: Int32(60 + k))
        }
        layer.polygons = randomStars(
            &random, count: random.int(in: 1..<60), size: 900, at: origin, isLattice: isLattice)
        return layer
    }

    /// Many at once have the bits of one by one, in any order, with segments and with runs.
    @Test(arguments: [0, 1e5, 1e8]) func manyAtOnceHaveTheBitsOfOneByOne(origin: Double) throws {
        try forEverySeed(0..<16) { seed, random in
            let layer = geometry(&random, origin, isLattice: seed % 3 == 0)
            for pointCount in [1, 10_000_000] {
                let index = NearestFeatureIndex(layer, pointCount: pointCount)
                for isSorted in [true, false] {
                    let (x, y) = points(&random, 700, origin, isSorted: isSorted)
                    var found = [Double](repeating: -1, count: x.count)
                    var output = found.mutableSpan
                    index.distances(x: x.span, y: y.span, into: &output)
                    let single = x.indices.map { index.nearest(x: x[$0], y: y[$0])?.distance }
                    #expect(found == single, "seed \(seed), \(pointCount), \(isSorted)")
                }
            }
        }
    }

    /// Slanting lines, among whose boxes there is nothing to choose, equal in crowds and mixed with others: the bits
    /// of a plain loop, in linear time.
    @Test(.timeLimit(.minutes(1)), arguments: [1, 10_000_000])
    func crowdsOfEqualFeatures(pointCount: Int) {
        var random = SeededGenerator(seed: 11)
        let n = 20_000
        var layer = FeatureGeometry(count: n)
        for k in Int32(0)..<Int32(n) {
            switch k % 4 {
            case 0: layer.lines.append(x: [0, 1000], y: [0, 700], feature: k)
            case 1: layer.polygons.append(x: [0, 500, 0], y: [0, 900, 950], feature: k)
            case 2: layer.lines.append(x: [0, 900, 950], y: [1000, 900, 0], feature: k)
            default:
                let (x, y) = (random.double(in: 0..<1000), random.double(in: 0..<1000))
                layer.lines.append(x: [x, x + 5], y: [y, y - 5], feature: k)
            }
        }
        var few = FeatureGeometry(count: n)
        for k in 0..<layer.lines.count where k < 2 || layer.lines.feature[k] % 4 == 3 {
            let rows = layer.lines.vertices(of: k)
            few.lines.append(
                x: Array(layer.lines.x[rows]), y: Array(layer.lines.y[rows]),
                feature: layer.lines.feature[k])
        }
        few.polygons.append(x: [0, 500, 0], y: [0, 900, 950], feature: 1)
        let index = NearestFeatureIndex(layer, pointCount: pointCount)
        let plain = NearestFeatureIndex(few, pointCount: pointCount)
        let (x, y) = points(&random, 2_000, 500, isSorted: true)
        var found = [Double](repeating: -1, count: x.count)
        var output = found.mutableSpan
        index.distances(x: x.span, y: y.span, into: &output)
        for i in x.indices {
            let nearest = plain.nearest(x: x[i], y: y[i])
            #expect(found[i] == nearest?.distance)
            #expect(index.nearest(x: x[i], y: y[i])?.feature == nearest?.feature)
        }
    }

    /// A point that is not finite has no distance, and its neighbours in the column keep theirs.
    @Test func pointsThatAreNotFiniteHaveNoDistance() {
        var layer = FeatureGeometry(count: 1)
        layer.points.append(x: 3, y: 4, feature: 0)
        let index = NearestFeatureIndex(layer)
        let x = [0, Double.nan, 3, Double.infinity, 0, 6]
        let y = [0, 0, 4, 0, -Double.infinity, 8]
        var found = [Double](repeating: -1, count: 6)
        var output = found.mutableSpan
        index.distances(x: x.span, y: y.span, into: &output)
        // 3-4-5 from both sides; 0 at the point itself.
        #expect(found[0] == 5 && found[2] == 0 && found[5] == 5)
        #expect(found[1].isNaN && found[3].isNaN && found[4].isNaN)
    }

    /// The rule that leaves items out never leaves out the nearest of a point in the tile.
    @Test func whatIsLeftOutIsNowhereNearest() throws {
        try forEverySeed(0..<300) { seed, random in
            let items = (0..<random.int(in: 2..<40)).map { k in
                let x = random.double(in: -100..<100)
                let y = random.double(in: -100..<100)
                let length = seed % 2 == 0 ? 0.0 : 30
                return SegmentItem(
                    x, y, x + random.double(in: -1..<1) * length,
                    y + random.double(in: -1..<1) * length, feature: Int32(k))
            }
            let reach = random.double(in: 0..<50)
            let x = (0..<20).map { _ in random.double(in: -reach..<reach + 1e-6) }
            let y = (0..<20).map { _ in random.double(in: -reach..<reach + 1e-6) }
            let tile = Tile(x: x.span, y: y.span, rows: 0..<20)
            let squares = items.map { $0.squaredDistance(tile.x, tile.y) }
            guard let least = squares.min(), let first = squares.firstIndex(of: least) else {
                return
            }
            let rival = TileRival(items[first], tile: tile)
            let kept = items.filter {
                rival.admits(TileWay(from: $0, to: tile), slack: tile.noise + 1e-9)
            }
            for i in x.indices {
                let all = items.map { $0.squaredDistance(x[i], y[i]) }.min()
                let some = kept.map { $0.squaredDistance(x[i], y[i]) }.min()
                #expect(all == some, "seed \(seed)")
            }
        }
    }
}
