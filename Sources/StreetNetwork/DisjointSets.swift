// SPDX-License-Identifier: EUPL-1.2
//
// Numbers are joined pair by pair, the lower one staying, with paths halved on the way (R. E. Tarjan, J. van
// Leeuwen, 1984, Worst-case analysis of set union algorithms): no search, no order that could show.

/// Numbers from 0 that are joined in pairs; each set is called by its lowest number.
struct DisjointSets {
    private var parent: [Int32]

    /// So many numbers, each a set of its own.
    init(count: Int) { parent = (0..<Int32(truncatingIfNeeded: count)).map { $0 } }

    /// Makes the sets of two numbers one.
    ///
    /// - Complexity: O(log *n*), and about constant over many.
    @inline(__always)
    mutating func join(_ a: Int32, _ b: Int32) {
        let one = lowest(a), other = lowest(b)
        parent[Int(max(one, other))] = min(one, other)
    }

    @inline(__always)
    private mutating func lowest(_ number: Int32) -> Int32 {
        var i = number
        while parent[Int(i)] != i {
            parent[Int(i)] = parent[Int(parent[Int(i)])]
            i = parent[Int(i)]
        }
        return i
    }

    /// Per number the lowest of its set.
    consuming func all() -> [Int32] {
        for i in parent.indices { parent[i] = lowest(parent[i]) }
        return parent
    }
}
