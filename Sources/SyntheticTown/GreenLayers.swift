// SPDX-License-Identifier: EUPL-1.2
import Glibc
import Neighbourhoods
import Planar

/// Green areas, one in each of many cells of a grid.
///
/// Without overlap each stays in its own cell. With overlap they are moved and larger, and one in two
/// hundred is a park of 200 to 600 m radius.
func greenLayer(
    _ scale: TownScale, overlapping: Bool, random: inout RandomStream
) -> TownLayer {
    let side = (scale.area / (1.5 * Double(max(1, scale.green)))).squareRoot()
    let columns = max(1, Int((scale.width / side).rounded(.down)))
    let rows = max(1, Int((scale.height / side).rounded(.up)))
    let stepX = scale.width / Double(columns), stepY = scale.height / Double(rows)
    let room = min(stepX, stepY)
    var polygons = PolygonSet()
    polygons.x.reserveCapacity(17 * scale.green)
    polygons.y.reserveCapacity(17 * scale.green)
    var missing = scale.green
    for cell in 0..<columns * rows {
        // Each set of cells is equally likely (Knuth, The Art of Computer Programming 3.4.2, S).
        guard random.index(below: columns * rows - cell) < missing else { continue }
        missing -= 1
        let middleX = scale.box.minX + (Double(cell % columns) + 0.5) * stepX
        let middleY = scale.box.minY + (Double(cell / columns) + 0.5) * stepY
        var star = Star(room: room, random: &random)
        if overlapping { star.grow(&random) }
        let slack = overlapping ? room : max(0, 0.49 * room - star.radius)
        polygons.appendStar(
            x: middleX + random.number(-slack, slack), y: middleY + random.number(-slack, slack),
            radius: star.radius, vertices: star.vertices, random: &random)
    }
    return TownLayer(
        name: overlapping ? "green_overlap" : "green",
        geometry: FeatureGeometry(count: polygons.count, polygons: polygons),
        attributes: greenAttributes(polygons.count, &random))
}

private func greenAttributes(_ count: Int, _ random: inout RandomStream) -> AttributeTable {
    AttributeTable(
        count: count,
        columns: [
            AttributeColumn(name: "soort", values: .integers((0..<count).map { Int64($0 % 7) })),
            AttributeColumn(
                name: "openbaar", values: .flags((0..<count).map { _ in random.chance(0.8) })),
        ])
}

/// Size of a green area.
private struct Star {
    var radius: Double
    var vertices: Int

    /// Most are small: log-normal radii, up to nearly half a cell.
    init(room: Double, random: inout RandomStream) {
        radius = min(max(0.3 * room * exp(0.45 * random.normal()), 3), 0.48 * room)
        switch random.unit() {
        case ..<0.35: vertices = 8
        case ..<0.65: vertices = 12
        case ..<0.9: vertices = 20
        default: vertices = 40
        }
    }

    mutating func grow(_ random: inout RandomStream) {
        radius *= 1.6
        guard random.chance(0.005) else { return }
        radius = random.number(200, 600)
        vertices = 120
    }
}
