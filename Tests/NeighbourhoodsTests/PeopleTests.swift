// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import Neighbourhoods

@Suite struct PeopleTests {
    /// A has 50 people, B 8, C an unknown number, D none.
    private func scaled() -> Workspace {
        let column = AttributeColumn(
            name: "aantal_inwoners", values: .integers([50, 8, 0, 0]), absence: [0, 0, 1, 0],
            reasons: ["CBS code -99997"])
        return SquareTown.workspace(
            [SquareTown.meetingPlaces(LayerSettings(thresholds: [300]))],
            buurten: SquareTown.buurten(
                attributes: AttributeTable(count: 4, columns: [column])),
            population: SquareTown.population(rescaleTo: "aantal_inwoners"))
    }

    @Test func weightsAreScaledPerBuurt() throws {
        let results = try analyse(scaled(), threads: 1, perAddress: false)
        #expect(results.buurten.inhabitants.map(\.number) == [50, 8, nil, 0])
        // The scale cancels in a buurt.
        #expect(results.buurt("meeting_places_distance_mean") == [280, 175, nil, nil])
        // In W1 A counts ten times, B twice: (10 * 1400 + 2 * 700) / (50 + 8).
        #expect(agree([results.wijk("meeting_places_distance_mean")[0]], [15_400.0 / 58]))
        // Within 300 m 30 + 6 of 58. Cumulative: 20 + 6 at 100 m, 36 at 300 m: half of 58 is 29.
        #expect(agree([results.whole("meeting_places_distance_share_300")], [3600.0 / 58]))
        #expect(results.whole("meeting_places_distance_median") == 300)
        #expect(results.total.inhabitants.map(\.number) == [58])
        #expect(results.total.addresses.map(\.number) == [9])
    }

    /// Whole numbers are added up as such, others term by term: the same sum, whatever is among them.
    @Test func weightsAddUpExactly() throws {
        for weights in [
            [2, 1, 1, 1], [0, 0, 0, 0], [0.5, 1, 1, 1], [0.1, 0.2, 0.3, 1e-9],
            [4e9, 3, 2, 1], [0x1p31, 0x1p31 - 1, 0, 1],
        ] as [[Double]] {
            var population = SquareTown.population()
            population.weight.replaceSubrange(0..<4, with: weights)
            let people = try People(
                population, buurtOfAddress: [0, 0, 0, 0, 1, 1, 2, 2, 3, -1],
                buurten: SquareTown.buurten())
            var sum = ExactSum()
            for weight in weights { sum.add(weight) }
            #expect(people.weightSum[0] == sum, "\(weights)")
            let areWhole = weights.allSatisfy { $0 == $0.rounded() }
            #expect(people.hasWholeWeights == areWhole, "\(weights)")
        }
    }

