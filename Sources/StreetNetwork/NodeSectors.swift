// SPDX-License-Identifier: EUPL-1.2
//
// Around a node the legs of barriers cut the plane into sectors. Sector j lies between the j-th direction of
// barrier legs and the next one counter-clockwise; with fewer than two directions the plane is in one piece.
// At a crossing all sectors are joined. A street that leaves a cut node right on top of a barrier leg is in no
// sector: it belongs to a part of its own, or walking along it would lead from one side to the other.
//
// Angles are compared by a number that grows with the angle (the way round a diamond), so no trigonometry is
// needed. Directions that differ by less than 1e-7 (a tenth of a millimetre in a kilometre) are one: a barrier
// drawn twice, or cut beside a crossing, still is one barrier.
import Planar

/// The parts into which barriers cut the surroundings of nodes; each part is a node of its own.
struct NodeSectors: Sendable {
    /// Start of the directions of each node, and the end.
    private var starts: [Int32] = [0]
    /// Directions of the barrier legs of each node, ascending.
    private var angles: [Double] = []
    /// Place of each leg among the directions of its node; legs are twice the piece, plus one at its last vertex.
    private var direction: [Int32]
    /// First part of each node, and the end.
    ///
    /// A cut node has a part per sector, then one per direction.
    private(set) var first: [Int32] = [0]

    /// Cuts nodes.
    ///
    /// - Parameters:
    ///   - pieces: Pieces of streets.
    ///   - isBarrier: One flag per piece.
    ///   - isJoined: Whether a node with a barrier at a place may be crossed.
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
        direction = [Int32](repeating: 0, count: 2 * pieces.count)
        starts.reserveCapacity(pieces.nodeCount + 1)
        first.reserveCapacity(pieces.nodeCount + 1)
        var next = 0
        var count: Int32 = 0
        for node in 0..<pieces.nodeCount {
            let mark = angles.count
            var mayCross = false
            while next < found.count, Int(found[next].node) == node {
                let leg = found[next]
                if angles.count == mark || !isOneDirection(angles[angles.count - 1], leg.angle) {
                    angles.append(leg.angle)
                }
                direction[Int(leg.leg)] = Int32(truncatingIfNeeded: angles.count - mark - 1)
                let place = pieces.vertex(ofLeg: Int(leg.leg))
                mayCross = mayCross || isJoined(pieces.lines.x[place], pieces.lines.y[place])
                next += 1
            }
            let own = Int32(truncatingIfNeeded: angles.count - mark)
            count += own > 1 && !mayCross ? 2 * own : 1
            starts.append(Int32(truncatingIfNeeded: angles.count))
            first.append(count)
        }
    }

    /// Number of all parts.
    var count: Int { Int(first[first.count - 1]) }

    /// The part of a node in a direction.
    func part(of node: Int32, towards angle: Double) -> Int32 {
        guard isCut(node) else { return first[Int(node)] }
        let directions = angles[Int(starts[Int(node)])..<Int(starts[Int(node) + 1])]
        if let place = directions.firstIndex(where: { isOneDirection($0, angle) }) {
            let row = directions.count + place - directions.startIndex
            return first[Int(node)] + Int32(truncatingIfNeeded: row)
        }
        return part(node, after: directions.count { $0 <= angle } - 1)
    }

    /// The part of a node beside one of its barrier legs, seen from the node.
    func part(of node: Int32, besideLeg leg: Int, onLeft: Bool) -> Int32 {
        guard isCut(node) else { return first[Int(node)] }
        return part(node, after: Int(direction[leg]) - (onLeft ? 0 : 1))
    }

    private func isCut(_ node: Int32) -> Bool { first[Int(node) + 1] - first[Int(node)] > 1 }

    /// The sector that begins at a direction; -1 is the last one.
    private func part(_ node: Int32, after place: Int) -> Int32 {
        let count = Int(starts[Int(node) + 1] - starts[Int(node)])
        return first[Int(node)] + Int32(truncatingIfNeeded: (place + count) % count)
    }
}

/// A number from 0 to 4 that grows with the angle of a direction, counter-clockwise from east; a hair below
/// 0 instead of a hair below 4.
func diamondAngle(_ dx: Double, _ dy: Double) -> Double {
    let sum = abs(dx) + abs(dy)
    guard sum > 0 else { return 0 }
    if dy >= 0 { return dx >= 0 ? dy / sum : 1 - dx / sum }
    if dx < 0 { return 2 - dy / sum }
    let angle = 3 + dx / sum
    return isOneDirection(angle, 4) ? angle - 4 : angle
}

/// Whether two numbers of ``diamondAngle(_:_:)`` are of one direction.
func isOneDirection(_ one: Double, _ other: Double) -> Bool { abs(one - other) <= 1e-7 }

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
