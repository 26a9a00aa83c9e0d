// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

/// Families of shapes: anywhere, on a grid of whole metres so that sides coincide, and on a national
/// offset with millimetres as files have them.
enum ShapeFamily: CaseIterable, Sendable {
    case anywhere, grid, millimetres

    func coordinate(_ value: Double) -> Double {
        switch self {
        case .anywhere: value
        case .grid: value.rounded()
        case .millimetres: ((value + 459_000) * 1000).rounded() / 1000
        }
    }

    var size: Double { self == .grid ? 12 : 300 }

    /// A valid polygon: the convex hull free way, a star about its centre.
    func star(_ random: inout SeededGenerator, _ oracle: GEOSOracle) throws -> PolygonSet {
        while true {
            let set = candidate(&random)
            let shape = try oracle.polygon(set, 0)
            if shape.isValid, shape.area > 0 { return set }
        }
    }

    private func candidate(_ random: inout SeededGenerator) -> PolygonSet {
        let centre = (
            random.double(in: -size / 2..<size / 2), random.double(in: -size / 2..<size / 2)
        )
        let n = random.int(in: 3..<14)
        var angles = (0..<n).map { _ in random.double(in: 0..<4) }
        angles.sort()
        var set = PolygonSet()
        var x: [Double] = []
        var y: [Double] = []
        for angle in angles {
            // The unit square's border by angle 0..<4 keeps trigonometry out of the test.
            let side = Int(angle)
            let t = angle - Double(side) - 0.5
            let (ux, uy) = [(0.5, t), (-t, 0.5), (-0.5, -t), (t, -0.5)][side]
            let r = size * random.double(in: 0.2..<1)
            let px = coordinate(centre.0 + ux * r)
            let py = coordinate(centre.1 + uy * r)
            if x.last != px || y.last != py {
                x.append(px)
                y.append(py)
            }
        }
        set.append(x: x, y: y, feature: 0)
        return signed(x, y) > 0 && x.count > 2 ? set : PolygonSet.unitTriangle
    }

    private func signed(_ x: [Double], _ y: [Double]) -> Double {
        var sum = 0.0
        for i in x.indices {
            let j = (i + 1) % x.count
            sum += (x[i] - x[0]) * (y[j] - y[0]) - (x[j] - x[0]) * (y[i] - y[0])
        }
        return sum
    }
}

extension PolygonSet {
    static let unitTriangle: PolygonSet = {
        var set = PolygonSet()
        set.append(x: [0, 1, 0], y: [0, 0, 1], feature: 0)
        return set
    }()
}

@Suite struct RegionBoundaryOracleTests {
    @Test(arguments: ShapeFamily.allCases)
    func unionOfPolygonsInsideABuurt(_ family: ShapeFamily) throws {
        try forEverySeed(0..<400) { seed, random in
            let oracle = try GEOSOracle()
            var polygons = PolygonSet()
            for _ in 0..<random.int(in: 1..<9) {
                polygons.appendPolygon(0, of: try family.star(&random, oracle))
            }
            let buurt = try family.star(&random, oracle)
            let union = try oracle.union(of: polygons)
            let region = RegionBoundary(unionOf: polygons)
            #expect(
                abs(region.area - union.area) <= 1e-9 * union.area + 1e-9, "\(family) seed \(seed)")
            let shared = try union.intersection(oracle.polygon(buurt, 0)).area
            let ours = region.areaInside(of: buurt, featureCount: 1)[0].value
            #expect(abs(ours - shared) <= 1e-9 * union.area + 1e-9, "\(family) seed \(seed)")
        }
    }

    @Test(arguments: ShapeFamily.allCases)
    func areaWithinARadiusOfAnything(_ family: ShapeFamily) throws {
        try forEverySeed(0..<60) { seed, random in
            let oracle = try GEOSOracle()
            let geometry = try mixed(family, &random, oracle)
            let radius =
                family.coordinate(family.size * random.double(in: 0.1..<2)) - family.coordinate(0)
                + 1
            let buurt = try family.star(&random, oracle)
            // Chords lie inside the circle: GEOS is low, by (pi / 2n)^2 / 6 of the discs, n = 500.
            let buffer = try oracle.union(of: geometry).buffer(radius, segments: 500)
            let shared = try buffer.intersection(oracle.polygon(buurt, 0)).area
            let region = RegionBoundary(within: radius, of: geometry)
            let ours = region.areaInside(of: buurt, featureCount: 1)[0].value
            #expect(ours - shared > -1e-6 * buffer.area, "\(family) seed \(seed)")
            #expect(ours - shared < 4e-6 * buffer.area, "\(family) seed \(seed)")
            #expect(region.area - buffer.area > -1e-7 * buffer.area, "\(family) seed \(seed)")
            #expect(region.area - buffer.area < 4e-6 * buffer.area, "\(family) seed \(seed)")
        }
    }

    private func mixed(
        _ family: ShapeFamily, _ random: inout SeededGenerator, _ oracle: GEOSOracle
    ) throws -> FeatureGeometry {
        var geometry = FeatureGeometry(count: 1)
        func coordinate() -> Double {
            family.coordinate(random.double(in: -family.size..<family.size))
        }
        for _ in 0..<random.int(in: 0..<5) {
            geometry.points.append(x: coordinate(), y: coordinate(), feature: 0)
        }
        for _ in 0..<random.int(in: 0..<4) {
            let n = random.int(in: 2..<6)
            geometry.lines.append(
                x: (0..<n).map { _ in coordinate() }, y: (0..<n).map { _ in coordinate() },
                feature: 0)
        }
        for _ in 0..<random.int(in: 1..<3) {
            geometry.polygons.appendPolygon(0, of: try family.star(&random, oracle))
        }
        return geometry
    }

    @Test(arguments: ShapeFamily.allCases)
    func pairsThatShareArea(_ family: ShapeFamily) throws {
        try forEverySeed(0..<400) { seed, random in
            let oracle = try GEOSOracle()
            let a = try family.star(&random, oracle)
            let b = try family.star(&random, oracle)
            let shared = try oracle.polygon(a, 0).intersection(oracle.polygon(b, 0)).area
            #expect(touchingAreas(a, in: b).isEmpty == (shared == 0), "\(family) seed \(seed)")
        }
    }
}
