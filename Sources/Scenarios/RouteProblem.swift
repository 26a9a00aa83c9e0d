// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods
public import Planar

/// What metres of a route are worth in inhabitants, so that one number can be maximised.
public struct RouteWeights: Sendable, Equatable {
    /// Worth of a metre that touches green.
    public var green = 0.5
    /// Price of a metre along a street with fast cars.
    public var fast = 2.0
    /// Price of a metre that is walked a second time.
    public var twice = 2.0

    /// The usual weights.
    public init() {}
}

/// What is asked of a search for routes.
public struct RouteProblem: Sendable {
    /// Network and people.
    public var ground: RouteGround
    /// Shortest and longest route, metres.
    public var length: ClosedRange<Double>
    /// Whether people within the distance of the layer as it is count too: a route that replaces it.
    public var countsServed = true
    /// What metres are worth.
    public var weights = RouteWeights()
    /// Lines that somebody drew, from which the search starts too.
    public var starts: [LineSet] = []
    /// Number of routes.
    public var count = 4
    /// Part of a route that may be shared with another.
    public var overlap = 0.5
    /// Moves that are tried from each start.
    public var moves = 9_000
    /// Same seed, same routes.
    public var seed: UInt64 = 1

    /// Creates a problem.
    public init(ground: RouteGround, length: ClosedRange<Double>) {
        self.ground = ground
        self.length = length
    }

    /// What numbers are worth, inhabitants.
    public func score(_ numbers: RouteNumbers) -> Double {
        (countsServed ? numbers.people : numbers.newly) + weights.green * numbers.green
            - weights.fast * numbers.fast - weights.twice * numbers.twice
    }
}

/// A closed walk.
public struct Route: Sendable {
    /// Easting of its vertices; the last is the first.
    public var x: [Double]
    /// Northing of its vertices.
    public var y: [Double]
    /// What there is to say about it.
    public var numbers: RouteNumbers
    /// The objective, inhabitants.
    public var score: Double
    /// Largest part shared with a route before it.
    public var overlap: Double
}

extension Route {
    /// The walk along edges that follow each other in a circle from a node.
    init(
        _ edges: [Int32], from start: Int32, _ worth: RouteWorth, _ problem: RouteProblem
    ) {
        (x, y) = problem.ground.streets.vertices(along: edges, from: start)
        var line = LineSet()
        line.append(x: x, y: y, feature: 0)
        numbers = worth.numbers
        // As drawn lines are counted, both kinds of people.
        let counted = problem.ground.numbers(of: line)
        (numbers.people, numbers.newly) = (counted.people, counted.newly)
        score = problem.score(numbers)
        overlap = worth.overlap
    }
}

extension RouteStreets {
    /// Vertices of a walk along edges from a node.
    func vertices(along edges: [Int32], from start: Int32) -> (x: [Double], y: [Double]) {
        var x: [Double] = [], y: [Double] = []
        var node = start
        for e in edges.map(Int.init) {
            let rows = lines.vertices(of: e)
            let isForward = from[e] == node
            for i in isForward ? Array(rows) : rows.reversed()
            where x.last != lines.x[i] || y.last != lines.y[i] {
                x.append(lines.x[i])
                y.append(lines.y[i])
            }
            node = isForward ? to[e] : from[e]
        }
        return (x, y)
    }
}
