// SPDX-License-Identifier: EUPL-1.2
import TestSupport
import Testing

@testable import Planar

/// Areas within a distance of data that nobody wants and somebody has, with time limits that work growing with
/// the square of the features would pass by far.
@Suite struct RegionDegenerateTests {
    private static let count = 20_000

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
}
