// SPDX-License-Identifier: EUPL-1.2
//
// A part of a network as a network of its own, so that a few streets are searched by the code that searches all.
// Edges are copied whole, with the distance along them, so a place on one has the bits that it has in the
// whole network. Nothing in the answer of a search depends on the order of edges or on the index (see
// StreetPlaces.swift), so neither does it on what is left out beyond reach.
import Planar

/// Some edges of a network.
public struct StreetWindow: Sendable {
    /// Them, as a network without arcs.
    let network: StreetNetwork
    /// The edge of the whole network that each is.
    let edges: [Int32]

    /// Projects a point on the edges, as ``StreetNetwork/place(x:y:)``.
    func place(x: Double, y: Double) -> StreetPlace { whole(network.place(x: x, y: y)) }

    /// All places of a point, as ``StreetNetwork/places(x:y:)``.
    func places(x: Double, y: Double) -> [StreetPlace] {
        network.places(x: x, y: y).map(whole)
    }

    /// The places where a line can be entered, as ``StreetNetwork/entrances(toLine:facility:)``.
    public func entrances(toLine segments: [BorderSegment], facility: Int32) -> [WalkSource] {
        network.entrances(toLine: segments, facility: facility).map(whole)
    }

    /// The places where a polygon can be entered, as ``StreetNetwork/entrances(toOutline:facility:)``.
    public func entrances(toOutline segments: [BorderSegment], facility: Int32) -> [WalkSource] {
        network.entrances(toOutline: segments, facility: facility).map(whole)
    }

    /// The places where points can be entered, as ``StreetNetwork/entrances(toPoints:_:facility:)``.
    public func entrances(toPoints x: [Double], _ y: [Double], facility: [Int32]) -> [WalkSource] {
        network.entrances(toPoints: x, y, facility: facility).map(whole)
    }

    /// Whether one may step from a place to a point, as ``StreetNetwork/allows(_:toX:y:)``.
    func allows(_ place: StreetPlace, toX x: Double, y: Double) -> Bool {
        var low = 0, high = edges.count
        while low < high {
            let middle = (low + high) / 2
            if edges[middle] < place.edge { low = middle + 1 } else { high = middle }
        }
        guard low < edges.count, edges[low] == place.edge else { return true }
        var own = place
        own.edge = Int32(truncatingIfNeeded: low)
        return network.allows(own, toX: x, y: y)
    }

    private func whole(_ place: StreetPlace) -> StreetPlace {
        guard place.edge >= 0 else { return place }
        var place = place
        place.edge = edges[Int(place.edge)]
        return place
    }

    private func whole(_ source: WalkSource) -> WalkSource {
        WalkSource(place: whole(source.place), facility: source.facility)
    }
}

/// Edges that are put together, with what is to know of their pieces.
struct EdgeCollection: Sendable {
    private var lines = LineSet()
    private var along: [Double] = []
    private var edgeOfVertex: [Int32] = []
    private var stepOfVertex: [Int32] = []
    private var from: [Int32] = []
    private var to: [Int32] = []
    /// What is to know of each piece.
    private(set) var pieces: [StreetBarriers.Piece] = []

    init() {}

    /// Goes on with the edges of a graph.
    init(_ graph: StreetGraph, _ pieces: [StreetBarriers.Piece]) {
        lines = graph.lines
        along = graph.along
        edgeOfVertex = graph.edgeOfVertex
        stepOfVertex = graph.stepOfVertex
        from = graph.from
        to = graph.to
        self.pieces = pieces
    }

    /// Adds an edge of a graph between two nodes.
    mutating func append(
        _ edge: Int, of graph: StreetGraph, _ facts: [StreetBarriers.Piece], from low: Int32,
        to high: Int32
    ) {
        let row = Int32(truncatingIfNeeded: from.count)
        let rows = graph.lines.vertices(of: edge)
        var last: Int32 = -1
        for i in rows {
            let step = graph.stepOfVertex[i]
            if step >= 0, step != last { pieces.append(facts[Int(step) / 2]) }
            last = step
            let piece = Int32(truncatingIfNeeded: pieces.count - 1)
            stepOfVertex.append(step < 0 ? -1 : 2 * piece + (step & 1))
            edgeOfVertex.append(row)
        }
        lines.x.append(contentsOf: graph.lines.x[rows])
        lines.y.append(contentsOf: graph.lines.y[rows])
        lines.offsets.append(Int32(truncatingIfNeeded: lines.x.count))
        lines.feature.append(row)
        along.append(contentsOf: graph.along[rows])
        from.append(low)
        to.append(high)
    }

    /// The edges as a graph without arcs.
    var graph: StreetGraph {
        StreetGraph(
            lines: lines, along: along, edgeOfVertex: edgeOfVertex, stepOfVertex: stepOfVertex,
            from: from, to: to)
    }
}

extension StreetGraph {
    /// Edges without arcs, between nodes of another graph.
    fileprivate init(
        lines: LineSet, along: [Double], edgeOfVertex: [Int32], stepOfVertex: [Int32],
        from: [Int32], to: [Int32]
    ) {
        self.lines = lines
        self.along = along
        self.edgeOfVertex = edgeOfVertex
        self.stepOfVertex = stepOfVertex
        self.from = from
        self.to = to
        arcOffsets = [0]
        arcs = []
        nodeOfPieceNode = []
    }
}
