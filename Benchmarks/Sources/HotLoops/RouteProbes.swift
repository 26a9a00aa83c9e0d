// SPDX-License-Identifier: EUPL-1.2
//
// A search for closed walks: ways between vias, then moves, each of which counts who lives near a walk.
import Neighbourhoods
import Planar
import Scenarios

extension Probe {
    static var routeProbes: [Probe] {
        [Probe(name: "route-search", usualCount: 5_000) { searched($0, $1) }]
    }

    /// One walk of thirty sides of the lattice through its middle; the search has ten starts.
    private static func searched(_ n: Int, _ family: Family) -> PreparedProbe {
        let moves = 300
        let town = plan(n, family, walking: true)
        let lines = town.layers[town.layers.count - 1].geometry.lines
        let box = Box(x: lines.x.span, y: lines.y.span)
        let middle = (x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2)
        let side = (box.maxX - box.minX) / 40
        let within = 1.5 * side
        let rules = RouteRules(through: [middle], longest: 33 * side, within: within)
        guard let measured = try? MeasuredWorkspace(town, threads: 1),
            let ground = try? RouteGround(measured, layer: 1, rules: rules)
        else {
            return PreparedProbe(items: 1, unit: "move") {
                .nan
            } complaint: { _ in
                "no ground"
            }
        }
        var problem = RouteProblem(ground: ground, length: 27 * side...33 * side)
        problem.count = 1
        problem.moves = moves
        let asked = problem
        return PreparedProbe(items: 10 * moves, unit: "move") {
            searchRoutes(asked, threads: 1).first?.score ?? .nan
        } complaint: { score in
            guard let route = searchRoutes(asked, threads: 1).first else {
                return "no walk was found"
            }
            let people = plainly(near: route, of: town, within)
            return score == route.score && agree(people, route.numbers.people, within: 1e-9)
                ? nil
                : "score \(score) and \(route.score), people \(route.numbers.people), plainly \(people)"
        }
    }

    /// Inhabitants near a walk, address by address and segment by segment.
    private static func plainly(near route: Route, of town: Workspace, _ within: Double) -> Double {
        guard let people = town.population else { return .nan }
        return people.x.indices.reduce(0) { sum, home in
            let isNear = route.x.indices.dropFirst().contains { i in
                distance(
                    fromX: people.x[home], y: people.y[home], toSegment: route.x[i - 1],
                    route.y[i - 1], route.x[i], route.y[i]) <= within
            }
            return isNear ? sum + people.weight[home] : sum
        }
    }
}
