// SPDX-License-Identifier: EUPL-1.2
//
// Streets between nodes as safe walking sees them: barriers are left out, those with a footway of their own come back
// as two lanes, and nodes are cut into sectors.
import Planar
import SpatialIndex

/// The pieces of a network of safe walking.
struct SafePieces {
    /// All pieces, between nodes that are not cut.
    let all: StreetPieces
    /// Pieces that may be walked, lanes among them, between parts of nodes.
    private(set) var walkable: StreetPieces
    /// What is to know of each piece that may be walked.
    private(set) var facts: [StreetBarriers.Piece] = []
    /// The barriers; `feature` is the row of their street.
    private(set) var barriers = LineSet()
    /// What the nodes are numbered by.
    let lattice: SpatialLattice

    /// Cuts streets.
    ///
    /// - Parameters:
    ///   - streets: Streets, or those of a neighbourhood.
    ///   - lattice: That of all streets.
    init(_ streets: SafeStreets, lattice: SpatialLattice) {
        let lines = streets.lines
        self.lattice = lattice
        let pieces = StreetPieces(
            lines, levels: streets.levels, tolerance: streets.tolerance, lattice: lattice)
        all = pieces
        let isFast = pieces.part.map { streets.isBarrier[Int($0)] }
        let index = NearestFeatureIndex(
            FeatureGeometry(count: streets.crossings.count, points: streets.crossings),
            pointCount: pieces.count)
        let sectors = NodeSectors(pieces, isBarrier: isFast) { x, y in
            guard let near = index.nearest(x: x, y: y) else { return false }
            return near.distance <= streets.crossingWithin
        }
        walkable = StreetPieces(
            empty: lines, nodeCount: sectors.count,
            fixedNodes: pieces.fixedNodes.flatMap {
                Array(sectors.first[Int($0)]..<sectors.first[Int($0) + 1])
            })
        for piece in 0..<pieces.count {
            if isFast[piece] {
                appendBarrier(piece, streets, sectors)
            } else if streets.isWalkable[Int(pieces.part[piece])] {
                walkable.append(
                    piece, of: pieces,
                    from: sectors.part(
                        of: pieces.from[piece], towards: pieces.angle(ofLeg: 2 * piece)),
                    to: sectors.part(
                        of: pieces.to[piece], towards: pieces.angle(ofLeg: 2 * piece + 1)))
                facts.append(StreetBarriers.Piece(row: lines.feature[Int(pieces.part[piece])]))
            }
        }
    }

    /// Adds a barrier, and its lanes where it has a footway.
    private mutating func appendBarrier(
        _ piece: Int, _ streets: SafeStreets, _ sectors: NodeSectors
    ) {
        let part = Int(all.part[piece])
        let row = all.lines.feature[part]
        let rows = Int(all.first[piece])...Int(all.last[piece])
        barriers.append(x: Array(all.lines.x[rows]), y: Array(all.lines.y[rows]), feature: row)
        guard streets.isWalkable[part], streets.hasFootway[part] else { return }
        // The order of the lanes does not depend on the direction in which the street is drawn.
        let isForward = isForward(rows)
        for isLeft in [isForward, !isForward] {
            walkable.append(
                piece, of: all,
                from: sectors.part(of: all.from[piece], besideLeg: 2 * piece, onLeft: isLeft),
                to: sectors.part(of: all.to[piece], besideLeg: 2 * piece + 1, onLeft: !isLeft))
            let vertices = all.lines.vertices(of: part)
            facts.append(
                StreetBarriers.Piece(
                    side: isLeft ? 1 : -1,
                    startsAtCut: !streets.startsAtCut.isEmpty && streets.startsAtCut[part]
                        && rows.lowerBound == vertices.lowerBound,
                    endsAtCut: !streets.endsAtCut.isEmpty && streets.endsAtCut[part]
                        && rows.upperBound == vertices.upperBound - 1,
                    row: row))
        }
    }

    /// Whether vertices come in the lower of both orders.
    private func isForward(_ rows: ClosedRange<Int>) -> Bool {
        let x = all.lines.x, y = all.lines.y
        for (i, j) in zip(rows, rows.reversed()) where x[i] != x[j] { return x[i] < x[j] }
        for (i, j) in zip(rows, rows.reversed()) where y[i] != y[j] { return y[i] < y[j] }
        return true
    }
}

extension StreetPieces {
    /// Adds a piece of another set between other nodes.
    fileprivate mutating func append(
        _ piece: Int, of other: StreetPieces, from start: Int32, to end: Int32
    ) {
        from.append(start)
        to.append(end)
        first.append(other.first[piece])
        last.append(other.last[piece])
        part.append(other.part[piece])
    }
}
