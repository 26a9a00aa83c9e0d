// SPDX-License-Identifier: EUPL-1.2
import Planar
import StreetNetwork
import TestSupport
import Testing

@Suite struct FreeStretchesTests {
    /// The street along y = 0 and the line at y = 3 from x = 20 to 60 with two fast roads in between, from (18, 1)
    /// and (62, 1) up.
    ///
    /// The steps from the ends (16, 0) and (64, 0) of the stretch to the ends of the line cross them. From
    /// (20, 3) over (18, 1) one gets to (17, 0): the free stretch begins there, the root of 9 + 9 away, and ends at
    /// (63, 0).
    @Test func aFreeStretchBetweenBlockedEnds() {
        var safe = SafeStreets()
        safe.lines = streets([[(0, 0), (100, 0)], [(18, 1), (18, 50)], [(62, 1), (62, 50)]])
        safe.isWalkable = [true, false, false]
        safe.isBarrier = [false, true, true]
        safe.hasFootway = [false, false, false]
        let network = safe.network(maxSnap: 150)
        let found = network.entrances(toLine: [BorderSegment(20, 3, 60, 3)], facility: 0)
        let along = Set(found.map { ($0.place.along * 1e9).rounded() / 1e9 })
        #expect(along == [17, 63])
        #expect(found.allSatisfy { abs($0.place.connector - 18.0.squareRoot()) < 1e-9 })
        // A road through the stretch at x = 40, from y = 2 up to 50, is crossed by no step; one from y = -1 is.
        safe.lines = streets([[(0, 0), (100, 0)], [(40, -1), (40, 50)], [(90, 20), (90, 50)]])
        let cut = safe.network(maxSnap: 150).entrances(
            toLine: [BorderSegment(20, 3, 60, 3)], facility: 0)
        #expect(Set(cut.map(\.place.along)).isSuperset(of: [16, 64]))
    }

    /// With barriers about, no sampled point of a stretch from which the step is free is better than the entrances,
    /// whichever way one comes; and no entrance is nearer than what is free.
    @Test func noFreePointOfAStretchIsBetter() {
        var blocked = 0
        for seed in UInt64(0)..<1_000 {
            var random = SeededGenerator(seed: seed)
            func point(_ size: Double = 30) -> (Double, Double) {
                (random.double(in: 0..<size), random.double(in: 0..<size))
            }
            var safe = SafeStreets()
            safe.lines = streets([[point(), point()]] + (0..<4).map { _ in [point(), point()] })
            safe.isWalkable = [true, false, false, false, false]
            safe.isBarrier = [false, true, true, true, true]
            safe.hasFootway = [Bool](repeating: false, count: 5)
            let network = safe.network(maxSnap: 0)
            let (c, d) = (point(), point())
            let line = BorderSegment(c.0, c.1, d.0, d.1)
            let found = network.entrances(toLine: [line], facility: 0).map(\.place)
            let length = network.graph.length(of: 0)
            let samples = (0...400).map { k in
                let place = StreetPlace(edge: 0, along: length * Double(k) / 400, connector: 0)
                let (x, y) = network.graph.point(of: place)
                let target = line.nearestPoint(x, y)
                let metres = line.distance(x, y)
                let isFree =
                    metres <= runsAlongWithin && network.allows(place, toX: target.x, y: target.y)
                return (along: place.along, metres: isFree ? metres : .infinity)
            }
            if samples.contains(where: { $0.metres < .infinity }),
                samples.contains(where: { $0.metres == .infinity })
            {
                blocked += 1
            }
            for start in [0, length, length * random.double(in: 0..<1)] {
                // From within a stretch one steps over at once, which is measured elsewhere.
                let isInside = samples.contains {
                    $0.metres < .infinity && abs($0.along - start) <= length / 400
                }
                if isInside { continue }
                let sampled = samples.map { abs($0.along - start) + $0.metres }.min() ?? .infinity
                let best = found.map { abs($0.along - start) + $0.connector }.min() ?? .infinity
                #expect(best <= sampled + 1e-6, "seed \(seed)")
            }
            // Beside every entrance there is a free step: within a millimetre, for a step along a barrier is blocked
            // a micrometre aside of it.
            for place in found {
                let isFree = [-1e-3, -1e-5, 0, 1e-5, 1e-3].contains { shift in
                    var near = place
                    near.along = min(max(place.along + shift, 0), length)
                    let (x, y) = network.graph.point(of: near)
                    let target = line.nearestPoint(x, y)
                    return network.allows(near, toX: target.x, y: target.y)
                }
                #expect(isFree && place.connector <= runsAlongWithin, "seed \(seed)")
            }
        }
        #expect(blocked > 100)
    }
}
