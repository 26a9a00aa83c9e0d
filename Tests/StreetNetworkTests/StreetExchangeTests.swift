// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import StreetNetwork

/// The law: after an exchange every distance has the bits that it has in a network made anew.
@Suite struct StreetExchangeTests {
    /// The fast street F from west to east keeps the house south of it from the hub north of it, until it is slow.
    ///
    ///         hub (50, 40)
    ///             |
    ///     F ---(50, 0)--- F
    ///             |
    ///        house (50, -30)
    @Test func byHand() throws {
        var before = SafeStreets()
        before.lines = streets([
            [(0, 0), (50, 0), (100, 0)], [(50, 0), (50, 40)], [(50, 0), (50, -30)],
        ])
        before.isWalkable = [true, true, true]
        before.isBarrier = [true, false, false]
        before.hasFootway = [false, false, false]
        var after = before
        after.isBarrier = [false, false, false]
        let root = before.network(maxSnap: 20)
        let exchange = try #require(
            StreetExchange(MendedNetwork(root), before, for: after, rows: [0]))
        let hub = exchange.before.places(x: 50, y: 41).map { WalkSource(place: $0, facility: 0) }
        var field = MendableField(
            WalkField(root.graph, sources: hub),
            SourcesOnEdges(hub, edgeCount: root.graph.edgeCount))
        #expect(
            field.distance(to: exchange.before.place(x: 50, y: -30), exchange.before) == .infinity)
        let again = exchange.after.places(x: 50, y: 41).map { WalkSource(place: $0, facility: 0) }
        let edges = field.exchange(hub, for: again, exchange.after, streets: exchange)
        // 1 m to the street, 40 m and 30 m along it.
        let house = exchange.after.place(x: 50, y: -30)
        #expect(field.distance(to: house, exchange.after) == 71)
        #expect(edges.contains(house.edge))
    }

    @Test func equalsANetworkMadeAnew() throws {
        var exchanges = 0
        try forEverySeed(0..<60) { seed, random in
            var town = CutTown(StreetSample.overlapping(&random, parts: 14))
            town.recross(&random)
            let root = town.streets.network(maxSnap: 40)
            var network = MendedNetwork(root)
            let hubs = StreetSample.points(&random, 3, near: town.streets.lines)
            func sources(_ network: MendedNetwork) -> [WalkSource] {
                hubs.flatMap { network.places(x: $0.0, y: $0.1) }
                    .map { WalkSource(place: $0, facility: 0) }
            }
            var all = sources(network)
            var field = MendableField(
                WalkField(root.graph, sources: all),
                SourcesOnEdges(all, edgeCount: root.graph.edgeCount))
            for _ in 0..<3 {
                let before = town.streets
                let rows = town.change(&random)
                let after = town.streets
                var changed = LineSet()
                for lines in [before.lines, after.lines] {
                    for k in 0..<lines.count where rows.contains(lines.feature[k]) {
                        changed.append(lines, part: k)
                    }
                }
                let boxes = network.surroundings(of: changed)
                let around = town.rows(in: boxes)
                let exchange = try #require(
                    StreetExchange(
                        network, before.only(around), for: after.only(around), rows: rows),
                    "seed \(seed)")
                exchanges += exchange.gone.isEmpty && exchange.come.isEmpty ? 0 : 1
                network = exchange.after
                let now = sources(network)
                let edges = Set(field.exchange(all, for: now, network, streets: exchange))
                all = now
                let plain = after.network(maxSnap: 40)
                let fresh = hubs.flatMap { plain.places(x: $0.0, y: $0.1) }
                    .map { WalkSource(place: $0, facility: 0) }
                let search = WalkField(plain.graph, sources: fresh)
                let onEdges = SourcesOnEdges(fresh, edgeCount: plain.graph.edgeCount)
                for (x, y) in StreetSample.points(&random, 30, near: after.lines) {
                    let metres = network.places(x: x, y: y)
                        .map { field.distance(to: $0, network) }.min()
                    #expect(
                        metres ?? .infinity == search.nearest(x: x, y: y, plain, onEdges).distance,
                        "seed \(seed), (\(x), \(y))")
                    // Steps beside the way there meet barriers in both or in neither, whichever edge is first.
                    let free = network.places(x: x, y: y).count {
                        network.allows($0, toX: x + 3, y: y - 2)
                    }
                    let plainlyFree = plain.places(x: x, y: y).count {
                        plain.allows($0, toX: x + 3, y: y - 2)
                    }
                    #expect(free == plainlyFree, "seed \(seed), (\(x), \(y))")
                }
                #expect(edges.isDisjoint(with: exchange.gone))
            }
        }
        #expect(exchanges > 120)
    }
}

/// Streets of which some become barriers, and are cut.
private struct CutTown {
    private struct Part {
        var x: [Double]
        var y: [Double]
        var isBarrier: Bool
        var startsAtCut = false
        var endsAtCut = false
    }

