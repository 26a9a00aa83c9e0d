// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import SpatialIndex

/// The buurten: their polygons in order of code, and their codes and names.
struct BuurtPlan {
    private(set) var polygons = PolygonSet()
    private var codes: [BuurtCode] = []
    private var names: [String] = []

    /// Gemeente, wijk and buurt, counted from 0.
    private struct BuurtCode {
        var gemeente: Int
        var wijk: Int
        var buurt: Int
    }

    /// Mean number of vertices of a buurt, as in the map of CBS.
    private static let meanVertices = 190.0

    init(_ scale: TownScale, _ terrain: Terrain, random: inout RandomStream) {
        // Decimetres; a tenth of a cell stays free, so that no two seeds are nearer than a fifth.
        let scattered = terrain.scatter(
            scale.buurten, crowding: 4, margin: 0.1, unitsPerMetre: 10, random: &random
        ).sortedAlongCurve()
        let seeds = number(
            VoronoiCells(seeds: scattered, box: scale.box).centred(scattered), terrain)
        let cells = VoronoiCells(seeds: seeds, box: scale.box)
        let curves = BorderCurves(
            cells.ridges, cells: seeds.count, vertices: BuurtPlan.meanVertices, random: &random)
        for row in 0..<seeds.count {
            append(cells.sides[row], curves, row)
            names.append(buurtName(&random))
        }
    }

    /// Gives the seeds their codes: along the curve within a gemeente, so that a wijk hangs together.
    private mutating func number(_ seeds: LatticePoints, _ terrain: Terrain) -> LatticePoints {
        var members: [Int: [Int32]] = [:]
        for row in 0..<seeds.count {
            let city = terrain.nearestCity(x: seeds.metresX(row), y: seeds.metresY(row))
            members[city, default: []].append(Int32(row))
        }
        var order: [Int32] = []
        for (city, rows) in members.sorted(by: { $0.key < $1.key }) {
            let wijkSize = max(8, (rows.count + 98) / 99)
            for place in rows.indices {
                codes.append(
                    BuurtCode(gemeente: city, wijk: place / wijkSize, buurt: place % wijkSize))
            }
            order += rows
        }
        return seeds.picking(order)
    }

    private mutating func append(
        _ sides: [VoronoiCells.Side], _ curves: BorderCurves, _ row: Int
    ) {
        for side in sides {
            let vertices = curves.vertices(of: side.ridge)
            // The last vertex is the first one of the next side.
            if side.isForward {
                for v in vertices.dropLast() { appendVertex(curves, v) }
            } else {
                for v in vertices.dropFirst().reversed() { appendVertex(curves, v) }
            }
        }
        polygons.ringOffsets.append(Int32(polygons.x.count))
        polygons.closePolygon(feature: Int32(row))
    }

    private mutating func appendVertex(_ curves: BorderCurves, _ v: Int) {
        polygons.x.append(curves.x[v])
        polygons.y.append(curves.y[v])
    }

    /// The layer, with the inhabitants that were counted in each buurt.
    func layer(inhabitants: [Int64]) -> TownLayer {
        let gemeenten = codes.map { padded($0.gemeente + 1, 4) }
        let wijken = codes.map { padded($0.gemeente + 1, 4) + padded($0.wijk + 1, 2) }
        let buurten = codes.map {
            padded($0.gemeente + 1, 4) + padded($0.wijk + 1, 2) + padded($0.buurt, 2)
        }
        let columns = [
            texts("buurtcode", buurten.map { "BU" + $0 }), texts("buurtnaam", names),
            texts("wijkcode", wijken.map { "WK" + $0 }),
            texts("wijk", wijken.map { "Wijk \($0.suffix(2)) van \($0.prefix(4))" }),
            texts("gemeentecode", gemeenten.map { "GM" + $0 }),
            texts("gemeente", gemeenten.map { "Gemeente " + $0 }),
            AttributeColumn(name: "aantal_inwoners", values: .integers(inhabitants)),
        ]
        return TownLayer(
            name: "buurten", geometry: FeatureGeometry(count: polygons.count, polygons: polygons),
            attributes: AttributeTable(count: polygons.count, columns: columns))
    }

    /// Counts people per buurt, rounded to fives as CBS does.
    func inhabitants(of addresses: AddressPlan) -> [Int64] {
        let index = CoverageIndex(polygons, pointCount: addresses.x.count)
        var rows = [Int32](repeating: -1, count: addresses.x.count)
        var slots = rows.mutableSpan
        index.assign(x: addresses.x.span, y: addresses.y.span, into: &slots)
        var sums = [Int64](repeating: 0, count: polygons.count)
        for (address, row) in rows.enumerated() where row >= 0 {
            sums[Int(row)] += addresses.inhabitants[address]
        }
        return sums.map { ($0 + 2) / 5 * 5 }
    }
}

/// A whole number with zeros in front.
private func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
}

private func texts(_ name: String, _ values: [String]) -> AttributeColumn {
    AttributeColumn(name: name, values: .texts(values))
}

private let firstParts = [
    "Linden", "Eiken", "Berken", "Wilgen", "Noorder", "Zuider", "Ooster", "Wester", "Kerk", "Molen",
    "Haven", "Station", "Nieuw", "Oud", "Hoog", "Laag",
]
private let lastParts = [
    "veld", "kwartier", "buurt", "hof", "park", "dijk", "wijk", "land", "oord", "beek", "horst",
    "rode",
]

private func buurtName(_ random: inout RandomStream) -> String {
    firstParts[random.index(below: firstParts.count)]
        + lastParts[random.index(below: lastParts.count)]
}
