// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods
public import Planar
public import Scenarios

/// A line that somebody drew, beside the routes that were found.
public struct DrawnRoute: Sendable {
    /// Name of its scenario.
    public var name: String
    /// What there is to say about it.
    public var numbers: RouteNumbers
    /// The objective, inhabitants.
    public var score: Double
    /// Whether it passes the points.
    public var passes: Bool

    /// Counts a line by the rules of a problem.
    public init(_ name: String, _ line: LineSet, _ problem: RouteProblem) {
        self.name = name
        numbers = problem.ground.numbers(of: line)
        score = problem.score(numbers)
        passes = problem.ground.passes(line)
    }
}

/// A row of the table of routes.
public struct RouteRow: Sendable {
    /// Name of a route or of a scenario.
    public var name: String
    /// What there is to say about it.
    public var numbers: RouteNumbers
    /// The objective, inhabitants.
    public var score: Double
    /// Largest part shared with a route before it; `nil` for drawn lines.
    public var overlap: Double?
    /// Whether it passes the points.
    public var passes: Bool
}

/// What `nabij route` writes.
public struct RouteContent: Sendable {
    /// Name of the line that the layer has without changes.
    public static let now = "now"

    /// The project file.
    public var project: ProjectFile
    /// What was read of it.
    public var loaded: LoadedProject
    /// Scenarios whose lines the search started from.
    public var starts: [(ScenarioFile, LoadedScenario)]
    /// Row of the layer that the routes are for.
    public var layer: Int
    /// Whether a route comes beside what the layer has.
    public var isAdded: Bool
    /// Euro that a route costs; `nil` where nobody says.
    public var cost: Double?
    /// The routes, the best first.
    public var routes: [Route]
    /// Lines that somebody drew.
    public var drawn: [DrawnRoute]
    /// How it is written.
    public var options: OutputOptions
    /// From the CRS of the project to longitude and latitude.
    public var toLonLat: LonLatTransform

    /// Creates content.
    public init(
        project: ProjectFile, loaded: LoadedProject, starts: [(ScenarioFile, LoadedScenario)],
        layer: Int, isAdded: Bool, cost: Double?, routes: [Route], drawn: [DrawnRoute],
        options: OutputOptions, toLonLat: @escaping LonLatTransform
    ) {
        self.project = project
        self.loaded = loaded
        self.starts = starts
        self.layer = layer
        self.isAdded = isAdded
        self.cost = cost
        self.routes = routes
        self.drawn = drawn
        self.options = options
        self.toLonLat = toLonLat
    }

    /// Routes and drawn lines as rows of one table.
    public var rows: [RouteRow] {
        routes.enumerated().map { row, route in
            RouteRow(
                name: routeName(row), numbers: route.numbers, score: route.score,
                overlap: route.overlap, passes: true)
        }
            + drawn.map {
                RouteRow(
                    name: $0.name, numbers: $0.numbers, score: $0.score, overlap: nil,
                    passes: $0.passes)
            }
    }
}

/// Name of a route and of its files: `route-1` is the first.
public func routeName(_ row: Int) -> String { "route-\(row + 1)" }
