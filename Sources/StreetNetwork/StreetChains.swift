// SPDX-License-Identifier: EUPL-1.2
//
// Chains of pieces through nodes where only two meet. For these nodes the exclusive or of the rows of their
// two pieces is all that is needed to go on: the other piece is that, exclusive or the piece one came by.
// A ring that nothing else meets is a chain from its lowest node to itself.
import Planar

/// Chains of pieces, each from its lower to its higher end.
struct StreetChains {
    private let pieces: StreetPieces
    /// Pieces of all chains: twice the row, plus one where it is walked backwards.
    private var steps: [Int32] = []
    /// Start of each chain in `steps`, and the end.
    private var starts: [Int32] = [0]
    /// Lower end of each chain, a node of the pieces.
    private(set) var from: [Int32] = []
    /// Higher end of each chain.
    private(set) var to: [Int32] = []
    /// The chains in canonical order.
    private(set) var order: [Int32] = []
    /// New number of each node that is an end of a chain; else -1.
    private(set) var keptNumbers: [Int32] = []
    /// Number of such nodes.
    private(set) var keptCount = 0

    private var isKept: [Bool]
    private var pairs: [Int32]
    private var isDone: [Bool]

    /// Number of chains.
    var count: Int { from.count }

    init(_ pieces: StreetPieces) {
        self.pieces = pieces
        (isKept, pairs) = Self.ends(pieces)
        isDone = [Bool](repeating: false, count: pieces.count)
        steps.reserveCapacity(pieces.count)
        let order = Self.spatialOrder(pieces)
        for piece in order where !isDone[Int(piece)] {
            if isKept[Int(pieces.from[Int(piece)])] {
                trace(piece, isBackward: false)
            } else if isKept[Int(pieces.to[Int(piece)])] {
                trace(piece, isBackward: true)
            }
        }
        for piece in order where !isDone[Int(piece)] {
            let a = pieces.from[Int(piece)], b = pieces.to[Int(piece)]
            isKept[Int(min(a, b))] = true
            trace(piece, isBackward: b < a)
        }
        numberNodes()
    }

    /// Which nodes end a chain, and for the others the exclusive or of their pieces.
    private static func ends(_ pieces: StreetPieces) -> ([Bool], [Int32]) {
        var degree = [UInt8](repeating: 0, count: pieces.nodeCount)
        var pairs = [Int32](repeating: 0, count: pieces.nodeCount)
        for piece in 0..<pieces.count {
            let a = Int(pieces.from[piece]), b = Int(pieces.to[piece])
            let row = Int32(truncatingIfNeeded: piece)
            // A loop counts as more than two, so that its node is an end.
            let step: UInt8 = a == b ? 3 : 1
            degree[a] = min(degree[a] + step, 6)
            degree[b] = min(degree[b] + step, 6)
            pairs[a] ^= row
            pairs[b] ^= row
        }
        var isKept = degree.map { $0 != 2 && $0 != 0 }
        for node in pieces.fixedNodes { isKept[Int(node)] = degree[Int(node)] > 0 }
        return (isKept, pairs)
    }

    /// The pieces by their lower node.
    private static func spatialOrder(_ pieces: StreetPieces) -> [Int32] {
        var starts = [Int32](repeating: 0, count: pieces.nodeCount + 1)
        for piece in 0..<pieces.count {
            starts[Int(min(pieces.from[piece], pieces.to[piece])) + 1] += 1
        }
        for node in 0..<pieces.nodeCount { starts[node + 1] += starts[node] }
        var order = [Int32](repeating: 0, count: pieces.count)
        for piece in 0..<pieces.count {
            let low = Int(min(pieces.from[piece], pieces.to[piece]))
            order[Int(starts[low])] = Int32(truncatingIfNeeded: piece)
            starts[low] += 1
        }
        return order
    }

    /// Follows a chain from the kept end of a piece to its other end.
    private mutating func trace(_ first: Int32, isBackward: Bool) {
        var piece = Int(first)
        var backward = isBackward
        let start = backward ? pieces.to[piece] : pieces.from[piece]
        let mark = steps.count
        var node: Int32
        while true {
            isDone[piece] = true
            steps.append(Int32(truncatingIfNeeded: 2 * piece + (backward ? 1 : 0)))
            node = backward ? pieces.from[piece] : pieces.to[piece]
            if isKept[Int(node)] { break }
            piece = Int(pairs[Int(node)]) ^ piece
            backward = pieces.to[piece] == node
        }
        from.append(min(start, node))
        to.append(max(start, node))
        starts.append(Int32(truncatingIfNeeded: steps.count))
        if start > node || (start == node && isSmallerBackward(count - 1)) {
            turn(mark..<steps.count)
        }
    }

