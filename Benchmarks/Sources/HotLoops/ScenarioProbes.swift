// SPDX-License-Identifier: EUPL-1.2
//
// What a planner waits for: everything about a layer measured again after a small change.
import Neighbourhoods
import Planar

extension Probe {
    static var scenarioProbes: [Probe] {
        [
            Probe(name: "scenario-cover", usualCount: 5_000, prepare: cover),
            Probe(name: "scenario-lint", usualCount: 5_000) { movedVertex($0, $1, walking: false) },
            Probe(name: "scenario-lint-walk", usualCount: 5_000) {
                movedVertex($0, $1, walking: true)
            },
            Probe(name: "scenario-open", usualCount: 5_000) { openedPlace($0, $1, walking: false) },
            Probe(name: "scenario-open-walk", usualCount: 5_000) {
                openedPlace($0, $1, walking: true)
            },
            Probe(name: "scenario-place", usualCount: 5_000) {
                closedPlace($0, $1, walking: false)
            },
            Probe(name: "scenario-place-walk", usualCount: 5_000) {
                closedPlace($0, $1, walking: true)
            },
            Probe(name: "scenario-zone", usualCount: 5_000) { widenedZone($0, $1, walking: false) },
            Probe(name: "scenario-zone-walk", usualCount: 5_000) {
                widenedZone($0, $1, walking: true)
            },
        ]
    }

    /// One vertex of a line of forty moves by 50 m.
    private static func movedVertex(_ n: Int, _ family: Family, walking: Bool) -> PreparedProbe {
        let base = plan(n, family, walking: walking)
        var layers = base.layers
        let vertex = layers[1].geometry.lines.x.count / 2
        layers[1].geometry.lines.x[vertex] += 30
        layers[1].geometry.lines.y[vertex] -= 40
        return prepared(base, layers, LayerEdit(layer: 1, altered: [0]))
    }

    /// One of forty meeting places closes.
    private static func closedPlace(_ n: Int, _ family: Family, walking: Bool) -> PreparedProbe {
        let base = plan(n, family, walking: walking)
        var layers = base.layers
        var points = PointSet()
        let all = layers[0].geometry.points
        for i in 0..<all.count where i != 7 {
            points.append(x: all.x[i], y: all.y[i], feature: all.feature[i])
        }
        layers[0].geometry.points = points
        return prepared(base, layers, LayerEdit(layer: 0, altered: [7]))
    }

    /// A meeting place opens in the middle.
    private static func openedPlace(_ n: Int, _ family: Family, walking: Bool) -> PreparedProbe {
        let base = plan(n, family, walking: walking)
        return prepared(
            base, base.layers(with: base.spot(1, of: 2)), LayerEdit(layer: 0, altered: []))
    }

    /// Whom each of twenty new places would bring within 500 m, and all of them together.
    private static func cover(_ n: Int, _ family: Family) -> PreparedProbe {
        let base = plan(n, family, walking: false)
        let edits = [LayerEdit(layer: 0, altered: [])]
        let alternatives = (1...20).map { k in
            (workspace: base.with(base.layers(with: base.spot(k, of: 21))), edits: edits)
        }
        let measured = try? MeasuredWorkspace(base, threads: 1)
        let share =
            measured?.indicators.firstIndex { $0.id == "places_distance_share_500" } ?? -1
        return PreparedProbe(items: 20, unit: "place") {
            let rows = try? measured?.coverRows(of: share, by: alternatives, level: nil)
            guard let row = rows?.first else { return .nan }
            return row.within + row.groups.reduce(0) { $0 + $1.inhabitants }
        } complaint: { value in
            var layers = base.layers
            for k in 1...20 { layers = base.with(layers).layers(with: base.spot(k, of: 21)) }
            let full = try? MeasuredWorkspace(base.with(layers), threads: 1)
            let rows = try? measured?.coverRows(of: share, by: alternatives, level: nil)
            let people = rows?.first?.inhabitants ?? .nan
            guard let per = full?.totals[share].number, value > 0 else { return "no value" }
            return agree(value, per / 100 * people, within: 1e-6)
                ? nil : "\(value) people, of a full run \(per) % of \(people)"
        }
    }

    /// One side of a zone moves by 60 m.
    private static func widenedZone(_ n: Int, _ family: Family, walking: Bool) -> PreparedProbe {
        let base = plan(n, family, walking: walking)
        var layers = base.layers
        for i in [1, 2] { layers[2].geometry.polygons.x[i] += 60 }
        return prepared(base, layers, LayerEdit(layer: 2, altered: [0]))
    }

