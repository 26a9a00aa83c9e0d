// SPDX-License-Identifier: EUPL-1.2
//
// Where a search begins: circles through the first point in all directions, and lines that somebody drew.
import Neighbourhoods
import Planar

/// The vias of a search and its first tours.
struct RouteStarts {
    /// Nodes: those to pass, those along drawn lines, and one per square of a thirtieth of the length.
    let vias: [Int32]
    /// Number of nodes to pass.
    let fixed: Int
    private let drawn: [[Int32]]
    private let problem: RouteProblem

    /// Circles that are tried.
    private static let circles = 10
    /// Metres between points along a drawn line whose nearest node is a via, where it is near.
    private static let step = 20.0
    /// How near, metres: a line that follows the streets is taken as it is.
    private static let near = 20.0
    /// Metres between points whose nearest node is a via, however far.
    private static let farStep = 120.0

    init(_ problem: RouteProblem) {
        self.problem = problem
        let streets = problem.ground.streets
        var vias: [Int32] = [], known: Set<Int32> = []
        func add(_ nodes: [Int32]) {
            for node in nodes where known.insert(node).inserted { vias.append(node) }
        }
        add(streets.through)
        fixed = vias.count
        drawn = problem.starts.map { Self.nodes(along: $0, streets) }
        for nodes in drawn { add(nodes) }
        add(Self.spread(streets, cell: problem.length.upperBound / 30))
        self.vias = vias
    }

    /// Tours through all nodes to pass.
    func tours(_ graph: RouteGraph) -> [RouteTour] {
        let row = Dictionary(uniqueKeysWithValues: vias.enumerated().map { ($1, $0) })
        let lines = drawn.map { nodes -> RouteTour in
            var tour = RouteTour(vias: [])
            for via in nodes.compactMap({ row[$0] }) where !tour.vias.contains(via) {
                tour.vias.append(via)
            }
            return tour
        }
        return (lines + circles()).map { tour in
            var tour = tour
            tour.vias.removeAll { graph.length[0][$0] == .infinity }
            for via in 0..<fixed { tour.insert(via, graph) }
            return tour
        }
    }

    private func circles() -> [RouteTour] {
        guard let first = vias.first else { return [] }
        let nodes = problem.ground.streets.nodes
        let point = nodes[Int(first)]
        // Streets bend: a circle of streets is a third longer than one in the air.
        let radius = problem.length.lowerBound / 1.35 / (2 * .pi)
        var random = RouteRandom(problem.seed)
        return (0..<Self.circles).map { circle in
            let turn = (Double(circle) + random.unit()) / Double(Self.circles)
            let away = RouteRandom.direction(turn)
            var tour = RouteTour(vias: [0])
            for step in 1..<8 {
                let out = RouteRandom.direction(turn + 0.5 + Double(step) / 8)
                let x = point.x + radius * (away.cosine + out.cosine)
                let y = point.y + radius * (away.sine + out.sine)
                let near = vias.indices.min {
                    squared(nodes[Int(vias[$0])], x, y) < squared(nodes[Int(vias[$1])], x, y)
                }
                if let near, !tour.vias.contains(near) { tour.vias.append(near) }
            }
            return tour
        }
    }

    /// One node per square of the plane, the one where most edges meet.
    private static func spread(_ streets: RouteStreets, cell: Double) -> [Int32] {
        var degree = [Int](repeating: 0, count: streets.nodes.count)
        for edge in 0..<streets.count {
            degree[Int(streets.from[edge])] += 1
            degree[Int(streets.to[edge])] += 1
        }
        var best: [SIMD2<Double>: Int] = [:]
        for (node, point) in streets.nodes.enumerated() {
            let square = SIMD2((point.x / cell).rounded(.down), (point.y / cell).rounded(.down))
            if let known = best[square], degree[known] >= degree[node] { continue }
            best[square] = node
        }
        return best.values.sorted().map { Int32(truncatingIfNeeded: $0) }
    }

    /// The nearest nodes of points along a line.
    private static func nodes(along line: LineSet, _ streets: RouteStreets) -> [Int32] {
        var nodes: [Int32] = []
        var since = farStep
        for part in 0..<line.count {
            for (x, y) in points(along: line, part) {
                guard
                    let node = streets.nodes.indices.min(by: {
                        squared(streets.nodes[$0], x, y) < squared(streets.nodes[$1], x, y)
                    })
                else { return [] }
                since += step
                let isNear = squared(streets.nodes[node], x, y) <= near * near
                guard isNear || since >= farStep else { continue }
                since = 0
                let row = Int32(truncatingIfNeeded: node)
                if nodes.last != row { nodes.append(row) }
            }
        }
        return nodes
    }

    private static func points(
        along line: LineSet, _ part: Int
    ) -> [(x: Double, y: Double)] {
        var points: [(x: Double, y: Double)] = []
        var left = 0.0
        for i in line.vertices(of: part).dropFirst() {
            let dx = line.x[i] - line.x[i - 1], dy = line.y[i] - line.y[i - 1]
            let length = (dx * dx + dy * dy).squareRoot()
            while left <= length, length > 0 {
                let t = left / length
                points.append((line.x[i - 1] + t * dx, line.y[i - 1] + t * dy))
                left += step
            }
            left -= length
        }
        return points
    }
}

private func squared(_ point: (x: Double, y: Double), _ x: Double, _ y: Double) -> Double {
    (point.x - x) * (point.x - x) + (point.y - y) * (point.y - y)
}
