// SPDX-License-Identifier: EUPL-1.2
import Glibc
import Neighbourhoods
import Planar

/// Meeting places: four in five near a random address, the others anywhere.
func meetingPlaces(
    _ scale: TownScale, _ addresses: AddressPlan, random: inout RandomStream
) -> TownLayer {
    let kinds = ["buurthuis", "hub", "kerk", "school", "sporthal"]
    let count = scale.meetingPlaces
    var x: [Double] = [], y: [Double] = [], kind: [String] = []
    for _ in 0..<count {
        if addresses.x.isEmpty || random.chance(0.2) {
            x.append(millimetres(random.number(scale.box.minX, scale.box.maxX)))
            y.append(millimetres(random.number(scale.box.minY, scale.box.maxY)))
        } else {
            let address = random.index(below: addresses.x.count)
            x.append(millimetres(addresses.x[address] + 8 * random.normal()))
            y.append(millimetres(addresses.y[address] + 8 * random.normal()))
        }
        kind.append(kinds[random.index(below: kinds.count)])
    }
    return TownLayer(
        name: "meeting_places", geometry: pointFeatures(x, y),
        attributes: AttributeTable(
            count: count,
            columns: [
                named("Ontmoetingsplek", count),
                AttributeColumn(name: "soort", values: .texts(kind)),
            ]))
}

/// Groene Lint lines of 4 km in 160 pieces, each a walk that slowly changes its heading.
func greenLines(_ scale: TownScale, _ terrain: Terrain, random: inout RandomStream) -> TownLayer {
    let pieces = 160, step = 25.0
    var lines = LineSet()
    for row in 0..<scale.lines {
        var x = [0.0], y = [0.0]
        var heading = random.number(0, 2 * .pi)
        for _ in 0..<pieces {
            heading += 0.08 * random.normal()
            x.append(x[x.count - 1] + step * cos(heading))
            y.append(y[y.count - 1] + step * sin(heading))
        }
        // People live where the line is half way.
        let place = terrain.point(&random)
        let shiftX = place.x - x[pieces / 2], shiftY = place.y - y[pieces / 2]
        lines.append(
            x: x.map { millimetres($0 + shiftX) }, y: y.map { millimetres($0 + shiftY) },
            feature: Int32(row))
    }
    return TownLayer(
        name: "groene_lint", geometry: FeatureGeometry(count: scale.lines, lines: lines),
        attributes: AttributeTable(count: scale.lines, columns: [named("Lint", scale.lines)]))
}

/// 30 km/h zones of 150 to 500 m radius, which may overlap.
func slowZones(_ scale: TownScale, _ terrain: Terrain, random: inout RandomStream) -> TownLayer {
    var polygons = PolygonSet()
    var years: [Int64] = []
    for _ in 0..<scale.zones {
        let place = terrain.point(&random)
        polygons.appendStar(
            x: place.x, y: place.y, radius: random.number(150, 500), vertices: 24, random: &random)
        years.append(2015 + Int64(random.index(below: 15)))
    }
    return TownLayer(
        name: "zones30", geometry: FeatureGeometry(count: scale.zones, polygons: polygons),
        attributes: AttributeTable(
            count: scale.zones,
            columns: [
                AttributeColumn(name: "zone", values: .integers((0..<scale.zones).map(Int64.init))),
                named("Zone", scale.zones),
                AttributeColumn(name: "jaar_van", values: .integers(years)),
            ]))
}

/// Renovation sites: blocks of 30 x 90 m at any angle near addresses.
func renovations(
    _ scale: TownScale, _ addresses: AddressPlan, random: inout RandomStream
) -> TownLayer {
    var polygons = PolygonSet()
    var dwellings: [Int64] = [], starts: [Int64] = [], ends: [Int64] = []
    for row in 0..<(addresses.x.isEmpty ? 0 : scale.sites) {
        let address = random.index(below: addresses.x.count)
        let angle = random.number(0, 2 * .pi)
        let alongX = 45 * cos(angle), alongY = 45 * sin(angle)
        let asideX = -15 * sin(angle), asideY = 15 * cos(angle)
        let corners = [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)]
        polygons.append(
            x: corners.map { millimetres(addresses.x[address] + $0.0 * alongX + $0.1 * asideX) },
            y: corners.map { millimetres(addresses.y[address] + $0.0 * alongY + $0.1 * asideY) },
            feature: Int32(row))
        dwellings.append(20 + Int64(random.index(below: 180)))
        starts.append(2020 + Int64(random.index(below: 8)))
        ends.append((starts.last ?? 2020) + 1 + Int64(random.index(below: 3)))
    }
    let wholes = { (name: String, values: [Int64]) in
        AttributeColumn(name: name, values: .integers(values))
    }
    return TownLayer(
        name: "renovations", geometry: FeatureGeometry(count: polygons.count, polygons: polygons),
        attributes: AttributeTable(
            count: polygons.count,
            columns: [
                named("Renovatie", polygons.count), wholes("woningen", dwellings),
                wholes("start", starts), wholes("eind", ends),
            ]))
}
