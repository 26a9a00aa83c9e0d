// SPDX-License-Identifier: EUPL-1.2
//
// Every kernel on a million items that are one and the same: exports gone wrong, blocks of flats, a layer drawn
// twice. Each case has a closed form and must take time in proportion to the items. Tests have a few thousand, in which
// squares hide.
import MapLayers
import Planar
import SpatialIndex
import StreetNetwork

/// A kernel on identical items.
public struct IdenticalItems {
    /// What is done.
    public var name: String
    /// Does it with so many items; says what is wrong with the answer, `nil` when it is right.
    public var run: (Int) -> String?

    /// All cases.
    public static var all: [IdenticalItems] {
        pointCases + nearestCases + areaCases + otherCases + analysisCases
    }

    init(_ name: String, _ run: @escaping (Int) -> String?) {
        self.name = name
        self.run = run
    }

    /// A corner at whole metres, far from the origin.
    static var corner: Double { 1e8 }

    private static func complaint<Value: Equatable>(_ found: Value, _ expected: Value) -> String? {
        found == expected ? nil : "\(found), not \(expected)"
    }

    private static func complaint(_ found: Double, about expected: Double) -> String? {
        agree(found, expected, within: 1e-6) ? nil : "\(found), not \(expected)"
    }
}

// MARK: Data

extension IdenticalItems {
    static func points(_ n: Int) -> FeatureGeometry {
        var layer = FeatureGeometry(count: n)
        for k in 0..<n { layer.points.append(x: corner, y: corner, feature: Int32(k)) }
        return layer
    }

    static func lines(_ n: Int) -> FeatureGeometry {
        var layer = FeatureGeometry(count: n)
        for k in 0..<n {
            layer.lines.append(x: [corner - 8, corner], y: [corner, corner], feature: Int32(k))
        }
        return layer
    }

    /// Lines whose boxes say little: addresses north-east of the corner are nearer to the box.
    static func slanting(_ n: Int) -> FeatureGeometry {
        var layer = FeatureGeometry(count: n)
        for k in 0..<n {
            layer.lines.append(
                x: [corner - 1000, corner], y: [corner + 700, corner], feature: Int32(k))
        }
        return layer
    }

    /// Lines from one corner, no two of them equal.
    static func rays(_ n: Int) -> FeatureGeometry {
        var layer = FeatureGeometry(count: n)
        for k in 0..<n {
            layer.lines.append(
                x: [corner, corner - 8], y: [corner, corner - Double(k) / Double(n)],
                feature: Int32(k))
        }
        return layer
    }

    /// Squares of 8 m.
    static func squares(_ n: Int) -> FeatureGeometry {
        let (low, high) = (corner - 8, corner)
        var layer = FeatureGeometry(count: n)
        for k in 0..<n {
            layer.polygons.append(
                x: [low, high, high, low], y: [low, low, high, high], feature: Int32(k))
        }
        return layer
    }

    /// Polygons without area.
    static func flat(_ n: Int) -> FeatureGeometry {
        var layer = FeatureGeometry(count: n)
        for k in 0..<n {
            layer.polygons.append(
                x: [corner - 8, corner, corner - 4], y: [corner, corner, corner], feature: Int32(k))
        }
        return layer
    }

    /// Two buurten whose border runs through the middle of the squares.
    static func buurten() -> PolygonSet {
        let (west, middle, east) = (corner - 1000, corner - 4, corner + 1000)
        var set = PolygonSet()
        set.append(x: [west, middle, middle, west], y: [west, west, east, east], feature: 0)
        set.append(x: [middle, east, east, middle], y: [west, west, east, east], feature: 1)
        return set
    }
}

// MARK: Cases

extension IdenticalItems {
    private static var pointCases: [IdenticalItems] {
        [
            IdenticalItems("assign: equal addresses") { n in
                let index = CoverageIndex(buurten(), pointCount: n)
                let x = [Double](repeating: corner, count: n)
                var found = [Int32](repeating: -1, count: n)
                var output = found.mutableSpan
                index.assign(x: x.span, y: x.span, into: &output)
                return complaint(found.allSatisfy { $0 == 1 }, true)
            },
            IdenticalItems("assign: equal buurten") { n in
                let index = CoverageIndex(squares(n).polygons, pointCount: n)
                return complaint(index.feature(x: corner - 1, y: corner - 1), 0)
            },
            IdenticalItems("spatial order") { n in
                let x = [Double](repeating: corner, count: n)
                return complaint(spatialOrder(x: x.span, y: x.span).last, Int32(n - 1))
            },
        ]
    }

