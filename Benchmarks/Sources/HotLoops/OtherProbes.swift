// SPDX-License-Identifier: EUPL-1.2
//
// Sums, lengths, and the whole path from columns to indicators.
import Neighbourhoods
import Planar
import SpatialIndex

extension Probe {
    static var otherProbes: [Probe] {
        [
            Probe(name: "analyse", usualCount: 5_000, prepare: analysis),
            Probe(name: "exact-sum", usualCount: 100_000, prepare: exactSum),
            Probe(name: "gather", usualCount: 50_000, prepare: gathering),
            Probe(name: "lengths-inside", usualCount: 3_200, prepare: lengths),
            Probe(name: "quantile", usualCount: 50_000, prepare: quantiles),
            Probe(name: "ring-area", usualCount: 50_000, prepare: ringArea),
        ]
    }

    private static func exactSum(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 12, seed: 10)
        let terms = town.points(n).x
        return PreparedProbe(items: terms.count, unit: "term") {
            var sum = ExactSum()
            for term in terms { sum.add(term) }
            return sum.value
        } complaint: { value in
            // Millimetres are whole numbers: their sum is exact in integers.
            let exact = terms.reduce(0) { $0 + Int(($1 * 1_000).rounded()) }
            return agree(value, Double(exact) / 1_000, within: 1e-13) ? nil : "the sum is \(value)"
        }
    }

    private static func ringArea(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 1, seed: 11)
        let (x, y) = town.longRing(n)
        // Else one buurt whose four borders are outer ones: a square kilometre.
        let expected = family == .real ? exactArea(x: x, y: y) : 1_000_000
        return PreparedProbe(items: x.count, unit: "vertex") {
            signedArea(x: x.span, y: y.span)
        } complaint: {
            agree($0, expected, within: family == .real ? 1e-14 : 0)
                ? nil : "the area is \($0), not \(expected)"
        }
    }

    private static func lengths(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 12, seed: 12)
        let buurten = town.buurten(pieces: 48)
        let lines = town.lines(max(1, n / 160))
        let coverage = CoverageIndex(buurten, pointCount: n)
        let whole =
            family == .real
            ? lines.estimatedLength(inside: PlainPolygons(buurten))
            : lines.clippedLength(west: town.originX, south: town.originY, side: town.width)
        return PreparedProbe(items: lines.segmentCount, unit: "segment") {
            lengthsInside(lines, of: coverage).reduce(0) { $0 + $1.length }
        } complaint: {
            agree($0, whole, within: family == .real ? 0.02 : 1e-9)
                ? nil : "the parts sum to \($0), not \(whole)"
        }
    }

    /// Buurten, addresses, meeting places, green and lines through all measures and reductions.
    private static func analysis(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 4, seed: 13)
        let polygons = town.buurten(pieces: 48)
        let homes = town.points(n)
        let places = town.places(40)
        let rows = (0..<40).map(Int32.init)
        let codes: [String] = (0..<polygons.count).map { "BU\(10_000_000 + $0)" }
        let green = town.areas(400, overlap: false)
        let workspace = Workspace(
            buurten: Buurten(
                codes: codes, names: codes, polygons: polygons),
            population: Population(
                layer: "addresses", x: homes.x, y: homes.y,
                weight: homes.x.indices.map { Double($0 % 5) }),
            layers: [
                Layer(
                    name: "places", role: .destination,
                    geometry: FeatureGeometry(
                        count: 40, points: PointSet(x: places.x, y: places.y, feature: rows))),
                Layer(
                    name: "green", role: .green,
                    geometry: FeatureGeometry(count: green.count, polygons: green)),
            ],
            plan: AnalysisPlan(project: "probe"))
        let inside = PlainPolygons(polygons)
        return PreparedProbe(items: homes.x.count, unit: "address") {
            let results = try? analyse(workspace, threads: 1, perAddress: false)
            return results?.total.columns.first?.values.first?.number ?? .nan
        } complaint: { mean in
            // The first indicator is the mean distance to the places, worked out plainly.
            var sum = 0.0
            var weights = 0.0
            for i in homes.x.indices
            where inside.holder(x: homes.x[i], y: homes.y[i]) != nil {
                var best = Double.infinity
                for k in 0..<40 {
                    let dx = places.x[k] - homes.x[i]
                    let dy = places.y[k] - homes.y[i]
                    best = min(best, dx * dx + dy * dy)
                }
                sum += Double(i % 5) * best.squareRoot()
                weights += Double(i % 5)
            }
            return agree(mean, sum / weights, within: 1e-9)
                ? nil : "the mean is \(mean), not \(sum / weights)"
        }
    }
}

extension Town {
    /// A ring of about `n` vertices.
    mutating func longRing(_ n: Int) -> (x: [Double], y: [Double]) {
        guard family == .real else {
            let buurt = buurten(pieces: max(1, n / 4))
            return (buurt.x, buurt.y)
        }
        let lines = lines(1)
        let longest = (0..<lines.count).max {
            lines.vertices(of: $0).count < lines.vertices(of: $1).count
        }
        let rows = lines.vertices(of: longest ?? 0).dropLast()
        return (Array(lines.x[rows]), Array(lines.y[rows]))
    }
}

