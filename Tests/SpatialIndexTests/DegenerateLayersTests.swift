// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import SpatialIndex

/// Data that nobody wants and somebody has: each case has a closed form, and a time limit that work growing
/// with the square of the items would pass by far.
@Suite struct DegenerateLayersTests {
    private static let count = 20_000
    /// A corner at whole metres, far from the origin.
    private static let corner = 1e8

    enum Case: CaseIterable {
        case equalPoints, equalSegments, segmentsOfNoLength, polygonsWithoutArea, equalPolygons
    }

    private func layer(_ which: Case) -> FeatureGeometry {
        let c = Self.corner
        var layer = FeatureGeometry(count: Self.count)
        for k in 0..<Self.count {
            let feature = Int32(k)
            switch which {
            case .equalPoints: layer.points.append(x: c, y: c, feature: feature)
            case .equalSegments:
                layer.lines.append(x: [c - 8, c], y: [c, c], feature: feature)
            case .segmentsOfNoLength:
                layer.lines.append(x: [c, c], y: [c, c], feature: feature)
            case .polygonsWithoutArea:
                layer.polygons.append(x: [c - 8, c, c - 4], y: [c, c, c], feature: feature)
            case .equalPolygons:
                layer.polygons.append(
                    x: [c - 8, c, c, c - 8], y: [c - 8, c - 8, c, c], feature: feature)
            }
        }
        return layer
    }

    /// Points north-east of the corner: the nearest point of every case is the corner.
    @Test(.timeLimit(.minutes(2))) func aCrowdAtOnePlaceTakesLinearTime() {
        for which in Case.allCases {
            for pointCount in [1, 10_000_000] { askBesideACrowd(which, pointCount: pointCount) }
        }
    }

    private func askBesideACrowd(_ which: Case, pointCount: Int) {
        var random = SeededGenerator(seed: 5)
        let n = Self.count
        let x = (0..<n).map { _ in Self.corner + Double(random.int(in: 0..<1000)) }
        let y = (0..<n).map { _ in Self.corner + Double(random.int(in: 0..<1000)) }
        let index = NearestFeatureIndex(layer(which), pointCount: pointCount)
        var found = [Double](repeating: -1, count: n)
        var output = found.mutableSpan
        index.distances(x: x.span, y: y.span, into: &output)
        let expected = (0..<n).map { i in
            let dx = x[i] - Self.corner
            let dy = y[i] - Self.corner
            return (dx * dx + dy * dy).squareRoot()
        }
        #expect(found == expected, "\(which), \(pointCount)")
        #expect(index.nearest(x: x[0], y: y[0])?.feature == 0)
    }

    /// All points at one place, and all features at another.
    @Test(.timeLimit(.minutes(2))) func equalPointsAskOnce() {
        let n = Self.count
        let x = [Double](repeating: 3, count: n)
        let y = [Double](repeating: 4, count: n)
        var layer = FeatureGeometry(count: n)
        for k in 0..<n { layer.points.append(x: 0, y: 0, feature: Int32(k)) }
        let index = NearestFeatureIndex(layer)
        var found = [Double](repeating: -1, count: n)
        var output = found.mutableSpan
        index.distances(x: x.span, y: y.span, into: &output)
        #expect(found.allSatisfy { $0 == 5 })
    }

    /// One segment of 100,000 km through a town of short ones, and one point as far away.
    @Test(.timeLimit(.minutes(2))) func giantsAmongDwarfs() {
        let n = Self.count
        var random = SeededGenerator(seed: 6)
        var layer = FeatureGeometry(count: n + 2)
        var x: [Double] = []
        var y: [Double] = []
        for k in 0..<n {
            x.append(random.double(in: 0..<1000))
            y.append(random.double(in: 1..<1000))
            layer.lines.append(x: [x[k], x[k] + 1], y: [y[k], y[k]], feature: Int32(k))
        }
        layer.lines.append(x: [-1e8, 1e8], y: [-1, -1], feature: Int32(n))
        layer.lines.append(x: [1e9], y: [1e9], feature: Int32(n + 1))
        let index = NearestFeatureIndex(layer, pointCount: 10_000_000)
        // The points follow each other in no order, which is slow without the optimiser: a tenth of them.
        let asked = n / 10
        var found = [Double](repeating: -1, count: asked)
        var output = found.mutableSpan
        index.distances(
            x: x.span.extracting(0..<asked), y: y.span.extracting(0..<asked), into: &output)
        // Every point is an end of a short segment.
        #expect(found.allSatisfy { $0 == 0 })
    }
}
