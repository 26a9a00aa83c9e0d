// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex
import TestSupport
import Testing

/// The plain twin: every point, segment and polygon; per feature the distance.
private func plainDistances(_ layer: FeatureGeometry, _ x: Double, _ y: Double) -> [Double] {
    var squares = [Double](repeating: .infinity, count: layer.count)
    func segment(_ set: ([Double], [Double]), _ i: Int, _ j: Int, _ owner: Int32) {
        let (px, py) = set
        let square = squaredDistance(fromX: x, y: y, toSegment: px[i], py[i], px[j], py[j])
        squares[Int(owner)] = min(squares[Int(owner)], square)
    }
    for i in 0..<layer.points.count {
        let dx = x - layer.points.x[i]
        let dy = y - layer.points.y[i]
        let owner = Int(layer.points.feature[i])
        squares[owner] = min(squares[owner], dx * dx + dy * dy)
    }
    for k in 0..<layer.lines.count {
        for i in layer.lines.vertices(of: k).dropFirst() {
            segment((layer.lines.x, layer.lines.y), i - 1, i, layer.lines.feature[k])
        }
    }
    let polygons = layer.polygons
    for p in 0..<polygons.count {
        if polygons.locate(x: x, y: y, in: p) != .outside { squares[Int(polygons.feature[p])] = 0 }
        for ring in polygons.rings(of: p) {
            let rows = polygons.vertices(ofRing: ring)
            for i in rows {
                let j = i + 1 < rows.upperBound ? i + 1 : rows.lowerBound
                segment((polygons.x, polygons.y), i, j, polygons.feature[p])
            }
        }
    }
    return squares.map { $0.squareRoot() }
}

/// Compares all answers of the index with those of the twin, to the bit.
private func compare(
    _ layer: FeatureGeometry, _ x: [Double], _ y: [Double], radii: [Double], _ message: String
) {
    let counter = FeatureCounter(layer)
    let index = NearestFeatureIndex(layer)
    var found = [Double](repeating: -1, count: x.count)
    var output = found.mutableSpan
    index.distances(x: x.span, y: y.span, into: &output)
    for i in x.indices {
        let expected = plainDistances(layer, x[i], y[i])
        let least = expected.min() ?? .infinity
        if least == .infinity {
            #expect(found[i].isNaN && index.nearest(x: x[i], y: y[i]) == nil, "\(message)")
            continue
        }
        #expect(found[i] == least, "\(message): \(x[i]) \(y[i])")
        let nearest = index.nearest(x: x[i], y: y[i])
        let owner = expected.firstIndex(of: least).map { Int32($0) }
        #expect(nearest?.feature == owner && nearest?.distance == least, "\(message)")
        // A radius equal to a reported distance counts that feature.
        for radius in radii + [least] {
            let count = expected.count { $0 <= radius }
            #expect(
                counter.count(x: x[i], y: y[i], within: radius) == count, "\(message) \(radius)")
        }
    }
}

private func queries(
    _ random: inout SeededGenerator, _ size: Double, _ origin: Double, isLattice: Bool = false
) -> (x: [Double], y: [Double]) {
    func coordinate() -> Double {
        let value = origin + random.double(in: -size..<2 * size)
        return isLattice ? value.rounded() : value
    }
    let x = (0..<40).map { _ in coordinate() }
    let y = (0..<40).map { _ in coordinate() }
    return (x, y)
}

@Suite struct NearestFeatureIndexTests {
    @Test func measuresByHand() {
        var layer = FeatureGeometry(count: 3)
        layer.points.append(x: 0, y: 0, feature: 0)
        layer.lines.append(x: [10, 10], y: [-5, 5], feature: 1)
        layer.polygons.append(x: [20, 30, 30, 20], y: [0, 0, 10, 10], feature: 2)
        let index = NearestFeatureIndex(layer)
        // 3-4-5 to the point; 2 m to the line; 0 inside and on the border; 3-4-5 to a corner.
        #expect(index.nearest(x: -3, y: 4)?.distance == 5)
        #expect(index.nearest(x: 12, y: 3)?.feature == 1)
        #expect(index.nearest(x: 12, y: 3)?.distance == 2)
        #expect(index.nearest(x: 25, y: 5)?.distance == 0)
        #expect(index.nearest(x: 30, y: 5)?.distance == 0)
        #expect(index.nearest(x: 33, y: 14)?.distance == 5)
        // From (5, 0): 5 m to the point and 5 m to the line, the lowest row; 15 m to the polygon.
        #expect(index.nearest(x: 5, y: 0)?.feature == 0)
        #expect(index.nearest(x: .nan, y: 0) == nil)
    }

    @Test func hasNoAnswerForAnEmptyLayer() {
        compare(FeatureGeometry(count: 4), [0, 1], [0, .nan], radii: [1], "empty")
    }

