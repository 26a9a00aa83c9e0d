// SPDX-License-Identifier: EUPL-1.2
public import Planar

/// The neighbourhoods of a project, in order of code.
public struct Buurten: Sendable {
    /// Codes such as BU03440341, ascending and distinct.
    public var codes: [String]
    /// Names.
    public var names: [String]
    /// Group levels in the order of the project file, such as wijk and gemeente.
    public var groups: [GroupLevel]
    /// Polygons in the project CRS; `feature` is the row of the buurt.
    public var polygons: PolygonSet
    /// Attributes, one row per buurt.
    public var attributes: AttributeTable
    /// Attributes to be copied to the results, by column name.
    public var shownAttributes: [String]

    /// Creates buurten whose rows are in order of code.
    public init(
        codes: [String], names: [String], groups: [GroupLevel] = [], polygons: PolygonSet,
        attributes: AttributeTable = AttributeTable(), shownAttributes: [String] = []
    ) {
        self.codes = codes
        self.names = names
        self.groups = groups
        self.polygons = polygons
        self.attributes = attributes
        self.shownAttributes = shownAttributes
    }

    /// Number of buurten.
    public var count: Int { codes.count }
}

/// A grouping of buurten: wijk, gemeente, or any attribute.
public struct GroupLevel: Sendable, Equatable {
    /// Name of the level, `[a-z][a-z0-9_]*`; the file is `indicators-<name>.csv`.
    public var name: String
    /// Whether the project file names a code and a name, or one column that is both.
    public var hasCodes: Bool
    /// Per group its code (its name where there are no codes), sorted; the empty text, last, holds
    /// the buurten without a value.
    public var codes: [String]
    /// Per group its name.
    public var names: [String]
    /// Per buurt the row of its group.
    public var groupOfBuurt: [Int32]

    /// Creates a level.
    public init(
        name: String, hasCodes: Bool, codes: [String], names: [String], groupOfBuurt: [Int32]
    ) {
        self.name = name
        self.hasCodes = hasCodes
        self.codes = codes
        self.names = names
        self.groupOfBuurt = groupOfBuurt
    }
}

/// Where people live: points with weights, columns in the order of the source.
public struct Population: Sendable {
    /// Name of the layer in the project file.
    public var layer: String
    /// Easting, metres.
    public var x: [Double]
    /// Northing, metres.
    public var y: [Double]
    /// Inhabitants, households, or 1 each; finite and >= 0.
    public var weight: [Double]
    /// Attribute of the buurt to which the weights of each buurt are scaled.
    public var rescaleTo: String?
    /// Spacing of the lattice in metres where the population is an assumption, not addresses.
    public var lattice: Double?
    /// Dwellings at each point; empty where the project does not tell.
    public var dwellings: [Int32]

    /// Creates a population from columns of equal length.
    public init(
        layer: String, x: [Double], y: [Double], weight: [Double], rescaleTo: String? = nil,
        lattice: Double? = nil, dwellings: [Int32] = []
    ) {
        self.layer = layer
        self.x = x
        self.y = y
        self.weight = weight
        self.rescaleTo = rescaleTo
        self.lattice = lattice
        self.dwellings = dwellings
    }

    /// Number of points.
    public var count: Int { x.count }
}
