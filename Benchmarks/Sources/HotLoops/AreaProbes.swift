// SPDX-License-Identifier: EUPL-1.2
//
// Loops over areas: coverage within a radius, overlap with buurten.
import Planar
import SpatialIndex

extension Probe {
    static var areaProbes: [Probe] {
        [
            Probe(name: "areas-in-discs", usualCount: 2_000, prepare: areasInDiscs),
            Probe(name: "area-within", usualCount: 6_000, prepare: areaWithin),
            Probe(name: "boundary-of-lines", usualCount: 1_600, prepare: boundaryOfLines),
            Probe(name: "overlap", usualCount: 4_000) { overlap($0, $1, overlapping: false) },
            Probe(name: "overlap-once", usualCount: 2_000) { overlap($0, $1, overlapping: true) },
            Probe(name: "validity", usualCount: 2_000, prepare: validity),
        ]
    }

    /// Area within 500 m of points per buurt; the parts of a square add up to the square's.
    private static func areaWithin(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: max(1, Int((Double(n) / 192).squareRoot())), seed: 7)
        let buurten = town.buurten(pieces: 48)
        let places = town.places(town.side * town.side)
        let owners = (0..<places.x.count).map(Int32.init)
        let set = PointSet(x: places.x, y: places.y, feature: owners)
        let geometry = FeatureGeometry(count: owners.count, points: set)
        var square = PolygonSet()
        let (x, y, w) = (town.originX, town.originY, town.width)
        square.append(x: [x, x + w, x + w, x], y: [y, y, y + w, y + w], feature: 0)
        let whole = RegionBoundary(within: 500, of: geometry)
            .areaInside(of: square, featureCount: 1)[0].value
        let estimate = family == .real ? coveredArea(of: buurten, within: 500, of: places) : whole
        return PreparedProbe(items: buurten.x.count, unit: "edge") {
            let region = RegionBoundary(within: 500, of: geometry)
            let sums = region.areaInside(of: buurten, featureCount: buurten.count)
            return sums.reduce(0.0) { $0 + $1.value }
        } complaint: {
            agree($0, estimate, within: family == .real ? 0.02 : 1e-9)
                ? nil : "the buurten sum to \($0), not to \(estimate)"
        }
    }

    /// Area within some distance of points, from a lattice: real buurten fill no square.
    private static func coveredArea(
        of buurten: PolygonSet, within radius: Double, of places: (x: [Double], y: [Double])
    ) -> Double {
        PlainPolygons(buurten).estimatedArea(points: 20_000) { x, y in
            places.x.indices.contains { k in
                let dx = places.x[k] - x
                let dy = places.y[k] - y
                return dx * dx + dy * dy <= radius * radius
            }
        }
    }

    /// Area of overlapping green within 500 m of addresses.
    private static func areasInDiscs(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 5, seed: 9)
        let areas = town.areas(2_000, overlap: true)
        let (x, y) = town.sortedPoints(n)
        let index = AreasInDiscs(OwnedBoundaries(areas))
        return PreparedProbe(items: x.count, unit: "address") {
            x.indices.reduce(0.0) { $0 + index.area(x: x[$1], y: y[$1], within: 500) }
        } complaint: { sum in
            // A lattice of 10 m in some discs.
            let plainly = PlainPolygons(areas)
            for i in stride(from: 0, to: x.count, by: max(1, x.count / 4)) {
                var count = 0
                for u in stride(from: -495.0, to: 500, by: 10) {
                    for v in stride(from: -495.0, to: 500, by: 10) where u * u + v * v <= 250_000 {
                        if plainly.holder(x: x[i] + u, y: y[i] + v) != nil { count += 1 }
                    }
                }
                let area = index.area(x: x[i], y: y[i], within: 500)
                guard agree(area, Double(count) * 100, within: 0.03) || abs(area) < 5_000 else {
                    return "\(area) m2 near address \(i), where a lattice finds \(count * 100)"
                }
            }
            return sum.isFinite && sum > 0 ? nil : "no sum"
        }
    }

    private static func boundaryOfLines(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 12, seed: 8)
        let lines = town.lines(max(1, n / 160))
        let geometry = FeatureGeometry(count: lines.count, lines: lines)
        // A line widened by r covers at most length * 2r + pi r^2.
        let bound = lines.length * 600 + Double(lines.count) * Double.pi * 90_000
        return PreparedProbe(items: lines.segmentCount, unit: "segment") {
            RegionBoundary(within: 300, of: geometry).area
        } complaint: {
            $0 > 0 && $0 < bound ? nil : "an area of \($0) is out of bounds"
        }
    }

    /// Area of green per buurt; what the buurten hold adds up to the union, or to the plain sum.
    private static func overlap(_ n: Int, _ family: Family, overlapping: Bool) -> PreparedProbe {
        var town = Town(family: family, side: 5, seed: 9)
        let buurten = town.buurten(pieces: 48)
        let areas = town.areas(n, overlap: overlapping)
        let coverage = CoverageIndex(buurten, pointCount: 10 * areas.count)
        var square = PolygonSet()
        let (x, y, w) = (town.originX, town.originY, town.width)
        square.append(x: [x, x + w, x + w, x], y: [y, y, y + w, y + w], feature: 0)
        let union = RegionBoundary(unionOf: areas).areaInside(of: square, featureCount: 1)[0].value
        let expected = family == .real ? heldArea(of: areas, in: buurten) : union
        return PreparedProbe(items: areas.count, unit: "area") {
            let borders = BuurtEdges(buurten)
            let sizes = (0..<areas.count).map(areas.size(of:))
            var homes = [Int32](repeating: 0, count: sizes.count)
            var span = homes.mutableSpan
            coverage.homes(of: sizes.span, into: &span)
            let overlay = PolygonOverlay(areas, sizes: sizes)
            var result = OverlapAreas(buurtCount: buurten.count)
            result.add(overlay.rowsByPlace[...], of: overlay, homes: homes, in: borders)
            return result.sums.reduce(0.0) { $0 + $1.value }
        } complaint: {
            agree($0, expected, within: family == .real ? 0.02 : 1e-9)
                ? nil : "the buurten hold \($0), not \(expected)"
        }
    }

    /// Area of real green in real buurten, from a lattice.
    private static func heldArea(of areas: PolygonSet, in buurten: PolygonSet) -> Double {
        let plainly = PlainPolygons(buurten)
        return PlainPolygons(areas).estimatedArea(points: 40_000) { x, y in
            plainly.holder(x: x, y: y) != nil
        }
    }
}

