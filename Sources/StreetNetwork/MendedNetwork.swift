// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the distances of a network that is made anew, to the bit 2 work in proportion to the edges
// that change 3 nothing is copied that does not change.
//
// A network of which some edges were exchanged for others (StreetExchange.swift). Edges and nodes of the root keep
// their numbers, new ones follow. What is asked of a place far from all that changed is asked of the root; what is
// asked near it, of a window (StreetWindow.swift) on the edges there are now.
// Rejected: a copy of the arrays of the root (100 MB for 600,000 streets, and 50 ms to fill them), arrays
// in chunks (every search would pay for them).
public import Planar
import SpatialIndex

/// A network of which some edges were exchanged for others.
public struct MendedNetwork: Sendable {
    /// The network that the others are shared with.
    package let root: StreetNetwork
    /// Edges that are no more.
    private(set) var isGone: Set<Int32> = []
    /// Edges that came; their rows follow those of the root.
    private(set) var extra = EdgeCollection().graph
    /// What is to know of the pieces of edges that came.
    private var extraPieces: [StreetBarriers.Piece] = []
    /// Arcs of the nodes where edges came or went.
    private var arcsOf: [Int32: [StreetArc]] = [:]
    /// Number of all nodes.
    private(set) var nodeCount: Int
    /// Streets whose barriers are no longer those of the root.
    private var movedRows: Set<Int32> = []
    /// The barriers that they are now.
    private var movedBarriers = LineSet()
    /// Boxes of what changed.
    public private(set) var regions: [Box] = []
    /// The streets around what changed.
    private var window: StreetWindow?

    /// A network as it is.
    public init(_ root: StreetNetwork) {
        self.root = root
        nodeCount = root.graph.nodeCount
    }

    /// Largest connector, metres.
    public var maxSnap: Double { root.maxSnap }

    /// From a place within so many metres of something that changed, another answer may be due.
    package var reach: Double { maxSnap + 2 * runsAlongWithin }

    /// Whether something changed within reach of a box.
    public func isNear(_ box: Box) -> Bool {
        regions.contains { $0.expanded(by: reach).intersects(box) }
    }

    private func isNear(_ x: Double, _ y: Double) -> Bool {
        !regions.isEmpty && isNear(Box(minX: x, minY: y, maxX: x, maxY: y))
    }

    // MARK: Edges and nodes

    /// The graph that holds an edge, and its row there.
    @inline(__always)
    func graph(of edge: Int32) -> (graph: StreetGraph, row: Int) {
        let row = Int(edge), count = root.graph.edgeCount
        return row < count ? (root.graph, row) : (extra, row - count)
    }

    /// What is to know of the pieces of the graph that holds an edge.
    func pieces(of edge: Int32) -> [StreetBarriers.Piece] {
        Int(edge) < root.graph.edgeCount ? root.barriers?.pieces ?? [] : extraPieces
    }

    /// The ends of an edge and its length, metres.
    @inline(__always)
    func ends(of edge: Int32) -> (from: Int32, to: Int32, length: Double) {
        let row = Int(edge), count = root.graph.edgeCount
        if row < count {
            return (root.graph.from[row], root.graph.to[row], root.graph.length(of: row))
        }
        return (extra.from[row - count], extra.to[row - count], extra.length(of: row - count))
    }

    /// Visits the arcs of a node.
    @inline(__always)
    func forEachArc(of node: Int32, _ body: (StreetArc) -> Void) {
        if !arcsOf.isEmpty, let own = arcsOf[node] {
            for arc in own { body(arc) }
            return
        }
        guard Int(node) < root.graph.nodeCount else { return }
        let offsets = root.graph.arcOffsets
        for k in Int(offsets[Int(node)])..<Int(offsets[Int(node) + 1]) { body(root.graph.arcs[k]) }
    }

    // MARK: Places

    /// Projects one point, as ``StreetNetwork/place(x:y:)``.
    public func place(x: Double, y: Double) -> StreetPlace {
        guard isNear(x, y), let window else { return root.place(x: x, y: y) }
        return window.place(x: x, y: y)
    }

    /// All places of a point, as ``StreetNetwork/places(x:y:)``.
    public func places(x: Double, y: Double) -> [StreetPlace] {
        guard isNear(x, y), let window else { return root.places(x: x, y: y) }
        return window.places(x: x, y: y)
    }

    /// The point of a place.
    public func point(of place: StreetPlace) -> (x: Double, y: Double) {
        let count = root.graph.edgeCount
        if Int(place.edge) < count { return root.graph.point(of: place) }
        var place = place
        place.edge -= Int32(truncatingIfNeeded: count)
        return extra.point(of: place)
    }

    /// Whether one may step from a place to a point, as ``StreetNetwork/allows(_:toX:y:)``.
    public func allows(_ place: StreetPlace, toX x: Double, y: Double) -> Bool {
        guard place.edge >= 0 else { return true }
        let foot = point(of: place)
        guard isNear(foot.x, foot.y), let window else { return root.allows(place, toX: x, y: y) }
        return window.allows(place, toX: x, y: y)
    }

