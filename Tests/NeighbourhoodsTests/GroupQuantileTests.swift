// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import Neighbourhoods

@Suite struct GroupQuantileTests {
    /// People in buurten of a row of squares, with values that have ties, zeros and a long tail.
    private func people(
        _ random: inout SeededGenerator
    ) throws -> (people: People, column: [Double], buurten: Int) {
        let count = random.int(in: 1..<400)
        let buurten = random.int(in: 1..<9)
        var squares = PolygonSet()
        for b in 0..<buurten {
            let x = Double(b)
            squares.append(x: [x, x + 1, x + 1, x], y: [0, 0, 1, 1], feature: Int32(b))
        }
        let codes = (0..<buurten).map { "B\($0)" }
        let population = Population(
            layer: "homes", x: [Double](repeating: 0.5, count: count),
            y: [Double](repeating: 0.5, count: count),
            weight: (0..<count).map { _ in Double(random.int(in: 0..<4)) / 3 })
        let assigned = (0..<count).map { _ in Int32(random.int(in: 0..<buurten)) }
        let people = try People(
            population, buurtOfAddress: assigned,
            buurten: Buurten(codes: codes, names: codes, polygons: squares))
        let column = (0..<count).map { _ -> Double in
            switch random.int(in: 0..<4) {
            case 0: 0
            case 1: Double(random.int(in: 0..<5)) * 100
            case 2: random.double(in: 0..<1_000)
            default: random.double(in: 0..<1e7)
            }
        }
        return (people, column, buurten)
    }

    @Test func findsWhatSortingFinds() throws {
        try forEverySeed(0..<300) { seed, random in
            let (people, column, buurten) = try people(&random)
            let members = (0..<buurten).filter { _ in random.int(in: 0..<4) > 0 }
            var rows: [(value: Double, weight: Double)] = []
            for b in members {
                for i in people.rows(of: b) { rows.append((column[i], people.weight[i])) }
            }
            rows.sort { $0.value < $1.value }
            // Weights are thirds: count them as whole numbers.
            let thirds = rows.map { Int(($0.weight * 3).rounded()) }
            let total = thirds.reduce(0, +)
            let ps = [0.5, 0.9, 0.25]
            let found = GroupQuantile(
                people: people, column: column, members: members, threads: 3
            ).values(ps)
            for (p, value) in zip([(1, 2), (9, 10), (1, 4)], found) {
                var below = 0
                var expected = Double.nan
                for (row, weight) in zip(rows, thirds) where weight > 0 {
                    below += weight
                    if below * p.1 >= total * p.0 {
                        expected = row.value
                        break
                    }
                }
                #expect(value == expected || (value.isNaN && expected.isNaN), "seed \(seed)")
            }
        }
    }

    @Test func allValuesEqual() throws {
        var random = SeededGenerator(seed: 1)
        let (people, column, buurten) = try people(&random)
        for value in [0.0, 7] {
            let flat = column.map { _ in value }
            let group = GroupQuantile(
                people: people, column: flat, members: Array(0..<buurten), threads: 2)
            #expect(group.values([0.5, 1]) == [value, value])
        }
    }
}
