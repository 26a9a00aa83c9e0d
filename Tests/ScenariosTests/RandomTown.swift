// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import TestSupport

@testable import Scenarios

/// Random towns and random changes of them; coordinates are whole metres in a small field, so that
/// ties, touching and coinciding happen.
enum RandomTown {
    /// Nine buurten of 100 m in three wijken, 300 addresses, layers of every kind, and streets where asked; with
    /// `side` 2 four buurten and 80 addresses.
    static func workspace(
        _ random: inout SeededGenerator, withStreets: Bool = false, side: Int = 3
    ) -> Workspace {
        let count = side * side, homes = side == 3 ? 300 : 20 * count
        var polygons = PolygonSet()
        for b in 0..<count {
            let x = Double(b % side) * 100, y = Double(b / side) * 100
            polygons.append(
                x: [x, x + 100, x + 100, x], y: [y, y, y + 100, y + 100], feature: Int32(b))
        }
        let wijk = GroupLevel(
            name: "wijk", hasCodes: false, codes: (1...side).map { "W\($0)" },
            names: (1...side).map { "W\($0)" }, groupOfBuurt: (0..<count).map { Int32($0 / side) })
        let people = AttributeColumn(
            name: "people",
            values: .integers((0..<count).map { _ in .random(in: 0...90, using: &random) })
        )
        let buurten = Buurten(
            codes: (0..<count).map { "B\($0)" }, names: (0..<count).map { "B\($0)" },
            groups: [wijk], polygons: polygons,
            attributes: AttributeTable(count: count, columns: [people]))
        let isWhole = Bool.random(using: &random)
        var population = Population(
            layer: "addresses", x: (0..<homes).map { _ in coordinate(&random, side) },
            y: (0..<homes).map { _ in coordinate(&random, side) },
            weight: (0..<homes).map { _ in
                let whole = Double(Int.random(in: 0...4, using: &random))
                return isWhole ? whole : whole * 0.37
            }, rescaleTo: Bool.random(using: &random) ? "people" : nil)
        let settings = LayerSettings(thresholds: [20, 60], fromColumn: "from")
        var layers: [Layer] = []
        for (name, role) in [
            ("places", LayerRole.destination), ("lint", .destination), ("zones", .zone),
            ("green", .green), ("sites", .site),
        ] {
            var own = settings
            if role == .green { own.sizes = [0.05] }
            if role == .zone, withStreets { own.speed = 30 }
            let count = Int.random(in: 1...6, using: &random)
            layers.append(layer(name, role, own, count, &random, side))
        }
        if withStreets {
            layers.append(streets(settings, &random, side))
            layers.append(
                layer("crossings", .crossings, settings, side == 3 ? 8 : 4, &random, side))
        }
        population.dwellings = (0..<homes).map { _ in Int32.random(in: 0...3, using: &random) }
        var crowned = settings
        crowned.crownColumn = "crown"
        var trees = layer("trees", .trees, crowned, 60, &random, side)
        trees.attributes.columns.append(
            AttributeColumn(
                name: "crown",
                values: .integers((0..<60).map { _ in .random(in: 0...50, using: &random) })))
        layers.append(trees)
        return Workspace(
            buurten: buurten, population: population, layers: layers,
            plan: AnalysisPlan(project: "Random", walking: WalkingRules(maxSnap: 40)))
    }

    /// Most sides of a lattice of 50 m, some slow, some without cars, some with a footway.
    private static func streets(
        _ settings: LayerSettings, _ random: inout SeededGenerator, _ side: Int
    ) -> Layer {
        var lines = LineSet()
        let columns = 2 * side + 1
        for k in 0..<2 * columns * columns where Int.random(in: 0..<10, using: &random) > 0 {
            let x = Double(k / 2 % columns) * 50, y = Double(k / 2 / columns) * 50
            lines.append(
                x: [x, k % 2 == 0 ? x + 50 : x], y: [y, k % 2 == 0 ? y : y + 50],
                feature: Int32(lines.count))
        }
        var own = settings
        own.speedColumn = "speed"
        let speeds = (0..<lines.count).map { _ in
            Int64(Int.random(in: 0..<3, using: &random) == 0 ? 50 : 30)
        }
        let years = (0..<lines.count).map { _ in Int64.random(in: 2010...2021, using: &random) }
        let speed = AttributeColumn(name: "speed", values: .integers(speeds))
        let from = AttributeColumn(name: "from", values: .integers(years))
        func flags(_ chance: Int) -> [Bool] {
            (0..<lines.count).map { _ in Int.random(in: 0..<10, using: &random) < chance }
        }
        return Layer(
            name: "streets", role: .streets,
            geometry: FeatureGeometry(count: lines.count, lines: lines),
            attributes: AttributeTable(count: lines.count, columns: [from, speed]),
            ids: (0..<Int64(lines.count)).map { $0 + 1 }, settings: own,
            masks: ["walkable": flags(9), "cars": flags(7), "footway": flags(3)])
    }

