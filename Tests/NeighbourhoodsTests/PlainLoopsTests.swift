// SPDX-License-Identifier: EUPL-1.2
//
// The whole path against plain loops in doubles: every value about people of random towns, with
// rescaled weights, unknown and empty buurten, on all levels.
import Neighbourhoods
import Planar
import TestSupport
import Testing

@Suite struct PlainLoopsTests {
    @Test func everyValueAboutPeople() throws {
        try forEverySeed(0..<20) { seed, random in
            let town = PlainTown(random: &random)
            let results = try analyse(town.workspace(), threads: 2, perAddress: false)
            let tables = [results.buurten, results.groups[0], results.total]
            let members: [[[Int]]] = [[[0], [1], [2], [3]], [[0, 1], [2, 3]], [[0, 1, 2, 3]]]
            for (table, rows) in zip(tables, members) {
                for (row, buurten) in rows.enumerated() {
                    // Inequality over the buurten has tests of its own.
                    for column in table.columns where column.indicator.unit != "ratio" {
                        let id = column.indicator.id
                        // Areas within a distance have an oracle elsewhere; squares are equal in size.
                        let shares = results.buurt(id).map { $0 ?? 0 }
                        let expected =
                            id.contains("_area_share_")
                            ? buurten.reduce(0) { $0 + shares[$1] } / Double(buurten.count)
                            : town.value(id, buurten)
                        #expect(
                            agree([column.values[row].number], [expected]),
                            "seed \(seed), \(id) of \(buurten)")
                    }
                }
            }
        }
    }
}

private struct PlainTown {
    struct Person {
        var x: Double
        var y: Double
        var weight: Double
        var buurt: Int
    }

    var people: [Person]
    var inhabitants: [Int64?]
    var places: [(Double, Double)]
    var green: [(Double, Double, Double, Double)]

    init(random: inout SeededGenerator) {
        people = (0..<random.int(in: 0..<60)).map { _ in
            let x = random.double(in: 0..<2000), y = random.double(in: 0..<2000)
            return Person(
                x: x, y: y, weight: Double(random.int(in: 0..<4)),
                buurt: (x > 1000 ? 1 : 0) + (y > 1000 ? 2 : 0))
        }
        inhabitants = (0..<4).map { _ in
            random.int(in: 0..<4) == 0 ? nil : Int64(random.int(in: 0..<500))
        }
        places = (0..<random.int(in: 1..<6)).map { _ in
            (random.double(in: 0..<2000), random.double(in: 0..<2000))
        }
        // One park per kilometre square at most, so that areas are easy sums.
        green = (0..<4).filter { _ in random.int(in: 0..<2) == 0 }.map { b in
            let x = Double(b % 2) * 1000 + random.double(in: 0..<800)
            let y = Double(b / 2) * 1000 + random.double(in: 0..<800)
            return (x, y, x + random.double(in: 10..<150), y + random.double(in: 10..<150))
        }
    }

    func workspace() -> Workspace {
        let column = AttributeColumn(
            name: "n", values: .integers(inhabitants.map { $0 ?? 0 }),
            absence: inhabitants.map { $0 == nil ? 1 : 0 }, reasons: ["unknown"])
        let population = Population(
            layer: "addresses", x: people.map(\.x), y: people.map(\.y),
            weight: people.map(\.weight), rescaleTo: "n")
        return SquareTown.workspace(
            [
                SquareTown.layer("places", .destination, points: places),
                SquareTown.layer(
                    "green", .green,
                    polygons: green.map { SquareTown.rectangle($0.0, $0.1, $0.2, $0.3) }),
            ],
            buurten: SquareTown.buurten(attributes: AttributeTable(count: 4, columns: [column])),
            population: population
        )
    }

    /// People of some buurten with known numbers, scaled.
    private func scaled(_ buurten: [Int]) -> [Person] {
        buurten.flatMap { b -> [Person] in
            let own = people.filter { $0.buurt == b }
            let given = own.reduce(0) { $0 + $1.weight }
            guard let target = inhabitants[b], given > 0 else { return [] }
            return own.map { person in
                var person = person
                person.weight *= Double(target) / given
                return person
            }
        }.filter { $0.weight > 0 }
    }

