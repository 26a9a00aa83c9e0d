// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 streets meet at shared vertices and nowhere else, whatever the order of the input
// 2 linear time 3 no more memory than a few numbers per vertex.
//
// Vertices are sorted along a Hilbert curve, so that equal ones are neighbours and nodes get numbers in
// spatial order. The lattice of the curve is coarse against the tolerance (256 times), so vertices within
// tolerance of each other share a cell of it, but for those near a border of their cell; these few are
// listed in every cell that the tolerance around them touches. Within a cell a sweep by easting finds the
// pairs. Merging is transitive: places in a chain of such pairs are one node, whichever pair comes first.
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
    init(_ lines: LineSet, levels: [Int32], tolerance: Double, lattice: SpatialLattice) {
        node = [Int32](repeating: -1, count: lines.x.count)
        findPlaces(lines, lattice)
        let roots = mergedPlaces(lines, tolerance, lattice)
        let parts = PartFacts(lines, levels)
        number(roots, parts)
    }

    /// The lattice of some lines: its cells are coarse against the tolerance.
    static func lattice(of lines: LineSet, tolerance: Double) -> SpatialLattice {
        SpatialLattice(x: lines.x.span, y: lines.y.span, cell: 256 * min(tolerance, 1e6))
    }

    /// Sorts the vertices and marks where a new place begins.
    private mutating func findPlaces(_ lines: LineSet, _ lattice: SpatialLattice) {
        let keys = spatialKeys(x: lines.x.span, y: lines.y.span, on: lattice)
        let x = lines.x.span, y = lines.y.span
        var order = keys.map { Int32(truncatingIfNeeded: $0) }
        var starts: [Int32] = []
        starts.reserveCapacity(keys.count / 2 + 1)
        var low = 0
        while low < keys.count {
            let key = keys[low] >> 32
            let first = Int(order[low])
            var high = low + 1
            var isOnePlace = true
            while high < keys.count, keys[high] >> 32 == key {
                let other = Int(order[high])
                isOnePlace = isOnePlace && x[other] == x[first] && y[other] == y[first]
                high += 1
            }
            if !isOnePlace {
                order[low..<high].sort {
                    let a = Int($0), b = Int($1)
                    return (x[a], y[a]) < (x[b], y[b])
                }
            }
            for i in low..<high {
                let here = Int(order[i]), before = Int(order[max(i, 1) - 1])
                if i == low || x[here] != x[before] || y[here] != y[before] {
                    starts.append(Int32(truncatingIfNeeded: i))
                }
            }
            low = high
        }
        starts.append(Int32(truncatingIfNeeded: keys.count))
        rows = order
        self.starts = starts
    }

    /// The place that stands for each place after merging; empty where nothing is merged.
    private func mergedPlaces(
        _ lines: LineSet, _ tolerance: Double, _ lattice: SpatialLattice
    ) -> [Int32] {
        guard tolerance > 0, starts.count > 2 else { return [] }
        let x = starts.dropLast().map { lines.x[Int(rows[Int($0)])] }
        let y = starts.dropLast().map { lines.y[Int(rows[Int($0)])] }
        var pairs: [(Int32, Int32)] = []
        var borders: [(key: UInt64, place: Int32)] = []
        func consider(_ a: Int32, _ b: Int32) {
            let dx = x[Int(a)] - x[Int(b)], dy = y[Int(a)] - y[Int(b)]
            if dx * dx + dy * dy <= tolerance * tolerance { pairs.append((a, b)) }
        }
        var window = 0
        for place in x.indices {
            let west = lattice.column(x[place] - tolerance)
            let east = lattice.column(x[place] + tolerance)
            let south = lattice.row(y[place] - tolerance)
            let north = lattice.row(y[place] + tolerance)
            if west != east || south != north {
                for column in west...east {
                    for row in south...north {
                        borders.append(
                            (UInt64(column) << 32 | UInt64(row), Int32(truncatingIfNeeded: place)))
                    }
                }
            }
            // Within a cell places ascend by easting; the next cell starts the window anew.
            if place > 0 {
                let same =
                    lattice.column(x[place]) == lattice.column(x[place - 1])
                    && lattice.row(y[place]) == lattice.row(y[place - 1])
                if !same { window = place }
            }
            while x[window] < x[place] - tolerance { window += 1 }
            for other in window..<place {
                consider(Int32(truncatingIfNeeded: other), Int32(truncatingIfNeeded: place))
            }
        }
        forEachBorderPair(&borders, x, tolerance, consider)
        return pairs.isEmpty ? [] : Self.joined(pairs, count: x.count)
    }

    private func forEachBorderPair(
        _ borders: inout [(key: UInt64, place: Int32)], _ x: [Double], _ tolerance: Double,
        _ consider: (Int32, Int32) -> Void
    ) {
        borders.sort { ($0.key, x[Int($0.place)]) < ($1.key, x[Int($1.place)]) }
        var window = 0
        for i in borders.indices {
            let east = x[Int(borders[i].place)]
            while borders[window].key != borders[i].key
                || x[Int(borders[window].place)] < east - tolerance
            { window += 1 }
            for other in window..<i { consider(borders[other].place, borders[i].place) }
        }
    }

    /// The lowest place of each set of joined places.
    private static func joined(_ pairs: [(Int32, Int32)], count: Int) -> [Int32] {
        var parent = (0..<count).map { Int32(truncatingIfNeeded: $0) }
        func root(_ place: Int32) -> Int32 {
            var i = place
            while parent[Int(i)] != i {
                parent[Int(i)] = parent[Int(parent[Int(i)])]
                i = parent[Int(i)]
            }
            return i
        }
        for (a, b) in pairs {
            let one = root(a), other = root(b)
            parent[Int(max(one, other))] = min(one, other)
        }
        return parent.indices.map { root(Int32(truncatingIfNeeded: $0)) }
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
