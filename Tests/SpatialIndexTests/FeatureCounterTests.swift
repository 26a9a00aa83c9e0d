// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import SpatialIndex

/// The plain twin: per feature the least distance to its points, segments and polygons, 0 inside.
private func plainDistances(_ layer: FeatureGeometry, _ x: Double, _ y: Double) -> [Double] {
    var squares = [Double](repeating: .infinity, count: layer.count)
    func lower(_ owner: Int32, _ square: Double) {
        squares[Int(owner)] = min(squares[Int(owner)], square)
    }
    for i in 0..<layer.points.count {
        let dx = x - layer.points.x[i]
        let dy = y - layer.points.y[i]
        lower(layer.points.feature[i], dx * dx + dy * dy)
    }
    let lines = layer.lines
    for k in 0..<lines.count {
        let rows = lines.vertices(of: k)
        for i in rows {
            let j = rows.count == 1 ? i : i + 1
            guard j < rows.upperBound else { continue }
            lower(
                lines.feature[k],
                squaredDistance(
                    fromX: x, y: y, toSegment: lines.x[i], lines.y[i], lines.x[j], lines.y[j]))
        }
    }
    let polygons = layer.polygons
    for p in 0..<polygons.count {
        if polygons.locate(x: x, y: y, in: p) != .outside { lower(polygons.feature[p], 0) }
        for ring in polygons.rings(of: p) {
            let rows = polygons.vertices(ofRing: ring)
            for i in rows {
                let j = i + 1 < rows.upperBound ? i + 1 : rows.lowerBound
                lower(
                    polygons.feature[p],
                    squaredDistance(
                        fromX: x, y: y, toSegment: polygons.x[i], polygons.y[i], polygons.x[j],
                        polygons.y[j]))
            }
        }
    }
    return squares.map { $0.squareRoot() }
}

private func counts(
    _ layer: FeatureGeometry, _ x: [Double], _ y: [Double], within radius: Double
) -> [Int32] {
    let counter = FeatureCounter(layer)
    var found = [Int32](repeating: -1, count: x.count)
    var output = found.mutableSpan
    counter.counts(x: x.span, y: y.span, within: radius, into: &output)
    return found
}

@Suite struct FeatureCounterTests {
    @Test func countsByHand() {
        var layer = FeatureGeometry(count: 4)
        layer.points.append(x: 0, y: 0, feature: 0)
        layer.lines.append(x: [10, 10], y: [-5, 5], feature: 1)
        layer.polygons.append(x: [20, 30, 30, 20], y: [0, 0, 10, 10], feature: 2)
        let counter = FeatureCounter(layer)
        // From (5, 0): 5 m to the point and to the line, 15 m to the polygon; feature 3 has no geometry.
        for (radius, count) in [
            (4.999, 0), (5, 2), (14.999, 2), (15, 3), (-1, 0), (.infinity, 3), (.nan, 0),
        ] {
            #expect(counter.count(x: 5, y: 0, within: radius) == count)
        }
        #expect(counter.count(x: 25, y: 5, within: 0) == 1)
        #expect(counter.count(x: 30, y: 5, within: 0) == 1)
        #expect(counter.count(x: .nan, y: 0, within: 5) == 0)
        #expect(counter.count(x: .infinity, y: 0, within: .infinity) == 0)
        #expect(FeatureCounter(FeatureGeometry(count: 3)).count(x: 0, y: 0, within: 5) == 0)
    }

    /// Lines, areas, holes, areas without area, features of several parts and of all kinds, some of them drawn
    /// several times; points in towns and alone, in the order of a curve and in none: the counts of a plain loop,
    /// also where the radius is the distance of a feature.
    @Test(arguments: [0, 1e5, 1e8]) func countsWhatALoopCounts(origin: Double) throws {
        try forEverySeed(0..<12) { seed, random in
            let isLattice = seed % 2 == 0
            let layer = features(&random, origin, isLattice: isLattice)
            let (x, y) = places(&random, 600, origin, isLattice: isLattice, isSorted: seed % 3 > 0)
            let distances = x.indices.map {
                x[$0].isFinite ? plainDistances(layer, x[$0], y[$0]) : []
            }
            let own = (0..<3).map { _ in
                distances[random.int(in: 0..<600)].first { $0 < .infinity } ?? 0
            }
            for radius in [0, 5, 40, 300, 5000, Double.infinity] + own {
                let found = counts(layer, x, y, within: radius)
                let plain = distances.map { all in
                    Int32(all.count { $0 <= radius && $0 < .infinity })
                }
                #expect(found == plain, "seed \(seed), \(radius)")
            }
        }
    }