    private let whole: SafeStreets
    private var parts: [[Part]]
    private var crossings = PointSet()

    init(_ whole: SafeStreets) {
        self.whole = whole
        parts = (0..<whole.lines.count).map { row in
            let rows = whole.lines.vertices(of: row)
            return [
                Part(
                    x: Array(whole.lines.x[rows]), y: Array(whole.lines.y[rows]),
                    isBarrier: whole.isBarrier[row])
            ]
        }
    }

    var streets: SafeStreets {
        var safe = whole
        safe.lines = LineSet()
        safe.levels = []
        safe.isWalkable = []
        safe.isBarrier = []
        safe.hasFootway = []
        safe.startsAtCut = []
        safe.endsAtCut = []
        safe.crossings = crossings
        for (row, own) in parts.enumerated() {
            for part in own {
                safe.lines.append(x: part.x, y: part.y, feature: Int32(row))
                safe.levels.append(whole.levels[row])
                safe.isWalkable.append(whole.isWalkable[row])
                safe.isBarrier.append(part.isBarrier)
                safe.hasFootway.append(whole.hasFootway[row])
                safe.startsAtCut.append(part.startsAtCut)
                safe.endsAtCut.append(part.endsAtCut)
            }
        }
        return safe
    }

    /// Other crossings; the streets within reach of what came or went.
    @discardableResult
    mutating func recross(_ random: inout SeededGenerator) -> Set<Int32> {
        let old = crossings
        crossings = PointSet()
        for (x, y) in StreetSample.points(&random, 3, near: whole.lines) {
            crossings.append(x: x, y: y, feature: Int32(crossings.count))
        }
        let reach = whole.crossingWithin + 1
        let boxes = zip(old.x + crossings.x, old.y + crossings.y).map {
            Box(minX: $0 - reach, minY: $1 - reach, maxX: $0 + reach, maxY: $1 + reach)
        }
        return Set(
            whole.lines.feature.filter { row in
                boxes.contains { $0.intersects(whole.lines.box(of: Int(row))) }
            })
    }

    /// Some streets become fast or slow, are cut or whole again; now and then crossings come and go.
    mutating func change(_ random: inout SeededGenerator) -> Set<Int32> {
        var rows = random.int(in: 0..<3) == 0 ? recross(&random) : []
        for _ in 0..<random.int(in: 1..<4) {
            let row = random.int(in: 0..<parts.count)
            rows.insert(Int32(row))
            let own = whole.lines.vertices(of: row)
            var one = Part(
                x: Array(whole.lines.x[own]), y: Array(whole.lines.y[own]),
                isBarrier: random.int(in: 0..<2) == 0)
            guard own.count > 1, random.int(in: 0..<2) == 0 else {
                parts[row] = [one]
                continue
            }
            let i = random.int(in: 0..<own.count - 1)
            let t = [0.25, 0.5, random.double(in: 0..<1)][random.int(in: 0..<3)]
            let x = one.x[i] + t * (one.x[i + 1] - one.x[i])
            let y = one.y[i] + t * (one.y[i + 1] - one.y[i])
            var other = one
            let isCrossing = random.int(in: 0..<2) == 0
            other.x = [x] + one.x[(i + 1)...]
            other.y = [y] + one.y[(i + 1)...]
            other.isBarrier = isCrossing ? one.isBarrier : !one.isBarrier
            other.startsAtCut = isCrossing
            one.x = Array(one.x[...i]) + [x]
            one.y = Array(one.y[...i]) + [y]
            one.endsAtCut = isCrossing
            parts[row] = [one, other]
        }
        return rows
    }

    /// Streets with a vertex in one of some boxes.
    func rows(in boxes: [Box]) -> Set<Int32> {
        let lines = streets.lines
        var rows: Set<Int32> = []
        for k in 0..<lines.count {
            for i in lines.vertices(of: k)
            where boxes.contains(where: { $0.contains(x: lines.x[i], y: lines.y[i]) }) {
                rows.insert(lines.feature[k])
            }
        }
        return rows
    }
}

extension SafeStreets {
    /// Some of the streets.
    fileprivate func only(_ rows: Set<Int32>) -> SafeStreets {
        var copy = self
        copy.lines = LineSet()
        let kept = (0..<lines.count).filter { rows.contains(lines.feature[$0]) }
        for k in kept { copy.lines.append(lines, part: k) }
        copy.levels = kept.map { levels[$0] }
        copy.isWalkable = kept.map { isWalkable[$0] }
        copy.isBarrier = kept.map { isBarrier[$0] }
        copy.hasFootway = kept.map { hasFootway[$0] }
        copy.startsAtCut = kept.map { startsAtCut[$0] }
        copy.endsAtCut = kept.map { endsAtCut[$0] }
        return copy
    }
}
