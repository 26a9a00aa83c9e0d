// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods
public import Planar

/// One layer of a synthetic town.
public struct TownLayer: Sendable {
    /// Name of the layer, such as `addresses`.
    public var name: String
    /// Geometry, RD New in metres, one part per feature.
    public var geometry: FeatureGeometry
    /// Columns of the features.
    public var attributes: AttributeTable
}

/// A made-up town, province or country that looks like one, for tests and benchmarks.
///
/// The same scale and seed give the same coordinates and attributes, bit for bit.
///
/// - buurten: a seamless coverage of the box with fractal borders that both sides share;
/// - edges: streets that meet only at shared ends, one connected net, with main roads;
/// - addresses beside the streets; about 0.3 % outside every buurt;
/// - meeting places, Groene Lint lines, 30 km/h zones, renovations, crossings, trees;
/// - green without overlaps, and `green_overlap` with large parks.
public struct SyntheticTown: Sendable {
    /// Sizes.
    public let scale: TownScale
    /// What makes it differ from other towns of its scale.
    public let seed: UInt64

    /// Streets go on outside the box by this share of its sides, so that some addresses are in no buurt.
    private static let outskirts = 0.002

    /// Describes a town; nothing is made yet.
    ///
    /// - Parameters:
    ///   - scale: Sizes.
    ///   - seed: Any number.
    public init(scale: TownScale, seed: UInt64) {
        self.scale = scale
        self.seed = seed
    }

    /// Makes the layers one after the other and hands each over, so that few are in memory at a time.
    ///
    /// - Parameter body: Gets each layer once.
    /// - Throws: What `body` throws.
    public func forEachLayer<Failure: Error>(
        _ body: (TownLayer) throws(Failure) -> Void
    ) throws(Failure) {
        var places = stream("terrain")
        let terrain = Terrain(box: scale.box, cities: scale.cities, random: &places)
        let addresses = try livingPlaces(terrain, body)
        var random = stream("buurten")
        let buurten = BuurtPlan(scale, terrain, random: &random)
        try body(buurten.layer(inhabitants: buurten.inhabitants(of: addresses)))
        random = stream("meeting_places")
        try body(meetingPlaces(scale, addresses, random: &random))
        random = stream("renovations")
        try body(renovations(scale, addresses, random: &random))
        random = stream("groene_lint")
        try body(greenLines(scale, terrain, random: &random))
        random = stream("zones30")
        try body(slowZones(scale, terrain, random: &random))
        for overlapping in [false, true] {
            random = stream(overlapping ? "green_overlap" : "green")
            try body(greenLayer(scale, overlapping: overlapping, random: &random))
        }
    }

    /// Streets and what stands beside them; the streets themselves are let go.
    private func livingPlaces<Failure: Error>(
        _ terrain: Terrain, _ body: (TownLayer) throws(Failure) -> Void
    ) throws(Failure) -> AddressPlan {
        var wide = terrain
        wide.box = scale.box.expanded(
            by: SyntheticTown.outskirts * max(scale.width, scale.height))
        var random = stream("edges")
        let streets = StreetPlan(edges: scale.edges, wide, random: &random)
        try body(streets.layer(random: &random))
        random = stream("crossings")
        try body(streets.crossings(random: &random))
        random = stream("trees")
        try body(streets.trees(scale.trees, random: &random))
        random = stream("addresses")
        let addresses = AddressPlan(scale, streets, terrain, random: &random)
        try body(addresses.layer)
        return addresses
    }

    private func stream(_ layer: String) -> RandomStream {
        RandomStream(seed: seed, name: scale.name + "/" + layer)
    }
}
