// SPDX-License-Identifier: EUPL-1.2
//
// Loops over streets: the graph, who is on which edge, how far along it.
import Planar
import SpatialIndex
import StreetNetwork

extension Probe {
    static var streetProbes: [Probe] {
        [
            Probe(name: "safe-graph", usualCount: 6_000, prepare: safeGraph),
            Probe(name: "street-graph", usualCount: 6_000, prepare: streetGraph),
            Probe(name: "street-projection", usualCount: 20_000, prepare: projection),
            Probe(name: "walk-distances", usualCount: 20_000, prepare: distances),
            Probe(name: "walk-search", usualCount: 6_000, prepare: search),
        ]
    }

    private static func streetGraph(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 6, seed: 20)
        let lines = town.streets(n)
        let length = lines.plainLength
        return PreparedProbe(items: lines.x.count, unit: "vertex") {
            let graph = StreetGraph(StreetPieces(lines, tolerance: 0.01))
            return (0..<graph.edgeCount).reduce(0.0) { $0 + graph.length(of: $1) }
        } complaint: { sum in
            // Every line comes back once, however it is cut and joined, and shared vertices are nodes.
            let graph = StreetGraph(StreetPieces(lines, tolerance: 0.01))
            let meeting = lines.plainMeetingPoints
            if graph.nodeCount != meeting { return "\(graph.nodeCount) nodes, not \(meeting)" }
            return agree(sum, length, within: 1e-9) ? nil : "\(sum) m, not \(length)"
        }
    }

    private static func safeGraph(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 6, seed: 21)
        var safe = SafeStreets()
        safe.lines = town.streets(n)
        let count = safe.lines.count
        safe.isWalkable = [Bool](repeating: true, count: count)
        // One street in nine is fast, and of these every other one has a footway.
        safe.isBarrier = (0..<count).map { $0 % 9 == 0 }
        safe.hasFootway = (0..<count).map { $0 % 18 == 0 }
        for (row, k) in stride(from: 0, to: count, by: 45).enumerated() {
            let vertex = safe.lines.vertices(of: k).lowerBound
            safe.crossings.append(
                x: safe.lines.x[vertex], y: safe.lines.y[vertex], feature: Int32(row))
        }
        // Quiet streets once, footways twice, fast streets without one not at all.
        var length = 0.0
        for k in 0..<count where !safe.isBarrier[k] || safe.hasFootway[k] {
            length += safe.lines.plainLength(of: k) * (safe.isBarrier[k] ? 2 : 1)
        }
        return PreparedProbe(items: safe.lines.x.count, unit: "vertex") {
            let graph = safe.network(maxSnap: 150).graph
            return (0..<graph.edgeCount).reduce(0.0) { $0 + graph.length(of: $1) }
        } complaint: { sum in
            agree(sum, length, within: 1e-9) ? nil : "\(sum) m, not \(length)"
        }
    }

    private static func projection(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 6, seed: 22)
        let lines = town.streets(n / 3)
        let (x, y) = town.pointsAt(lines, n)
        let network = StreetNetwork(
            StreetGraph(StreetPieces(lines, tolerance: 0.01)), maxSnap: 150)
        return PreparedProbe(items: x.count, unit: "point") {
            var places = [StreetPlace](repeating: .none, count: x.count)
            var span = places.mutableSpan
            network.project(x: x.span, y: y.span, into: &span)
            return places.reduce(0) { $0 + $1.connector }
        } complaint: { sum in
            for i in stride(from: 0, to: x.count, by: 197) {
                let plain = lines.plainDistance(x[i], y[i])
                let place = network.place(x: x[i], y: y[i])
                let found = place.edge < 0 ? .infinity : place.connector
                if plain <= 149.999 || found < .infinity, abs(found - plain) > 1e-9 {
                    return "point \(i): \(found) is not \(plain)"
                }
            }
            return sum.isFinite ? nil : "no sum"
        }
    }

    private static func search(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 6, seed: 23)
        let walk = Walk(&town, edges: n, points: 0)
        return PreparedProbe(items: walk.network.graph.nodeCount, unit: "node") {
            WalkField(walk.network.graph, sources: walk.sources).distance.reduce(0) {
                $1 < .infinity ? $0 + $1 : $0
            }
        } complaint: { sum in
            let plain = walk.plainDistances.reduce(0) { $1 < .infinity ? $0 + $1 : $0 }
            return agree(sum, plain, within: 1e-12) ? nil : "the sum is \(sum), not \(plain)"
        }
    }

    private static func distances(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 6, seed: 24)
        let walk = Walk(&town, edges: n / 3, points: n)
        let graph = walk.network.graph
        let field = WalkField(graph, sources: walk.sources)
        let onEdges = SourcesOnEdges(walk.sources, edgeCount: graph.edgeCount)
        return PreparedProbe(items: walk.places.count, unit: "address") {
            var result = [Double](repeating: 0, count: walk.places.count)
            var span = result.mutableSpan
            field.distances(
                of: walk.places.span, x: walk.x.span, y: walk.y.span, walk.network, onEdges,
                into: &span)
            return result.reduce(0) { $1 < .infinity ? $0 + $1 : $0 }
        } complaint: { sum in
            let plain = walk.plainSum(walk.plainDistances)
            return agree(sum, plain, within: 1e-12) ? nil : "the sum is \(sum), not \(plain)"
        }
    }
}

