// SPDX-License-Identifier: EUPL-1.2
//
// The queue holds the distance as a float and the node in one word: floats order non-negative numbers as whole
// numbers do, and the rounding of a key can only make the search visit a node again.
// Source: heaps of four children: D. B. Johnson (1975). Rejected: decreasing keys in place (an index per node,
// slower than leaving stale entries), pairing heaps.

/// A queue of nodes by distance, the nearest first.
struct WalkQueue {
    private var words: [UInt64] = []

    var isEmpty: Bool { words.isEmpty }

    @inline(__always)
    static func word(_ distance: Double, _ node: Int32) -> UInt64 {
        UInt64(Float(distance).bitPattern) << 32 | UInt64(UInt32(bitPattern: node))
    }

    mutating func removeAll() { words.removeAll(keepingCapacity: true) }

    @inline(__always)
    mutating func push(_ word: UInt64) {
        words.append(word)
        var i = words.count - 1
        words.withUnsafeMutableBufferPointer { heap in
            while i > 0 {
                let parent = (i - 1) >> 2
                if heap[parent] <= word { break }
                heap[i] = heap[parent]
                i = parent
            }
            heap[i] = word
        }
    }

    @inline(__always)
    mutating func pop() -> UInt64 {
        let top = words[0]
        let word = words.removeLast()
        let count = words.count
        guard count > 0 else { return top }
        words.withUnsafeMutableBufferPointer { heap in
            var i = 0
            while true {
                let first = 4 * i + 1
                if first >= count { break }
                var best = first
                for child in first + 1..<max(min(first + 4, count), first + 1)
                where heap[child] < heap[best] { best = child }
                if heap[best] >= word { break }
                heap[i] = heap[best]
                i = best
            }
            heap[i] = word
        }
        return top
    }
}
