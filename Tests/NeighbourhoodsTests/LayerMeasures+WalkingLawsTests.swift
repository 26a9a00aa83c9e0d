// SPDX-License-Identifier: EUPL-1.2
//
// Laws of walking and safe walking as a run measures them, on made-up towns: a crooked lattice of streets with
// speeds, footways, levels, crossings, a zone, and places to go to of every shape.
import Planar
import TestSupport
import Testing

@testable import Neighbourhoods

/// A town whose parts can be put in another order.
private struct WalkingTown {
    var x: [Double]
    var y: [Double]
    var streets: [[(Double, Double)]] = []
    var speeds: [Int64] = []
    var levels: [Int64] = []
    var flags: [(walkable: Bool, cars: Bool, footway: Bool)] = []
    var crossings: [(Double, Double)]
    var places: [(Double, Double)]
    var lines: [[(Double, Double)]]
    var areas: [[(Double, Double)]]

    init(_ random: inout SeededGenerator, addresses: Int, side: Int = 12) {
        let step = 1_980 / Double(side - 1)
        var corners: [(Double, Double)] = []
        for k in 0..<side * side {
            corners.append(
                (
                    10 + step * Double(k % side) + random.double(in: -20..<20).rounded(),
                    10 + step * Double(k / side) + random.double(in: -20..<20).rounded()
                ))
        }
        func point() -> (Double, Double) {
            let isWhole = random.int(in: 0..<3) == 0
            let x = random.double(in: 0..<2_000), y = random.double(in: 0..<2_000)
            return isWhole ? (x.rounded(), y.rounded()) : (x, y)
        }
        for k in corners.indices {
            let right = k % side + 1 < side ? k + 1 : corners.count
            for next in [right, k + side] where next < corners.count {
                if random.int(in: 0..<10) == 0 { continue }
                let (a, b) = (corners[k], corners[next])
                let bend = ((a.0 + b.0) / 2 + random.double(in: -9..<9), (a.1 + b.1) / 2)
                streets.append(random.int(in: 0..<2) == 0 ? [a, b] : [a, bend, b])
                speeds.append([15, 30, 30, 30, 50, 70][random.int(in: 0..<6)])
                levels.append(random.int(in: 0..<12) == 0 ? 1 : 0)
                flags.append(
                    (
                        random.int(in: 0..<12) > 0, random.int(in: 0..<6) > 0,
                        random.int(in: 0..<3) == 0
                    ))
            }
        }
        crossings = (0..<12).map { _ in corners[random.int(in: 0..<corners.count)] }
        places = (0..<9).map { _ in point() }
        lines = (0..<3).map { _ in [point(), point(), point()] }
        areas = (0..<3).map { _ in
            let (x, y) = point()
            return SquareTown.rectangle(x, y, x + 90, y + 60)
        }
        let points = (0..<addresses).map { _ in point() }
        x = points.map(\.0)
        y = points.map(\.1)
    }

    /// The same town, everything in another order; where asked, every other line drawn the other way round.
    func shuffled(
        _ random: inout SeededGenerator, turning: Bool
    ) -> (town: WalkingTown, addresses: [Int]) {
        var town = self
        let rows = streets.indices.shuffled(using: &random)
        func turned(_ line: [(Double, Double)]) -> [(Double, Double)] {
            turning && random.int(in: 0..<2) == 0 ? line.reversed() : line
        }
        town.streets = rows.map { turned(streets[$0]) }
        town.speeds = rows.map { speeds[$0] }
        town.levels = rows.map { levels[$0] }
        town.flags = rows.map { flags[$0] }
        town.crossings.shuffle(using: &random)
        town.places.shuffle(using: &random)
        town.lines = lines.shuffled(using: &random).map(turned)
        town.areas = areas.shuffled(using: &random).map { ring in
            let start = random.int(in: 0..<ring.count)
            return Array(ring[start...] + ring[..<start])
        }
        let addresses = x.indices.shuffled(using: &random)
        town.x = addresses.map { x[$0] }
        town.y = addresses.map { y[$0] }
        return (town, addresses)
    }

