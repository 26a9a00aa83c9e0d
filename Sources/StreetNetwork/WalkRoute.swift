// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the route whose length is the distance of the search, to the bit 2 nothing that
// the search would have to keep.
//
// The distance of a node is a sum of doubles along some way from a facility, and the search compares sums
// exactly. So a neighbour is on that way exactly when its distance plus the length of the edge between is the
// same double: the way is found backwards from the distances alone. Edges too short to change a sum could
// lead round in a ring, so nodes are visited once, with a way back.
// Rejected: predecessors in the search (four bytes per node in every run, for one route now and then).
import Planar

/// A route from a place on the network to where its nearest facility is entered.
public struct WalkRoute: Sendable {
    /// A stretch of one edge, in the direction of walking.
    public struct Stretch: Sendable, Equatable {
        /// The edge.
        public var edge: Int32
        /// Distance along the edge where the stretch begins, metres from its lower node.
        public var from: Double
        /// The same where it ends.
        public var to: Double
    }

    /// The stretches from the place to the facility.
    public var stretches: [Stretch]
    /// Where the facility is entered.
    public var entrance: WalkSource
}

extension WalkField {
    /// The way behind ``nearest(to:_:_:)``: the lowest facility, the fewest turns of choice.
    ///
    /// - Parameters:
    ///   - place: A place on the network.
    ///   - graph: The network of the search.
    ///   - onEdges: The sources of the search by edge.
    /// - Returns: The route; `nil` where there is no way.
    /// - Complexity: O(arcs of the nodes on shortest ways between the two).
    public func route(
        from place: StreetPlace, _ graph: StreetGraph, _ onEdges: SourcesOnEdges
    ) -> WalkRoute? {
        guard place.edge >= 0 else { return nil }
        let edge = Int(place.edge), length = graph.length(of: edge)
        let ends = [
            (node: graph.from[edge], metres: place.along, at: 0.0),
            (node: graph.to[edge], metres: length - place.along, at: length),
        ]
        var best = (metres: Double.infinity, facility: Int32.max)
        var found: (source: WalkSource?, end: Int) = (nil, 0)
        func consider(_ metres: Double, _ facility: Int32, _ source: WalkSource?, _ end: Int) {
            guard metres < .infinity, (metres, facility) < best else { return }
            best = (metres, facility)
            found = (source, end)
        }
        for source in onEdges.on(edge) {
            let metres = source.place.connector + abs(source.place.along - place.along)
            consider(metres, source.facility, source, 0)
        }
        for (row, end) in ends.enumerated() {
            let node = Int(end.node)
            consider(distance[node] + end.metres, facility[node], nil, row)
        }
        guard best.metres < .infinity else { return nil }
        if let source = found.source {
            return WalkRoute(
                stretches: [.init(edge: place.edge, from: place.along, to: source.place.along)],
                entrance: source)
        }
        let end = ends[found.end]
        guard var route = route(fromNode: end.node, graph, onEdges) else { return nil }
        route.stretches.insert(.init(edge: place.edge, from: place.along, to: end.at), at: 0)
        return route
    }

    /// The way from a node, found backwards from the distances.
    private func route(
        fromNode start: Int32, _ graph: StreetGraph, _ onEdges: SourcesOnEdges
    ) -> WalkRoute? {
        var seen: Set<Int32> = [start]
        var path: [Visit] = [Visit(start, choices(at: start, graph))]
        while let top = path.last {
            if let (last, source) = entrance(at: top.node, graph, onEdges) {
                var stretches = path.dropFirst().map(\.stretch)
                stretches.append(last)
                return WalkRoute(stretches: stretches, entrance: source)
            }
            guard let arc = path[path.count - 1].choices.popLast() else {
                path.removeLast()
                continue
            }
            guard seen.insert(arc.target).inserted else { continue }
            let edge = Int(arc.edge), length = graph.length(of: edge)
            let isForward = graph.from[edge] == top.node
            path.append(
                Visit(
                    arc.target, choices(at: arc.target, graph),
                    .init(
                        edge: arc.edge, from: isForward ? 0 : length, to: isForward ? length : 0)))
        }
        return nil
    }

