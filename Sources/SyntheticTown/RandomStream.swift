// SPDX-License-Identifier: EUPL-1.2
import Glibc

/// A sequence of random numbers that its seed and its name fix.
///
/// Each layer draws from a stream of its own, so that a change to one leaves the others alone.
///
/// > Source: SplitMix64, Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators.
struct RandomStream {
    private var state: UInt64

    init(seed: UInt64, name: String) {
        state = RandomStream.mixed(seed &+ 0x9E37_79B9_7F4A_7C15)
        for byte in name.utf8 { state = RandomStream.mixed(state ^ UInt64(byte)) }
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// The next 64 bits.
    mutating func bits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return RandomStream.mixed(state)
    }

    /// A number from 0 up to, not including, 1.
    mutating func unit() -> Double { Double(bits() >> 11) * 0x1p-53 }

    /// A number from `low` up to `high`.
    mutating func number(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }

    /// A whole number from 0 up to, not including, `count`; 0 where there is none.
    mutating func index(below count: Int) -> Int {
        guard count > 0 else { return 0 }
        return Int(truncatingIfNeeded: bits().multipliedFullWidth(by: UInt64(count)).high)
    }

    /// True with the given probability.
    mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    /// A normally distributed number of mean 0 and deviation 1 (Marsaglia's polar method).
    mutating func normal() -> Double {
        while true {
            let u = number(-1, 1)
            let v = number(-1, 1)
            let square = u * u + v * v
            if square > 0, square < 1 { return u * (-2 * log(square) / square).squareRoot() }
        }
    }

    /// A Poisson distributed count (Knuth's product of uniforms; for small means).
    mutating func poisson(mean: Double) -> Int {
        let floor = exp(-mean)
        var count = 0
        var product = unit()
        while product > floor {
            count += 1
            product *= unit()
        }
        return count
    }
}

/// A coordinate rounded to whole millimetres.
func millimetres(_ metres: Double) -> Double { (metres * 1000).rounded() / 1000 }
