// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import TestSupport
import Testing

@testable import Scenarios

@Suite struct RouteSearchTests {
    private func problem(_ town: RouteTown, _ length: ClosedRange<Double>) throws -> RouteProblem {
        var problem = RouteProblem(
            ground: try town.ground(through: [(100, 100)], longest: length.upperBound),
            length: length)
        problem.count = 1
        problem.moves = 500
        return problem
    }

    /// No closed walk that meets no node twice is worth more than what is found, by plain loops over all of them.
    @Test func nothingIsWorthMoreThanWhatIsFound() throws {
        try forEverySeed(0..<12) { seed, random in
            let town = RouteTown.random(&random)
            let problem = try problem(town, seed % 2 == 0 ? 700...1_000 : 500...800)
            let plain = PlainWalk(town: town, within: 40)
            let best = plain.cycles(from: (100, 100))
                .filter { problem.length.contains(plain.length(x: $0.x, y: $0.y)) }
                .map { plain.score(x: $0.x, y: $0.y, problem.weights) }.max()
            let route = try #require(searchRoutes(problem, threads: 2).first)
            #expect(route.score >= (try #require(best)) - 1e-6)
            #expect(abs(route.score - plain.score(x: route.x, y: route.y, problem.weights)) < 1e-6)
            #expect(problem.length.contains(plain.length(x: route.x, y: route.y)))
            #expect(route.x.first == route.x.last && route.y.first == route.y.last)
            #expect(zip(route.x, route.y).contains { $0 == 100 && $1 == 100 })
        }
    }

    /// Any number of threads finds the same; another seed may not.
    @Test func threadsDoNotShow() throws {
        var random = SeededGenerator(seed: 3)
        var problem = try problem(RouteTown.random(&random), 700...1_000)
        problem.count = 3
        problem.moves = 150
        let one = searchRoutes(problem, threads: 1)
        #expect(one.count > 1)
        for threads in [2, 7] {
            let other = searchRoutes(problem, threads: threads)
            #expect(other.map(\.x) == one.map(\.x))
            #expect(other.map(\.y) == one.map(\.y))
            #expect(other.map(\.score) == one.map(\.score))
        }
    }

    /// Variants share no more than is allowed, counted side by side.
    @Test func variantsDiffer() throws {
        try forEverySeed(0..<4) { _, random in
            var problem = try problem(RouteTown.random(&random), 500...800)
            problem.count = 3
            problem.moves = 200
            problem.overlap = 0.3
            let routes = searchRoutes(problem, threads: 2)
            // The lattice is cut in pieces of 25 m.
            let sides = routes.map { route in
                Set(
                    route.x.indices.dropFirst().map { i in
                        [route.x[i - 1] + route.x[i], route.y[i - 1] + route.y[i]]
                    })
            }
            for k in routes.indices {
                #expect(Double(routes[k].x.count - 1) * 25 == routes[k].numbers.length)
                let shared =
                    sides[..<k].map { Double($0.intersection(sides[k]).count) * 25 }.max() ?? 0
                #expect(abs(routes[k].overlap - shared / routes[k].numbers.length) < 1e-9)
                #expect(routes[k].overlap <= 0.3)
            }
        }
    }

    // Everybody lives at (300, 300), 20 beside a walk of 800 m around the lattice's north-east; who is served
    // already, at (0, 0), counts only where the walk replaces the line that serves them.
    @Test func whoIsServedCountsOnlyForAWalkThatReplaces() throws {
        var town = RouteTown()
        town.people = [(300, 320, 20), (0, -20, 50)]
        town.lint = ([-100, 100], [-30, -30])
        var problem = try problem(town, 700...800)
        let replaced = try #require(searchRoutes(problem, threads: 1).first)
        // 800 m pass one of the corners only: (0, 0), 200 m away from (100, 100), has 50.
        #expect(replaced.numbers.people == 50)
        #expect(replaced.numbers.newly == 0)
        problem.countsServed = false
        let kept = try #require(searchRoutes(problem, threads: 1).first)
        #expect(kept.numbers.newly == 20)
        #expect(kept.score == 20)
    }

    /// A drawn line that follows the streets is a start: with no moves at all it is found as it is.
    @Test func aDrawnLineIsAStart() throws {
        var town = RouteTown()
        town.people = [(300, 200, 5)]
        var problem = try problem(town, 800...800)
        problem.moves = 1
        var line = LineSet()
        let x: [Double] = [100, 300, 300, 100, 100], y: [Double] = [100, 100, 300, 300, 100]
        line.append(x: x, y: y, feature: 0)
        problem.starts = [line]
        let route = try #require(searchRoutes(problem, threads: 1).first)
        #expect(route.numbers.people == 5)
        #expect(route.score >= problem.score(problem.ground.numbers(of: line)))
    }

    // (0, 0), (300, 0) and (300, 300): 300 + 300 there, and 600 back along the other sides.
    @Test func theShortestTourOfPointsIsKnown() throws {
        let ground = try RouteTown().ground(
            through: [(0, 0), (300, 300), (300, 0)], longest: 2_000)
        #expect(shortestTour(ground) == 1_200)
        #expect(shortestTour(try RouteTown().ground(through: [(0, 0)])) == 0)
    }
}
