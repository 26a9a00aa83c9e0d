// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 neighbours keep one border, whatever is left of it 2 linear time 3 the same result
// for any order of the buurten.
//
// A border is simplified once and drawn by both neighbours, so it cannot tear. It runs between junctions:
// vertices at which rings part, that is, where two passages have other neighbours (after Bostock,
// TopoJSON, 2013). No two arcs leave a junction along the same edge, since they would part later, and
// there a junction is. So an arc is known by its first two vertices, and one look-up finds the one that a
// neighbour has already made. Rejected: simplification ring by ring with a fixed order of vertices (tears
// where rings start at other places), exact coverage simplification of GEOS 3.12 (not in Debian 12).

/// Borders between buurten on a picture, each simplified once.
struct SharedArcs {
    /// Vertices of all arcs, both ends included.
    private(set) var vertices: [UInt64] = []
    /// Start of each arc, and one past the last.
    private(set) var offsets: [Int32] = [0]
    /// Per arc the buurt to its left, -1 for none.
    private(set) var left: [Int32] = []
    /// Per arc the buurt to its right, -1 for none.
    private(set) var right: [Int32] = []
    /// Arcs of all rings in their order: the arc, or its complement where it runs backwards.
    private(set) var parts: [Int32] = []
    /// Start of each ring in `parts`, and one past the last.
    private(set) var ringOffsets: [Int32] = [0]
    private let tolerance: Double
    private var known: [ArcStart: Int32] = [:]

    private struct ArcStart: Hashable {
        var first: UInt64
        var second: UInt64
    }

    /// Number of arcs.
    var count: Int { left.count }

    /// Cuts rings at their junctions and simplifies what lies between.
    ///
    /// - Parameters:
    ///   - rings: The rings.
    ///   - tolerance: How far a border may move, picture units.
    /// - Complexity: O(*n* log *n*) in the vertices, in practice linear.
    init(_ rings: PictureRings, tolerance: Double) {
        self.tolerance = tolerance
        let junctions = Junctions(rings)
        for ring in 0..<rings.count {
            cut(rings.vertices[rings.rows(ring)], rings.feature[ring], junctions)
            ringOffsets.append(Int32(parts.count))
        }
        known = [:]
    }

    /// Vertices of arc `arc`.
    func rows(_ arc: Int) -> Range<Int> { Int(offsets[arc])..<Int(offsets[arc + 1]) }

    /// Arcs of ring `ring`.
    func parts(ofRing ring: Int) -> ArraySlice<Int32> {
        parts[Int(ringOffsets[ring])..<Int(ringOffsets[ring + 1])]
    }

    private mutating func cut(
        _ ring: ArraySlice<UInt64>, _ owner: Int32, _ junctions: Junctions
    ) {
        let ring = Array(ring)
        guard let start = ring.firstIndex(where: junctions.contains) else {
            let turned = Self.fromLowest(ring)
            return add(turned, owner, isClosed: true)
        }
        var arc = [ring[start]]
        for step in 1...ring.count {
            let vertex = ring[(start + step) % ring.count]
            arc.append(vertex)
            guard junctions.contains(vertex) else { continue }
            add(arc, owner, isClosed: false)
            arc = [vertex]
        }
    }

    /// A ring without junctions, closed, from its lowest vertex on.
    private static func fromLowest(_ ring: [UInt64]) -> [UInt64] {
        let lowest = ring.indices.min { ring[$0] < ring[$1] } ?? 0
        return Array(ring[lowest...] + ring[...lowest])
    }

    private mutating func add(_ arc: [UInt64], _ owner: Int32, isClosed: Bool) {
        let last = arc.count - 1
        let isForward = (arc[0], arc[1]) <= (arc[last], arc[last - 1])
        let start =
            isForward
            ? ArcStart(first: arc[0], second: arc[1])
            : ArcStart(first: arc[last], second: arc[last - 1])
        let row: Int32
        if let found = known[start] {
            row = found
        } else {
            row = Int32(left.count)
            known[start] = row
            simplify(isForward ? arc : arc.reversed(), tolerance: tolerance, into: &vertices)
            offsets.append(Int32(vertices.count))
            left.append(-1)
            right.append(-1)
        }
        if isForward { left[Int(row)] = owner } else { right[Int(row)] = owner }
        parts.append(isForward ? row : ~row)
    }
}

/// The vertices at which rings part.
private struct Junctions {
    private var slots: [UInt64]
    private var pairs: [UInt64]
    private var isJunction: [Bool]
    private let mask: Int

    /// No place on a picture has this number.
    private static let free = UInt64.max

    init(_ rings: PictureRings) {
        var size = 16
        while size < rings.vertices.count * 2 { size *= 2 }
        slots = [UInt64](repeating: Self.free, count: size)
        pairs = [UInt64](repeating: 0, count: size)
        isJunction = [Bool](repeating: false, count: size)
        mask = size - 1
        for ring in 0..<rings.count {
            let rows = rings.rows(ring)
            var before = rings.vertices[rows.upperBound - 1]
            for row in rows {
                let next = row + 1 < rows.upperBound ? row + 1 : rows.lowerBound
                pass(rings.vertices[row], before, rings.vertices[next])
                before = rings.vertices[row]
            }
        }
    }

    /// A passage from `one` over `vertex` to `other`; a second one with other neighbours makes a junction.
    private mutating func pass(_ vertex: UInt64, _ one: UInt64, _ other: UInt64) {
        // The pair without its order as one number: a collision could only hide a junction between two
        // pairs with equal sum and equal mixed product, which 64 bits make as good as impossible.
        let low = Self.mixed(min(one, other)), high = Self.mixed(max(one, other) &+ 1)
        let pair = low &+ high &* 0x9E37_79B9_7F4A_7C15
        let slot = slot(of: vertex)
        if slots[slot] == Self.free {
            slots[slot] = vertex
            pairs[slot] = pair
        } else if pairs[slot] != pair {
            isJunction[slot] = true
        }
    }

    func contains(_ vertex: UInt64) -> Bool { isJunction[slot(of: vertex)] }

    private func slot(of vertex: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: Self.mixed(vertex)) & mask
        while slots[slot] != Self.free, slots[slot] != vertex { slot = (slot + 1) & mask }
        return slot
    }

    /// Steele, Lea and Flood (2014), the finish of SplitMix64.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
