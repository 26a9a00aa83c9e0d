// SPDX-License-Identifier: EUPL-1.2
//
// Loops over points: which buurt, how far, how many.
import Planar
import SpatialIndex

extension Probe {
    static var pointProbes: [Probe] {
        [
            Probe(name: "assign", usualCount: 50_000, prepare: assign),
            Probe(name: "assign-index", usualCount: 20_000, prepare: assignIndex),
            Probe(name: "nearest-line", usualCount: 20_000, prepare: nearestLine),
            Probe(name: "nearest-index", usualCount: 3_000, prepare: nearestIndex),
            Probe(name: "nearest-point", usualCount: 50_000, prepare: nearestPoint),
            Probe(name: "nearest-nested", usualCount: 20_000, prepare: nearestNested),
            Probe(name: "nearest-polygon", usualCount: 20_000, prepare: nearestPolygon),
            Probe(name: "reach", usualCount: 20_000, prepare: reach),
            Probe(name: "reach-line", usualCount: 20_000, prepare: reachLine),
            Probe(name: "reach-polygon", usualCount: 20_000, prepare: reachPolygon),
            Probe(name: "spatial-order", usualCount: 50_000, prepare: spatialOrdering),
        ]
    }

    private static func assign(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 8, seed: 1)
        let buurten = town.buurten(pieces: 48)
        let (x, y) = town.sortedPoints(n)
        let index = CoverageIndex(buurten, pointCount: x.count)
        return PreparedProbe(items: x.count, unit: "point") {
            var rows = [Int32](repeating: 0, count: x.count)
            var span = rows.mutableSpan
            index.assign(x: x.span, y: y.span, into: &span)
            return rows.reduce(0.0) { $0 + Double($1) }
        } complaint: { sum in
            // A plain search through all polygons for one point in a hundred.
            let plainly = PlainPolygons(buurten)
            for i in stride(from: 0, to: x.count, by: 100) {
                let plain = plainly.holder(x: x[i], y: y[i])
                let row = index.feature(x: x[i], y: y[i])
                if row != Int32(plain ?? -1) {
                    return "point \(i) lies in \(plain ?? -1), not \(row)"
                }
            }
            return sum.isFinite ? nil : "no sum"
        }
    }

    private static func assignIndex(_ n: Int, _ family: Family) -> PreparedProbe {
        let pieces = 48
        var town = Town(family: family, side: max(1, Int((Double(n) / 192).squareRoot())), seed: 2)
        let buurten = town.buurten(pieces: pieces)
        let area = (0..<buurten.count).reduce(0.0) { $0 + buurten.area(of: $1) }
        let square = town.width * town.width
        let point = town.points(1)
        let holder = PlainPolygons(buurten).holder(x: point.x[0], y: point.y[0])
        return PreparedProbe(items: buurten.x.count, unit: "edge") {
            let index = CoverageIndex(buurten, pointCount: 5 * n)
            return Double(index.feature(x: point.x[0], y: point.y[0]))
        } complaint: { row in
            if family != .real, !agree(area, square, within: 1e-12) {
                return "the buurten do not fill the square"
            }
            return row == Double(holder ?? -1)
                ? nil : "a point is in \(row), not in \(holder ?? -1)"
        }
    }

    private static func nearestPoint(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 12, seed: 3)
        let places = town.places(200)
        let (x, y) = town.sortedPoints(n)
        let owners = (0..<200).map(Int32.init)
        let set = PointSet(x: places.x, y: places.y, feature: owners)
        let index = NearestFeatureIndex(
            FeatureGeometry(count: 200, points: set), pointCount: x.count)
        return distances(index, x, y) { i in
            var best = Double.infinity
            for k in 0..<200 {
                let dx = places.x[k] - x[i]
                let dy = places.y[k] - y[i]
                best = min(best, dx * dx + dy * dy)
            }
            return best.squareRoot()
        }
    }

    private static func nearestLine(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 12, seed: 4)
        let lines = town.lines(10)
        let (x, y) = town.sortedPoints(n)
        let geometry = FeatureGeometry(count: lines.count, lines: lines)
        let index = NearestFeatureIndex(geometry, pointCount: x.count)
        return distances(index, x, y) { i in
            var best = Double.infinity
            for part in 0..<lines.count {
                for v in lines.vertices(of: part).dropLast() {
                    let d = squaredDistance(
                        fromX: x[i], y: y[i], toSegment: lines.x[v], lines.y[v], lines.x[v + 1],
                        lines.y[v + 1])
                    best = min(best, d)
                }
            }
            return best.squareRoot()
        }
    }

    /// Six points for each area, as addresses and green areas.
    private static func nearestPolygon(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 12, seed: 7)
        let areas = town.snappedAreas(n / 6)
        let (x, y) = town.sortedPoints(n)
        let index = NearestFeatureIndex(
            FeatureGeometry(count: areas.count, polygons: areas), pointCount: x.count)
        return distances(index, x, y) { areas.plainDistance(x: x[$0], y: y[$0]) { _ in true } }
    }

    /// All areas, two thirds of them and one third, each distance made from that to the smaller part.
    private static func nearestNested(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 12, seed: 7)
        let areas = town.snappedAreas(n / 6)
        let (x, y) = town.sortedPoints(n)
        let geometry = FeatureGeometry(count: areas.count, polygons: areas)
        let indexes = (0..<3).map { part in
            NearestFeatureIndex(
                geometry, counting: (0..<areas.count).map { $0 % 3 == part }, pointCount: x.count)
        }
        var squares = [Double](repeating: .infinity, count: x.count)
        var sums: [Double] = []
        return PreparedProbe(items: x.count, unit: "point") {
            for i in squares.indices { squares[i] = .infinity }
            sums.removeAll(keepingCapacity: true)
            for index in indexes {
                var span = squares.mutableSpan
                index.lower(&span, x: x.span, y: y.span)
                sums.append(squares.reduce(0) { $0 + $1.squareRoot() })
            }
            return sums.reduce(0, +)
        } complaint: { _ in
            for (part, sum) in sums.enumerated() {
                let all = NearestFeatureIndex(
                    geometry, counting: (0..<areas.count).map { $0 % 3 <= part },
                    pointCount: x.count)
                var plainly = 0.0
                for i in x.indices {
                    let found = all.nearest(x: x[i], y: y[i])?.distance ?? .nan
                    plainly += found
                    guard i % 97 == 0 else { continue }
                    let plain = areas.plainDistance(x: x[i], y: y[i]) { $0 % 3 <= part }
                    if abs(found - plain) > 1e-9 { return "point \(i): \(found) is not \(plain)" }
                }
                if plainly != sum { return "part \(part) sums to \(sum), not to \(plainly)" }
            }
            return nil
        }
    }

    /// Making the index of areas for which few points ask.
    private static func nearestIndex(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 12, seed: 8)
        let areas = town.snappedAreas(n)
        let geometry = FeatureGeometry(count: areas.count, polygons: areas)
        return PreparedProbe(items: areas.count, unit: "area") {
            let index = NearestFeatureIndex(geometry, pointCount: n)
            return index.nearest(x: areas.x[0], y: areas.y[0])?.distance ?? .nan
        } complaint: { distance in
            // A vertex of an area is at distance 0.
            distance == 0 ? nil : "the first area is \(distance) m from its vertex"
        }
    }

    private static func distances(
        _ index: NearestFeatureIndex, _ x: [Double], _ y: [Double],
        plain: @escaping (Int) -> Double
    ) -> PreparedProbe {
        PreparedProbe(items: x.count, unit: "point") {
            var result = [Double](repeating: 0, count: x.count)
            var span = result.mutableSpan
            index.distances(x: x.span, y: y.span, into: &span)
            return result.reduce(0, +)
        } complaint: { sum in
            for i in stride(from: 0, to: x.count, by: 97) {
                let found = index.nearest(x: x[i], y: y[i])?.distance ?? .nan
                if abs(found - plain(i)) > 1e-9 { return "point \(i): \(found) is not \(plain(i))" }
            }
            return sum.isFinite ? nil : "no sum"
        }
    }

    private static func reach(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 12, seed: 5)
        let places = town.places(200)
        let (x, y) = town.sortedPoints(n)
        let set = PointSet(x: places.x, y: places.y, feature: (0..<200).map(Int32.init))
        return counts(FeatureGeometry(count: 200, points: set), x, y, within: 800) { i, k in
            let dx = places.x[k] - x[i]
            let dy = places.y[k] - y[i]
            return (dx * dx + dy * dy).squareRoot()
        }
    }

    /// Ten points for each vertex of the lines, as addresses and ribbons.
    private static func reachLine(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 12, seed: 4)
        let lines = town.lines(10)
        let (x, y) = town.sortedPoints(n)
        return counts(
            FeatureGeometry(count: lines.count, lines: lines), x, y, within: 300
        ) { i, k in
            lines.vertices(of: k).dropLast().reduce(.infinity) { best, v in
                min(
                    best,
                    squaredDistance(
                        fromX: x[i], y: y[i], toSegment: lines.x[v], lines.y[v], lines.x[v + 1],
                        lines.y[v + 1]))
            }.squareRoot()
        }
    }

    /// Twenty points for each area, as addresses and parks, schoolyards, sports fields.
    private static func reachPolygon(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 12, seed: 7)
        let areas = town.snappedAreas(n / 20)
        let (x, y) = town.sortedPoints(n)
        let geometry = FeatureGeometry(count: areas.count, polygons: areas)
        return counts(geometry, x, y, within: 300) { i, k in
            areas.plainDistance(x: x[i], y: y[i]) { $0 == k }
        }
    }

    private static func counts(
        _ geometry: FeatureGeometry, _ x: [Double], _ y: [Double], within radius: Double,
        plain: @escaping (_ point: Int, _ feature: Int) -> Double
    ) -> PreparedProbe {
        let counter = FeatureCounter(geometry)
        return PreparedProbe(items: x.count, unit: "point") {
            var counts = [Int32](repeating: 0, count: x.count)
            var span = counts.mutableSpan
            counter.counts(x: x.span, y: y.span, within: radius, into: &span)
            return counts.reduce(0.0) { $0 + Double($1) }
        } complaint: { sum in
            var together = [Int32](repeating: 0, count: x.count)
            var span = together.mutableSpan
            counter.counts(x: x.span, y: y.span, within: radius, into: &span)
            for i in stride(from: 0, to: x.count, by: 97) {
                let expected = (0..<geometry.count).count { plain(i, $0) <= radius }
                let found = counter.count(x: x[i], y: y[i], within: radius)
                if found != expected || together[i] != Int32(expected) {
                    return "point \(i): \(found) and \(together[i]) are not \(expected)"
                }
            }
            return sum > 0 ? nil : "nothing within reach"
        }
    }

    private static func spatialOrdering(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 12, seed: 6)
        let (x, y) = town.points(n)
        return PreparedProbe(items: x.count, unit: "point") {
            spatialOrder(x: x.span, y: y.span).reduce(0.0) { $0 + Double($1) }
        } complaint: { sum in
            // A permutation of 0..<n sums to n (n - 1) / 2.
            sum == Double(x.count) * Double(x.count - 1) / 2 ? nil : "not a permutation"
        }
    }
}

