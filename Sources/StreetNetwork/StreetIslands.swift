// SPDX-License-Identifier: EUPL-1.2
//
// Parts of a network between which nobody can walk: nodes are joined along edges.

extension StreetGraph {
    /// The lowest node of the part of the network that each node is in.
    ///
    /// - Complexity: O(edges log nodes) at most, and about linear.
    public var islandOfNode: [Int32] {
        var islands = DisjointSets(count: nodeCount)
        for edge in 0..<edgeCount { islands.join(from[edge], to[edge]) }
        return islands.all()
    }

    /// Number of parts of the network that are not connected with each other.
    public var islandCount: Int {
        islandOfNode.enumerated().count { $0.offset == Int($0.element) }
    }
}