    @Test(arguments: [0, 1e5, 1e8]) func agreesOnPoints(origin: Double) throws {
        try forEverySeed(0..<10) { seed, random in
            let n = random.int(in: 1..<400)
            var layer = FeatureGeometry(count: n)
            let isLattice = seed % 2 == 0
            let isClustered = seed % 3 == 0
            for k in 0..<n {
                let spread = isClustered && k > 0 ? 1.0 : 100
                let x = origin + random.double(in: 0..<spread)
                let y = origin + random.double(in: 0..<spread)
                let owner = seed % 4 == 0 ? random.int(in: 0..<n) : k
                layer.points.append(
                    x: isLattice ? x.rounded() : x, y: isLattice ? y.rounded() : y,
                    feature: Int32(owner))
            }
            let (x, y) = queries(&random, 100, origin, isLattice: isLattice)
            compare(layer, x, y, radii: [3, 50], "seed \(seed)")
        }
    }

    @Test(arguments: [0, 1e5, 1e8]) func agreesOnLinesAndPolygons(origin: Double) throws {
        try forEverySeed(0..<10) { seed, random in
            var layer = FeatureGeometry(count: 60)
            for _ in 0..<random.int(in: 0..<40) {
                let n = random.int(in: 1..<6)
                let reach = random.int(in: 0..<8) == 0 ? 100.0 : 10
                let cx = origin + random.double(in: 0..<100)
                let cy = origin + random.double(in: 0..<100)
                layer.lines.append(
                    x: (0..<n + 1).map { _ in cx + random.double(in: 0..<reach) },
                    y: (0..<n + 1).map { _ in cy + random.double(in: 0..<reach) },
                    feature: Int32(random.int(in: 0..<60)))
            }
            layer.polygons = randomStars(
                &random, count: random.int(in: 1..<20), size: 100, at: origin,
                isLattice: seed % 2 == 0)
            let (x, y) = queries(&random, 100, origin, isLattice: seed % 2 == 0)
            compare(layer, x, y, radii: [3, 50], "seed \(seed)")
            let onBorder = probes(
                &random, of: layer.polygons, count: 20, size: 100, at: origin, isLattice: false)
            compare(layer, onBorder.x, onBorder.y, radii: [0, 1], "seed \(seed)")
        }
    }

    @Test func doesNotDependOnTheOrderOfParts() throws {
        try forEverySeed(0..<10) { seed, random in
            var layer = FeatureGeometry(count: 30)
            layer.polygons = randomStars(&random, count: 30, size: 100, at: 1e5, isLattice: false)
            var shuffled = FeatureGeometry(count: 30)
            for p in (0..<30).shuffled(using: &random) {
                for ring in layer.polygons.rings(of: p) {
                    let rows = layer.polygons.vertices(ofRing: ring)
                    shuffled.polygons.appendRing(
                        x: Array(layer.polygons.x[rows].reversed()),
                        y: Array(layer.polygons.y[rows].reversed()))
                }
                shuffled.polygons.closePolygon(feature: layer.polygons.feature[p])
            }
            let first = NearestFeatureIndex(layer)
            let second = NearestFeatureIndex(shuffled)
            let (x, y) = queries(&random, 100, 1e5)
            for i in x.indices {
                let a = first.nearest(x: x[i], y: y[i])
                let b = second.nearest(x: x[i], y: y[i])
                #expect(a?.distance == b?.distance && a?.feature == b?.feature, "seed \(seed)")
            }
        }
    }

    /// 30,000 items at one place, or one segment of 100 km among short ones, with as many queries.
    @Test(.timeLimit(.minutes(1))) func isNotQuadraticOnDegenerateData() {
        let n = 30_000
        var equal = FeatureGeometry(count: n)
        var long = FeatureGeometry(count: n + 1)
        var random = SeededGenerator(seed: 7)
        var x: [Double] = []
        var y: [Double] = []
        for k in 0..<n {
            equal.points.append(x: 1e8, y: 1e8, feature: Int32(k))
            equal.lines.append(x: [1e8, 1e8 + 1], y: [1e8, 1e8], feature: Int32(k))
            x.append(random.double(in: 0..<1000))
            y.append(random.double(in: 0..<1000))
            long.lines.append(x: [x[k], x[k] + 1], y: [y[k], y[k]], feature: Int32(k))
        }
        long.lines.append(x: [0, 100_000], y: [-1, 99_999], feature: Int32(n))
        for layer in [equal, long] {
            let index = NearestFeatureIndex(layer)
            var found = [Double](repeating: -1, count: n)
            var output = found.mutableSpan
            index.distances(x: x.span, y: y.span, into: &output)
            #expect(found.allSatisfy { $0 >= 0 })
        }
    }
}