    @Test func absentValuesSayWhy() throws {
        let results = try analyse(scaled(), threads: 1, perAddress: false)
        let mean = results.column(results.buurten, "meeting_places_distance_mean")
        #expect(mean[2] == .missing("aantal_inwoners: CBS code -99997"))
        #expect(mean[3] == .notApplicable("nobody lives here"))
        // W2 has one unknown and one empty buurt: not known.
        let wijk = results.column(results.groups[0], "meeting_places_distance_mean")
        #expect(wijk[1] == .missing("aantal_inwoners: CBS code -99997"))
        #expect(results.buurten.inhabitants[2] == .missing("aantal_inwoners: CBS code -99997"))
        #expect(
            results.notes.contains(
                "aantal_inwoners is missing in 1 of 4 buurten: their values about people are missing"
                    + " too"))
        // What is not about people is there.
        #expect(results.buurt("meeting_places_count") == [1, 1, 0, 0])
    }

    @Test func attributeThatIsNotThere() {
        var workspace = scaled()
        workspace = SquareTown.workspace(
            workspace.layers, buurten: workspace.buurten,
            population: SquareTown.population(rescaleTo: "aantal_inwoner"))
        let error = #expect(throws: AnalysisError.self) {
            try analyse(workspace, threads: 1, perAddress: false)
        }
        #expect(error?.remedy == "did you mean 'aantal_inwoners'?")
    }

    @Test func addressesAreGroupedByBuurt() throws {
        let people = try People(
            SquareTown.population(), buurtOfAddress: [3, 0, -1, 0, 2, 2, 0, -1, 3, 0],
            buurten: SquareTown.buurten())
        #expect(people.start == [0, 4, 4, 6, 8])
        // Each buurt has its own addresses, in an order along a curve, and those outside come last.
        for (rows, expected) in [
            (0..<4, [1, 3, 6, 9]), (4..<6, [4, 5]), (6..<8, [0, 8]), (8..<10, [2, 7]),
        ] as [(Range<Int>, [Int32])] {
            #expect(people.sourceRow[rows].sorted() == expected)
        }
        let population = SquareTown.population()
        #expect(people.x == people.sourceRow.map { population.x[Int($0)] })
        #expect(people.y == people.sourceRow.map { population.y[Int($0)] })
        #expect(people.weight == people.sourceRow.map { population.weight[Int($0)] })
        #expect(people.inside == 8)
        #expect(people.absence(1) == .notApplicable(People.nobody))
    }

    @Test func latticeIsNamed() throws {
        var population = SquareTown.population()
        population.lattice = 25
        let results = try analyse(
            SquareTown.workspace([SquareTown.meetingPlaces()], population: population), threads: 1,
            perAddress: false)
        #expect(results.assumptions.count == 1)
        #expect(results.assumptions[0].contains("25 m apart"))
    }

    /// Two buurten of 2,000 and 3,000 addresses, some outside; the rows are a permutation of the source.
    @Test func sameOrderForAnyNumberOfThreads() throws {
        var random = SeededGenerator(seed: 9)
        let count = 6_000
        let population = Population(
            layer: "homes", x: (0..<count).map { _ in random.double(in: 0..<1_000) },
            y: (0..<count).map { _ in random.double(in: 0..<1_000) },
            weight: (0..<count).map { _ in Double(random.int(in: 0..<3)) })
        let assigned = (0..<count).map { Int32($0 % 3 == 0 ? 0 : $0 % 3 == 1 ? 3 : -1) }
        let one = try People(
            population, buurtOfAddress: assigned, buurten: SquareTown.buurten(), threads: 1)
        #expect(one.start == [0, 2_000, 2_000, 2_000, 4_000])
        #expect(one.sourceRow.sorted() == (0..<count).map(Int32.init))
        #expect(one.hasWholeWeights)
        for (place, row) in one.sourceRow.enumerated() {
            #expect(one.x[place] == population.x[Int(row)])
            #expect(one.y[place] == population.y[Int(row)])
            #expect(one.weight[place] == population.weight[Int(row)])
            let buurt = (0..<4).first { one.rows(of: $0).contains(place) }
            #expect(assigned[Int(row)] == Int32(buurt ?? -1))
        }
        for threads in [2, 7] {
            let other = try People(
                population, buurtOfAddress: assigned, buurten: SquareTown.buurten(),
                threads: threads, keepsSource: false)
            #expect(other.x == one.x && other.y == one.y && other.weight == one.weight)
            #expect(other.sourceRow.isEmpty)
            #expect(other.weightSum == one.weightSum)
        }
    }

    /// A million people at one place, in one buurt.
    @Test(.timeLimit(.minutes(1))) func everybodyAtOnePlace() throws {
        let count = 1_000_000
        let population = Population(
            layer: "homes", x: [Double](repeating: 500, count: count),
            y: [Double](repeating: 500, count: count), weight: [Double](repeating: 2, count: count))
        let results = try analyse(
            SquareTown.workspace([SquareTown.meetingPlaces()], population: population), threads: 2,
            perAddress: false)
        #expect(results.total.inhabitants.map(\.number) == [2_000_000])
        let distances = ["mean", "median", "p90", "max"].map {
            results.whole("meeting_places_distance_\($0)")
        }
        #expect(distances[0] != nil && Set(distances).count == 1)
    }
}