    private func features(
        _ random: inout SeededGenerator, _ origin: Double, isLattice: Bool
    ) -> FeatureGeometry {
        var layer = FeatureGeometry(count: 400)
        func coordinate(_ spread: Double) -> Double {
            let value = origin + random.double(in: -spread..<spread)
            return isLattice ? (value / 10).rounded() * 10 : value
        }
        layer.polygons = randomStars(
            &random, count: 40, size: 700, at: origin, isLattice: isLattice)
        for k in 40..<400 {
            let (x, y) = (coordinate(700), coordinate(700))
            for copy in 0..<(k % 5 == 0 ? random.int(in: 1..<6) : 1) {
                let owner = Int32((k + 60 * copy) % 400)
                switch k % 7 {
                case 0: layer.points.append(x: x, y: y, feature: owner)
                case 1: layer.lines.append(x: [x], y: [y], feature: owner)
                case 2: layer.lines.append(x: [x, x + 900], y: [y, y + 700], feature: owner)
                case 3:
                    layer.polygons.append(x: [x, x + 8, x + 4], y: [y, y, y], feature: owner)
                case 4:
                    layer.polygons.append(
                        x: [x, x + 60, x + 50], y: [y, y, y + 90], feature: owner)
                default:
                    let n = random.int(in: 2..<90)
                    layer.lines.append(
                        x: (0..<n).map { x + Double($0 * 7) },
                        y: (0..<n).map { y + Double($0 % 5 * 6) }, feature: owner)
                }
            }
        }
        return layer
    }

    /// Points in towns and alone, some equal and one that is not finite.
    private func places(
        _ random: inout SeededGenerator, _ n: Int, _ origin: Double, isLattice: Bool, isSorted: Bool
    ) -> (x: [Double], y: [Double]) {
        var x: [Double] = []
        var y: [Double] = []
        for k in 0..<n {
            let spread = k % 7 == 0 ? 2000.0 : 150
            let px = origin + random.double(in: -spread..<spread)
            let py = origin + random.double(in: -spread..<spread)
            x.append(k % 11 == 10 ? x[k - 1] : isLattice ? px.rounded() : px)
            y.append(k % 11 == 10 ? y[k - 1] : isLattice ? py.rounded() : py)
        }
        if isSorted {
            let order = spatialOrder(x: x.span, y: y.span)
            (x, y) = (order.map { x[Int($0)] }, order.map { y[Int($0)] })
        }
        x[77] = .nan
        return (x, y)
    }

    /// The largest tiles, with a river through them, a wood around them and a row of brooks beside them.
    @Test func tilesOfThousandsOfPoints() {
        var random = SeededGenerator(seed: 9)
        let n = 9_000
        var x = (0..<n).map { _ in random.double(in: 0..<1000) }
        var y = (0..<n).map { _ in random.double(in: 0..<1000) }
        let order = spatialOrder(x: x.span, y: y.span)
        (x, y) = (order.map { x[Int($0)] }, order.map { y[Int($0)] })
        var layer = FeatureGeometry(count: 102)
        layer.lines.append(
            x: (0..<2_000).map { Double($0) - 500 },
            y: (0..<2_000).map { 400 + Double($0 % 40) * 5 }, feature: 0)
        // A wood of 700 vertices with a clearing; its southern edge runs through the points.
        let sides = (0..<699).map { (Double($0) - 100) * 3 }
        layer.polygons.appendRing(
            x: [3000, -400] + sides, y: [3000, 3000] + sides.map { 200 + abs($0) / 10 })
        layer.polygons.appendRing(x: [600, 600, 700], y: [600, 700, 700])
        layer.polygons.closePolygon(feature: 1)
        for k in 0..<100 {
            layer.lines.append(
                x: [1200, 1300], y: [Double(k) * 10, Double(k) * 10 + 300], feature: Int32(2 + k))
        }
        for radius in [0, 30, 300] {
            let found = counts(layer, x, y, within: Double(radius))
            for i in stride(from: 0, to: n, by: 7) {
                let plain = plainDistances(layer, x[i], y[i]).count { $0 <= Double(radius) }
                #expect(found[i] == Int32(plain), "\(radius), \(x[i]) \(y[i])")
            }
        }
    }

    /// Neither the order of features nor the order of points nor the number of threads shows.
    @Test func orderDoesNotShow() throws {
        try forEverySeed(0..<6) { seed, random in
            let layer = features(&random, 1e5, isLattice: false)
            let (x, y) = places(&random, 500, 1e5, isLattice: false, isSorted: true)
            let known = counts(layer, x, y, within: 120)
            var turned = layer
            turned.lines = LineSet()
            for k in (0..<layer.lines.count).reversed() {
                let rows = layer.lines.vertices(of: k)
                turned.lines.append(
                    x: Array(layer.lines.x[rows]), y: Array(layer.lines.y[rows]),
                    feature: layer.lines.feature[k])
            }
            #expect(counts(turned, x, y, within: 120) == known, "seed \(seed)")
            #expect(counts(layer, x.reversed(), y.reversed(), within: 120) == known.reversed())
            for threads in [2, 7] {
                let counter = FeatureCounter(layer, threads: threads)
                let one = x.indices.map { counter.count(x: x[$0], y: y[$0], within: 120) }
                #expect(one.map(Int32.init) == known, "seed \(seed), \(threads) threads")
            }
        }
    }

