// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the same bits on any number of threads 2 no growing arrays.
//
// How many vertices an edge has is known before any is written, so each has its place in the columns, and
// threads fill edges of their own. The distance along an edge is summed from its lower node on one thread.
import Planar
import SpatialIndex

/// The columns of the vertices of edges.
struct EdgeShapes {
    private(set) var lines = LineSet()
    private(set) var along: [Double] = []
    private(set) var edgeOfVertex: [Int32] = []
    private(set) var stepOfVertex: [Int32] = []

    /// Lays out the vertices of chains, in their order.
    ///
    /// - Complexity: O(vertices).
    init(_ chains: StreetChains, threads: Int) {
        let count = chains.count
        lines.offsets.reserveCapacity(count + 1)
        var total = 0
        for edge in 0..<count {
            total += chains.vertexCount(edge)
            lines.offsets.append(Int32(truncatingIfNeeded: total))
        }
        let offsets = lines.offsets
        lines.feature = (0..<count).map { Int32(truncatingIfNeeded: $0) }
        // Every thread writes the vertices of its own edges.
        lines.x = Self.column(total) { x in
            lines.y = Self.column(total) { y in
                along = Self.column(total) { along in
                    edgeOfVertex = Self.column(total) { edges in
                        stepOfVertex = Self.column(total) { steps in
                            nonisolated(unsafe) let all = Columns(
                                x: x, y: y, along: along, edges: edges, steps: steps)
                            forEachChunk(of: count, threads: threads) { rows in
                                for edge in rows {
                                    all.fill(edge, from: Int(offsets[edge]), chains)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private static func column<Element: BitwiseCopyable>(
        _ count: Int, _ fill: (UnsafeMutableBufferPointer<Element>) -> Void
    ) -> [Element] {
        [Element](unsafeUninitializedCapacity: count) { memory, initialized in
            fill(memory)
            initialized = count
        }
    }

    private struct Columns {
        let x: UnsafeMutableBufferPointer<Double>
        let y: UnsafeMutableBufferPointer<Double>
        let along: UnsafeMutableBufferPointer<Double>
        let edges: UnsafeMutableBufferPointer<Int32>
        let steps: UnsafeMutableBufferPointer<Int32>

        @inline(__always)
        func fill(_ edge: Int, from start: Int, _ chains: StreetChains) {
            var length = 0.0
            var row = start
            chains.forEachVertex(edge) { px, py, step in
                if row > start {
                    let dx = px - x[row - 1], dy = py - y[row - 1]
                    length += (dx * dx + dy * dy).squareRoot()
                }
                x[row] = px
                y[row] = py
                along[row] = length
                edges[row] = Int32(truncatingIfNeeded: edge)
                steps[row] = step
                row += 1
            }
        }
    }
}