    /// The streets with something in one of some boxes, as a network that answers within them.
    public func window(on boxes: [Box]) -> StreetWindow {
        var found: Set<Int32> = []
        var fast = LineSet()
        let barriers = root.barriers
        for box in boxes {
            root.index.forEachSegment(near: box.minX, box.minY, box.maxX, box.maxY, margin: 0) {
                i, _ in found.insert(root.graph.edgeOfVertex[i])
            }
        }
        found.subtract(isGone)
        for row in 0..<extra.edgeCount {
            let edge = Int32(truncatingIfNeeded: root.graph.edgeCount + row)
            guard !isGone.contains(edge) else { continue }
            if extra.lines.hasSegment(of: row, inAnyOf: boxes) { found.insert(edge) }
        }
        if let barriers {
            var segments: Set<Int> = []
            for box in boxes {
                barriers.index.forEachSegment(
                    near: box.minX, box.minY, box.maxX, box.maxY, margin: 0
                ) { i, _ in segments.insert(i) }
            }
            for i in segments where !movedRows.contains(barriers.row(ofSegment: i)) {
                let x = barriers.lines.x, y = barriers.lines.y
                fast.append(x: [x[i], x[i + 1]], y: [y[i], y[i + 1]], feature: 0)
            }
            for k in 0..<movedBarriers.count
            where movedBarriers.hasSegment(of: k, inAnyOf: boxes) {
                let rows = movedBarriers.vertices(of: k)
                fast.append(
                    x: Array(movedBarriers.x[rows]), y: Array(movedBarriers.y[rows]), feature: 0)
            }
        }
        let edges = found.sorted()
        var collection = EdgeCollection()
        for edge in edges {
            let (graph, row) = graph(of: edge)
            collection.append(
                row, of: graph, pieces(of: edge), from: graph.from[row], to: graph.to[row])
        }
        return StreetWindow(
            network: StreetNetwork(
                collection.graph, maxSnap: maxSnap,
                barriers: barriers.map {
                    StreetBarriers(
                        fast, pieces: collection.pieces, reach: maxSnap, lattice: $0.lattice)
                }),
            edges: edges)
    }
}

extension MendedNetwork {
    /// Takes edges away and adds others, and the barriers of some streets.
    mutating func exchange(
        _ gone: [Int32], for come: [NewEdge], nodeCount: Int, barriers: LineSet,
        of rows: Set<Int32>, regions: [Box]
    ) -> [Int32] {
        self.nodeCount = nodeCount
        isGone.formUnion(gone)
        var collection = EdgeCollection(extra, extraPieces)
        var added: [Int32] = []
        for edge in come {
            added.append(
                Int32(truncatingIfNeeded: root.graph.edgeCount + collection.graph.edgeCount))
            collection.append(edge.row, of: edge.graph, edge.pieces, from: edge.from, to: edge.to)
        }
        var touched: Set<Int32> = []
        for edge in gone {
            let (from, to, _) = ends(of: edge)
            touched.formUnion([from, to])
        }
        extra = collection.graph
        extraPieces = collection.pieces
        var fresh: [Int32: [StreetArc]] = [:]
        for edge in added {
            let (from, to, length) = ends(of: edge)
            touched.formUnion([from, to])
            fresh[from, default: []].append(StreetArc(target: to, edge: edge, length: length))
            if from == to { continue }
            fresh[to, default: []].append(StreetArc(target: from, edge: edge, length: length))
        }
        for node in touched {
            var arcs = fresh[node] ?? []
            forEachArc(of: node) { if !isGone.contains($0.edge) { arcs.append($0) } }
            arcsOf[node] = arcs
        }
        var kept = LineSet()
        for k in 0..<movedBarriers.count where !rows.contains(movedBarriers.feature[k]) {
            kept.append(movedBarriers, part: k)
        }
        for k in 0..<barriers.count where rows.contains(barriers.feature[k]) {
            kept.append(barriers, part: k)
        }
        movedBarriers = kept
        movedRows.formUnion(rows)
        self.regions = Box.joined(self.regions + regions)
        window = window(on: self.regions.map { $0.expanded(by: 2 * reach) })
        return added
    }

    /// An edge that comes, with its nodes in this network.
    struct NewEdge {
        var graph: StreetGraph
        var row: Int
        var pieces: [StreetBarriers.Piece]
        var from: Int32
        var to: Int32
    }
}

extension StreetBarriers {
    /// The row of the street that a segment is of.
    func row(ofSegment i: Int) -> Int32 {
        var low = 0, high = lines.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(lines.offsets[middle]) <= i { low = middle } else { high = middle }
        }
        return lines.feature[low]
    }
}

extension LineSet {
    /// Whether a segment of a part has its box in one of some boxes, partly.
    func hasSegment(of k: Int, inAnyOf boxes: [Box]) -> Bool {
        vertices(of: k).dropLast().contains { i in
            let box = Box(
                minX: min(x[i], x[i + 1]), minY: min(y[i], y[i + 1]), maxX: max(x[i], x[i + 1]),
                maxY: max(y[i], y[i + 1]))
            return boxes.contains { $0.intersects(box) }
        }
    }

    /// The box of a part.
    func box(of k: Int) -> Box {
        vertices(of: k).reduce(into: Box.empty) { $0.insert(x: x[$1], y: y[$1]) }
    }

    /// Adds one part of another set.
    mutating func append(_ other: LineSet, part k: Int) {
        let rows = other.vertices(of: k)
        x.append(contentsOf: other.x[rows])
        y.append(contentsOf: other.y[rows])
        offsets.append(Int32(truncatingIfNeeded: x.count))
        feature.append(other.feature[k])
    }
}

extension Box {
    /// Boxes that meet each other made one.
    static func joined(_ boxes: [Box]) -> [Box] {
        var found: [Box] = []
        for box in boxes where !box.isEmpty {
            var box = box
            while let k = found.firstIndex(where: { $0.intersects(box) }) {
                box.insert(found.remove(at: k))
            }
            found.append(box)
        }
        return found
    }
}