    @Test func sharesTheIndexOfPoints() throws {
        try forEverySeed(0..<4) { seed, random in
            var layer = features(&random, 0, isLattice: false)
            let (x, y) = places(&random, 100, 0, isLattice: false, isSorted: true)
            // With lines and areas, then points of several parts, one point each, and nothing.
            for step in 0..<4 {
                let known = counts(layer, x, y, within: 150)
                let counter = FeatureCounter(layer, sharing: NearestFeatureIndex(layer))
                let shared = x.indices.map { Int32(counter.count(x: x[$0], y: y[$0], within: 150)) }
                #expect(shared == known, "seed \(seed), \(step)")
                layer.lines = LineSet()
                layer.polygons = PolygonSet()
                if step == 1 {
                    layer.points.feature = layer.points.feature.indices.map { Int32($0) }
                } else if step == 2 {
                    layer.points = PointSet()
                }
            }
        }
    }

    /// Blocks of flats: thousands of addresses at one place, then at another and at the first again, and no two
    /// features equal, half of them exactly at the radius.
    @Test(.timeLimit(.minutes(1))) func equalPointsOfManyTiles() {
        let n = 30_000
        var layer = FeatureGeometry(count: n)
        for k in 0..<n {
            let far = k % 2 == 0 ? 0.0 : 1000
            layer.lines.append(
                x: [far, far - 8], y: [0, -Double(k) / Double(n)], feature: Int32(k))
        }
        let place = (0..<n).map { ($0 / 10_000) % 2 }
        let found = counts(
            layer, place.map { $0 == 0 ? 3 : 603 }, [Double](repeating: 4, count: n), within: 5)
        #expect(found == place.map { $0 == 0 ? Int32(n / 2) : 0 })
    }

    @Test func countsGrowWithTheRadius() throws {
        try forEverySeed(0..<10) { seed, random in
            let layer = features(&random, 0, isLattice: false)
            let counter = FeatureCounter(layer)
            var previous = 0
            for radius in stride(from: 0.0, through: 3000, by: 150) {
                let count = counter.count(x: 50, y: 50, within: radius)
                #expect(count >= previous, "seed \(seed)")
                previous = count
            }
            let owners = layer.points.feature + layer.lines.feature + layer.polygons.feature
            #expect(previous == Set(owners).count)
        }
    }

    enum Crowd: CaseIterable {
        case points, lines, slantingLines, polygons, polygonsWithoutArea, differentLines
    }

    /// As many points as features, all within the radius or just not, or at it: linear time.
    @Test(.timeLimit(.minutes(1)), arguments: Crowd.allCases) func aCrowdTakesLinearTime(
        crowd: Crowd
    ) {
        let n = 20_000
        let c = 1e8
        var layer = FeatureGeometry(count: n)
        for k in 0..<n {
            let owner = Int32(k)
            switch crowd {
            case .points: layer.points.append(x: c, y: c, feature: owner)
            case .lines: layer.lines.append(x: [c - 8, c], y: [c, c], feature: owner)
            case .slantingLines:
                layer.lines.append(x: [c - 1000, c], y: [c + 700, c], feature: owner)
            case .polygons:
                layer.polygons.append(x: [c - 8, c, c], y: [c - 8, c - 8, c], feature: owner)
            case .polygonsWithoutArea:
                layer.polygons.append(x: [c - 8, c, c - 4], y: [c, c, c], feature: owner)
            case .differentLines:
                layer.lines.append(
                    x: [c, c - 8], y: [c, c - Double(k) / Double(n)], feature: owner)
            }
        }
        // 3-4-5: whole multiples of 5 m from the corner, which is nearest.
        let x = (0..<n).map { c + 3 * Double(1 + $0 * 200 / n) }
        let y = (0..<n).map { c + 4 * Double(1 + $0 * 200 / n) }
        for (radius, last) in [(500, 100), (500.0.nextDown, 99), (1000, 200), (4, 0)] {
            let found = counts(layer, x, y, within: radius)
            let expected = (0..<n).map { 1 + $0 * 200 / n <= last ? Int32(n) : 0 }
            #expect(found == expected, "\(radius)")
        }
    }
}
