// SPDX-License-Identifier: EUPL-1.2
import StreetNetwork
import TestSupport
import Testing

@Suite struct WalkRouteTests {
    /// Route, its length without connectors, and what the search says.
    private func route(
        _ network: StreetNetwork, from: (Double, Double), to facilities: [(Double, Double)]
    ) -> (route: WalkRoute?, nearest: (distance: Double, facility: Int32), place: StreetPlace) {
        let sources = network.entrances(
            toPoints: facilities.map(\.0), facilities.map(\.1),
            facility: facilities.indices.map { Int32($0) })
        let place = network.place(x: from.0, y: from.1)
        let onEdges = SourcesOnEdges(sources, edgeCount: network.graph.edgeCount)
        let limit = WalkField(network.graph, sources: sources)
            .nearest(to: place, network.graph, onEdges)
        // As far as the distance is enough.
        let field = WalkField(network.graph, sources: sources, limit: limit.distance)
        return (field.route(from: place, network.graph, onEdges), limit, place)
    }

    /// A square of 100 m with a tail; from (20, 5) over (0, 0) and (0, 100) to (30, 103): 20 + 100 + 30.
    @Test func aSquareByHand() throws {
        let network = StreetSample.network(
            streets([
                [(0, 0), (0, 50), (0, 100), (100, 100)], [(0, 0), (100, 0)], [(0, 0), (-9, 0)],
                [(100, 100), (109, 100)],
            ]))
        let (found, nearest, _) = route(network, from: (20, 5), to: [(30, 103)])
        #expect(nearest.distance == 158)
        let segments = network.segments(of: try #require(found))
        #expect(segments.map { [$0.ax, $0.ay] } == [[20, 0], [0, 0], [0, 50], [0, 100]])
        #expect(segments.map { [$0.bx, $0.by] } == [[0, 0], [0, 50], [0, 100], [30, 100]])
        #expect(segments.map(\.length) == [20, 50, 50, 30])
        #expect(segments.map(\.side) == [0, 0, 0, 0])
    }

    @Test func onOneEdge() throws {
        let network = StreetSample.network(streets([[(0, 0), (40, 0), (100, 0)]]))
        let (found, nearest, _) = route(network, from: (80, 3), to: [(20, -4)])
        #expect(nearest.distance == 67)
        let segments = network.segments(of: try #require(found))
        #expect(segments.map { [$0.ax, $0.bx, $0.length] } == [[80, 40, 40], [40, 20, 20]])
    }

    @Test func noWay() {
        let network = StreetSample.network(streets([[(0, 0), (10, 0)], [(0, 50), (10, 50)]]))
        #expect(route(network, from: (5, 1), to: [(5, 49)]).route == nil)
        #expect(route(network, from: (500, 1), to: [(5, 1)]).route == nil)
    }

    /// A ring of edges that are too short to change a sum must not be walked for ever.
    @Test func edgesTooShortToCount() throws {
        let hair = 1e-12
        let network = StreetSample.network(
            streets([
                [(0, 0), (100_000, 0)], [(100_000, 0), (100_000, hair)],
                [(100_000, hair), (100_000, 2 * hair)], [(100_000, 0), (100_000, 2 * hair)],
                [(100_000, 2 * hair), (100_050, 0)], [(100_000, hair), (100_000, 90)],
            ]), tolerance: 0)
        let (found, nearest, _) = route(network, from: (100_050, 0), to: [(5, 0)])
        #expect(abs(nearest.distance - 100_045) < 1e-6)
        let sum = network.segments(of: try #require(found)).reduce(0) { $0 + $1.length }
        #expect(abs(sum - 100_045) < 1e-6)
    }

    /// The route leads from the place to the facility of the search, without a gap, and is as long as it says.
    @Test func randomNetworks() throws {
        var ways = 0
        try forEverySeed(0..<400) { seed, random in
            let (lines, levels) = StreetSample.random(&random, parts: random.int(in: 2..<30))
            let network = StreetSample.network(lines, levels: levels)
            func point() -> (Double, Double) {
                (random.double(in: 0..<300), random.double(in: 0..<300))
            }
            let facilities = (0..<random.int(in: 1..<5)).map { _ in point() }
            for _ in 0..<10 {
                let (found, nearest, place) = route(network, from: point(), to: facilities)
                guard let found else {
                    #expect(nearest.distance == .infinity, "seed \(seed)")
                    continue
                }
                ways += 1
                #expect(found.entrance.facility == nearest.facility, "seed \(seed)")
                var at = (place.edge, place.along)
                var sum = place.connector + found.entrance.place.connector
                for stretch in found.stretches {
                    #expect(
                        isOnePlace(at, (stretch.edge, stretch.from), network.graph), "seed \(seed)")
                    at = (stretch.edge, stretch.to)
                    sum += abs(stretch.to - stretch.from)
                }
                let end = (found.entrance.place.edge, found.entrance.place.along)
                #expect(isOnePlace(at, end, network.graph), "seed \(seed)")
                #expect(abs(sum - nearest.distance) < 1e-9, "seed \(seed)")
                let pieces = network.segments(of: found).reduce(0) { $0 + $1.length }
                let connectors = place.connector + found.entrance.place.connector
                #expect(abs(pieces + connectors - nearest.distance) < 1e-9, "seed \(seed)")
            }
        }
        #expect(ways > 1_500)
    }

    private func isOnePlace(
        _ a: (Int32, Double), _ b: (Int32, Double), _ graph: StreetGraph
    ) -> Bool {
        if a.0 == b.0, a.1 == b.1 { return true }
        func node(_ place: (Int32, Double)) -> Int32? {
            let edge = Int(place.0)
            if place.1 == 0 { return graph.from[edge] }
            return place.1 == graph.length(of: edge) ? graph.to[edge] : nil
        }
        return node(a) != nil && node(a) == node(b)
    }
}
