// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 exactly the people within the distance of a walk, each once 2 no state that a move has to mend
// 3 few instructions per walk.
//
// Addresses are numbered along a curve and held as bits, so those near an edge share words. The union of the words
// of fifty edges is a few thousand operations, and of most of its words all bits are set: those have their sum at
// hand. Rejected: a count per address that moves add to and take from (as many operations, and it could go wrong).
import Neighbourhoods

/// People near edges as sparse words of bits.
struct RouteBits: Sendable {
    /// Start of the words of each edge, and the end.
    private(set) var starts: [Int32] = [0]
    /// Number and bits of each word of an edge.
    private(set) var words: [(word: Int32, bits: UInt64)] = []
    /// Inhabitants per bit.
    let people: [Double]
    /// Per word the inhabitants of all its bits.
    let sums: [Double]

    /// Numbers the addresses that count.
    init(_ people: RoutePeople, countsServed: Bool) {
        let order = Self.order(people, countsServed)
        var bit = [Int32](repeating: -1, count: people.weight.count)
        for (place, row) in order.enumerated() { bit[row] = Int32(truncatingIfNeeded: place) }
        for addresses in people.near {
            let bits = addresses.map { bit[Int($0)] }.filter { $0 >= 0 }.sorted()
            for place in bits {
                let word = place >> 6
                if words.count == Int(starts[starts.count - 1])
                    || words[words.count - 1].word != word
                {
                    words.append((word, 0))
                }
                words[words.count - 1].bits |= 1 << UInt64(place & 63)
            }
            starts.append(Int32(truncatingIfNeeded: words.count))
        }
        let weights = order.map { people.weight[$0] }
        self.people = weights
        sums = stride(from: 0, to: weights.count, by: 64).map { first in
            weights[first..<min(first + 64, weights.count)].reduce(0, +)
        }
    }

    /// Addresses near some edge, along a curve (Morton 1966).
    private static func order(_ people: RoutePeople, _ countsServed: Bool) -> [Int] {
        var isNear = [Bool](repeating: false, count: people.weight.count)
        for addresses in people.near { for address in addresses { isNear[Int(address)] = true } }
        let counted = isNear.indices.filter { isNear[$0] && (countsServed || !people.isServed[$0]) }
        let west = counted.map { people.x[$0] }.min() ?? 0
        let south = counted.map { people.y[$0] }.min() ?? 0
        let keys = counted.map { row in
            spread(min((people.x[row] - west) / 25, 1e9))
                | spread(min((people.y[row] - south) / 25, 1e9)) << 1
        }
        return counted.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { counted[$0] }
    }

    /// The bits of a number with one bit free after each.
    private static func spread(_ number: Double) -> UInt64 {
        var x = UInt64(number) & 0xFFFF_FFFF
        x = (x | x << 16) & 0x0000_FFFF_0000_FFFF
        x = (x | x << 8) & 0x00FF_00FF_00FF_00FF
        x = (x | x << 4) & 0x0F0F_0F0F_0F0F_0F0F
        x = (x | x << 2) & 0x3333_3333_3333_3333
        return (x | x << 1) & 0x5555_5555_5555_5555
    }

    /// The bits of a word that are somebody's.
    @inline(__always)
    func mask(of word: Int) -> UInt64 {
        let left = people.count - word << 6
        return left >= 64 ? .max : 1 << UInt64(left) - 1
    }
}

/// Counts what walks are worth; one per thread.
struct RouteCounter {
    private let ground: RouteGround
    private let bits: RouteBits
    private let rating: RouteRating
    private var union: [UInt64]
    private var touched: [Int32] = []
    private var visits: [Bool]
    private var shared: [Double]

    init(_ ground: RouteGround, _ bits: RouteBits, _ rating: RouteRating) {
        self.ground = ground
        self.bits = bits
        self.rating = rating
        union = [UInt64](repeating: 0, count: bits.sums.count)
        visits = [Bool](repeating: false, count: ground.streets.count)
        shared = [Double](repeating: 0, count: rating.others.count)
    }

    /// What a closed walk along edges is worth.
    ///
    /// > Cost: probe `route-search`.
    /// - Complexity: O(edges × words near them).
    mutating func worth(of edges: [Int32]) -> RouteWorth {
        var numbers = RouteNumbers()
        for k in shared.indices { shared[k] = 0 }
        for edge in edges {
            let e = Int(edge), own = ground.numbers[e]
            numbers.length += own.length
            if visits[e] {
                numbers.twice += own.length
                continue
            }
            visits[e] = true
            numbers.green += own.green
            numbers.fast += own.fast
            for k in shared.indices where rating.others[k][e] { shared[k] += own.length }
            unite(e)
        }
        numbers.people = countUnion()
        for edge in edges { visits[Int(edge)] = false }
        return RouteWorth(numbers, shared: shared, rating)
    }

    private mutating func unite(_ edge: Int) {
        let rows = Int(bits.starts[edge])..<Int(bits.starts[edge + 1])
        bits.words.withUnsafeBufferPointer { words in
            union.withUnsafeMutableBufferPointer { union in
                for k in rows {
                    let (word, new) = words[k]
                    let old = union[Int(word)]
                    if old == 0 { touched.append(word) }
                    union[Int(word)] = old | new
                }
            }
        }
    }

    /// The people of the union, which is then empty.
    private mutating func countUnion() -> Double {
        var sum = 0.0
        for word in touched {
            let w = Int(word)
            var left = union[w]
            union[w] = 0
            if left == bits.mask(of: w) {
                sum += bits.sums[w]
                continue
            }
            while left != 0 {
                sum += bits.people[w << 6 + left.trailingZeroBitCount]
                left &= left - 1
            }
        }
        touched.removeAll(keepingCapacity: true)
        return sum
    }
}
