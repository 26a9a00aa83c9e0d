// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import StreetNetwork

@Suite struct StreetPiecesTests {
    /// A street with a bend, another that ends on its middle vertex, a third that ends 6 mm from its end.
    @Test func cutAtSharedVertices() {
        let pieces = StreetPieces(
            streets([
                [(0, 0), (5, 1), (10, 0), (20, 0)], [(10, 0), (10, 9)], [(20.006, 0), (30, 0)],
            ]), tolerance: 0.01)
        // 0 to 10, 10 to 20, up, 20 to 30: five nodes, of which that at 20 is of two places.
        #expect(pieces.count == 4 && pieces.nodeCount == 5)
        #expect(pieces.first == [0, 2, 4, 6] && pieces.last == [2, 3, 5, 7])
        #expect(pieces.part == [0, 0, 1, 2])
        #expect(pieces.to[0] == pieces.from[1] && pieces.to[0] == pieces.from[2])
        #expect(pieces.to[1] == pieces.from[3] && pieces.fixedNodes == [pieces.to[1]])
    }

    /// A chain of vertices 8 mm apart is one node, though its ends are 24 mm apart; with 7 mm they are four.
    @Test func toleranceIsTransitive() {
        let ends = (0..<4).map { [(0.008 * Double($0), 0.0), (100.0 * Double($0) - 150, 90.0)] }
        #expect(StreetPieces(streets(ends), tolerance: 0.01).nodeCount == 5)
        #expect(StreetPieces(streets(ends), tolerance: 0.007).nodeCount == 8)
    }

    /// A hundred thousand vertices, many of them shared and some a hair beside another: the same on all threads.
    @Test func threadsDoNotShow() {
        var random = SeededGenerator(seed: 5)
        var lines = LineSet()
        for k in 0..<24_000 {
            let x = Double(k % 160) * 40, y = Double(k / 160) * 40
            func corner(_ dx: Double, _ dy: Double) -> (Double, Double) {
                let hair = random.int(in: 0..<20) == 0 ? random.double(in: 0..<0.012) : 0
                return (x + dx + hair, y + dy)
            }
            let a = corner(0, 0), b = corner(40, 0), c = corner(0, 40)
            lines.append(x: [a.0, x + 21, b.0], y: [a.1, y + 2, b.1], feature: Int32(2 * k))
            lines.append(x: [a.0, c.0], y: [a.1, c.1], feature: Int32(2 * k + 1))
        }
        #expect(lines.x.count == 120_000)
        let one = StreetPieces(lines, tolerance: 0.01)
        let graph = StreetGraph(one)
        #expect(!one.fixedNodes.isEmpty && graph.edgeCount > 20_000)
        for threads in [2, 7] {
            let pieces = StreetPieces(lines, tolerance: 0.01, threads: threads)
            #expect(pieces.from == one.from && pieces.to == one.to, "\(threads) threads")
            #expect(pieces.fixedNodes == one.fixedNodes, "\(threads) threads")
            let other = StreetGraph(pieces, threads: threads)
            #expect(other.lines == graph.lines && other.along == graph.along)
            #expect(other.edgeOfVertex == graph.edgeOfVertex)
            #expect(other.stepOfVertex == graph.stepOfVertex)
            #expect(other.from == graph.from && other.to == graph.to)
            #expect(other.arcOffsets == graph.arcOffsets)
        }
    }
}