extension PolygonSet {
    /// Distance of a point to some of the polygons, by a plain loop.
    fileprivate func plainDistance(
        x px: Double, y py: Double, where counts: (Int) -> Bool
    ) -> Double {
        var best = Double.infinity
        for p in 0..<count where counts(Int(feature[p])) {
            if locate(x: px, y: py, in: p) != .outside { return 0 }
            for ring in rings(of: p) {
                let rows = vertices(ofRing: ring)
                for v in rows {
                    let w = v + 1 < rows.upperBound ? v + 1 : rows.lowerBound
                    let d = squaredDistance(
                        fromX: px, y: py, toSegment: x[v], y[v], x[w], y[w])
                    best = min(best, d)
                }
            }
        }
        return best.squareRoot()
    }
}

extension Town {
    /// Areas that may overlap; in the family with ties their vertices are on whole tens of metres.
    mutating func snappedAreas(_ count: Int) -> PolygonSet {
        var set = areas(count, overlap: true)
        guard family == .grid else { return set }
        for i in set.x.indices {
            set.x[i] = (set.x[i] / 10).rounded() * 10
            set.y[i] = (set.y[i] / 10).rounded() * 10
        }
        return set
    }

    /// Points along a space-filling curve, as the measures see them.
    mutating func sortedPoints(_ count: Int) -> (x: [Double], y: [Double]) {
        let (x, y) = points(count)
        let order = spatialOrder(x: x.span, y: y.span)
        return (order.map { x[Int($0)] }, order.map { y[Int($0)] })
    }
}
