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
            Probe(name: "lengths-inside", usualCount: 3_200, prepare: lengths),
            Probe(name: "ring-area", usualCount: 50_000, prepare: ringArea),
        ]
    }

    private static func exactSum(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 12, seed: 10)
        let terms = town.points(n).x
        return PreparedProbe(items: n, unit: "term") {
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
        let buurt = town.buurten(pieces: max(1, n / 4))
        return PreparedProbe(items: buurt.x.count, unit: "vertex") {
            signedArea(x: buurt.x.span, y: buurt.y.span)
        } complaint: {
            // One buurt whose four borders are outer ones: a square kilometre.
            $0 == 1_000_000 ? nil : "the area is \($0)"
        }
    }

    private static func lengths(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 12, seed: 12)
        let buurten = town.buurten(pieces: 48)
        let lines = town.lines(max(1, n / 160))
        let coverage = CoverageIndex(buurten, pointCount: n)
        let whole = lines.clippedLength(west: town.originX, south: town.originY, side: town.width)
        return PreparedProbe(items: lines.count * 160, unit: "segment") {
            lengthsInside(lines, of: coverage).reduce(0) { $0 + $1.length }
        } complaint: {
            agree($0, whole, within: 1e-9) ? nil : "the parts sum to \($0), not \(whole)"
        }
    }

    /// Buurten, addresses, meeting places, green and lines through all measures and reductions.
    private static func analysis(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 4, seed: 13)
        let polygons = town.buurten(pieces: 48)
        let homes = town.points(n)
        let places = town.points(40)
        let rows = (0..<40).map(Int32.init)
        let codes: [String] = (0..<polygons.count).map { "BU\(10_000_000 + $0)" }
        let green = town.areas(400, overlap: false)
        let workspace = Workspace(
            buurten: Buurten(
                codes: codes, names: codes, polygons: polygons),
            population: Population(
                layer: "addresses", x: homes.x, y: homes.y,
                weight: (0..<n).map { Double($0 % 5) }),
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
        return PreparedProbe(items: n, unit: "address") {
            let results = try? analyse(workspace, threads: 1, perAddress: false)
            return results?.total.columns.first?.values.first?.number ?? .nan
        } complaint: { mean in
            // The first indicator is the mean distance to the places, worked out plainly.
            var sum = 0.0
            var weights = 0.0
            for i in 0..<n {
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

extension LineSet {
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
