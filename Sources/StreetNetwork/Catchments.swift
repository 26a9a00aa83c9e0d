// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 exactly the addresses whose walking distance is within T 2 work in proportion to what is
// within T, not to the network 3 no allocation per facility.
//
// From one facility the search goes on until T; the addresses on the edges that it met are then measured as
// in a search from all facilities. Distances of nodes are reset one by one for the next facility, and edges
// are marked with its turn, so that an edge met from both ends is looked at once.
// Rejected: a search from each address (there are a hundred times as many).

/// Addresses by edge, for searches from one facility.
public struct Catchments: Sendable {
    private let graph: StreetGraph
    /// A place of each address, then the other places of those that have several.
    private let places: [StreetPlace]
    /// Addresses of the other places.
    private let others: [Int32]
    /// Start of the places on each edge, and the end.
    private let starts: [Int32]
    private let addresses: [Int32]

    /// Sorts addresses by edge.
    ///
    /// - Parameters:
    ///   - network: The network.
    ///   - places: Place of each address on it.
    ///   - x: Easting of each address, metres.
    ///   - y: Northing of each address.
    public init(
        _ network: StreetNetwork, places: [StreetPlace], x: Span<Double>, y: Span<Double>
    ) {
        graph = network.graph
        let own = places
        var places = own
        var others: [Int32] = []
        for i in own.indices where own[i].isTied {
            var isFirst = true
            network.forEachPlace(from: own[i], x: x[i], y: y[i]) { place in
                defer { isFirst = false }
                if isFirst { return }
                places.append(place)
                others.append(Int32(truncatingIfNeeded: i))
            }
        }
        self.places = places
        self.others = others
        var starts = [Int32](repeating: 0, count: graph.edgeCount + 1)
        for place in places where place.edge >= 0 { starts[Int(place.edge) + 1] += 1 }
        for edge in 0..<graph.edgeCount { starts[edge + 1] += starts[edge] }
        var next = starts
        var addresses = [Int32](repeating: 0, count: Int(starts[graph.edgeCount]))
        for (i, place) in places.enumerated() where place.edge >= 0 {
            addresses[Int(next[Int(place.edge)])] = Int32(truncatingIfNeeded: i)
            next[Int(place.edge)] += 1
        }
        self.starts = starts
        self.addresses = addresses
    }

    /// What a search needs; one per thread.
    public struct Scratch {
        fileprivate var distance: [Double]
        fileprivate var mark: [Int32]
        fileprivate var touched: [Int32] = []
        /// Addresses with several places that were met, with the least distance of them.
        fileprivate var tied: [Int: Double] = [:]
        fileprivate var queue = WalkQueue()
        fileprivate var turn: Int32 = 0
    }

    /// Memory for searches on one thread.
    public func scratch() -> Scratch {
        Scratch(
            distance: [Double](repeating: .infinity, count: graph.nodeCount),
            mark: [Int32](repeating: 0, count: graph.edgeCount))
    }

    /// Calls `body` once for each address within a distance of one facility.
    ///
    /// - Parameters:
    ///   - limit: Metres, connectors included.
    ///   - sources: The places where the facility can be entered.
    ///   - scratch: Memory of the thread.
    ///   - body: Row of the address.
    /// - Complexity: O(edges and addresses within the distance).
    public func forEachAddress(
        within limit: Double, of sources: ArraySlice<WalkSource>, _ scratch: inout Scratch,
        _ body: (Int) -> Void
    ) {
        forEachDistance(within: limit, of: sources, &scratch) { address, _ in body(address) }
    }

    /// Number of edges of the network.
    package var edgeCount: Int { graph.edgeCount }

    /// Calls `body` for each address with a place on an edge.
    public func forEachAddress(on edge: Int32, _ body: (Int) -> Void) {
        for k in Int(starts[Int(edge)])..<Int(starts[Int(edge) + 1]) {
            body(address(ofPlace: Int(addresses[k])))
        }
    }

