// SPDX-License-Identifier: EUPL-1.2
import TestSupport
import Testing

@testable import Planar

/// Areas within a distance of data that nobody wants and somebody has, with time limits that work growing with
/// the square of the features would pass by far.
@Suite struct RegionDegenerateTests {
    private static let count = 50_000

    private func area(_ layer: FeatureGeometry, within radius: Double) -> Double {
        RegionBoundary(within: radius, of: layer).area
    }

    private func agrees(_ found: Double, _ expected: Double) -> Bool {
        abs(found - expected) <= 1e-9 * expected
    }

    @Test(.timeLimit(.minutes(1))) func equalPoints() {
        var layer = FeatureGeometry(count: Self.count)
        for k in 0..<Self.count { layer.points.append(x: 1e8, y: 1e8, feature: Int32(k)) }
        // One disc of 10 m; at 1e8 m coordinates have steps of 1.5e-8 m.
        #expect(abs(area(layer, within: 10) - .pi * 100) < 1e-5)
    }

    @Test(.timeLimit(.minutes(1))) func equalLines() {
        var layer = FeatureGeometry(count: Self.count)
        for k in 0..<Self.count {
            let isBack = k % 2 == 1
            layer.lines.append(x: isBack ? [50, 0] : [0, 50], y: [0, 0], feature: Int32(k))
        }
        // A capsule: 50 m x 20 m and a disc of 10 m.
        #expect(agrees(area(layer, within: 10), 1_000 + .pi * 100))
    }

    @Test(.timeLimit(.minutes(1))) func equalPolygons() {
        var layer = FeatureGeometry(count: Self.count)
        for k in 0..<Self.count {
            layer.polygons.append(x: [0, 30, 30, 0], y: [0, 0, 20, 20], feature: Int32(k))
        }
        // The rectangle, 10 m along its 100 m of border, and four quarters of a disc.
        #expect(agrees(area(layer, within: 10), 600 + 1_000 + .pi * 100))
    }

    @Test func polygonsWithoutArea() {
        var layer = FeatureGeometry(count: 3)
        layer.polygons.append(x: [0, 0, 0], y: [0, 0, 0], feature: 0)
        layer.polygons.append(x: [0, 0], y: [0, 0], feature: 1)
        layer.polygons.append(x: [], y: [], feature: 2)
        // All that is left is the point at the origin.
        #expect(agrees(area(layer, within: 10), .pi * 100))
    }

    /// A lattice of 100 x 100 points at 0.5 m: all but the rim is superfluous.
    @Test(.timeLimit(.minutes(1))) func lattice() {
        var layer = FeatureGeometry(count: 10_000)
        for k in 0..<10_000 {
            layer.points.append(
                x: Double(k % 100) / 2, y: Double(k / 100) / 2, feature: Int32(k))
        }
        // The union lies between that of the square's corners' hull grown by 300 m, which it misses by the
        // dents between neighbours on the sides (sagitta 0.25^2 / 600 = 1.04e-4 m over 198 m), and no more.
        let grown = 49.5 * 49.5 + 4 * 49.5 * 300 + .pi * 90_000
        let found = area(layer, within: 300)
        #expect(found < grown && found > grown - 4 * 49.5 * 1.05e-4)
    }

    /// In a row every disc has a part of the border, however near its neighbours are.
    @Test(.timeLimit(.minutes(1))) func row() {
        var layer = FeatureGeometry(count: 400)
        for k in 0..<400 { layer.points.append(x: Double(k) / 8, y: 0, feature: Int32(k)) }
        // A disc of 300 m, and for each step s two strips below arcs: 2 x integral of the half chord from
        // -s/2 to s/2, some 2 s R (1 - s^2 / (24 R^2)).
        let step = 1.0 / 8
        let strips = 399 * 2 * step * 300 * (1 - step * step / (24 * 90_000))
        #expect(agrees(area(layer, within: 300), .pi * 90_000 + strips))
    }
}
