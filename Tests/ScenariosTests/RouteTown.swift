// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import TestSupport

@testable import Scenarios

// One buurt, and a lattice of streets with nodes at (0, 0) to (300, 300) every 100 m. Edges without a
// speed are slow. People are given; the layer of walks is a line far south of everything.

/// A small town for walks.
struct RouteTown {
    var people: [(x: Double, y: Double, weight: Double)] = []
    /// Streets with fast cars, by their ends.
    var fast: [(x: [Double], y: [Double])] = []
    /// Corners of a green square: west, south, east, north.
    var green: (Double, Double, Double, Double)?
    var lint: (x: [Double], y: [Double]) = ([0, 300], [-900, -900])
    /// Streets beside the lattice.
    var others: [(x: [Double], y: [Double])] = []
    /// Nodes along each side.
    var side = 4

    /// Sides of the lattice, west to east and south to north.
    var sides: [(x: [Double], y: [Double])] {
        let places = (0..<side).map { Double($0) * 100 }
        return places.flatMap { a in
            places.dropLast().flatMap { b in
                [([b, b + 100], [a, a]), ([a, a], [b, b + 100])]
            }
        }
    }

    var workspace: Workspace {
        var square = PolygonSet()
        square.append(x: [-1000, 2000, 2000, -1000], y: [-1000, -1000, 2000, 2000], feature: 0)
        var layers = [line("lint", [lint], .destination), streets]
        if let green {
            var polygons = PolygonSet()
            polygons.append(
                x: [green.0, green.2, green.2, green.0], y: [green.1, green.1, green.3, green.3],
                feature: 0)
            layers.append(
                Layer(
                    name: "green", role: .green,
                    geometry: FeatureGeometry(count: 1, polygons: polygons)))
        }
        return Workspace(
            buurten: Buurten(codes: ["A"], names: ["A"], polygons: square),
            population: Population(
                layer: "addresses", x: people.map(\.x), y: people.map(\.y),
                weight: people.map(\.weight)), layers: layers,
            plan: AnalysisPlan(project: "Walks"))
    }

    private func line(
        _ name: String, _ parts: [(x: [Double], y: [Double])], _ role: LayerRole
    ) -> Layer {
        var lines = LineSet()
        for (row, part) in parts.enumerated() {
            lines.append(x: part.x, y: part.y, feature: Int32(row))
        }
        return Layer(
            name: name, role: role, geometry: FeatureGeometry(count: lines.count, lines: lines))
    }

    private var streets: Layer {
        var layer = line("streets", sides + others, .streets)
        let speeds = (sides + others).map { side in
            fast.contains { $0.x == side.x && $0.y == side.y } ? Int64(50) : 30
        }
        layer.attributes = AttributeTable(
            count: speeds.count,
            columns: [AttributeColumn(name: "speed", values: .integers(speeds))])
        layer.settings.speedColumn = "speed"
        layer.ids = speeds.indices.map { Int64($0) }
        return layer
    }

    func ground(
        through: [(x: Double, y: Double)], longest: Double = 1_000, within: Double = 40
    ) throws -> RouteGround {
        try RouteGround(
            MeasuredWorkspace(workspace, threads: 1), layer: 0,
            rules: RouteRules(through: through, longest: longest, within: within))
    }

    /// A town from a seed: people anywhere, a third of the streets fast, one green square.
    static func random(_ random: inout SeededGenerator) -> RouteTown {
        var town = RouteTown()
        town.people = (0..<120).map { _ in
            (
                random.double(in: -50..<350), random.double(in: -50..<350),
                Double(random.int(in: 1..<20))
            )
        }
        town.fast = town.sides.filter { _ in random.int(in: 0..<3) == 0 }
        let west = Double(random.int(in: 0..<5)) * 60, south = Double(random.int(in: 0..<5)) * 60
        town.green = (west, south, west + 70, south + 45)
        return town
    }
}

/// The slow twin: every number of a walk by plain loops, from the town alone.
struct PlainWalk {
    let town: RouteTown
    let within: Double

    func score(x: [Double], y: [Double], _ weights: RouteWeights) -> Double {
        var sum = town.people.filter { distance($0.x, $0.y, x, y) <= within }
            .reduce(0) { $0 + $1.weight }
        var known: Set<[Double]> = []
        for i in 1..<x.count {
            let length = metres(x[i] - x[i - 1], y[i] - y[i - 1])
            let key =
                [x[i - 1], y[i - 1]].lexicographicallyPrecedes([x[i], y[i]])
                ? [x[i - 1], y[i - 1], x[i], y[i]] : [x[i], y[i], x[i - 1], y[i - 1]]
            guard known.insert(key).inserted else {
                sum -= weights.twice * length
                continue
            }
            let steps = max(1, Int((length / 5).rounded(.up)))
            for step in 0..<steps {
                let t = (Double(step) + 0.5) / Double(steps), part = length / Double(steps)
                let px = x[i - 1] + t * (x[i] - x[i - 1]), py = y[i - 1] + t * (y[i] - y[i - 1])
                if let green = town.green {
                    let east = max(green.0 - px, 0, px - green.2)
                    let north = max(green.1 - py, 0, py - green.3)
                    if metres(east, north) <= 10 { sum += weights.green * part }
                }
                if town.fast.contains(where: { distance(px, py, $0.x, $0.y) <= 5 }) {
                    sum -= weights.fast * part
                }
            }
        }
        return sum
    }

    func length(x: [Double], y: [Double]) -> Double {
        x.indices.dropFirst().reduce(0) { $0 + metres(x[$1] - x[$1 - 1], y[$1] - y[$1 - 1]) }
    }

    /// Nodes of every closed walk along the lattice that meets no node twice, from a corner.
    func cycles(from start: (x: Double, y: Double)) -> [(x: [Double], y: [Double])] {
        var found: [(x: [Double], y: [Double])] = []
        let last = Double(town.side - 1) * 100
        func extend(_ x: [Double], _ y: [Double]) {
            for (dx, dy) in [(100.0, 0.0), (0, 100), (-100, 0), (0, -100)] {
                let nx = x[x.count - 1] + dx, ny = y[y.count - 1] + dy
                if nx == start.x, ny == start.y, x.count > 3 {
                    found.append((x + [nx], y + [ny]))
                    continue
                }
                guard (0...last).contains(nx), (0...last).contains(ny),
                    !zip(x, y).contains(where: { $0 == nx && $1 == ny })
                else { continue }
                extend(x + [nx], y + [ny])
            }
        }
        extend([start.x], [start.y])
        return found
    }

    private func metres(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }

    private func distance(_ px: Double, _ py: Double, _ x: [Double], _ y: [Double]) -> Double {
        x.indices.dropFirst().map { i in
            let dx = x[i] - x[i - 1], dy = y[i] - y[i - 1]
            let t = ((px - x[i - 1]) * dx + (py - y[i - 1]) * dy) / max(dx * dx + dy * dy, 1e-12)
            let s = min(max(t, 0), 1)
            return metres(px - x[i - 1] - s * dx, py - y[i - 1] - s * dy)
        }.min() ?? .infinity
    }
}
