// SPDX-License-Identifier: EUPL-1.2
//
// Around a node the legs of barriers cut the plane into sectors. Sector j lies between barrier leg j and the
// next one counter-clockwise; with fewer than two such legs the plane is in one piece. At a crossing all
// sectors are joined. Angles are compared by a number that grows with the angle (the way round a diamond),
// so no trigonometry is needed.
import Planar

/// The parts into which barriers cut the surroundings of nodes; each part is a node of its own.
struct NodeSectors: Sendable {
    /// Start of the barrier legs of each node, and the end.
    private var starts: [Int32]
    /// Directions of the barrier legs of each node, ascending.
    private var angles: [Double] = []
    /// Legs: twice the piece, plus one at its last vertex.
    private var legs: [Int32] = []
    /// First part of each node; the end is the number of all parts.
    private(set) var first: [Int32]

    /// Cuts nodes.
    ///
    /// - Parameters:
    ///   - pieces: Pieces of streets.
    ///   - isBarrier: One flag per piece.
    ///   - isJoined: Whether a node at a place may be crossed.
    init(
        _ pieces: StreetPieces, isBarrier: [Bool], isJoined: (_ x: Double, _ y: Double) -> Bool
    ) {
        var found: [(node: Int32, angle: Double, leg: Int32)] = []
        for piece in 0..<pieces.count where isBarrier[piece] {
            let row = Int32(truncatingIfNeeded: 2 * piece)
            found.append((pieces.from[piece], pieces.angle(ofLeg: 2 * piece), row))
            found.append((pieces.to[piece], pieces.angle(ofLeg: 2 * piece + 1), row + 1))
        }
        found.sort { ($0.node, $0.angle, $0.leg) < ($1.node, $1.angle, $1.leg) }
        starts = [Int32](repeating: 0, count: pieces.nodeCount + 1)
        for leg in found { starts[Int(leg.node) + 1] += 1 }
        for node in 0..<pieces.nodeCount { starts[node + 1] += starts[node] }
        angles = found.map(\.angle)
        legs = found.map(\.leg)
        first = [0]
        first.reserveCapacity(pieces.nodeCount + 1)
        var count: Int32 = 0
        for node in 0..<pieces.nodeCount {
            let own = starts[node + 1] - starts[node]
            var parts: Int32 = 1
            if own > 1 {
                let place = pieces.vertex(ofLeg: Int(legs[Int(starts[node])]))
                parts = isJoined(pieces.lines.x[place], pieces.lines.y[place]) ? 1 : own
            }
            count += parts
            first.append(count)
        }
    }

    /// Number of all parts.
    var count: Int { Int(first[first.count - 1]) }

    /// The part of a node in a direction; a direction along a barrier is on its left.
    func part(of node: Int32, towards angle: Double) -> Int32 {
        let range = Int(starts[Int(node)])..<Int(starts[Int(node) + 1])
        guard isCut(node) else { return first[Int(node)] }
        return part(node, after: angles[range].count { $0 <= angle }, of: range.count)
    }

    /// The part of a node beside one of its barrier legs, seen from the node.
    func part(of node: Int32, besideLeg leg: Int, onLeft: Bool) -> Int32 {
        let range = Int(starts[Int(node)])..<Int(starts[Int(node) + 1])
        guard isCut(node), let place = legs[range].firstIndex(of: Int32(leg)) else {
            return first[Int(node)]
        }
        return part(node, after: place - range.lowerBound + (onLeft ? 1 : 0), of: range.count)
    }

    private func isCut(_ node: Int32) -> Bool { first[Int(node) + 1] - first[Int(node)] > 1 }

    private func part(_ node: Int32, after legs: Int, of count: Int) -> Int32 {
        first[Int(node)] + Int32(truncatingIfNeeded: (legs + count - 1) % count)
    }
}

/// A number from 0 to 4 that grows with the angle of a direction, counter-clockwise from east.
func diamondAngle(_ dx: Double, _ dy: Double) -> Double {
    let sum = abs(dx) + abs(dy)
    guard sum > 0 else { return 0 }
    if dy >= 0 { return dx >= 0 ? dy / sum : 1 - dx / sum }
    return dx < 0 ? 2 - dy / sum : 3 + dx / sum
}

extension StreetPieces {
    /// Vertex at the node of a leg: twice the piece, plus one for its last vertex.
    func vertex(ofLeg leg: Int) -> Int { Int(leg & 1 == 0 ? first[leg / 2] : last[leg / 2]) }

    /// Direction in which a leg leaves its node.
    func angle(ofLeg leg: Int) -> Double {
        let rows = Int(first[leg / 2])...Int(last[leg / 2])
        let start = vertex(ofLeg: leg)
        let x = lines.x[start], y = lines.y[start]
        for step in 1..<rows.count {
            let row = leg & 1 == 0 ? start + step : start - step
            if lines.x[row] != x || lines.y[row] != y {
                return diamondAngle(lines.x[row] - x, lines.y[row] - y)
            }
        }
        return 0
    }
}
