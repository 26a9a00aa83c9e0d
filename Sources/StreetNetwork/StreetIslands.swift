// SPDX-License-Identifier: EUPL-1.2
//
// Parts of a network between which nobody can walk. Nodes are joined along edges, the lower one staying, with
// paths halved on the way (R. E. Tarjan, J. van Leeuwen, 1984): no search, no order that could show.

extension StreetGraph {
    /// The lowest node of the part of the network that each node is in.
    ///
    /// - Complexity: O(edges log nodes) at most, and about linear.
    public var islandOfNode: [Int32] {
        var parent = (0..<Int32(truncatingIfNeeded: nodeCount)).map { $0 }
        func root(_ node: Int32) -> Int32 {
            var i = node
            while parent[Int(i)] != i {
                parent[Int(i)] = parent[Int(parent[Int(i)])]
                i = parent[Int(i)]
            }
            return i
        }
        for edge in 0..<edgeCount {
            let a = root(from[edge]), b = root(to[edge])
            parent[Int(max(a, b))] = min(a, b)
        }
        return parent.indices.map { root(Int32(truncatingIfNeeded: $0)) }
    }

    /// Number of parts of the network that are not connected with each other.
    public var islandCount: Int {
        islandOfNode.enumerated().count { $0.offset == Int($0.element) }
    }
}