extension Probe {
    /// Addresses with weights 0...4 in sixteen buurten, and layers to measure.
    private static func workspace(
        _ town: inout Town, _ homes: (x: [Double], y: [Double]), _ layers: [Layer],
        _ requests: [IndicatorRequest] = []
    ) -> Workspace {
        let polygons = town.buurten(pieces: 48)
        let codes: [String] = (0..<polygons.count).map { "BU\(10_000_000 + $0)" }
        return Workspace(
            buurten: Buurten(codes: codes, names: codes, polygons: polygons),
            population: Population(
                layer: "addresses", x: homes.x, y: homes.y,
                weight: homes.x.indices.map { Double($0 % 5) }),
            layers: layers, plan: AnalysisPlan(project: "probe", requests: requests))
    }

    /// Addresses in the order of the source, assigned and put in order of buurt.
    private static func gathering(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 4, seed: 14)
        let homes = town.points(n)
        let n = homes.x.count
        let workspace = workspace(&town, homes, [])
        return PreparedProbe(items: n, unit: "address") {
            let results = try? analyse(workspace, threads: 1, perAddress: false)
            return results?.buurten.inhabitants.reduce(0) { $0 + ($1.number ?? .nan) } ?? .nan
        } complaint: { sum in
            // Addresses are asked for one by one; outside every buurt they count nowhere.
            let index = CoverageIndex(workspace.buurten.polygons, pointCount: 0)
            let plain = (0..<n).reduce(0) {
                $0 + (index.feature(x: homes.x[$1], y: homes.y[$1]) < 0 ? 0 : $1 % 5)
            }
            return sum == Double(plain) ? nil : "\(sum) people, not \(plain)"
        }
    }

    /// Median and p90 of the distance to one place, per buurt and of all.
    private static func quantiles(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 4, seed: 15)
        let homes = town.points(n)
        let n = homes.x.count
        let place = town.points(1)
        let layer = Layer(
            name: "places", role: .destination,
            geometry: FeatureGeometry(
                count: 1, points: PointSet(x: place.x, y: place.y, feature: [0])))
        let workspace = workspace(
            &town, homes, [layer],
            ["median", "p90"].map { .named("places_distance_\($0)", line: 0) })
        return PreparedProbe(items: n, unit: "address") {
            let results = try? analyse(workspace, threads: 1, perAddress: false)
            return results?.total.columns.first?.values.first?.number ?? .nan
        } complaint: { median in
            let index = CoverageIndex(workspace.buurten.polygons, pointCount: 0)
            let inside = (0..<n).filter { index.feature(x: homes.x[$0], y: homes.y[$0]) >= 0 }
            let rows = inside.map { i in
                let dx = homes.x[i] - place.x[0], dy = homes.y[i] - place.y[0]
                return (distance: (dx * dx + dy * dy).squareRoot(), weight: i % 5)
            }.sorted { $0.distance < $1.distance }
            let total = rows.reduce(0) { $0 + $1.weight }
            var below = 0
            let plain = rows.first {
                below += $0.weight
                return 2 * below >= total
            }
            let expected = plain?.distance ?? .nan
            return agree(median, expected, within: 1e-12)
                ? nil : "the median is \(median), not \(expected)"
        }
    }
}

extension LineSet {
    /// Segments of all parts.
    var segmentCount: Int { x.count - count }

    /// Length of all parts, metres.
    var length: Double { estimatedLength(inside: nil) }

    /// Length inside polygons, from ten points on each segment; the whole length without polygons.
    func estimatedLength(inside polygons: PlainPolygons?) -> Double {
        var total = 0.0
        for part in 0..<count {
            for v in vertices(of: part).dropLast() {
                let dx = x[v + 1] - x[v]
                let dy = y[v + 1] - y[v]
                let held = (0..<10).filter { i in
                    let t = (Double(i) + 0.5) / 10
                    return polygons?.touches(x: x[v] + t * dx, y: y[v] + t * dy) ?? true
                }
                total += Double(held.count) / 10 * (dx * dx + dy * dy).squareRoot()
            }
        }
        return total
    }

    /// Length inside an axis-parallel square, by clipping each segment to it (Liang and Barsky 1984).
    func clippedLength(west: Double, south: Double, side: Double) -> Double {
        var total = 0.0
        for part in 0..<count {
            for v in vertices(of: part).dropLast() {
                let dx = x[v + 1] - x[v]
                let dy = y[v + 1] - y[v]
                var low = 0.0
                var high = 1.0
                for (p, q) in [
                    (-dx, x[v] - west), (dx, west + side - x[v]), (-dy, y[v] - south),
                    (dy, south + side - y[v]),
                ] {
                    if p == 0 {
                        if q < 0 { high = -1 }
                    } else if p < 0 {
                        low = max(low, q / p)
                    } else {
                        high = min(high, q / p)
                    }
                }
                total += max(high - low, 0) * (dx * dx + dy * dy).squareRoot()
            }
        }
        return total
    }
}
