// SPDX-License-Identifier: EUPL-1.2
import Planar
import StreetNetwork
import TestSupport
import Testing

@Suite struct EntrancesTests {
    private let street = StreetSample.network(streets([[(0, 0), (100, 0)]]))

    private func outline(_ points: [(Double, Double)]) -> [BorderSegment] {
        points.indices.map {
            let next = points[($0 + 1) % points.count]
            return BorderSegment(points[$0].0, points[$0].1, next.0, next.1)
        }
    }

    /// The street enters the square at x = 20 and leaves it at x = 60.
    @Test func aPolygonIsEnteredWhereStreetsCrossItsBorder() {
        let found = street.entrances(
            toOutline: outline([(20, -10), (60, -10), (60, 10), (20, 10)]), facility: 7)
        #expect(found.map(\.place.along).sorted() == [20, 60])
        #expect(found.allSatisfy { $0.place.connector == 0 && $0.facility == 7 })
    }

    /// No street crosses a square of which the nearest corner (70, 30) lies 30 m from the street.
    @Test func elseFromTheNearestStreet() {
        let found = street.entrances(
            toOutline: outline([(70, 30), (90, 50), (70, 70), (50, 50)]), facility: 0)
        #expect(found.map(\.place) == [StreetPlace(edge: 0, along: 70, connector: 30)])
        let far = street.entrances(
            toOutline: outline([(70, 151), (90, 171), (70, 191)]), facility: 0)
        #expect(far.isEmpty)
    }

    /// A line across the street at x = 50 is within 5 m of it from 45 to 55.
    @Test func aLineAcross() {
        let found = street.entrances(
            toLine: [BorderSegment(50, -20, 50, 20)], facility: 0)
        let along = found.map(\.place.along).sorted()
        #expect(along.count == 2 && abs(along[0] - 45) < 1e-12 && abs(along[1] - 55) < 1e-12)
        #expect(found.allSatisfy { abs($0.place.connector - 5) < 1e-12 })
    }

    /// A line 3 m beside the street from x = 20 to 60: within 5 m from 20 - 4 to 60 + 4 (3-4-5), where the
    /// connectors are 5 m.
    @Test func aLineAlong() {
        let found = street.entrances(toLine: [BorderSegment(20, 3, 60, 3)], facility: 0)
        #expect(found.map(\.place.along).sorted() == [16, 64])
        #expect(found.allSatisfy { abs($0.place.connector - 5) < 1e-12 })
        // It is longer than the street: the stretch ends with the street, 3 m away.
        let longer = street.entrances(toLine: [BorderSegment(-90, 3, 190, 3)], facility: 0)
        #expect(Set(longer.map(\.place.along)) == [0, 100])
        #expect(longer.allSatisfy { abs($0.place.connector - 3) < 1e-12 })
    }

    /// A line that stays 12 m away is entered from the nearest point of the street.
    @Test func aLineApart() {
        let found = street.entrances(toLine: [BorderSegment(30, 12, 40, 50)], facility: 0)
        #expect(found.map(\.place) == [StreetPlace(edge: 0, along: 30, connector: 12)])
    }

    /// Never farther than from any sampled point of a stretch within 5 m of the line.
    @Test func noPointOfAStretchIsBetter() {
        for seed in UInt64(0)..<500 {
            var random = SeededGenerator(seed: seed)
            func point() -> (Double, Double) {
                (random.double(in: 0..<60), random.double(in: 0..<60))
            }
            let (a, b, c, d) = (point(), point(), point(), point())
            let network = StreetSample.network(streets([[a, b]]))
            let line = BorderSegment(c.0, c.1, d.0, d.1)
            let found = network.entrances(toLine: [line], facility: 0)
            let length = network.graph.length(of: 0)
            var start = Double.infinity
            for k in 0...1_000 {
                let along = length * Double(k) / 1_000
                let (x, y) = network.graph.point(
                    of: StreetPlace(edge: 0, along: along, connector: 0))
                let rest = line.distance(x, y)
                if rest <= runsAlongWithin { start = min(start, along + rest) }
            }
            let best = found.map { $0.place.along + $0.place.connector }.min() ?? .infinity
            if start < .infinity { #expect(best <= start + 1e-9, "seed \(seed)") }
        }
    }
}
