// SPDX-License-Identifier: EUPL-1.2
//
// A closed walk of a given length that serves most people is an orienteering problem whose prizes are shared by
// edges: hard, and without a useful bound (Gunawan, Lau and Vansteenwegen 2016, Orienteering problem: a survey;
// on edges: Souffriau, Vansteenwegen, Vanden Berghe and Van Oudheusden 2011, The planning of cycle trips in the
// province of East Flanders). As there, a local search over via nodes that shortest ways join: insert, remove,
// replace, move, turn a stretch around (2-opt); a worse tour is taken with a chance that falls (Kirkpatrick,
// Gelatt and Vecchi 1983), a wrong length costs. Every start has its own numbers from the seed, so threads do not
// show in the result.
public import Neighbourhoods
import SpatialIndex
import Synchronization

/// Searches routes, the best first.
///
/// - Parameters:
///   - problem: What is asked.
///   - threads: At most so many threads; the result is the same for any number.
/// - Returns: Up to as many routes as asked, each allowed; none where no closed walk of the length was found.
/// - Complexity: O(vias × edges log edges + routes × starts × moves × edges of a walk × words near an edge).
public func searchRoutes(_ problem: RouteProblem, threads: Int) -> [Route] {
    guard problem.ground.streets.count > 0 else { return [] }
    return RouteSearch(problem, threads: threads).routes()
}

/// Metres of the shortest closed walk through all points; infinite where no way joins them.
///
/// - Returns: The shortest of up to eight points; of more one that insertion finds.
/// - Complexity: O(points!) up to eight points.
public func shortestTour(_ ground: RouteGround) -> Double {
    let nodes = Array(Set(ground.streets.through)).sorted()
    guard nodes.count > 1 else { return 0 }
    let graph = RouteGraph(ground, vias: nodes, detour: 0, threads: 1)
    var tour = RouteTour(vias: [0])
    for via in nodes.indices.dropFirst() { tour.insert(via, graph) }
    var best = tour.length(graph)
    func extend(_ tour: [Int], _ length: Double) {
        if length >= best { return }
        if tour.count == nodes.count {
            best = min(best, length + graph.length[tour[tour.count - 1]][tour[0]])
        }
        for next in nodes.indices where !tour.contains(next) {
            extend(tour + [next], length + graph.length[tour[tour.count - 1]][next])
        }
    }
    if nodes.count <= 8 { extend([0], 0) }
    return best
}

/// See ``searchRoutes(_:threads:)``.
struct RouteSearch: Sendable {
    private let problem: RouteProblem
    private let graph: RouteGraph
    private let bits: RouteBits
    private let tours: [RouteTour]
    private let fixed: Int
    private let threads: Int

    init(_ problem: RouteProblem, threads: Int) {
        self.problem = problem
        self.threads = threads
        let starts = RouteStarts(problem)
        graph = RouteGraph(problem.ground, vias: starts.vias, threads: threads)
        bits = RouteBits(problem.ground.people, countsServed: problem.countsServed)
        tours = starts.tours(graph)
        fixed = starts.fixed
    }

    private struct Found: Sendable {
        var tour: RouteTour
        var worth: RouteWorth
    }

    /// One route after the other, each different enough from those before; the best first.
    func routes() -> [Route] {
        var rating = RouteRating(problem)
        var found: [Route] = []
        for round in 0..<problem.count {
            guard let best = best(rating, round) else { break }
            var edges: [Int32] = []
            best.tour.fill(&edges, graph)
            found.append(
                Route(edges, from: graph.vias[best.tour.vias[0]], best.worth, problem))
            var isIn = [Bool](repeating: false, count: problem.ground.streets.count)
            for edge in edges { isIn[Int(edge)] = true }
            rating.others.append(isIn)
        }
        return found
    }

    /// The best of all starts; among equal ones the first.
    private func best(_ rating: RouteRating, _ round: Int) -> Found? {
        let results = Mutex([Found?](repeating: nil, count: tours.count))
        forEachChunk(of: tours.count, size: 1, least: 1, threads: threads) { rows in
            for row in rows {
                let seed = problem.seed &* 1_000_003 &+ UInt64(round) &* 1_009 &+ UInt64(row)
                let found = improved(tours[row], rating, RouteRandom(seed))
                results.withLock { $0[row] = found }
            }
        }
        return results.withLock { $0 }.compactMap { $0 }
            .reduce(nil) { best, next in
                guard let best else { return next }
                return next.worth.score > best.worth.score ? next : best
            }
    }

    /// The best allowed tour on the way from a start.
    private func improved(
        _ start: RouteTour, _ rating: RouteRating, _ generator: RouteRandom
    ) -> Found? {
        var random = generator
        var counter = RouteCounter(problem.ground, bits, rating)
        var tour = start, edges: [Int32] = []
        tour.fill(&edges, graph)
        var worth = counter.worth(of: edges)
        var best = worth.isAllowed ? Found(tour: tour, worth: worth) : nil
        // Warm enough that a fiftieth of the people may be lost at first.
        let heat = 0.02 * max(worth.numbers.people, 2_000)
        for move in 0..<problem.moves {
            guard let next = tour.changed(graph, fixed: fixed, &random),
                next.length(graph) <= 1.15 * rating.length.upperBound
            else { continue }
            next.fill(&edges, graph)
            let other = counter.worth(of: edges)
            if other.isAllowed, other.score > best?.worth.score ?? -.infinity {
                best = Found(tour: next, worth: other)
            }
            // Rules are weak at first, so that ways lead from one loop to another.
            let rest = 1 - Double(move) / Double(problem.moves)
            let strength = 1 - 0.95 * rest
            let loss = worth.score - other.score + strength * (other.penalty - worth.penalty)
            guard loss <= 0 || random.unit() < RouteRandom.chance(loss, heat * rest * rest * rest)
            else { continue }
            (tour, worth) = (next, other)
        }
        return best
    }
}