    /// A node on the way and what can still be tried from it.
    private struct Visit {
        var node: Int32
        var choices: [StreetArc]
        /// How it was reached.
        var stretch: WalkRoute.Stretch

        init(
            _ node: Int32, _ choices: [StreetArc],
            _ stretch: WalkRoute.Stretch = .init(edge: -1, from: 0, to: 0)
        ) {
            self.node = node
            self.choices = choices
            self.stretch = stretch
        }
    }

    /// Arcs to neighbours from which this node got its distance, the best last.
    private func choices(at node: Int32, _ graph: StreetGraph) -> [StreetArc] {
        let n = Int(node)
        return (Int(graph.arcOffsets[n])..<Int(graph.arcOffsets[n + 1]))
            .map { graph.arcs[$0] }
            .filter {
                let from = Int($0.target)
                return from != n && facility[from] == facility[n]
                    && distance[from] + $0.length == distance[n]
            }
            .sorted {
                (distance[Int($0.target)], $0.target, $0.edge)
                    > (distance[Int($1.target)], $1.target, $1.edge)
            }
    }

    /// The facility that gave a node its distance, on one of its edges.
    private func entrance(
        at node: Int32, _ graph: StreetGraph, _ onEdges: SourcesOnEdges
    ) -> (WalkRoute.Stretch, WalkSource)? {
        let n = Int(node)
        for k in Int(graph.arcOffsets[n])..<Int(graph.arcOffsets[n + 1]) {
            let edge = Int(graph.arcs[k].edge), length = graph.length(of: edge)
            for source in onEdges.on(edge) where source.facility == facility[n] {
                let place = source.place
                if graph.from[edge] == node, place.connector + place.along == distance[n] {
                    return (.init(edge: place.edge, from: 0, to: place.along), source)
                }
                if graph.to[edge] == node, place.connector + (length - place.along) == distance[n] {
                    return (.init(edge: place.edge, from: length, to: place.along), source)
                }
            }
        }
        return nil
    }
}

/// A straight piece of a route.
public struct RouteSegment: Sendable, Equatable {
    /// Easting of its start.
    public var ax: Double
    /// Northing of its start.
    public var ay: Double
    /// Easting of its end.
    public var bx: Double
    /// Northing of its end.
    public var by: Double
    /// Metres as the search counts them.
    public var length: Double
    /// Side of a fast street on which one walks, in the direction of walking: 1 left, -1 right, 0 not known.
    public var side: Int
}

extension StreetNetwork {
    /// The straight pieces of a route, those without length left out.
    public func segments(of route: WalkRoute) -> [RouteSegment] {
        route.stretches.flatMap { segments(of: $0) }
    }

    private func segments(of stretch: WalkRoute.Stretch) -> [RouteSegment] {
        let isForward = stretch.from <= stretch.to
        let low = min(stretch.from, stretch.to), high = max(stretch.from, stretch.to)
        var found: [RouteSegment] = []
        for i in graph.lines.vertices(of: Int(stretch.edge)).dropLast() {
            let from = max(graph.along[i], low), to = min(graph.along[i + 1], high)
            guard from < to else { continue }
            let start = graph.point(onSegment: i, along: from)
            let end = graph.point(onSegment: i, along: to)
            let (a, b) = isForward ? (start, end) : (end, start)
            found.append(
                RouteSegment(
                    ax: a.x, ay: a.y, bx: b.x, by: b.y, length: to - from,
                    side: (barriers?.side(ofSegment: i, in: graph) ?? 0) * (isForward ? 1 : -1)))
        }
        return isForward ? found : found.reversed()
    }
}

extension StreetGraph {
    /// The point of a segment at a distance along its edge; its ends exactly.
    fileprivate func point(onSegment i: Int, along metres: Double) -> (x: Double, y: Double) {
        if metres <= along[i] { return (lines.x[i], lines.y[i]) }
        if metres >= along[i + 1] { return (lines.x[i + 1], lines.y[i + 1]) }
        let t = (metres - along[i]) / (along[i + 1] - along[i])
        return (
            lines.x[i] + t * (lines.x[i + 1] - lines.x[i]),
            lines.y[i] + t * (lines.y[i + 1] - lines.y[i])
        )
    }
}
