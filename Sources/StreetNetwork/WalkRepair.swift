// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the distances of a new search, to the bit 2 work in proportion to the nodes whose distance
// changes 3 a plan shares with its base all that did not change.
//
// The distance of a node is one number: the least sum from a source outwards, each term rounded once (see
// WalkSearch.swift). So it does not matter how it is found. Where sources or edges go, the nodes that may rest on
// them are those that tight arcs lead to: an arc from u to v is tight where d(v) = d(u) + length, to the bit. They
// are cleared, take the best of the neighbours that were not cleared and of the sources that are left, and
// a search goes on from there. Where sources or edges come, a search goes on from them, bounded by the distances
// there are. A node that also rests on something else is cleared in vain, and finds its distance again.
// Source: G. Ramalingam, T. Reps (1996), An incremental algorithm for a generalization of the shortest-path
// problem; counting what a node rests on is left out. Rejected: a tree with the nearest facility of each
// node (a line of four kilometres is one facility: moving a vertex would clear all of it).

extension MendableField {
    /// Takes sources away and adds others, and exchanges streets.
    ///
    /// - Parameters:
    ///   - removed: Sources of the field.
    ///   - added: New sources; one that is also removed stays.
    ///   - network: The network; where streets change, that after the change.
    ///   - streets: The streets that change; all sources of edges that go are among `removed`.
    /// - Returns: The edges on which a distance may differ, ascending.
    /// - Complexity: O(k log k), *k* the arcs at nodes whose distance may differ.
    public mutating func exchange(
        _ removed: [WalkSource], for added: [WalkSource], _ network: MendedNetwork,
        streets: StreetExchange? = nil
    ) -> [Int32] {
        let (gone, come) = Self.differences(removed, added)
        let lost = streets?.gone ?? [], won = streets?.come ?? []
        guard !gone.isEmpty || !come.isEmpty || !lost.isEmpty || !won.isEmpty else { return [] }
        for source in gone { remove(source) }
        for source in come { add(source) }
        extend(to: network.nodeCount)
        var repair = Repair(before: streets?.before ?? network, after: network)
        repair.clear(gone, lost, &self)
        repair.lower(come, won, &self)
        repair.search(&self)
        var edges = Set(gone.map(\.place.edge)).union(come.map(\.place.edge)).union(won)
        for (node, before) in repair.before where before != distance(ofNode: node) {
            network.forEachArc(of: node) { edges.insert($0.edge) }
        }
        return edges.subtracting(lost).sorted()
    }

    /// What is only on one side.
    private static func differences(
        _ removed: [WalkSource], _ added: [WalkSource]
    ) -> (gone: [WalkSource], come: [WalkSource]) {
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
        return (gone, come)
    }
}

/// One repair.
private struct Repair {
    let old: MendedNetwork
    let network: MendedNetwork
    var queue = WalkQueue()
    /// Distances before of the nodes that were touched.
    var before: [Int32: Double] = [:]

    init(before old: MendedNetwork, after network: MendedNetwork) {
        self.old = old
        self.network = network
    }

    /// Clears the nodes that may rest on sources or edges, and gives them the best of what is around them.
    mutating func clear(_ gone: [WalkSource], _ lost: [Int32], _ field: inout MendableField) {
        let old = old, network = network
        var cleared: [Int32] = []
        func clear(_ node: Int32, ifAt metres: Double) {
            guard metres < .infinity, before[node] == nil, field.distance(ofNode: node) == metres
            else { return }
            before[node] = metres
            cleared.append(node)
        }
        for source in gone {
            for (node, metres) in old.ends(of: source) { clear(node, ifAt: metres) }
        }
        for edge in lost {
            let (from, to, length) = old.ends(of: edge)
            clear(to, ifAt: field.distance(ofNode: from) + length)
            clear(from, ifAt: field.distance(ofNode: to) + length)
        }
        var next = 0
        while next < cleared.count {
            let metres = field.distance(ofNode: cleared[next])
            old.forEachArc(of: cleared[next]) { clear($0.target, ifAt: metres + $0.length) }
            next += 1
        }
        for node in cleared { field.set(node, .infinity) }
        for node in cleared {
            let best = bestAround(node, field, network)
            guard best < .infinity else { continue }
            field.set(node, best)
            queue.push(WalkQueue.word(best, node))
        }
    }

    /// Distance of a cleared node by its neighbours that were not cleared, and by sources on its edges.
    private func bestAround(
        _ node: Int32, _ field: MendableField, _ network: MendedNetwork
    ) -> Double {
        var best = Double.infinity
        network.forEachArc(of: node) { arc in
            if before[arc.target] == nil {
                best = min(best, field.distance(ofNode: arc.target) + arc.length)
            }
            for source in field.sources(on: arc.edge) {
                for (end, metres) in network.ends(of: source) where end == node {
                    best = min(best, metres)
                }
            }
        }
        return best
    }

    /// Starts from new sources and along new edges.
    mutating func lower(_ come: [WalkSource], _ won: [Int32], _ field: inout MendableField) {
        for source in come {
            for (node, metres) in network.ends(of: source) { reach(node, metres, &field) }
        }
        for edge in won {
            let (from, to, length) = network.ends(of: edge)
            reach(to, field.distance(ofNode: from) + length, &field)
            reach(from, field.distance(ofNode: to) + length, &field)
        }
    }

    mutating func search(_ field: inout MendableField) {
        let network = network
        while !queue.isEmpty {
            let word = queue.pop()
            let node = Int32(truncatingIfNeeded: word & 0xFFFF_FFFF)
            let metres = field.distance(ofNode: node)
            if Float(metres).bitPattern < UInt32(word >> 32) { continue }
            network.forEachArc(of: node) { reach($0.target, metres + $0.length, &field) }
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

extension MendedNetwork {
    /// The ends of the edge of a source, with the way to them as a search from it starts.
    fileprivate func ends(of source: WalkSource) -> [(node: Int32, metres: Double)] {
        let place = source.place, edge = ends(of: place.edge)
        return [
            (edge.from, place.connector + place.along),
            (edge.to, place.connector + (edge.length - place.along)),
        ]
    }
}
