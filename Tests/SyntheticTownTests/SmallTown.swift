// SPDX-License-Identifier: EUPL-1.2
import Planar

@testable import SyntheticTown

/// A village of 2 x 1.5 km, small enough to be made in every test.
let village = TownScale(
    name: "V", box: Box(minX: 100_000, minY: 400_000, maxX: 102_000, maxY: 401_500), cities: 2,
    buurten: 14, addresses: 3_000, meetingPlaces: 12, lines: 3, zones: 5, green: 120, edges: 900,
    trees: 80, sites: 6)

/// All layers of a town, by name.
func layers(of scale: TownScale, seed: UInt64) -> [String: TownLayer] {
    var layers: [String: TownLayer] = [:]
    SyntheticTown(scale: scale, seed: seed).forEachLayer { layers[$0.name] = $0 }
    return layers
}

/// A number that changes with every bit of every coordinate (FNV-1a over words).
func fingerprint(_ geometry: FeatureGeometry) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    let sets = [
        geometry.points.x, geometry.points.y, geometry.lines.x, geometry.lines.y,
        geometry.polygons.x, geometry.polygons.y,
    ]
    for number in sets.joined() { hash = (hash ^ number.bitPattern) &* 0x100_0000_01B3 }
    return hash
}

/// A terrain of one box with a stream of its own.
func terrain(_ scale: TownScale, seed: UInt64) -> Terrain {
    var random = RandomStream(seed: seed, name: "terrain")
    return Terrain(box: scale.box, cities: scale.cities, random: &random)
}
