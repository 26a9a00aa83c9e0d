// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 distances that depend on the graph only 2 one search for all addresses 3 few
// instructions per arc.
//
// A search from all facilities at once gives every node its nearest one. Distances are sums of doubles from
// the facility outwards; rounding is monotone, so the smallest such sum is one number however the queue
// orders its work (WalkQueue.swift). Ties: the lowest facility.
// Source: E. W. Dijkstra (1959).

/// Distance from every node to its nearest facility.
public struct WalkField: Sendable {
    /// Metres along the network, connector of the facility included; infinite where there is no way.
    public let distance: [Double]
    /// The nearest facility, the lowest among equally near ones; -1 where there is no way.
    public let facility: [Int32]

    /// Searches from all sources at once.
    ///
    /// - Parameters:
    ///   - graph: The network.
    ///   - sources: Where facilities are; those on no edge are left out.
    ///   - limit: Nodes farther than this are not needed, metres.
    /// - Complexity: O(edges log nodes).
    public init(_ graph: StreetGraph, sources: [WalkSource], limit: Double = .infinity) {
        var distance = [Double](repeating: .infinity, count: graph.nodeCount)
        var facility = [Int32](repeating: -1, count: graph.nodeCount)
        var queue = WalkQueue()
        for source in sources where source.place.edge >= 0 {
            let edge = Int(source.place.edge), place = source.place
            let ends = [
                (graph.from[edge], place.connector + place.along),
                (graph.to[edge], place.connector + (graph.length(of: edge) - place.along)),
            ]
            for (node, metres) in ends where metres <= limit {
                let n = Int(node)
                if metres < distance[n]
                    || (metres == distance[n] && source.facility < facility[n])
                {
                    distance[n] = metres
                    facility[n] = source.facility
                    queue.push(WalkQueue.word(metres, node))
                }
            }
        }
        let offsets = graph.arcOffsets.span, arcs = graph.arcs.span
        distance.withUnsafeMutableBufferPointer { distance in
            facility.withUnsafeMutableBufferPointer { facility in
                while !queue.isEmpty {
                    let word = queue.pop()
                    let node = Int(word & 0xFFFF_FFFF)
                    let metres = distance[node]
                    if Float(metres).bitPattern < UInt32(word >> 32) { continue }
                    let owner = facility[node]
                    for k in Int(offsets[node])..<Int(offsets[node + 1]) {
                        let arc = arcs[k]
                        let target = Int(arc.target)
                        let sum = metres + arc.length
                        let known = distance[target]
                        if sum > known || sum > limit { continue }
                        if sum == known && owner >= facility[target] { continue }
                        distance[target] = sum
                        facility[target] = owner
                        queue.push(WalkQueue.word(sum, arc.target))
                    }
                }
            }
        }
        self.distance = distance
        self.facility = facility
    }
}

extension WalkField {
    /// Measures the distance from points to their nearest facility, connectors included.
    ///
    /// - Parameters:
    ///   - places: *n* places on the network, those of the points.
    ///   - x: *n* eastings of the points, metres.
    ///   - y: *n* northings.
    ///   - network: The network of the search.
    ///   - onEdges: The sources of the search by edge.
    ///   - output: *n* distances in metres; infinite where there is no way or the place is on no edge.
    /// - Precondition: all columns have the same length.
    /// - Complexity: O(*n* + sources met).
    public func distances(
        of places: Span<StreetPlace>, x: Span<Double>, y: Span<Double>, _ network: StreetNetwork,
        _ onEdges: SourcesOnEdges, into output: inout MutableSpan<Double>
    ) {
        let graph = network.graph
        for i in places.indices {
            let place = places[i]
            output[i] = nearest(to: place, graph, onEdges).distance
            guard place.isTied else { continue }
            network.forEachPlace(from: place, x: x[i], y: y[i]) { other in
                output[i] = min(output[i], nearest(to: other, graph, onEdges).distance)
            }
        }
    }

    /// The nearest facility of a point and its distance, whichever of the nearest edges it takes; -1 and infinite
    /// where there is no way.
    public func nearest(
        x: Double, y: Double, _ network: StreetNetwork, _ onEdges: SourcesOnEdges
    ) -> (distance: Double, facility: Int32) {
        var best = (distance: Double.infinity, facility: Int32(-1))
        let place = network.place(x: x, y: y)
        guard place.edge >= 0 else { return best }
        network.forEachPlace(from: place, x: x, y: y) { place in
            let found = nearest(to: place, network.graph, onEdges)
            guard found.facility >= 0 else { return }
            if best.facility < 0 || found < best { best = found }
        }
        return best
    }

    /// The nearest facility of a place and its distance; -1 and infinite where there is no way.
    @inline(__always)
    public func nearest(
        to place: StreetPlace, _ graph: StreetGraph, _ onEdges: SourcesOnEdges
    ) -> (distance: Double, facility: Int32) {
        guard place.edge >= 0 else { return (.infinity, -1) }
        let edge = Int(place.edge)
        let low = Int(graph.from[edge]), high = Int(graph.to[edge])
        var best = distance[low] + place.along
        var owner = facility[low]
        let other = distance[high] + (graph.length(of: edge) - place.along)
        if other < best || (other == best && facility[high] < owner) {
            best = other
            owner = facility[high]
        }
        for source in onEdges.on(edge) {
            let metres = source.place.connector + abs(source.place.along - place.along)
            if metres < best || (metres == best && source.facility < owner) {
                best = metres
                owner = source.facility
            }
        }
        return (best + place.connector, best < .infinity ? owner : -1)
    }
}