    /// A random change of one of the layers.
    static func change(
        _ id: String, of base: Workspace, _ random: inout SeededGenerator
    ) -> Change {
        var row = Int.random(in: base.layers.indices, using: &random)
        // Streets change seldom, and with them everything that is walked.
        if base.layers[row].role == .streets, Bool.random(using: &random) { row = 0 }
        let layer = base.layers[row]
        let picked = (0..<Int32(layer.count)).filter { _ in
            Int.random(in: 0..<3, using: &random) == 0
        }
        let pick = FeaturePick(base: picked)
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
            let added = self.layer(layer.name, layer.role, layer.settings, 1, &random)
            return Change(
                id: id, effect: .exchange(layer: row, removing: FeaturePick(), adding: added))
        case 1: return Change(id: id, effect: .exchange(layer: row, removing: pick, adding: nil))
        case 2:
            return Change(
                id: id, effect: .exchange(layer: row, removing: pick, adding: nudged(layer, picked))
            )
        case 3:
            let shift = Double(Int.random(in: -30...30, using: &random))
            return Change(id: id, effect: .move(layer: row, pick, x: shift, y: -shift))
        default:
            let from = AttributeColumn(name: "from", values: .integers([2021]))
            return Change(id: id, effect: .set(layer: row, pick, values: [from], masks: [:]))
        }
    }

    /// A random change of one of the layers of some roles.
    static func change(
        _ id: String, of base: Workspace, _ roles: [LayerRole], _ random: inout SeededGenerator
    ) -> Change {
        while true {
            let change = change(id, of: base, &random)
            if let row = change.effect.layer, roles.contains(base.layers[row].role) {
                return change
            }
        }
    }

    /// The picked features with one vertex moved: most of their segments stay.
    private static func nudged(_ layer: Layer, _ picked: [Int32]) -> Layer? {
        var flags = [Bool](repeating: false, count: layer.count)
        for row in picked { flags[Int(row)] = true }
        var copy = layer
        copy.geometry = FeatureGeometry(
            count: layer.count, points: layer.geometry.points.keeping(flags),
            lines: layer.geometry.lines.keeping(flags),
            polygons: layer.geometry.polygons.keeping(flags))
        if copy.geometry.lines.x.count > 1 { copy.geometry.lines.y[1] += 7 }
        if copy.geometry.points.count > 0 { copy.geometry.points.x[0] += 3 }
        copy.surfacePoints = PointSet()
        return copy
    }

    private static func layer(
        _ name: String, _ role: LayerRole, _ settings: LayerSettings, _ count: Int,
        _ random: inout SeededGenerator, _ town: Int = 3
    ) -> Layer {
        var geometry = FeatureGeometry(count: count)
        for k in 0..<Int32(count) {
            let x = coordinate(&random, town), y = coordinate(&random, town)
            let side = Double(Int.random(in: 5...60, using: &random))
            switch name {
            case "places", "sites", "crossings", "trees":
                geometry.points.append(x: x, y: y, feature: k)
            case "lint", "streets":
                geometry.lines.append(
                    x: (0..<6).map { x + Double($0) * side / 3 },
                    y: (0..<6).map { _ in coordinate(&random, town) }, feature: k)
            default:
                geometry.polygons.append(
                    x: [x, x + side, x + side, x], y: [y, y, y + side, y + side], feature: k)
            }
        }
        let from = AttributeColumn(
            name: "from",
            values: .integers((0..<count).map { _ in .random(in: 2018...2024, using: &random) }))
        return Layer(
            name: name, role: role, geometry: geometry,
            attributes: AttributeTable(count: count, columns: [from]),
            ids: (0..<Int64(count)).map { $0 + 1 }, settings: settings)
    }

    private static func coordinate(_ random: inout SeededGenerator, _ side: Int) -> Double {
        Double(Int.random(in: -10...100 * side + 10, using: &random))
    }
}