    /// Buurten, addresses, meeting places, a loop of forty vertices and zones; streets where asked.
    static func plan(_ n: Int, _ family: Family, walking: Bool) -> Workspace {
        var town = Town(family: family, side: 4, seed: 17)
        let polygons = town.buurten(pieces: 48)
        let homes = town.points(n)
        let places = town.places(40)
        let codes: [String] = (0..<polygons.count).map { "BU\(10_000_000 + $0)" }
        let rows = (0..<Int32(places.x.count)).map { $0 }
        let box = Box(x: homes.x.span, y: homes.y.span)
        var layers = [
            Layer(
                name: "places", role: .destination,
                geometry: FeatureGeometry(
                    count: rows.count, points: PointSet(x: places.x, y: places.y, feature: rows))),
            Layer(
                name: "lint", role: .destination,
                geometry: FeatureGeometry(count: 1, lines: loop(in: box))),
            zones(in: box),
        ]
        if walking { layers.append(streets(in: box)) }
        return Workspace(
            buurten: Buurten(codes: codes, names: codes, polygons: polygons),
            population: Population(
                layer: "addresses", x: homes.x, y: homes.y,
                weight: homes.x.indices.map { Double($0 % 5) }),
            layers: layers, plan: AnalysisPlan(project: "probe"))
    }

    /// A square of ten steps along each side around the middle of a box.
    private static func loop(in box: Box) -> LineSet {
        var lines = LineSet()
        let radius = min(box.maxX - box.minX, box.maxY - box.minY) / 6
        let (x, y) = ((box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2)
        let ring = (0..<41).map { k -> (Double, Double) in
            let side = (k / 10) % 4, along = Double(k % 10) / 5 - 1
            let corner = [(along, -1.0), (1.0, along), (-along, 1.0), (-1.0, -along)][side]
            return (x + radius * corner.0, y + radius * corner.1)
        }
        lines.append(x: ring.map(\.0), y: ring.map(\.1), feature: 0)
        return lines
    }

    /// Nine squares of 30 km/h.
    private static func zones(in box: Box) -> Layer {
        var polygons = PolygonSet()
        let step = (x: (box.maxX - box.minX) / 4, y: (box.maxY - box.minY) / 4)
        for k in 0..<9 {
            let x = box.minX + Double(k % 3 + 1) * step.x, y = box.minY + Double(k / 3 + 1) * step.y
            polygons.append(
                x: [x - 200, x + 200, x + 200, x - 200], y: [y - 150, y - 150, y + 150, y + 150],
                feature: Int32(k))
        }
        var settings = LayerSettings()
        settings.speed = 30
        return Layer(
            name: "zones", role: .zone, geometry: FeatureGeometry(count: 9, polygons: polygons),
            settings: settings)
    }

    /// A lattice of forty by forty streets, every fifth of them fast.
    private static func streets(in box: Box) -> Layer {
        var lines = LineSet()
        var speeds: [Int64] = []
        let step = (x: (box.maxX - box.minX) / 40, y: (box.maxY - box.minY) / 40)
        for k in 0..<3_280 {
            let column = k / 2 % 41, row = k / 82, isAcross = k % 2 == 0
            if isAcross, column == 40 { continue }
            let x = box.minX + Double(column) * step.x, y = box.minY + Double(row) * step.y
            lines.append(
                x: [x, isAcross ? x + step.x : x], y: [y, isAcross ? y : y + step.y],
                feature: Int32(lines.count))
            speeds.append((isAcross ? row : column) % 5 == 3 ? 50 : 30)
        }
        var settings = LayerSettings()
        settings.speedColumn = "speed"
        let flags = [Bool](repeating: true, count: lines.count)
        return Layer(
            name: "streets", role: .streets,
            geometry: FeatureGeometry(count: lines.count, lines: lines),
            attributes: AttributeTable(
                count: lines.count,
                columns: [AttributeColumn(name: "speed", values: .integers(speeds))]),
            settings: settings, masks: ["walkable": flags, "cars": flags, "footway": flags])
    }

    private static func prepared(
        _ base: Workspace, _ layers: [Layer], _ edit: LayerEdit
    ) -> PreparedProbe {
        let changed = Workspace(
            buurten: base.buurten, population: base.population, layers: layers, plan: base.plan)
        let measured = try? MeasuredWorkspace(base, threads: 1)
        func sum(_ workspace: MeasuredWorkspace?) -> Double {
            workspace?.totals.reduce(0) { $0 + ($1.number ?? 0) } ?? .nan
        }
        return PreparedProbe(items: 1, unit: "change") {
            sum(try? measured?.updated(to: changed, edits: [edit], threads: 1))
        } complaint: { value in
            let full = sum(try? MeasuredWorkspace(changed, like: base, threads: 1))
            return value == full && value != sum(measured)
                ? nil : "the sum of the totals is \(value), of a full run \(full)"
        }
    }
}

extension Workspace {
    /// The same with other layers.
    fileprivate func with(_ layers: [Layer]) -> Workspace {
        Workspace(buurten: buurten, population: population, layers: layers, plan: plan)
    }

    /// The layers with one more meeting place.
    fileprivate func layers(with place: (x: Double, y: Double)) -> [Layer] {
        var layers = self.layers
        let count = layers[0].geometry.count
        layers[0].geometry.points.append(x: place.x, y: place.y, feature: Int32(count))
        layers[0].geometry.count = count + 1
        return layers
    }

    /// Beside one of the addresses.
    fileprivate func spot(_ k: Int, of parts: Int) -> (x: Double, y: Double) {
        guard let population else { return (0, 0) }
        let row = population.x.count * k / parts
        return (population.x[row] + 3, population.y[row] + 5)
    }
}