    /// The address of a place, which is its own or another one.
    @inline(__always)
    private func address(ofPlace row: Int) -> Int {
        let own = places.count - others.count
        return row < own ? row : Int(others[row - own])
    }

    /// Calls `body` once for each address within a distance of one facility, with its distance.
    ///
    /// - Parameters: as ``forEachAddress(within:of:_:_:)``; `body` also gets metres, connectors included.
    /// - Complexity: O(edges and addresses within the distance).
    public func forEachDistance(
        within limit: Double, of sources: ArraySlice<WalkSource>, _ scratch: inout Scratch,
        _ body: (Int, Double) -> Void
    ) {
        search(limit, sources, &scratch)
        scratch.turn += 1
        for source in sources where source.place.edge >= 0 {
            visit(Int(source.place.edge), limit, sources, &scratch, body)
        }
        for k in scratch.touched.indices {
            let node = Int(scratch.touched[k])
            for a in Int(graph.arcOffsets[node])..<Int(graph.arcOffsets[node + 1]) {
                visit(Int(graph.arcs[a].edge), limit, sources, &scratch, body)
            }
        }
        for node in scratch.touched { scratch.distance[Int(node)] = .infinity }
        scratch.touched.removeAll(keepingCapacity: true)
        for (address, metres) in scratch.tied { body(address, metres) }
        scratch.tied.removeAll(keepingCapacity: true)
    }

    private func search(
        _ limit: Double, _ sources: ArraySlice<WalkSource>, _ scratch: inout Scratch
    ) {
        func reach(_ node: Int32, _ metres: Double) {
            let known = scratch.distance[Int(node)]
            guard metres <= limit, metres < known else { return }
            if known == .infinity { scratch.touched.append(node) }
            scratch.distance[Int(node)] = metres
            scratch.queue.push(WalkQueue.word(metres, node))
        }
        for source in sources where source.place.edge >= 0 {
            let edge = Int(source.place.edge), place = source.place
            reach(graph.from[edge], place.connector + place.along)
            reach(graph.to[edge], place.connector + (graph.length(of: edge) - place.along))
        }
        while !scratch.queue.isEmpty {
            let word = scratch.queue.pop()
            let node = Int(word & 0xFFFF_FFFF)
            let metres = scratch.distance[node]
            if Float(metres).bitPattern < UInt32(word >> 32) { continue }
            for k in Int(graph.arcOffsets[node])..<Int(graph.arcOffsets[node + 1]) {
                let arc = graph.arcs[k]
                reach(arc.target, metres + arc.length)
            }
        }
    }

    private func visit(
        _ edge: Int, _ limit: Double, _ sources: ArraySlice<WalkSource>,
        _ scratch: inout Scratch, _ body: (Int, Double) -> Void
    ) {
        guard scratch.mark[edge] != scratch.turn else { return }
        scratch.mark[edge] = scratch.turn
        let rows = Int(starts[edge])..<Int(starts[edge + 1])
        guard !rows.isEmpty else { return }
        let low = scratch.distance[Int(graph.from[edge])]
        let high = scratch.distance[Int(graph.to[edge])]
        let length = graph.length(of: edge)
        // A line or park has hundreds of entrances, hardly any of them here.
        let sources =
            sources.count == 1 ? sources : sources.filter { Int($0.place.edge) == edge }[...]
        for k in rows {
            let row = Int(addresses[k])
            let place = places[row]
            var best = min(low + place.along, high + (length - place.along))
            for source in sources where Int(source.place.edge) == edge {
                best = min(
                    best, source.place.connector + abs(source.place.along - place.along))
            }
            let metres = best + place.connector
            guard metres <= limit else { continue }
            let address = self.address(ofPlace: row)
            if place.isTied {
                scratch.tied[address] = min(scratch.tied[address] ?? .infinity, metres)
            } else {
                body(address, metres)
            }
        }
    }
}
