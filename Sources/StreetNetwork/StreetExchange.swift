// SPDX-License-Identifier: EUPL-1.2
//
// Which edges of a network of safe walking come and go where streets get another speed or crossing.
//
// Both networks of the streets around are made, before and after; few streets take little time. A node is touched
// where a changed street has a vertex, before or after, or where a node with such a vertex has another one.
// Edges with a touched vertex go, and edges with a touched vertex come. Nothing else differs:
// - a piece of street that comes, goes or is cut elsewhere is of a changed street, and both its nodes are touched;
// - sectors, and whether two pieces go on in one edge, can differ at touched nodes only;
// - of an edge that goes, every piece is in an edge that comes, or goes too: following the edge from a touched
//   node, what lies between it and the next node that ends an edge is the same before and after.
// An edge that comes ends at touched nodes, which get new numbers, or at nodes where an edge that goes ended with
// the same piece, whose number it takes. Its direction and so the rounding of the distances along it are
// those of the whole network, since nodes have the same order along the same curve (VertexNodes.swift).
// All is compared by place, not by number. Where something cannot be found the answer is `nil`, and the
// network is made anew.
public import Planar
import SpatialIndex

/// What a change of some streets takes from a network and puts there.
public struct StreetExchange: Sendable {
    /// The network before.
    public let before: MendedNetwork
    /// The network after.
    public let after: MendedNetwork
    /// Edges that went.
    public let gone: [Int32]
    /// Edges that came.
    public let come: [Int32]
    /// Boxes of what changed.
    public let regions: [Box]

    /// Exchanges streets of a network; `nil` where it is to be made anew.
    ///
    /// - Parameters:
    ///   - network: A network of safe walking.
    ///   - before: The streets around as they are in it: all that have a vertex in ``MendedNetwork/surroundings(of:)``.
    ///   - after: The same streets as they will be.
    ///   - rows: Features of the streets that differ.
    /// - Complexity: O(k log k), *k* the vertices around.
    public init?(
        _ network: MendedNetwork, _ before: SafeStreets, for after: SafeStreets, rows: Set<Int32>
    ) {
        guard let lattice = network.root.barriers?.lattice else { return nil }
        let old = LocalStreets(before, lattice), new = LocalStreets(after, lattice)
        var touched: Set<PlaceKey> = []
        for local in [old, new] { local.insertVertices(of: rows, &touched) }
        while true {
            let count = touched.count
            for local in [old, new] { local.spread(&touched) }
            if touched.count == count { break }
        }
        var gone: Set<Int32> = []
        var nodes: [LegKey: Int32] = [:]
        for edge in 0..<old.graph.edgeCount where old.touches(edge, touched) {
            guard let own = network.edge(like: edge, of: old, except: gone) else { return nil }
            gone.insert(own)
            let (from, to, _) = network.ends(of: own)
            nodes[old.leg(edge, atEnd: false)] = from
            nodes[old.leg(edge, atEnd: true)] = to
        }
        var count = network.nodeCount
        var fresh: [Int32: Int32] = [:]
        func node(_ edge: Int, atEnd: Bool) -> Int32? {
            let leg = new.leg(edge, atEnd: atEnd)
            guard touched.contains(leg.place) else { return nodes[leg] }
            let own = atEnd ? new.graph.to[edge] : new.graph.from[edge]
            if let known = fresh[own] { return known }
            fresh[own] = Int32(truncatingIfNeeded: count)
            count += 1
            return fresh[own]
        }
        var come: [MendedNetwork.NewEdge] = []
        for edge in 0..<new.graph.edgeCount where new.touches(edge, touched) {
            guard let from = node(edge, atEnd: false), let to = node(edge, atEnd: true) else {
                return nil
            }
            come.append(
                MendedNetwork.NewEdge(
                    graph: new.graph, row: edge, pieces: new.pieces.facts, from: from, to: to))
        }
        self.before = network
        self.gone = gone.sorted()
        let boxes =
            self.gone.map { edge in
                let (graph, row) = network.graph(of: edge)
                return graph.lines.box(of: row)
            } + old.boxes(of: rows) + new.boxes(of: rows)
        var after = network
        self.come = after.exchange(
            self.gone, for: come, nodeCount: count, barriers: new.pieces.barriers, of: rows,
            regions: boxes)
        self.after = after
        regions = Box.joined(boxes)
    }

    /// Whether something changed that can be reached from a box.
    public func reaches(_ box: Box) -> Bool {
        regions.contains { $0.expanded(by: after.reach).intersects(box) }
    }
}

extension MendedNetwork {
    /// Boxes around the edges that pass vertices of some lines: streets with a vertex in none of them need not be
    /// known where these lines change.
    public func surroundings(of lines: LineSet) -> [Box] {
        let hair = 1.0
        let near = lines.x.indices.map {
            Box(minX: lines.x[$0], minY: lines.y[$0], maxX: lines.x[$0], maxY: lines.y[$0])
                .expanded(by: hair)
        }
        let window = window(on: near)
        let edges = window.network.graph.lines
        return Box.joined(
            (0..<edges.count).map { edges.box(of: $0).expanded(by: hair) }
                + (0..<lines.count).map { lines.box(of: $0).expanded(by: hair) })
    }

