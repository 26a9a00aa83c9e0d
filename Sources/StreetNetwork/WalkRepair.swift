// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the distances of a new search, to the bit 2 work in proportion to the nodes whose distance
// changes 3 a plan shares with its base all that did not change.
//
// The distance of a node is one number: the least sum from a source outwards, each term rounded once (see
// WalkSearch.swift). So it does not matter how it is found. Where sources go, the nodes that may rest on them
// are those that tight arcs lead to: an arc from u to v is tight where d(v) = d(u) + length, to the bit. They
// are cleared, take the best of the neighbours that were not cleared and of the sources that are left, and
// a search goes on from there. Where sources come, a search goes on from them, bounded by the distances
// there are. A node that also rests on something else is cleared in vain, and finds its distance again.
// Source: G. Ramalingam, T. Reps (1996), An incremental algorithm for a generalization of the shortest-path
// problem; counting what a node rests on is left out. Rejected: a tree with the nearest facility of each
// node (a line of four kilometres is one facility: moving a vertex would clear all of it).

/// Distances from every node to its nearest facility that can be mended when facilities come and go.
public struct MendableField: Sendable {
    /// Metres by node, in chunks, so that a copy shares those that did not change.
    private var chunks: [[Double]] = []
    private let onEdges: SourcesOnEdges
    /// The sources of edges where they are no longer those of the first search.
    private var changed: [Int32: [WalkSource]] = [:]

    private static let chunkSize = 1_024

    /// Takes over a search.
    public init(_ field: WalkField, _ onEdges: SourcesOnEdges) {
        self.onEdges = onEdges
        let size = Self.chunkSize
        chunks.reserveCapacity(field.distance.count / size + 1)
        for start in stride(from: 0, to: field.distance.count, by: size) {
            chunks.append(Array(field.distance[start..<min(start + size, field.distance.count)]))
        }
    }

    /// Distance of a node, metres; infinite where there is no way.
    @inline(__always)
    func distance(ofNode node: Int32) -> Double {
        chunks[Int(node) >> 10][Int(node) & 1_023]
    }

    /// The sources on an edge.
    @inline(__always)
    func sources(on edge: Int32) -> ArraySlice<WalkSource> {
        changed[edge].map { $0[...] } ?? onEdges.on(Int(edge))
    }

    /// Distance from a place to its nearest facility, both connectors included; infinite without a way.
    public func distance(to place: StreetPlace, _ graph: StreetGraph) -> Double {
        guard place.edge >= 0 else { return .infinity }
        let edge = Int(place.edge)
        var best = min(
            distance(ofNode: graph.from[edge]) + place.along,
            distance(ofNode: graph.to[edge]) + (graph.length(of: edge) - place.along))
        for source in sources(on: place.edge) {
            best = min(best, source.place.connector + abs(source.place.along - place.along))
        }
        return best + place.connector
    }

    /// Takes sources away and adds others.
    ///
    /// - Parameters:
    ///   - removed: Sources of the field.
    ///   - added: New sources; one that is also removed stays.
    ///   - graph: The network of the search.
    /// - Returns: The edges on which a distance may differ, ascending.
    /// - Complexity: O(k log k), *k* the arcs at nodes whose distance may differ.
    public mutating func exchange(
        _ removed: [WalkSource], for added: [WalkSource], _ graph: StreetGraph
    ) -> [Int32] {
        var left: [SourceKey: Int] = [:]
        for source in added { left[SourceKey(source), default: 0] += 1 }
        let gone = removed.filter { source in
            guard source.place.edge >= 0 else { return false }
            guard let count = left[SourceKey(source)], count > 0 else { return true }
            left[SourceKey(source)] = count - 1
            return false
        }
        let come = added.filter { source in
            guard source.place.edge >= 0, let count = left[SourceKey(source)], count > 0 else {
                return false
            }
            left[SourceKey(source)] = count - 1
            return true
        }
        guard !gone.isEmpty || !come.isEmpty else { return [] }
        for source in gone { remove(source) }
        for source in come { add(source) }
        var repair = Repair(graph)
        repair.clear(gone, &self)
        repair.lower(come, &self)
        repair.search(&self)
        var edges = Set(gone.map(\.place.edge)).union(come.map(\.place.edge))
        for (node, before) in repair.before where before != distance(ofNode: node) {
            for k in graph.arcs(of: node) { edges.insert(graph.arcs[k].edge) }
        }
        return edges.sorted()
    }