    /// Addresses 3 m east and 4 m north of the corner ask for what is nearest to it.
    private static var nearestCases: [IdenticalItems] {
        let layers: [(String, (Int) -> FeatureGeometry)] = [
            ("points", points), ("lines", lines), ("slanting lines", slanting),
            ("squares", squares),
            ("flat polygons", flat),
        ]
        return layers.flatMap { name, make in
            [1, 10_000_000].map { pointCount in
                IdenticalItems("nearest: \(name), \(pointCount == 1 ? "tree" : "for many")") { n in
                    let index = NearestFeatureIndex(make(n), pointCount: pointCount)
                    let asked = n / 10
                    let x = (0..<asked).map { corner + 3 * Double(1 + $0 % 100) }
                    let y = (0..<asked).map { corner + 4 * Double(1 + $0 % 100) }
                    var found = [Double](repeating: -1, count: asked)
                    var output = found.mutableSpan
                    index.distances(x: x.span, y: y.span, into: &output)
                    let isRight = found.indices.allSatisfy { found[$0] == 5 * Double(1 + $0 % 100) }
                    return complaint(isRight, true)
                }
            }
        } + [
            IdenticalItems("nearest: equal addresses and points") { n in
                let index = NearestFeatureIndex(points(n))
                let x = [Double](repeating: corner + 3, count: n)
                let y = [Double](repeating: corner + 4, count: n)
                var found = [Double](repeating: -1, count: n)
                var output = found.mutableSpan
                index.distances(x: x.span, y: y.span, into: &output)
                return complaint(found.allSatisfy { $0 == 5 }, true)
            }
        ] + reachCases
    }

    /// Each address has all of a layer within 5 m, or none within a hair less.
    private static var reachCases: [IdenticalItems] {
        let layers: [(String, (Int) -> FeatureGeometry)] = [
            ("points", points), ("lines", lines), ("slanting lines", slanting),
            ("squares", squares), ("flat polygons", flat), ("different lines", rays),
        ]
        return layers.map { name, make in
            IdenticalItems("reach: \(name)") { n in
                let counter = FeatureCounter(make(n))
                let x = [Double](repeating: corner + 3, count: n)
                let y = [Double](repeating: corner + 4, count: n)
                for (radius, expected) in [(5, Int32(n)), (5.0.nextDown, 0)] {
                    var found = [Int32](repeating: -1, count: n)
                    var output = found.mutableSpan
                    counter.counts(x: x.span, y: y.span, within: radius, into: &output)
                    if let complaint = complaint(found.allSatisfy { $0 == expected }, true) {
                        return complaint
                    }
                }
                return nil
            }
        }
    }

    private static var areaCases: [IdenticalItems] {
        [
            IdenticalItems("area within: points") {
                complaint(RegionBoundary(within: 10, of: points($0)).area, about: .pi * 100)
            },
            IdenticalItems("area within: lines") {
                complaint(RegionBoundary(within: 10, of: lines($0)).area, about: 160 + .pi * 100)
            },
            IdenticalItems("area within: squares") {
                // 64 m2, 10 m along 32 m of border, four quarters of a disc.
                complaint(
                    RegionBoundary(within: 10, of: squares($0)).area, about: 384 + .pi * 100)
            },
            IdenticalItems("area within: points in 50 m") { n in
                var crowd = FeatureGeometry(count: n)
                // Steps of the golden section and of the root of 2 fill a square evenly.
                for k in 0..<n {
                    let (u, v) = (Double(k) * 0.618_033_988_75, Double(k) * 0.414_213_562_37)
                    crowd.points.append(
                        x: 50 * (u - u.rounded(.down)), y: 50 * (v - v.rounded(.down)),
                        feature: Int32(k))
                }
                // At most the square grown by 300 m, and at least that of its inner 49 m.
                func grown(_ side: Double) -> Double {
                    side * side + 4 * side * 300 + .pi * 90_000
                }
                let area = RegionBoundary(within: 300, of: crowd).area
                return (grown(49)...grown(50)).contains(area) ? nil : "an area of \(area)"
            },
            IdenticalItems("overlap") { n in
                let set = squares(n).polygons
                let overlay = PolygonOverlay(set)
                var sums = OverlapAreas(buurtCount: 2)
                sums.add(
                    overlay.rowsByPlace[...], of: overlay,
                    homes: [Int32](repeating: PolygonHome.several, count: n),
                    in: BuurtEdges(buurten()))
                return complaint(sums.sums.map(\.value), [32, 32])
            },
            IdenticalItems("features with a part in a buurt") { n in
                complaint(touchingAreas(squares(n).polygons, in: buurten()).count, 2 * n)
            },
            IdenticalItems("lengths in buurten") { n in
                let lengths = lengthsInside(lines(n).lines, of: buurten(), featureCount: 2)
                return complaint(lengths.reduce(0) { $0 + $1.length }, about: Double(8 * n))
            },
        ]
    }

    private static var otherCases: [IdenticalItems] {
        [
            IdenticalItems("streets: graph and projection") { n in
                let graph = StreetGraph(StreetPieces(lines(n).lines, tolerance: 0.01))
                let network = StreetNetwork(graph, maxSnap: 150)
                return complaint(network.place(x: corner + 3, y: corner + 4).connector, 5)
            },
            IdenticalItems("classes") { n in
                complaint(jenksBounds([Double](repeating: 7, count: n), count: 5).count, 0)
            },
        ]
    }
}