    /// The edge that is one of a part of the network, to the bit.
    fileprivate func edge(
        like edge: Int, of local: LocalStreets, except taken: Set<Int32>
    ) -> Int32? {
        let rows = local.graph.lines.vertices(of: edge)
        let x = local.graph.lines.x[rows.lowerBound], y = local.graph.lines.y[rows.lowerBound]
        var found: Int32?
        func consider(_ candidate: Int32) {
            guard found == nil, !isGone.contains(candidate), !taken.contains(candidate) else {
                return
            }
            let (graph, row) = graph(of: candidate)
            let pieces = pieces(of: candidate)
            let own = graph.lines.vertices(of: row)
            guard own.count == rows.count else { return }
            for (i, j) in zip(rows, own) {
                guard local.graph.lines.x[i] == graph.lines.x[j],
                    local.graph.lines.y[i] == graph.lines.y[j],
                    local.facts(i) == pieces.facts(graph.stepOfVertex[j])
                else { return }
            }
            found = candidate
        }
        root.index.forEachSegment(near: x, y, x, y, margin: 0) { i, _ in
            let candidate = root.graph.edgeOfVertex[i]
            if Int(root.graph.lines.offsets[Int(candidate)]) == i { consider(candidate) }
        }
        for row in 0..<extra.edgeCount {
            let first = Int(extra.lines.offsets[row])
            guard extra.lines.x[first] == x, extra.lines.y[first] == y else { continue }
            consider(Int32(truncatingIfNeeded: root.graph.edgeCount + row))
        }
        return found
    }
}

/// A place by its coordinates.
private struct PlaceKey: Hashable {
    var x: Double
    var y: Double
}

/// How an edge leaves its end.
private struct LegKey: Hashable {
    var place: PlaceKey
    var next: PlaceKey
    var facts: PieceKey
}

/// What an edge is a piece of: the row of the street, and the side of the lane in the direction of the edge.
private struct PieceKey: Hashable {
    var row: Int32
    var side: Int8
}

extension [StreetBarriers.Piece] {
    /// What a step is of.
    fileprivate func facts(_ step: Int32) -> PieceKey {
        guard step >= 0 else { return PieceKey(row: -1, side: 0) }
        let piece = self[Int(step) / 2]
        return PieceKey(row: piece.row, side: step & 1 == 0 ? piece.side : -piece.side)
    }
}

/// Some streets as a network of their own.
private struct LocalStreets {
    let pieces: SafePieces
    let graph: StreetGraph

    init(_ streets: SafeStreets, _ lattice: SpatialLattice) {
        pieces = SafePieces(streets, lattice: lattice)
        graph = StreetGraph(pieces.walkable)
    }

    func place(_ vertex: Int32) -> PlaceKey {
        PlaceKey(x: pieces.all.lines.x[Int(vertex)], y: pieces.all.lines.y[Int(vertex)])
    }

    /// Adds all vertices of some streets.
    func insertVertices(of rows: Set<Int32>, _ touched: inout Set<PlaceKey>) {
        let lines = pieces.all.lines
        for k in 0..<lines.count where rows.contains(lines.feature[k]) {
            for i in lines.vertices(of: k) {
                touched.insert(PlaceKey(x: lines.x[i], y: lines.y[i]))
            }
        }
    }

    /// Adds the vertices of nodes that are touched.
    func spread(_ touched: inout Set<PlaceKey>) {
        let all = pieces.all
        var nodes: Set<Int32> = []
        for piece in 0..<all.count {
            if touched.contains(place(all.first[piece])) { nodes.insert(all.from[piece]) }
            if touched.contains(place(all.last[piece])) { nodes.insert(all.to[piece]) }
        }
        for piece in 0..<all.count {
            if nodes.contains(all.from[piece]) { touched.insert(place(all.first[piece])) }
            if nodes.contains(all.to[piece]) { touched.insert(place(all.last[piece])) }
        }
    }

    /// Whether an edge has a touched vertex.
    func touches(_ edge: Int, _ touched: Set<PlaceKey>) -> Bool {
        graph.lines.vertices(of: edge).contains {
            touched.contains(PlaceKey(x: graph.lines.x[$0], y: graph.lines.y[$0]))
        }
    }

    /// What the segment from a vertex of the graph is of.
    func facts(_ vertex: Int) -> PieceKey { pieces.facts.facts(graph.stepOfVertex[vertex]) }

    /// How an edge leaves one of its ends.
    func leg(_ edge: Int, atEnd: Bool) -> LegKey {
        let rows = graph.lines.vertices(of: edge)
        let end = atEnd ? rows.upperBound - 1 : rows.lowerBound
        let next = atEnd ? end - 1 : end + 1
        var key = facts(atEnd ? next : end)
        if atEnd { key.side = -key.side }
        return LegKey(
            place: PlaceKey(x: graph.lines.x[end], y: graph.lines.y[end]),
            next: PlaceKey(x: graph.lines.x[next], y: graph.lines.y[next]), facts: key)
    }

    /// Boxes of some streets.
    func boxes(of rows: Set<Int32>) -> [Box] {
        let lines = pieces.all.lines
        return (0..<lines.count).filter { rows.contains(lines.feature[$0]) }
            .map(lines.box(of:))
    }
}