    func workspace(onlyPlaces: Bool = false) -> Workspace {
        let settings = LayerSettings(thresholds: [150, 400])
        let speed = AttributeColumn(name: "speed", values: .integers(speeds))
        let level = AttributeColumn(name: "level", values: .integers(levels))
        var layers = [
            SquareTown.layer("places", .destination, points: places, settings: settings),
            SquareTown.layer("lint", .destination, lines: lines, settings: settings),
            SquareTown.layer("parks", .destination, polygons: areas, settings: settings),
        ]
        if onlyPlaces { layers.removeLast(2) }
        layers += [
            SquareTown.layer("oversteek", .crossings, points: crossings),
            SquareTown.layer(
                "zones", .zone, polygons: [SquareTown.rectangle(600, 300, 1_400, 1_100)],
                settings: LayerSettings(speed: 30)),
            SquareTown.layer(
                "streets", .streets, lines: streets, columns: [speed, level],
                settings: LayerSettings(speedColumn: "speed", levelColumn: "level"),
                masks: [
                    Layer.walkableMask: flags.map(\.walkable), Layer.carsMask: flags.map(\.cars),
                    Layer.footwayMask: flags.map(\.footway),
                ]),
        ]
        let weight = x.indices.map { (x[$0] / 7).rounded(.down) + 0.37 }
        return SquareTown.workspace(
            layers, population: Population(layer: "addresses", x: x, y: y, weight: weight))
    }
}

extension AnalysisResults {
    /// All numbers of all tables, as bits.
    fileprivate var bits: [String: [UInt64?]] {
        var found: [String: [UInt64?]] = [:]
        for (number, table) in ([buurten, total] + groups).enumerated() {
            for column in table.columns {
                found["\(number) \(column.indicator.id)"] = column.values.map {
                    $0.number?.bitPattern
                }
            }
        }
        return found
    }

    /// Names of the columns that differ.
    fileprivate func differences(from other: AnalysisResults) -> [String] {
        let (one, two) = (bits, other.bits)
        return Set(one.keys).union(two.keys).filter { one[$0] != two[$0] }.sorted()
    }

    fileprivate func address(_ name: String) -> [UInt64] {
        perAddress.first { $0.name == name }?.values.map(\.bitPattern) ?? []
    }
}

@Suite struct WalkingLawsTests {
    private static let columns = ["places", "lint", "parks"].flatMap {
        ["\($0)_walk", "\($0)_safe_walk"]
    }

    /// Enough addresses for several pieces of work: 65,536 to a piece.
    @Test(.timeLimit(.minutes(3))) func threadsDoNotShow() throws {
        var random = SeededGenerator(seed: 11)
        let town = WalkingTown(&random, addresses: 70_000).workspace(onlyPlaces: true)
        let one = try analyse(town, threads: 1, perAddress: true)
        #expect(one.bits.count > 50)
        for threads in [2, 7] {
            let other = try analyse(town, threads: threads, perAddress: true)
            #expect(one.differences(from: other) == [], "\(threads) threads")
            for name in ["places_walk", "places_safe_walk"] {
                let isSame = one.address(name) == other.address(name)
                #expect(isSame, "\(threads) threads: \(name)")
            }
        }
    }

    /// Streets in another order or direction, addresses, places and crossings in another order: the same bits.
    @Test func orderDoesNotShow() throws {
        var ways = 0
        try forEverySeed(0..<25) { seed, random in
            let town = WalkingTown(&random, addresses: 400, side: 8)
            let turning = seed % 2 == 1
            let (other, rows) = town.shuffled(&random, turning: turning)
            let threads = [1, 2, 7][Int(seed % 3)]
            let one = try analyse(town.workspace(), threads: 1, perAddress: true)
            let two = try analyse(other.workspace(), threads: threads, perAddress: true)
            // The length of a line inside a buurt is rounded in the direction in which it is drawn.
            let different = one.differences(from: two).filter {
                !turning || !$0.contains("length") && !$0.contains("streets_30_share")
            }
            #expect(different == [], "seed \(seed), \(threads) threads")
            for name in Self.columns {
                let (before, after) = (one.address(name), two.address(name))
                #expect(before.count == 400, "seed \(seed)")
                let isSame = rows.map { before[$0] } == after
                #expect(isSame, "seed \(seed): \(name)")
                ways += before.count { !Double(bitPattern: $0).isNaN }
            }
        }
        #expect(ways > 20_000)
    }

    /// Walking is at least the straight line, safe walking at least walking; whoever has no way to walk has no
    /// safe one.
    @Test func longerByEveryRule() throws {
        try forEverySeed(100..<125) { seed, random in
            let town = WalkingTown(&random, addresses: 400, side: 8)
            let results = try analyse(town.workspace(), threads: 2, perAddress: true)
            for layer in ["places", "lint", "parks"] {
                let (straight, walk, safe) = (
                    results.address("\(layer)_distance").map { Double(bitPattern: $0) },
                    results.address("\(layer)_walk").map { Double(bitPattern: $0) },
                    results.address("\(layer)_safe_walk").map { Double(bitPattern: $0) }
                )
                for i in walk.indices {
                    #expect(safe[i].isNaN || safe[i] >= walk[i], "seed \(seed), \(layer), \(i)")
                    // Vertices within a centimetre of each other are one.
                    let isShorter = walk[i] < straight[i] - 1e-9
                    #expect(!isShorter, "seed \(seed), \(layer), \(i)")
                }
            }
        }
    }
}
