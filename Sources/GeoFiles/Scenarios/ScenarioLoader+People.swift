// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import Scenarios
import SpatialIndex

extension ScenarioLoader {
    /// New inhabitants, spread evenly over the points that a change draws.
    mutating func residents(_ change: ChangeDescription) throws(GeoFileError) -> NewResidents {
        guard let population = workspace.population else {
            throw failure(
                change, "the project has no population layer; add one with role: population")
        }
        let points = try drawing(change, layer: population.layer).table.geometry.points
        guard points.count > 0 else {
            throw failure(change, "inhabitants live at points; draw points")
        }
        let index = CoverageIndex(workspace.buurten.polygons, pointCount: points.count)
        let each = change.people / Double(points.count)
        let buurt = points.x.indices.map { index.feature(x: points.x[$0], y: points.y[$0]) }
        let outside = buurt.filter { $0 < 0 }.count
        if outside > 0 { warn(change, "\(outside) of \(points.count) points lie in no buurt") }
        let scales = workspace.populationScales(of: Set(buurt.filter { $0 >= 0 }))
        let weight = buurt.map { row in (scales[row] ?? nil).map { each / $0 } ?? each }
        return NewResidents(
            x: points.x, y: points.y, weight: weight, buurt: buurt,
            people: [Double](repeating: each, count: points.count))
    }

    /// A speed inside polygons is a zone of the layer that has that speed; along lines it is an
    /// attribute of the streets that run within some metres of them.
    mutating func speedEffect(_ change: ChangeDescription) throws(GeoFileError) -> Effect {
        guard let speed = change.speed else { throw failure(change, "it names no speed") }
        if change.isAlong { return try speedAlong(change, speed) }
        let zones = workspace.layers.indices.filter {
            workspace.layers[$0].role == .zone && workspace.layers[$0].settings.speed == speed
        }
        guard let row = zones.first else {
            throw failure(
                change,
                "the project has no layer of role zone with speed: \(shortestText(speed)) to "
                    + "which its polygons would belong; add one")
        }
        let loaded = try drawing(change, layer: workspace.layers[row].name)
        guard loaded.table.geometry.polygons.count > 0 else {
            throw failure(change, "inside: needs polygons; for lines write along:")
        }
        return .exchange(
            layer: row, removing: FeaturePick(), adding: try fragment(change, row, loaded.table))
    }

    private mutating func speedAlong(
        _ change: ChangeDescription, _ speed: Double
    ) throws(GeoFileError) -> Effect {
        guard let row = workspace.layers.firstIndex(where: { $0.role == .streets }),
            let description = project.layers.first(where: { $0.role == .streets }),
            let name = description.columns["speed"]
        else {
            throw failure(change, "the project has no layer of role streets with a speed: column")
        }
        let layer = workspace.layers[row]
        let lines = FeatureGeometry(
            count: 1, lines: try drawing(change, layer: layer.name).table.geometry.lines)
        guard lines.lines.count > 0 else {
            throw failure(change, "along: needs lines; for polygons write inside:")
        }
        let rows = layer.linesWithin(change.within, of: lines)
        if rows.isEmpty {
            warn(change, "no street runs within \(shortestText(change.within)) m of its line")
        }
        var described = change
        described.attributes = [(name, shortestText(speed), change.line)]
        let values = try values(of: described, in: layer)
        let pick = FeaturePick(base: rows)
        return .set(
            layer: row, pick, values: values, masks: try masks(after: values, pick, row, change))
    }
}

extension Layer {
    /// Features whose lines lie within a distance of others with every vertex.
    fileprivate func linesWithin(_ metres: Double, of other: FeatureGeometry) -> [Int32] {
        let index = NearestFeatureIndex(other, pointCount: geometry.lines.x.count)
        var isNear = [Bool?](repeating: nil, count: count)
        for k in 0..<geometry.lines.count {
            let feature = Int(geometry.lines.feature[k])
            let near = geometry.lines.vertices(of: k).allSatisfy {
                (index.nearest(x: geometry.lines.x[$0], y: geometry.lines.y[$0])?.distance
                    ?? .infinity) <= metres
            }
            isNear[feature] = near && isNear[feature] ?? true
        }
        return isNear.indices.filter { isNear[$0] == true }.map { Int32(truncatingIfNeeded: $0) }
    }
}
