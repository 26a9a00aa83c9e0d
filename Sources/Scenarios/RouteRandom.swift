// SPDX-License-Identifier: EUPL-1.2

/// Numbers from a seed, the same on every machine.
///
/// SplitMix64: Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators.
struct RouteRandom {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0xD1B5_4A32_D192_ED03 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// 0 ..< 1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// 0 ..< count.
    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(count, 1))) }

    /// A chance that falls with a loss, 1 for none: close to exp(-loss / temperature).
    static func chance(_ loss: Double, _ temperature: Double) -> Double {
        guard temperature > 0 else { return 0 }
        let r = loss / temperature
        return 1 / (1 + r * (1 + r * (0.5 + r * (1.0 / 6 + r / 24))))
    }

    /// Cosine and sine of a part of a turn, by their series.
    static func direction(_ turn: Double) -> (cosine: Double, sine: Double) {
        let angle = (turn - turn.rounded(.down)) * 2 * .pi - .pi
        var sine = 0.0, cosine = 0.0, term = 1.0
        for n in 0..<30 {
            switch n % 4 {
            case 0: cosine += term
            case 1: sine += term
            case 2: cosine -= term
            default: sine -= term
            }
            term *= angle / Double(n + 1)
        }
        return (-cosine, -sine)
    }
}

/// A binary heap of nodes by cost, the lower node first among equal costs.
struct RouteHeap {
    private var items: [(cost: Double, node: Int32)] = []

    mutating func push(_ cost: Double, _ node: Int32) {
        items.append((cost, node))
        var place = items.count - 1
        while place > 0, items[place] < items[(place - 1) / 2] {
            items.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func pop() -> (cost: Double, node: Int32)? {
        guard let first = items.first, let last = items.popLast() else { return nil }
        guard !items.isEmpty else { return first }
        items[0] = last
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2]
            where child < items.count && items[child] < items[least] {
                least = child
            }
            if least == place { return first }
            items.swapAt(place, least)
            place = least
        }
    }
}
