// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 streets meet at shared vertices and nowhere else, whatever the order of the input
// 2 linear time 3 no more memory than a few numbers per vertex.
//
// Vertices are sorted along a Hilbert curve (VertexPlaces.swift), so that equal ones are neighbours and nodes get
// numbers in spatial order. Merging is transitive: places in a chain of pairs within tolerance (NearPlaces.swift)
// are one node, whichever pair comes first.
//
// Levels: vertices of one level meet; those of different levels only where a line ends, so that a bridge
// drawn over a road, both of which have a vertex there, does not join it.
//
// Rejected: a hash table of coordinates (no spatial order, and a cache miss per vertex), rounding to the
// tolerance (two vertices a hair apart may round apart).
import Planar
import SpatialIndex

/// Which vertices of lines are nodes of the network.
struct VertexNodes: Sendable {
    /// Node of each vertex; -1 where a line only bends.
    private(set) var node: [Int32]
    /// Number of nodes; they are numbered in spatial order.
    private(set) var count = 0
    /// Nodes whose vertices do not lie at one place.
    private(set) var merged: [Int32] = []

    /// Vertices in spatial order, vertices at one place next to each other.
    private var rows: [Int32] = []
    /// Start of each place in `rows`, and the end.
    private var starts: [Int32] = []

    /// Finds the nodes of lines.
    ///
    /// - Parameters:
    ///   - lines: Lines in metres, finite.
    ///   - levels: Level per part; empty: all the same.
    ///   - tolerance: Vertices within so many metres of each other are one place, >= 0.
    ///   - lattice: What nodes are numbered by; that of all lines where these are some of them.
    ///   - threads: At most so many threads; they do not show in the nodes.
    init(
        _ lines: LineSet, levels: [Int32], tolerance: Double, lattice: SpatialLattice,
        threads: Int = 1
    ) {
        node = [Int32](repeating: -1, count: lines.x.count)
        let places = VertexPlaces(
            lines, tolerance: tolerance, lattice: lattice, threads: threads)
        rows = places.rows
        starts = places.starts
        number(places.merged(threads: threads), PartFacts(lines, levels))
    }

    /// The lattice of some lines: its cells are coarse against the tolerance.
    static func lattice(of lines: LineSet, tolerance: Double) -> SpatialLattice {
        SpatialLattice(x: lines.x.span, y: lines.y.span, cell: 256 * min(tolerance, 1e6))
    }

    /// Numbers the places that are nodes.
    private mutating func number(_ roots: [Int32], _ parts: PartFacts) {
        let places = starts.count - 1
        guard roots.isEmpty else {
            numberMerged(roots, parts)
            return
        }
        for place in 0..<places {
            number(rows[Int(starts[place])..<Int(starts[place + 1])], parts)
        }
    }

    /// The same where places were merged: the vertices of a set of places are taken together.
    private mutating func numberMerged(_ roots: [Int32], _ parts: PartFacts) {
        var members: [Int32: [Int32]] = [:]
        for place in roots.indices where Int(roots[place]) != place {
            members[roots[place], default: []] +=
                rows[Int(starts[place])..<Int(starts[place + 1])]
        }
        for place in roots.indices where Int(roots[place]) == place {
            let own = rows[Int(starts[place])..<Int(starts[place + 1])]
            if let others = members[Int32(truncatingIfNeeded: place)] {
                let before = count
                number((own + others)[...], parts)
                merged += (before..<count).map { Int32(truncatingIfNeeded: $0) }
            } else {
                number(own, parts)
            }
        }
    }

    /// Makes nodes of the vertices of one place.
    @inline(__always)
    private mutating func number(_ vertices: ArraySlice<Int32>, _ parts: PartFacts) {
        var hasEnd = false
        for vertex in vertices where parts.isEnd[Int(vertex)] { hasEnd = true }
        if hasEnd || parts.levels.isEmpty {
            guard hasEnd || vertices.count > 1 else { return }
            for vertex in vertices { node[Int(vertex)] = Int32(truncatingIfNeeded: count) }
            count += 1
            return
        }
        let levels = Set(vertices.map { parts.level(of: Int($0)) }).sorted()
        for level in levels {
            let same = vertices.filter { parts.level(of: Int($0)) == level }
            guard same.count > 1 else { continue }
            for vertex in same { node[Int(vertex)] = Int32(truncatingIfNeeded: count) }
            count += 1
        }
    }
}

/// What the nodes ask of the part of a vertex.
private struct PartFacts {
    /// Whether a vertex is the first or last of its part.
    let isEnd: [Bool]
    /// Level per part; empty: all the same.
    let levels: [Int32]
    private let offsets: [Int32]

    init(_ lines: LineSet, _ levels: [Int32]) {
        var isEnd = [Bool](repeating: false, count: lines.x.count)
        for k in 0..<lines.count {
            let rows = lines.vertices(of: k)
            if let first = rows.first { isEnd[first] = true }
            if let last = rows.last { isEnd[last] = true }
        }
        self.isEnd = isEnd
        let isOne = levels.allSatisfy { $0 == levels[0] }
        self.levels = isOne ? [] : levels
        offsets = lines.offsets
    }

    /// Level of the part of a vertex.
    func level(of vertex: Int) -> Int32 {
        var low = 0, high = levels.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(offsets[middle]) <= vertex { low = middle } else { high = middle }
        }
        return levels[low]
    }
}