extension Probe {
    /// Which areas are certainly valid: half of them seen whole from their middle, half verges along bends.
    private static func validity(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 12, seed: 9)
        var set = town.areas(n, overlap: false)
        if family != .real {
            for verge in 0..<n { set.append(verge: town.lines(1), feature: Int32(n + verge)) }
        }
        let areas = set
        return PreparedProbe(items: areas.x.count, unit: "vertex") {
            var scratch = ValidityScratch()
            let settled = (0..<areas.count).count { areas.areCertainlyValid($0..<$0 + 1, &scratch) }
            return Double(settled)
        } complaint: { count in
            var scratch = ValidityScratch()
            let settled = (0..<areas.count).filter {
                areas.areCertainlyValid($0..<$0 + 1, &scratch)
            }
            // Made-up areas are valid, all of them; of the real ones few have holes.
            guard Double(settled.count) == count, family == .real || settled.count == areas.count,
                2 * settled.count > areas.count
            else { return "\(count) of \(areas.count) are settled" }
            let crossing = settled.first { areas.crossesItself($0) }
            return crossing.map { "area \($0) crosses itself" }
        }
    }
}

extension PolygonSet {
    /// Adds a strip of 6 m along the first twenty segments of a line.
    fileprivate mutating func append(verge line: LineSet, feature: Int32) {
        let rows = line.vertices(of: 0).prefix(21)
        var left: [(Double, Double)] = []
        var right = left
        for (a, b) in zip(rows, rows.dropFirst()) {
            let wayX = (line.x[b] - line.x[a]) / 25, wayY = (line.y[b] - line.y[a]) / 25
            left.append((line.x[a] - 3 * wayY, line.y[a] + 3 * wayX))
            right.append((line.x[a] + 3 * wayY, line.y[a] - 3 * wayX))
        }
        let ring = right + left.reversed()
        append(x: ring.map(\.0), y: ring.map(\.1), feature: feature)
    }

    /// Whether two edges of polygon `p` that are not neighbours share a point, each asked about each.
    fileprivate func crossesItself(_ p: Int) -> Bool {
        let rows = Array(vertices(of: p))
        let n = rows.count
        func end(_ edge: Int) -> Int { rows[(edge + 1) % n] }
        for i in 0..<n {
            for k in i + 2..<max(n, i + 2) where (k + 1) % n != i {
                let (a, b, c, d) = (rows[i], end(i), rows[k], end(k))
                if segmentsIntersect(x[a], y[a], x[b], y[b], x[c], y[c], x[d], y[d]) {
                    return true
                }
            }
        }
        return false
    }
}
