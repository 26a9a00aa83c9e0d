// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex

/// The addresses with dwellings.
struct Dwellings: Sendable {
    /// Easting of each address, metres.
    let x: [Double]
    /// Northing of each address, metres.
    let y: [Double]
    /// Its dwellings, at least 1.
    let number: [Int32]
    /// The row of its buurt, -1 outside every buurt.
    let buurt: [Int32]
    /// Its row in the source.
    let sourceRow: [Int32]
    /// Their numbers by place.
    let index: NumbersInDiscs

    /// Takes the addresses with dwellings of a population.
    ///
    /// - Complexity: O(addresses).
    init(_ population: Population, _ buurtOfAddress: [Int32], threads: Int) {
        let rows = population.dwellings.indices.filter { population.dwellings[$0] > 0 }
        x = rows.map { population.x[$0] }
        y = rows.map { population.y[$0] }
        number = rows.map { population.dwellings[$0] }
        buurt = rows.map { buurtOfAddress[$0] }
        sourceRow = rows.map { Int32(truncatingIfNeeded: $0) }
        index = NumbersInDiscs(x: x, y: y, numbers: number, threads: threads)
    }

    /// Number of dwellings in each of `count` buurten.
    func perBuurt(_ count: Int) -> [ExactSum] {
        var sums = [ExactSum](repeating: ExactSum(), count: count)
        for i in number.indices where buurt[i] >= 0 { sums[Int(buurt[i])].add(Double(number[i])) }
        return sums
    }
}
