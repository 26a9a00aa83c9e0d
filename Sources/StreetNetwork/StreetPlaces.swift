// SPDX-License-Identifier: EUPL-1.2
//
// Points on the network: the nearest point of the nearest edge, and the way to it in a straight line.
//
// Where several edges are equally near, within a micrometre, whoever is there may take any of them, and the
// shortest way counts. Any choice among them would be made by rounding, by the order of the edges, or by where
// a crossing happens to cut them: then a new crossing could lengthen a way. They are rare, so a place only tells
// that there are others, and who asks looks them up again (`places(x:y:)`).
import Planar
public import SpatialIndex

/// Where a point meets the network.
public struct StreetPlace: Sendable, Equatable, BitwiseCopyable {
    /// The edge; -1 where no edge is near enough.
    public var edge: Int32
    /// Distance along the edge from its lower node, metres.
    public var along: Double
    /// Straight line from the point to the edge, metres.
    public var connector: Double
    /// Whether there are other places as near, on edges that do not meet here.
    public var isTied: Bool

    /// Creates a place.
    public init(edge: Int32, along: Double, connector: Double, isTied: Bool = false) {
        self.isTied = isTied
        self.edge = edge
        self.along = along
        self.connector = connector
    }

    /// No edge is near enough.
    public static let none = StreetPlace(edge: -1, along: 0, connector: 0)

    /// The order of edges, places and connectors.
    @inline(__always)
    fileprivate func isBefore(_ other: StreetPlace) -> Bool {
        (edge, along, connector) < (other.edge, other.along, other.connector)
    }

    /// The same, with others as near.
    fileprivate var tied: StreetPlace {
        StreetPlace(edge: edge, along: along, connector: connector, isTied: true)
    }
}

/// The graph with an index of its edges.
public struct StreetNetwork: Sendable {
    /// The graph.
    public let graph: StreetGraph
    /// The nearest segment of `graph.lines`.
    public let index: NearestSegmentIndex
    /// Largest connector, metres.
    public let maxSnap: Double
    /// What connectors may not meet; `nil` for walking anywhere.
    let barriers: StreetBarriers?

    /// Indexes a graph.
    public init(_ graph: StreetGraph, maxSnap: Double, threads: Int = 1) {
        self.init(graph, maxSnap: maxSnap, barriers: nil, threads: threads)
    }

    init(_ graph: StreetGraph, maxSnap: Double, barriers: StreetBarriers?, threads: Int = 1) {
        self.graph = graph
        self.maxSnap = maxSnap
        self.barriers = barriers
        index = NearestSegmentIndex(graph.lines, reach: maxSnap, threads: threads)
    }

    /// Projects points on the nearest point of the nearest edge, one of them where several are equally near.
    ///
    /// - Parameters:
    ///   - x: *n* eastings, metres.
    ///   - y: *n* northings, metres.
    ///   - output: *n* places; ``StreetPlace/none`` beyond ``maxSnap``.
    /// - Precondition: all columns have the same length.
    /// - Complexity: O(*n*) where edges are spread as streets are.
    public func project(
        x: Span<Double>, y: Span<Double>, into output: inout MutableSpan<StreetPlace>
    ) {
        let limit = NearestSegmentIndex.squaredLimit(of: maxSnap)
        for i in x.indices { output[i] = place(x[i], y[i], limit) }
    }

    /// Projects one point.
    public func place(x: Double, y: Double) -> StreetPlace {
        place(x, y, NearestSegmentIndex.squaredLimit(of: maxSnap))
    }

    /// All places of one point that are equally near, the one of ``place(x:y:)`` first; none beyond ``maxSnap``.
    public func places(x: Double, y: Double) -> [StreetPlace] {
        let first = place(x: x, y: y)
        guard first.edge >= 0 else { return [] }
        var found: [StreetPlace] = []
        forEachPlace(from: first, x: x, y: y) { found.append($0) }
        return found
    }

    /// Calls `body` with each place of one point that is equally near, once.
    ///
    /// - Parameters:
    ///   - first: What ``place(x:y:)`` gives for the point, on an edge; it comes first.
    ///   - x: Easting of the point, metres.
    ///   - y: Northing.
    ///   - body: Its places.
    /// - Complexity: that of a search where the first place is tied; nothing is allocated for sixteen or fewer.
    @inline(__always)
    public func forEachPlace(
        from first: StreetPlace, x: Double, y: Double, _ body: (StreetPlace) -> Void
    ) {
        body(first)
        if first.isTied { forEachOther(first, x, y, body) }
    }

    /// The others in order of edges: which of them stands for those at the same point must not depend on the order of
    /// the search.
    private func forEachOther(
        _ first: StreetPlace, _ x: Double, _ y: Double, _ body: (StreetPlace) -> Void
    ) {
        var rivals = InlineArray<16, StreetPlace>(repeating: first)
        var count = 0
        var more: [StreetPlace] = []
        forEachRival(of: first, x, y) { place in
            if !more.isEmpty {
                more.append(place)
                return true
            }
            var row = count
            while row > 0, place.isBefore(rivals[row - 1]) { row -= 1 }
            if row > 0, !rivals[row - 1].isBefore(place) { return true }
            if count == rivals.count {
                for k in 0..<count { more.append(rivals[k]) }
                more.append(place)
                return true
            }
            for k in stride(from: count, to: row, by: -1) { rivals[k] = rivals[k - 1] }
            rivals[row] = place
            count += 1
            return true
        }
        if !more.isEmpty {
            more.sort { $0.isBefore($1) }
            var found = [first]
            for place in more where !found.contains(where: { graph.areOne($0, place) }) {
                found.append(place)
                body(place.tied)
            }
            return
        }
        var kept = 0
        for k in 0..<count where !graph.areOne(first, rivals[k]) {
            let place = rivals[k]
            if (0..<kept).contains(where: { graph.areOne(rivals[$0], place) }) { continue }
            rivals[kept] = place
            kept += 1
            body(place.tied)
        }
    }