    private mutating func remove(_ source: WalkSource) {
        var own = Array(sources(on: source.place.edge))
        let key = SourceKey(source)
        if let place = own.firstIndex(where: { SourceKey($0) == key }) { own.remove(at: place) }
        changed[source.place.edge] = own
    }

    private mutating func add(_ source: WalkSource) {
        changed[source.place.edge] = Array(sources(on: source.place.edge)) + [source]
    }

    @inline(__always)
    fileprivate mutating func set(_ node: Int32, _ metres: Double) {
        chunks[Int(node) >> 10][Int(node) & 1_023] = metres
    }
}

/// A source by where it is.
private struct SourceKey: Hashable {
    var edge: Int32
    var along: Double
    var connector: Double

    init(_ source: WalkSource) {
        edge = source.place.edge
        along = source.place.along
        connector = source.place.connector
    }
}

/// One repair.
private struct Repair {
    let graph: StreetGraph
    var queue = WalkQueue()
    /// Distances before of the nodes that were touched.
    var before: [Int32: Double] = [:]

    init(_ graph: StreetGraph) { self.graph = graph }

    /// Clears the nodes that may rest on sources, and gives them the best of what is around them.
    mutating func clear(_ gone: [WalkSource], _ field: inout MendableField) {
        var cleared: [Int32] = []
        func clear(_ node: Int32, ifAt metres: Double) {
            guard metres < .infinity, before[node] == nil, field.distance(ofNode: node) == metres
            else { return }
            before[node] = metres
            cleared.append(node)
        }
        for source in gone {
            for (node, metres) in graph.ends(of: source) { clear(node, ifAt: metres) }
        }
        var next = 0
        while next < cleared.count {
            let node = cleared[next]
            next += 1
            let metres = field.distance(ofNode: node)
            for k in graph.arcs(of: node) {
                clear(graph.arcs[k].target, ifAt: metres + graph.arcs[k].length)
            }
        }
        for node in cleared { field.set(node, .infinity) }
        for node in cleared {
            var best = Double.infinity
            for k in graph.arcs(of: node) {
                let arc = graph.arcs[k]
                if before[arc.target] == nil {
                    best = min(best, field.distance(ofNode: arc.target) + arc.length)
                }
                for source in field.sources(on: arc.edge) {
                    for (end, metres) in graph.ends(of: source) where end == node {
                        best = min(best, metres)
                    }
                }
            }
            guard best < .infinity else { continue }
            field.set(node, best)
            queue.push(WalkQueue.word(best, node))
        }
    }

    /// Starts from new sources.
    mutating func lower(_ come: [WalkSource], _ field: inout MendableField) {
        for source in come {
            for (node, metres) in graph.ends(of: source) { reach(node, metres, &field) }
        }
    }

    mutating func search(_ field: inout MendableField) {
        while !queue.isEmpty {
            let word = queue.pop()
            let node = Int32(truncatingIfNeeded: word & 0xFFFF_FFFF)
            let metres = field.distance(ofNode: node)
            if Float(metres).bitPattern < UInt32(word >> 32) { continue }
            for k in graph.arcs(of: node) {
                reach(graph.arcs[k].target, metres + graph.arcs[k].length, &field)
            }
        }
    }

    private mutating func reach(_ node: Int32, _ metres: Double, _ field: inout MendableField) {
        let known = field.distance(ofNode: node)
        guard metres < known else { return }
        if before[node] == nil { before[node] = known }
        field.set(node, metres)
        queue.push(WalkQueue.word(metres, node))
    }
}

extension StreetGraph {
    /// Rows of the arcs of a node.
    @inline(__always)
    fileprivate func arcs(of node: Int32) -> Range<Int> {
        Int(arcOffsets[Int(node)])..<Int(arcOffsets[Int(node) + 1])
    }

    /// The ends of the edge of a source, with the way to them as a search from it starts.
    fileprivate func ends(of source: WalkSource) -> [(node: Int32, metres: Double)] {
        let place = source.place, edge = Int(place.edge)
        return [
            (from[edge], place.connector + place.along),
            (to[edge], place.connector + (length(of: edge) - place.along)),
        ]
    }
}
