// SPDX-License-Identifier: EUPL-1.2
public import Planar

/// What a layer is used for.
public enum LayerRole: String, Sendable, CaseIterable {
    /// Where people live: points with a weight.
    case population
    /// Something to be near to: meeting places, a Groene Lint.
    case destination
    /// An area in which a rule holds, such as a 30 km/h zone.
    case zone
    /// A building or renovation site.
    case site
    /// Green areas.
    case green
    /// Single trees.
    case trees
    /// Streets and paths.
    case streets
    /// Places where a street may be crossed safely.
    case crossings
}

/// What the project file says of a layer beyond its source.
public struct LayerSettings: Sendable, Equatable {
    /// What readers call the layer; `nil`: its name, or words that the pages know for it.
    public var title: ReaderText?
    /// Distances for shares, reach and areas, metres, ascending.
    public var thresholds: [Double]
    /// Minimum sizes of green for `access`, hectares, ascending.
    public var sizes: [Double]
    /// Column with the name of a feature.
    public var nameColumn: String?
    /// Columns with the first and last year in which a feature counts.
    public var fromColumn: String?
    /// See ``fromColumn``.
    public var untilColumn: String?
    /// Column with the size of a site, such as its number of dwellings.
    public var sizeColumn: String?
    /// Speed limit of a zone, km/h; a zone without one changes no street.
    public var speed: Double?
    /// Green pieces within this distance are one green space for size tests; `nil`: as given.
    public var mergeWithin: Double?
    /// Column with the cost of a feature, euros.
    public var costColumn: String?
    /// Columns with the first and last year of the works; `nil`: those in which a site counts.
    public var worksColumns: [String]
    /// Distances that the layer should be within, metres, ascending; empty: none of its own.
    public var norms: [Double]
    /// Column with the maximum speed of a street.
    public var speedColumn: String?
    /// Column with the diameters of the crowns of trees, metres.
    public var crownColumn: String?
    /// Column with the level of a street: a bridge does not join what passes under it.
    public var levelColumn: String?

    /// Creates settings with the default thresholds of 300, 500 and 800 m, and 0.5 and 1 ha.
    public init(
        thresholds: [Double] = [300, 500, 800], sizes: [Double] = [0.5, 1],
        nameColumn: String? = nil, fromColumn: String? = nil, untilColumn: String? = nil,
        sizeColumn: String? = nil, speed: Double? = nil, mergeWithin: Double? = nil,
        speedColumn: String? = nil, levelColumn: String? = nil, title: ReaderText? = nil,
        costColumn: String? = nil, worksColumns: [String] = [], norms: [Double] = []
    ) {
        self.costColumn = costColumn
        self.worksColumns = worksColumns
        self.norms = norms
        self.title = title
        self.thresholds = thresholds
        self.sizes = sizes
        self.nameColumn = nameColumn
        self.fromColumn = fromColumn
        self.untilColumn = untilColumn
        self.sizeColumn = sizeColumn
        self.speed = speed
        self.mergeWithin = mergeWithin
        self.speedColumn = speedColumn
        self.levelColumn = levelColumn
    }
}

/// A set of features with a role, in the project CRS, checked.
public struct Layer: Sendable {
    /// Name in the project file, `[a-z][a-z0-9_]{0,29}`.
    public var name: String
    /// What it is used for.
    public var role: LayerRole
    /// Geometry, one row per feature.
    public var geometry: FeatureGeometry
    /// Attributes, one row per feature.
    public var attributes: AttributeTable
    /// Identifier of each feature in its source (the FID of GDAL), for messages.
    public var ids: [Int64]
    /// What the project file says of it.
    public var settings: LayerSettings
    /// Named selections of features: the `where` text of an indicator, or `public`; one flag per feature.
    public var masks: [String: [Bool]]
    /// One point on the surface of each polygon feature (filled for sites), x then y; empty if not needed.
    public var surfacePoints: PointSet

    /// Name of the mask that marks public green.
    public static let publicMask = "public"

    /// Creates a layer.
    public init(
        name: String, role: LayerRole, geometry: FeatureGeometry,
        attributes: AttributeTable = AttributeTable(), ids: [Int64] = [],
        settings: LayerSettings = LayerSettings(), masks: [String: [Bool]] = [:],
        surfacePoints: PointSet = PointSet()
    ) {
        self.name = name
        self.role = role
        self.geometry = geometry
        self.attributes = attributes
        self.ids = ids
        self.settings = settings
        self.masks = masks
        self.surfacePoints = surfacePoints
    }

    /// Number of features.
    public var count: Int { geometry.count }
}
