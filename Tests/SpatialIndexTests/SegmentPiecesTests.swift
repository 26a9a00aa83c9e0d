// SPDX-License-Identifier: EUPL-1.2
import Planar
import Testing

@testable import SpatialIndex

@Suite struct SegmentPiecesTests {
    private func edge(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) -> CellEdge {
        let x = [ax, bx], y = [ay, by]
        return EdgeInCell(from: 0, to: 1, x.span, y.span).edge(x.span, y.span)
    }

    private func shares(_ pieces: inout SegmentPieces) -> [Double] {
        var shares: [Double] = []
        pieces.forEachPiece { range, _, _, _ in shares.append(range.1 - range.0) }
        return shares
    }

    @Test func cutsAtACrossing() {
        var pieces = SegmentPieces()
        pieces.begin(0, 0, 8, 0)
        pieces.cut(by: edge(2, -1, 2, 1), of: 0)
        pieces.cut(by: edge(6, 1, 6, 5), of: 0)  // above
        #expect(shares(&pieces) == [0.25, 0.75])
        #expect(pieces.length == 8)
    }

    @Test func cutsOnceAtAVertexAndNotAtItsEnds() {
        var pieces = SegmentPieces()
        pieces.begin(0, 0, 8, 0)
        pieces.cut(by: edge(4, 0, 5, 3), of: 0)
        pieces.cut(by: edge(4, 0, 3, -7), of: 0)
        pieces.cut(by: edge(8, 0, 9, 3), of: 0)
        pieces.cut(by: edge(0, -2, 0, 3), of: 0)
        #expect(shares(&pieces) == [0.5, 0.5])
    }

    @Test func knowsThePartAlongABorder() {
        var pieces = SegmentPieces()
        pieces.begin(0, 0, 8, 8)
        pieces.cut(by: edge(6, 6, 2, 2), of: 3)
        pieces.cut(by: edge(2, 2, 6, 6), of: 1)
        #expect(shares(&pieces) == [0.25, 0.5, 0.25])
        #expect(pieces.borderFeature(at: 0.5) == 1)
        #expect(pieces.borderFeature(at: 0.1) == nil)
    }
}
