// SPDX-License-Identifier: EUPL-1.2

/// A small random generator whose sequence is fixed by its seed.
///
/// SplitMix64: Steele, Lea and Flood (2014), *Fast splittable pseudorandom number generators*.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Creates a generator.
    public init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number in `range`.
    public mutating func double(in range: Range<Double>) -> Double {
        Double.random(in: range, using: &self)
    }

    /// A whole number in `range`.
    public mutating func int(in range: Range<Int>) -> Int { Int.random(in: range, using: &self) }
}

/// Runs `body` for every seed with its own generator, and says which seed failed.
///
/// Inside `body`, use the seed that it is given in messages: `#expect(…, "seed \(seed)")`.
public func forEverySeed(
    _ seeds: Range<UInt64>, _ body: (_ seed: UInt64, _ random: inout SeededGenerator) throws -> Void
) throws {
    for seed in seeds {
        var random = SeededGenerator(seed: seed)
        do { try body(seed, &random) } catch { throw SeedFailure(seed: seed, cause: "\(error)") }
    }
}

/// An error inside ``forEverySeed(_:_:)``.
public struct SeedFailure: Error, CustomStringConvertible {
    /// The seed that reproduces it.
    public let seed: UInt64
    /// What was thrown.
    public let cause: String

    /// Seed and cause.
    public var description: String { "seed \(seed): \(cause)" }
}
