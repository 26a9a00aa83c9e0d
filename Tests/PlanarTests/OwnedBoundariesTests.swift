// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Planar
import TestSupport
import Testing

/// What polygons have inside a disc, overlaps once; the terms are those of DiscClip.swift.
@Suite struct OwnedBoundariesTests {
    private func area(_ polygons: PolygonSet, _ x: Double, _ y: Double, _ radius: Double) -> Double
    {
        let owned = OwnedBoundaries(polygons)
        var sum = ExactSum()
        for row in owned.areas.indices {
            owned.addArea(of: row, inDiscAt: x, y: y, radius: radius, to: &sum)
        }
        return sum.value
    }

    @Test func byHand() {
        let square = joined([rectangle(0, 0, 10, 10)])
        // Inside the disc: all of it. The disc inside: all of the disc.
        #expect(area(square, 5, 5, 8) == 100)
        #expect(abs(area(square, 5, 5, 3) - 9 * .pi) < 1e-12)
        // A quarter about a corner, half about the middle of a side.
        #expect(abs(area(square, 0, 0, 4) - 4 * .pi) < 1e-12)
        #expect(abs(area(square, 10, 5, 4) - 8 * .pi) < 1e-12)
        // A side cuts off a cap: r^2 acos(d / r) - d sqrt(r^2 - d^2), r = 5, d = 3.
        let cap = 25 * acos(0.6) - 12
        #expect(abs(area(joined([rectangle(-20, -20, 40, 40)]), 0, 23, 5) - cap) < 1e-11)
        #expect(abs(area(joined([rectangle(-20, -20, 40, 40)]), 23, 0, 5) - cap) < 1e-11)
        // Beside it, and touching it from outside.
        #expect(area(square, 5, 30, 4) == 0)
        #expect(abs(area(square, 14, 5, 4)) < 1e-12)
        #expect(abs(area(square, 5, -4, 4)) < 1e-12)
        // Two overlapping squares and one of them again: 100 + 100 - 25.
        let three = joined([
            rectangle(0, 0, 10, 10), rectangle(5, 5, 10, 10), rectangle(5, 5, 10, 10),
        ])
        #expect(abs(area(three, 7, 7, 50) - 175) < 1e-9)
        // The quarter disc about the far corner of the first lies in both: counted once.
        #expect(abs(area(three, 10, 10, 4) - 16 * .pi) < 1e-11)
    }

    @Test func holesAreOut() {
        var ring = PolygonSet()
        ring.appendRing(x: [0, 20, 20, 0], y: [0, 0, 20, 20])
        ring.appendRing(x: [5, 5, 15, 15], y: [5, 15, 15, 5])
        ring.closePolygon(feature: 0)
        #expect(abs(area(ring, 10, 10, 4)) < 1e-12)
        #expect(abs(area(ring, 10, 10, 40) - 300) < 1e-9)
        // About a corner of the hole three quarters of the disc are in.
        #expect(abs(area(ring, 5, 5, 2) - 3 * .pi) < 1e-12)
    }

    /// Triangles and sectors about the centre, another derivation, over polygons that do not overlap.
    @Test func agreesWithTrianglesAndSectors() throws {
        try forEverySeed(0..<300) { seed, random in
            let polygon = star(&random)
            for _ in 0..<20 {
                let (x, y) = (random.double(in: -150..<250), random.double(in: -150..<250))
                let radius = random.double(in: 1..<200)
                let found = area(polygon, x, y, radius)
                let expected = sectorArea(polygon, x, y, radius)
                #expect(abs(found - expected) < 1e-8, "seed \(seed): \(found) \(expected)")
            }
        }
    }

    @Test func ownedAreasAddUpToTheUnion() throws {
        try forEverySeed(0..<100) { seed, random in
            let stars = joined((0..<12).map { _ in star(&random) })
            let owned = OwnedBoundaries(stars)
            #expect(abs(owned.areas.reduce(0, +) - unionArea(of: stars)) < 1e-7, "seed \(seed)")
            #expect(abs(area(stars, 50, 50, 2_000) - unionArea(of: stars)) < 1e-7, "seed \(seed)")
        }
    }

    private func star(_ random: inout SeededGenerator) -> PolygonSet {
        randomStar(
            &random, x: random.double(in: -50..<150), y: random.double(in: -50..<150), radius: 70)
    }

    /// Area of a polygon inside a disc: per edge the triangle about the centre, with sectors where it is outside.
    private func sectorArea(
        _ set: PolygonSet, _ cx: Double, _ cy: Double, _ r: Double
    ) -> Double {
        func sector(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) -> Double {
            r * r * atan2(ax * by - ay * bx, ax * bx + ay * by) / 2
        }
        var total = 0.0
        for ring in set.rings(of: 0) {
            let rows = Array(set.vertices(ofRing: ring))
            for (k, row) in rows.enumerated() {
                let previous = rows[(k + rows.count - 1) % rows.count]
                let ax = set.x[previous] - cx, ay = set.y[previous] - cy
                let dx = set.x[row] - cx - ax, dy = set.y[row] - cy - ay
                // Where a + t d is on the circle.
                let a = dx * dx + dy * dy, b = ax * dx + ay * dy, c = ax * ax + ay * ay - r * r
                let root = b * b - a * c
                let half = root > 0 ? root.squareRoot() : 0
                let enter = min(1, max(0, root > 0 ? (-b - half) / a : 0))
                let leave = min(1, max(0, root > 0 ? (-b + half) / a : 0))
                func at(_ t: Double) -> (Double, Double) { (ax + t * dx, ay + t * dy) }
                let (p, q) = (at(enter), at(leave))
                total += sector(ax, ay, p.0, p.1) + (p.0 * q.1 - p.1 * q.0) / 2
                total += sector(q.0, q.1, ax + dx, ay + dy)
            }
        }
        return total
    }
}
