// SPDX-License-Identifier: EUPL-1.2
public import Planar

/// How large a synthetic town is: its box and the number of features of each layer.
public struct TownScale: Sendable, Equatable {
    /// Name on the command line.
    public var name: String
    /// The area that the buurten fill, metres (RD New).
    public var box: Box
    /// Number of towns and villages; each has a gemeente.
    public var cities: Int
    /// Number of buurten.
    public var buurten: Int
    /// Number of addresses.
    public var addresses: Int
    /// Number of meeting places.
    public var meetingPlaces: Int
    /// Number of Groene Lint lines.
    public var lines: Int
    /// Number of 30 km/h zones.
    public var zones: Int
    /// Number of green areas in each of the two layers of green.
    public var green: Int
    /// Number of street edges, nearly.
    public var edges: Int
    /// Number of trees.
    public var trees: Int
    /// Number of renovation sites.
    public var sites: Int

    /// A town: 60 buurten and 50,000 addresses.
    public static let town = TownScale(
        name: "S", box: Box(minX: 152_000, minY: 460_000, maxX: 158_000, maxY: 466_000),
        cities: 3, buurten: 60, addresses: 50_000, meetingPlaces: 60, lines: 4, zones: 20,
        green: 3_000, edges: 8_000, trees: 2_000, sites: 8)

    /// A province: 1,200 buurten and a million addresses.
    public static let province = TownScale(
        name: "M", box: Box(minX: 120_000, minY: 440_000, maxX: 158_000, maxY: 478_000),
        cities: 26, buurten: 1_200, addresses: 1_000_000, meetingPlaces: 1_500, lines: 80,
        zones: 400, green: 100_000, edges: 600_000, trees: 20_000, sites: 100)

    /// A country: 14,000 buurten and nine million addresses.
    public static let country = TownScale(
        name: "L", box: Box(minX: 20_000, minY: 320_000, maxX: 190_000, maxY: 525_000),
        cities: 342, buurten: 14_000, addresses: 9_000_000, meetingPlaces: 20_000, lines: 900,
        zones: 5_000, green: 1_500_000, edges: 5_000_000, trees: 100_000, sites: 1_000)

    /// The three scales, small to large.
    public static let all = [town, province, country]

    /// Finds a scale by its name.
    ///
    /// - Parameter name: `S`, `M` or `L`.
    public init?(named name: String) {
        guard let scale = TownScale.all.first(where: { $0.name == name }) else { return nil }
        self = scale
    }

    /// Area of the box, square metres.
    var area: Double { width * height }
    /// West to east, metres.
    var width: Double { box.maxX - box.minX }
    /// South to north, metres.
    var height: Double { box.maxY - box.minY }

    init(
        name: String, box: Box, cities: Int, buurten: Int, addresses: Int, meetingPlaces: Int,
        lines: Int, zones: Int, green: Int, edges: Int, trees: Int, sites: Int
    ) {
        self.name = name
        self.box = box
        self.cities = cities
        self.buurten = buurten
        self.addresses = addresses
        self.meetingPlaces = meetingPlaces
        self.lines = lines
        self.zones = zones
        self.green = green
        self.edges = edges
        self.trees = trees
        self.sites = sites
    }
}
