// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import Neighbourhoods

@Suite struct SuppressionTests {
    private func levels(_ groups: [[Int32]], buurten: Int) -> [Level] {
        func level(_ rows: [Int32], _ name: String) -> Level {
            let count = Int(rows.max() ?? 0) + 1
            let codes = (0..<count).map { "\(name)\($0)" }
            return Level(name: name, hasCodes: false, codes: codes, names: codes, rowOfBuurt: rows)
        }
        return groups.enumerated().map { level($1, "g\($0)") }
            + [level([Int32](repeating: 0, count: buurten), "total")]
    }

    private func hidden(_ inhabitants: [Double?], _ groups: [[Int32]]) -> ([Int], [[Int]]) {
        let rule = Suppression(
            inhabitants: inhabitants, minimum: 50,
            levels: levels(groups, buurten: inhabitants.count))
        func rows(_ reasons: [String?]) -> [Int] { reasons.indices.filter { reasons[$0] != nil } }
        return (rows(rule.buurten), rule.levels.map(rows))
    }

    @Test func oneSmallBuurtTakesTheNextSmallestWithIt() {
        // The wijk minus the others would give away 30 people; 100 is hidden too: together 130.
        let (buurten, levels) = hidden([30, 200, 100], [[0, 0, 0]])
        #expect(buurten == [0, 2])
        #expect(levels == [[], []])
    }

    @Test func twoSmallOnesThatTogetherAreEnough() {
        let (buurten, levels) = hidden([30, 40, 100], [[0, 0, 0]])
        #expect(buurten == [0, 1])
        #expect(levels == [[], []])
    }

    @Test func smallBuurtAloneInItsWijkHidesTheWijk() {
        // Wijk 1 is the buurt itself. The total minus wijk 0 would give it away: the smallest of the
        // others goes too, and its wijk with it.
        let (buurten, levels) = hidden([30, 200, 100, 80], [[1, 0, 0, 2]])
        #expect(buurten == [0, 3])
        #expect(levels == [[1, 2], []])
    }

    @Test func nobodyElseHidesTheTotal() {
        let (buurten, levels) = hidden([30, 0, nil], [[0, 0, 0]])
        #expect(buurten == [0])
        #expect(levels == [[0], [0]])
    }

    @Test func emptyAndUnknownBuurtenNeedNoProtection() {
        let (buurten, levels) = hidden([0, nil, 100], [[0, 0, 0]])
        #expect(buurten.isEmpty)
        #expect(levels == [[], []])
    }

    @Test func valuesAreReplacedWithTheirReason() throws {
        let column = AttributeColumn(name: "n", values: .integers([50, 8, 100, 200]))
        let results = try analyse(
            SquareTown.workspace(
                [SquareTown.meetingPlaces(LayerSettings(thresholds: [300]))],
                buurten: SquareTown.buurten(
                    attributes: AttributeTable(count: 4, columns: [column])),
                population: SquareTown.population(rescaleTo: "n"), minimum: 50),
            threads: 1, perAddress: false)
        let mean = results.column(results.buurten, "meeting_places_distance_mean")
        #expect(mean[1] == .suppressed("fewer than 50 inhabitants"))
        #expect(mean[0] == .suppressed("a group or total would give away a smaller buurt"))
        #expect(mean[2].number == 800)
        #expect(results.buurten.inhabitants.map(\.status)[0...1] == ["suppressed", "suppressed"])
        #expect(results.buurten.addresses[1].status == "suppressed")
        #expect(results.wijk("meeting_places_distance_mean")[0] != nil)
        // What is not about people stays.
        #expect(results.buurt("meeting_places_area_share_300")[1] != nil)
    }

    /// No combination of shown rows gives a sum over too few hidden people: checked by brute force.
    ///
    /// Shown rows minus their shown buurten are 0/1 vectors over hidden buurten. By elimination every
    /// combination with few buurten is found: the reduced rows are those with the fewest.
    @Test func nothingCanBeWorkedOut() throws {
        try forEverySeed(0..<200) { seed, random in
            let count = random.int(in: 1..<12)
            let inhabitants = (0..<count).map { _ in
                random.int(in: 0..<6) == 0 ? nil : Double(random.int(in: 0..<150))
            }
            let groups = (0..<2).map { _ in
                (0..<count).map { _ in Int32(random.int(in: 0..<3)) }
            }
            let levels = levels(groups, buurten: count)
            let rule = Suppression(inhabitants: inhabitants, minimum: 50, levels: levels)
            let hidden = (0..<count).filter { rule.buurten[$0] != nil }
            for b in 0..<count {
                if let people = inhabitants[b], people > 0, people < 50 {
                    #expect(rule.buurten[b] != nil, "seed \(seed)")
                }
            }
            var remainders: [[Double]] = []
            for (k, level) in levels.enumerated() {
                for row in 0..<level.count where rule.levels[k][row] == nil {
                    remainders.append(hidden.map { level.rowOfBuurt[$0] == row ? 1 : 0 })
                }
            }
            for vector in smallCombinations(of: remainders) {
                let support = hidden.indices.filter { vector[$0] != 0 }
                let people = support.reduce(0) { $0 + (inhabitants[hidden[$1]] ?? 0) }
                #expect(support.count >= 2 && people >= 50, "seed \(seed): \(vector)")
            }
        }
    }

    /// Combinations with small whole factors that are not all zero.
    private func smallCombinations(of rows: [[Double]]) -> [[Double]] {
        guard let width = rows.first?.count, width > 0 else { return [] }
        var sums: Set<[Double]> = [[Double](repeating: 0, count: width)]
        for row in rows {
            var next = sums
            for sum in sums {
                for factor in [-1.0, 1] { next.insert(zip(sum, row).map { $0 + factor * $1 }) }
            }
            sums = next
        }
        return sums.filter { $0.contains { $0 != 0 } }
    }
}