    @inline(__always)
    private func place(_ x: Double, _ y: Double, _ limit: Double) -> StreetPlace {
        guard let found = index.nearest(x: x, y: y, squaredLimit: limit) else { return .none }
        var place = StreetPlace.none
        var mayBeTied = found.hasRival
        if let barriers, !barriers.allow(found.segment, from: x, y, in: graph) {
            place = firstAllowed(x, y, barriers, from: found.squared.squareRoot())
            mayBeTied = place.edge >= 0
        } else {
            place = graph.place(x: x, y: y, onSegment: found.segment)
        }
        if mayBeTied {
            forEachRival(of: place, x, y) { other in
                place.isTied = !graph.areOne(place, other)
                return !place.isTied
            }
        }
        return place
    }

    /// The nearest place whose connector meets no barrier, none nearer than `least`.
    private func firstAllowed(
        _ x: Double, _ y: Double, _ barriers: StreetBarriers, from least: Double
    ) -> StreetPlace {
        var reach = min(max(1.01 * least, 10), maxSnap)
        while true {
            var near: [(squared: Double, segment: Int)] = []
            forEachSegment(within: reach, of: x, y) { near.append(($0, $1)) }
            near.sort { $0 < $1 }
            for (_, segment) in near where barriers.allow(segment, from: x, y, in: graph) {
                return graph.place(x: x, y: y, onSegment: segment)
            }
            if reach >= maxSnap { return .none }
            reach = min(2 * reach, maxSnap)
        }
    }

    /// Visits the places that are as near as the nearest one, itself included, some more than once, until
    /// `body` returns false.
    private func forEachRival(
        of place: StreetPlace, _ x: Double, _ y: Double, _ body: (StreetPlace) -> Bool
    ) {
        let reach = min(place.connector + NearestSegmentIndex.equallyNear, maxSnap)
        var goesOn = true
        forEachSegment(within: reach, of: x, y) { _, segment in
            guard goesOn, barriers?.allow(segment, from: x, y, in: graph) != false else { return }
            goesOn = body(graph.place(x: x, y: y, onSegment: segment))
        }
    }

    /// Visits the segments within a distance of a point, some more than once: squared distance and row.
    @inline(__always)
    private func forEachSegment(
        within reach: Double, of x: Double, _ y: Double, _ body: (Double, Int) -> Void
    ) {
        let limit = NearestSegmentIndex.squaredLimit(of: reach)
        index.forEachSegment(near: x, y, x, y, margin: reach) { i, _ in
            let squared = squaredDistance(
                fromX: x, y: y, toSegment: graph.lines.x[i], graph.lines.y[i],
                graph.lines.x[i + 1], graph.lines.y[i + 1])
            if squared <= limit { body(squared, i) }
        }
    }
}

extension StreetGraph {
    /// The node at which a place is; -1 where it is inside an edge.
    @inline(__always)
    private func node(of place: StreetPlace) -> Int32 {
        let edge = Int(place.edge)
        if place.along <= 0 { return from[edge] }
        return place.along >= length(of: edge) ? to[edge] : -1
    }

    /// Whether two places are one and the same point of the network.
    @inline(__always)
    func areOne(_ one: StreetPlace, _ other: StreetPlace) -> Bool {
        if one.edge == other.edge, abs(one.along - other.along) <= NearestSegmentIndex.equallyNear {
            return true
        }
        let node = node(of: one)
        return node >= 0 && node == self.node(of: other)
    }

    /// The nearest point of one segment of an edge.
    @inline(__always)
    public func place(x px: Double, y py: Double, onSegment i: Int) -> StreetPlace {
        let ax = lines.x[i], ay = lines.y[i], bx = lines.x[i + 1], by = lines.y[i + 1]
        let squared = squaredDistance(fromX: px, y: py, toSegment: ax, ay, bx, by)
        let dx = bx - ax, dy = by - ay
        let dot = (px - ax) * dx + (py - ay) * dy
        let lengthSquared = dx * dx + dy * dy
        var position = along[i]
        if dot >= lengthSquared {
            position = along[i + 1]
        } else if dot > 0 {
            position = min(along[i] + dot / lengthSquared.squareRoot(), along[i + 1])
        }
        return StreetPlace(
            edge: edgeOfVertex[i], along: position, connector: squared.squareRoot())
    }

    /// First vertex of the segment that a place is on.
    func segment(of place: StreetPlace) -> Int {
        let rows = lines.vertices(of: Int(place.edge))
        var low = rows.lowerBound, high = rows.upperBound - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if along[middle] <= place.along { low = middle } else { high = middle }
        }
        return low
    }

    /// The point of a place.
    public func point(of place: StreetPlace) -> (x: Double, y: Double) {
        let low = segment(of: place), high = low + 1
        let length = along[high] - along[low]
        let t = length > 0 ? min(max((place.along - along[low]) / length, 0), 1) : 0
        return (
            lines.x[low] + t * (lines.x[high] - lines.x[low]),
            lines.y[low] + t * (lines.y[high] - lines.y[low])
        )
    }
}
