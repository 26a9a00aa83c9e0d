// SPDX-License-Identifier: EUPL-1.2
//
// Runs that follow each other along a feature are near each other, so a binary tree over them in their order,
// which needs neither sorting nor pointers, tells in some steps whether a river of ten thousand edges comes near
// a point.
import Planar

/// Runs of edges of many features, each feature with a tree of boxes of its own.
struct RunChains: Sendable {
    private let runs: [EdgeRun]
    /// Boxes of nodes; of a feature with n runs from row s on that of node k, 1 ..< n, at s + k.
    ///
    /// Children of k are 2 k and 2 k + 1; those from n on are the runs, s + k - n.
    private let boxes: [Box]

    /// - Parameters:
    ///   - runs: Those of each feature together.
    ///   - chains: The rows of each feature.
    init(_ runs: [EdgeRun], chains: [Range<Int32>]) {
        var boxes = [Box](repeating: .empty, count: runs.count)
        for chain in chains where chain.count > 1 {
            let first = Int(chain.lowerBound), n = chain.count
            for node in stride(from: n - 1, to: 0, by: -1) {
                for child in [2 * node, 2 * node + 1] {
                    boxes[first + node].insert(
                        child < n ? boxes[first + child] : runs[first + child - n].box)
                }
            }
        }
        self.runs = runs
        self.boxes = boxes
    }

    /// The box around a chain; empty for none.
    func box(of chain: Range<Int32>) -> Box {
        chain.isEmpty ? .empty : box(ofNode: 1, Int(chain.lowerBound), chain.count)
    }

    @inline(__always)
    private func box(ofNode node: Int, _ first: Int, _ n: Int) -> Box {
        node < n ? boxes[first + node] : runs[first + node - n].box
    }

    /// Compares the distance from a point to the edges of a chain with two bounds.
    ///
    /// - Parameters:
    ///   - chain: Rows of runs.
    ///   - px: Easting of the point.
    ///   - py: Northing of the point.
    ///   - near: Squared distance up to which the edges are within.
    ///   - far: Squared distance beyond which they are beyond.
    ///   - geometry: What the runs are rows of.
    /// - Returns: Whether an edge is at most `near`, none at most `far`, or neither.
    func nearness(
        _ chain: Range<Int32>, _ px: Double, _ py: Double, near: Double, far: Double,
        _ geometry: borrowing RunColumns
    ) -> Nearness {
        guard !chain.isEmpty else { return .beyond }
        let first = Int(chain.lowerBound), n = chain.count
        let known = far.nextUp
        var result = Nearness.beyond
        var stack = InlineArray<64, Int32>(repeating: 0)
        stack[0] = 1
        var depth = 1
        while depth > 0 {
            depth -= 1
            let node = Int(stack[depth])
            let box = box(ofNode: node, first, n)
            guard box.squaredDistance(px, py) <= far else { continue }
            if box.squaredReach(px, py) <= near { return .within }
            if node < n {
                stack[depth] = Int32(truncatingIfNeeded: 2 * node + 1)
                stack[depth + 1] = Int32(truncatingIfNeeded: 2 * node)
                depth += 2
                continue
            }
            let square = runs[first + node - n].edgeSquare(px, py, below: known, geometry)
            if square <= near { return .within }
            if square <= far { result = .between }
        }
        return result
    }

    /// Whether a polygon of a chain of insides holds a point.
    func hasInside(
        _ chain: Range<Int32>, _ px: Double, _ py: Double, _ geometry: borrowing RunColumns
    ) -> Bool {
        guard !chain.isEmpty else { return false }
        let first = Int(chain.lowerBound), n = chain.count
        var stack = InlineArray<64, Int32>(repeating: 0)
        stack[0] = 1
        var depth = 1
        while depth > 0 {
            depth -= 1
            let node = Int(stack[depth])
            guard box(ofNode: node, first, n).contains(x: px, y: py) else { continue }
            if node < n {
                stack[depth] = Int32(truncatingIfNeeded: 2 * node + 1)
                stack[depth + 1] = Int32(truncatingIfNeeded: 2 * node)
                depth += 2
            } else if runs[first + node - n].holds(px, py, geometry) {
                return true
            }
        }
        return false
    }
}

/// How points lie to a feature and a radius.
enum Nearness {
    /// All within the radius.
    case within
    /// None within the radius.
    case beyond
    /// Not known.
    case between
}