/// A network with facilities and addresses on it.
private struct Walk {
    let network: StreetNetwork
    let sources: [WalkSource]
    let places: [StreetPlace]
    let x: [Double]
    let y: [Double]

    init(_ town: inout Town, edges: Int, points: Int) {
        let lines = town.streets(edges)
        let network = StreetNetwork(
            StreetGraph(StreetPieces(lines, tolerance: 0.01)), maxSnap: 150)
        let facilities = town.pointsAt(lines, max(4, edges / 400))
        sources = network.entrances(
            toPoints: facilities.x, facilities.y, facility: facilities.x.indices.map { Int32($0) })
        let (x, y) = town.pointsAt(lines, points)
        var places = [StreetPlace](repeating: .none, count: x.count)
        var span = places.mutableSpan
        network.project(x: x.span, y: y.span, into: &span)
        self.places = places
        self.network = network
        self.x = x
        self.y = y
    }

    /// Distances of all nodes: arcs are relaxed until nothing changes (Bellman and Ford).
    var plainDistances: [Double] {
        let graph = network.graph
        var distance = [Double](repeating: .infinity, count: graph.nodeCount)
        for source in sources where source.place.edge >= 0 {
            let edge = Int(source.place.edge), place = source.place
            let (a, b) = (Int(graph.from[edge]), Int(graph.to[edge]))
            distance[a] = min(distance[a], place.connector + place.along)
            distance[b] = min(
                distance[b], place.connector + (graph.length(of: edge) - place.along))
        }
        var isChanged = true
        while isChanged {
            isChanged = false
            for edge in 0..<graph.edgeCount {
                let (a, b) = (Int(graph.from[edge]), Int(graph.to[edge]))
                let length = graph.length(of: edge)
                if distance[a] + length < distance[b] {
                    (distance[b], isChanged) = (distance[a] + length, true)
                }
                if distance[b] + length < distance[a] {
                    (distance[a], isChanged) = (distance[b] + length, true)
                }
            }
        }
        return distance
    }

    /// Sum of the distances of the addresses that have a way, from those of the nodes; who is as near to several
    /// edges takes the one with the shortest way.
    func plainSum(_ distance: [Double]) -> Double {
        var sum = 0.0
        for (row, place) in places.enumerated() where place.edge >= 0 {
            let choices = place.isTied ? network.places(x: x[row], y: y[row]) : [place]
            let best = choices.map { plainDistance($0, distance) }.min() ?? .infinity
            if best < .infinity { sum += best }
        }
        return sum
    }

    private func plainDistance(_ place: StreetPlace, _ distance: [Double]) -> Double {
        let graph = network.graph
        let edge = Int(place.edge)
        var best = distance[Int(graph.from[edge])] + place.along
        best = min(best, distance[Int(graph.to[edge])] + (graph.length(of: edge) - place.along))
        for source in sources where source.place.edge == place.edge {
            best = min(best, source.place.connector + abs(source.place.along - place.along))
        }
        return best + place.connector
    }
}