    func value(_ id: String, _ buurten: [Int]) -> Double? {
        let crowd = scaled(buurten)
        let total = crowd.reduce(0) { $0 + $1.weight }
        func share(_ holds: (Person) -> Bool) -> Double? {
            total > 0 ? crowd.filter(holds).reduce(0) { $0 + $1.weight } / total * 100 : nil
        }
        func mean(_ number: (Person) -> Double) -> Double? {
            total > 0 ? crowd.reduce(0) { $0 + $1.weight * number($1) } / total : nil
        }
        func quantile(_ p: Double, _ number: (Person) -> Double) -> Double? {
            var running = 0.0
            return crowd.map { (number($0), $0.weight) }.sorted { $0.0 < $1.0 }.first {
                running += $0.1
                return running >= (p - 1e-11) * total
            }?.0
        }
        let last = id.split(separator: "_").compactMap { Double($0) }.last ?? 0
        switch id {
        case "places_distance_mean": return mean(toPlace)
        case "places_distance_median": return quantile(0.5, toPlace)
        case "places_distance_p90": return quantile(0.9, toPlace)
        case "places_distance_max": return crowd.map(toPlace).max()
        case "green_distance_mean": return green.isEmpty ? nil : mean { toGreen($0, 0) }
        case "green_distance_median": return green.isEmpty ? nil : quantile(0.5) { toGreen($0, 0) }
        case "green_distance_p90": return green.isEmpty ? nil : quantile(0.9) { toGreen($0, 0) }
        case "green_distance_max": return green.isEmpty ? nil : crowd.map { toGreen($0, 0) }.max()
        case "green_area": return area(of: buurten)
        case "green_share": return area(of: buurten) / Double(buurten.count) / 10_000
        case "green_per_inhabitant": return perInhabitant(buurten, total)
        case "places_count":
            return Double(
                places.filter { buurten.contains(($0.0 > 1000 ? 1 : 0) + ($0.1 > 1000 ? 2 : 0)) }
                    .count)
        default: break
        }
        if id.hasPrefix("places_distance_share_") { return share { toPlace($0) <= last } }
        if id.hasPrefix("green_distance_share_") { return share { toGreen($0, 0) <= last } }
        if id.hasPrefix("places_reach_") { return mean { reach($0, within: last) } }
        if id.hasPrefix("green_access_") {
            let parts = id.split(separator: "_")
            let metres = Double(parts[2]) ?? 0
            return share { toGreen($0, id.hasSuffix("0_5ha") ? 5_000 : 10_000) <= metres }
        }
        return nil
    }

    private func toPlace(_ person: Person) -> Double {
        places.map { distance($0.0 - person.x, $0.1 - person.y) }.min() ?? .infinity
    }

    private func reach(_ person: Person, within: Double) -> Double {
        Double(places.filter { distance($0.0 - person.x, $0.1 - person.y) <= within }.count)
    }

    private func toGreen(_ person: Person, _ smallest: Double) -> Double {
        green.filter { ($0.2 - $0.0) * ($0.3 - $0.1) >= smallest }.map {
            distance(
                max(0, $0.0 - person.x, person.x - $0.2), max(0, $0.1 - person.y, person.y - $0.3))
        }.min() ?? .infinity
    }

    private func distance(_ dx: Double, _ dy: Double) -> Double { (dx * dx + dy * dy).squareRoot() }

    private func area(of buurten: [Int]) -> Double {
        green.filter { buurten.contains(($0.0 > 1000 ? 1 : 0) + ($0.1 > 1000 ? 2 : 0)) }
            .reduce(0) { $0 + ($1.2 - $1.0) * ($1.3 - $1.1) }
    }

    private func perInhabitant(_ buurten: [Int], _ total: Double) -> Double? {
        total > 0 ? area(of: buurten.filter { inhabitants[$0] != nil }) / total : nil
    }
}