    private mutating func turn(_ range: Range<Int>) {
        steps[range].reverse()
        for i in range { steps[i] ^= 1 }
    }

    private mutating func numberNodes() {
        keptNumbers = [Int32](repeating: -1, count: isKept.count)
        for node in isKept.indices where isKept[node] {
            keptNumbers[node] = Int32(truncatingIfNeeded: keptCount)
            keptCount += 1
        }
    }

    /// Number of vertices of the chain at a place of the order.
    func vertexCount(_ place: Int) -> Int {
        let chain = Int(order[place])
        var count = 1
        for k in Int(starts[chain])..<Int(starts[chain + 1]) {
            let piece = Int(steps[k] >> 1)
            count += Int(pieces.last[piece] - pieces.first[piece])
        }
        return count
    }

    /// Calls `body` for the vertices of the chain at a place of the order: easting, northing, and the step that
    /// goes on from there, twice the piece plus one where it is walked backwards; -1 at the end.
    @inline(__always)
    func forEachVertex(_ place: Int, _ body: (Double, Double, Int32) -> Void) {
        let chain = Int(order[place])
        let range = Int(starts[chain])..<Int(starts[chain + 1])
        for k in range {
            let piece = Int(steps[k] >> 1)
            let first = Int(pieces.first[piece]), last = Int(pieces.last[piece])
            let isBackward = steps[k] & 1 == 1
            for i in 0..<last - first {
                let row = isBackward ? last - i : first + i
                body(pieces.lines.x[row], pieces.lines.y[row], steps[k])
            }
            if k == range.upperBound - 1 {
                let row = isBackward ? first : last
                body(pieces.lines.x[row], pieces.lines.y[row], -1)
            }
        }
    }
}

// MARK: Canonical order

extension StreetChains {
    /// Puts the chains in order of lower node, higher node and shape.
    mutating func sort() {
        var starts = [Int32](repeating: 0, count: pieces.nodeCount + 1)
        for node in from { starts[Int(node) + 1] += 1 }
        for node in 0..<pieces.nodeCount { starts[node + 1] += starts[node] }
        var order = [Int32](repeating: 0, count: count)
        var next = starts
        for chain in 0..<count {
            order[Int(next[Int(from[chain])])] = Int32(truncatingIfNeeded: chain)
            next[Int(from[chain])] += 1
        }
        for node in 0..<pieces.nodeCount where starts[node + 1] - starts[node] > 1 {
            let range = Int(starts[node])..<Int(starts[node + 1])
            order[range].sort { isBefore(Int($0), Int($1)) }
        }
        self.order = order
    }

    private func isBefore(_ a: Int, _ b: Int) -> Bool {
        if to[a] != to[b] { return to[a] < to[b] }
        let one = shape(a), other = shape(b)
        if one.x != other.x { return one.x.lexicographicallyPrecedes(other.x) }
        return one.y.lexicographicallyPrecedes(other.y)
    }

    private func isSmallerBackward(_ chain: Int) -> Bool {
        let one = shape(chain)
        let x = Array(one.x.reversed()), y = Array(one.y.reversed())
        if x != one.x { return x.lexicographicallyPrecedes(one.x) }
        if y != one.y { return y.lexicographicallyPrecedes(one.y) }
        // There and back on the lanes of one street: the lane that comes first in the pieces.
        return steps[Int(starts[chain])] >> 1 > steps[Int(starts[chain + 1]) - 1] >> 1
    }

    /// The vertices of a chain.
    private func shape(_ chain: Int) -> (x: [Double], y: [Double]) {
        var x: [Double] = [], y: [Double] = []
        for k in Int(starts[chain])..<Int(starts[chain + 1]) {
            let piece = Int(steps[k] >> 1)
            let rows = Int(pieces.first[piece])...Int(pieces.last[piece])
            let isBackward = steps[k] & 1 == 1
            for i in isBackward ? Array(rows.reversed()) : Array(rows) {
                x.append(pieces.lines.x[i])
                y.append(pieces.lines.y[i])
            }
        }
        return (x, y)
    }
}
