// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar

/// Addresses beside the streets, gemeente by gemeente, in random order within one.
struct AddressPlan {
    private(set) var x: [Double] = []
    private(set) var y: [Double] = []
    private(set) var inhabitants: [Int64] = []

    /// Distance from the middle of the street to the front door, metres.
    private static let setback = (near: 6.0, far: 20.0)
    private static let meanHousehold = 2.1

    init(_ scale: TownScale, _ streets: StreetPlan, _ terrain: Terrain, random: inout RandomStream)
    {
        let members = AddressPlan.streetsByCity(streets, terrain, cities: scale.cities)
        x.reserveCapacity(scale.addresses)
        y.reserveCapacity(scale.addresses)
        let total = streets.from.indices.reduce(0) { $0 + AddressPlan.weight(streets.length($1)) }
        var passed = 0.0
        let perWeight = Double(scale.addresses) / max(total, 1)
        for rows in members {
            let start = x.count
            for row in rows {
                // Half of the houses of a street stand in the next: some rows are dense, some empty.
                passed += AddressPlan.weight(streets.length(Int(row))) * perWeight
                let due = min(scale.addresses, Int(passed + random.number(-2, 0)))
                while x.count < due { append(beside: Int(row), streets, &random) }
            }
            shuffle(from: start, &random)
        }
        let last = x.count
        while x.count < scale.addresses {
            append(beside: random.index(below: streets.count), streets, &random)
        }
        shuffle(from: last, &random)
        inhabitants = x.indices.map { _ in
            Int64(random.poisson(mean: AddressPlan.meanHousehold))
        }
    }

    /// Short streets have one house, long ones outside towns few.
    private static func weight(_ length: Double) -> Double { min(max(length, 10), 120) }

    private static func streetsByCity(
        _ streets: StreetPlan, _ terrain: Terrain, cities: Int
    ) -> [[Int32]] {
        let nodes = streets.nodes
        let city = (0..<nodes.count).map {
            Int16(terrain.nearestCity(x: nodes.metresX($0), y: nodes.metresY($0)))
        }
        var members = [[Int32]](repeating: [], count: max(1, cities))
        for row in streets.from.indices {
            members[Int(city[Int(streets.from[row])])].append(Int32(row))
        }
        return members
    }

    private mutating func append(
        beside row: Int, _ streets: StreetPlan, _ random: inout RandomStream
    ) {
        let place = streets.beside(
            row, near: AddressPlan.setback.near, far: AddressPlan.setback.far, &random)
        x.append(place.x)
        y.append(place.y)
    }

    private mutating func shuffle(from start: Int, _ random: inout RandomStream) {
        for row in stride(from: x.count - 1, to: start, by: -1) {
            let other = start + random.index(below: row - start + 1)
            x.swapAt(row, other)
            y.swapAt(row, other)
        }
    }

    /// The layer of all addresses.
    var layer: TownLayer {
        TownLayer(
            name: "addresses",
            geometry: pointFeatures(x, y),
            attributes: AttributeTable(
                count: x.count,
                columns: [AttributeColumn(name: "inhabitants", values: .integers(inhabitants))]))
    }
}

/// A layer of points, one per feature.
func pointFeatures(_ x: [Double], _ y: [Double]) -> FeatureGeometry {
    FeatureGeometry(
        count: x.count,
        points: PointSet(x: x, y: y, feature: Array(0..<Int32(truncatingIfNeeded: x.count))))
}
