// SPDX-License-Identifier: EUPL-1.2
import Planar
import Testing

@testable import Neighbourhoods

@Suite struct GeometryDistanceTests {
    private let block = SquareTown.layer(
        "block", .site, polygons: [SquareTown.rectangle(0, 0, 10, 10)]
    ).geometry

    /// Distance both ways round, which must be the same bits.
    private func distance(
        _ a: FeatureGeometry, _ b: FeatureGeometry, limit: Double = .infinity
    ) -> Double {
        let forth = PieceList(a).distance(0, to: PieceList(b), 0, limit: limit)
        let back = PieceList(b).distance(0, to: PieceList(a), 0, limit: limit)
        return forth == back ? forth : .nan
    }

    private func point(_ x: Double, _ y: Double) -> FeatureGeometry {
        SquareTown.layer("p", .destination, points: [(x, y)]).geometry
    }

    private func line(_ vertices: [(Double, Double)]) -> FeatureGeometry {
        SquareTown.layer("l", .destination, lines: [vertices]).geometry
    }

    private func polygon(_ ring: [(Double, Double)]) -> FeatureGeometry {
        SquareTown.layer("g", .green, polygons: [ring]).geometry
    }

    @Test func pointsAndLines() {
        #expect(distance(point(0, 0), point(3, 4)) == 5)
        #expect(distance(point(5, 7), line([(0, 0), (10, 0)])) == 7)
        #expect(distance(line([(0, 0), (10, 0)]), line([(13, 4), (13, 9)])) == 5)
        #expect(distance(line([(0, 0), (10, 10)]), line([(0, 10), (10, 0)])) == 0)
        #expect(distance(line([(0, 0)]), point(0, 2)) == 2)
    }

    @Test func zeroWhereFeaturesShareAPoint() {
        #expect(distance(block, point(5, 5)) == 0)
        #expect(distance(block, point(10, 5)) == 0)
        #expect(distance(block, line([(5, 5), (50, 5)])) == 0)
        #expect(distance(block, line([(50, 5), (5, 5)])) == 0)
        #expect(distance(block, line([(-5, 5), (50, 5)])) == 0)
        #expect(distance(block, polygon(SquareTown.rectangle(-50, -50, 50, 50))) == 0)
        #expect(distance(block, polygon(SquareTown.rectangle(10, 10, 20, 20))) == 0)
    }

    @Test func betweenBorders() {
        #expect(distance(block, point(13, 14)) == 5)
        #expect(distance(block, line([(12, -5), (12, 50)])) == 2)
        #expect(distance(block, polygon(SquareTown.rectangle(13, 14, 20, 20))) == 5)
    }

    @Test func insideAHoleIsOutside() {
        // A ring of 100 m with a hole of 60 m: what lies in the hole is as far as the hole's border.
        var ring = FeatureGeometry(count: 1)
        ring.polygons.appendRing(x: [-50, 50, 50, -50], y: [-50, -50, 50, 50])
        ring.polygons.appendRing(x: [-30, -30, 30, 30], y: [-30, 30, 30, -30])
        ring.polygons.closePolygon(feature: 0)
        #expect(distance(ring, point(0, 0)) == 30)
        #expect(distance(ring, block) == 20)
        #expect(distance(ring, line([(0, 0), (0, 100)])) == 0)
    }

    @Test func limitsCutOff() {
        #expect(distance(point(0, 0), point(3, 4), limit: 4) == 4)
        #expect(distance(block, point(13, 14), limit: 4.9) == 4.9)
    }

    @Test func boxesNeverLieFartherApartThanTheirContents() {
        let a = Box(minX: 0, minY: 0, maxX: 1, maxY: 1)
        #expect(a.distance(to: Box(minX: 4, minY: 5, maxX: 9, maxY: 9)) == 5)
        #expect(a.distance(to: Box(minX: 0.5, minY: 0.5, maxX: 9, maxY: 9)) == 0)
    }
}
