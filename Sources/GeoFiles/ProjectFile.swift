// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods

/// Where features come from: anything that GDAL opens.
public struct SourceDescription: Sendable, Equatable {
    /// Path relative to the project file, or an address of an OGC API.
    public var source: String
    /// Layer in the source; needed only when it has several.
    public var layer: String?
    /// Attribute filter in the syntax of OGR.
    public var filter: String?
    /// A query in GDAL's SQLite dialect instead of layer and filter.
    public var sql: String?
    /// Character encoding of texts, such as ISO-8859-1.
    public var encoding: String?
    /// CRS of the coordinates, where the source names none or a wrong one.
    public var crs: String?
    /// Columns of a table that hold the coordinates.
    public var x: String?
    /// See ``x``.
    public var y: String?
    /// Column of a table that holds WKT, EWKT or hexadecimal (E)WKB.
    public var geometry: String?
    /// Line in the project file.
    public var line: Int

    /// Creates a description.
    public init(
        source: String, layer: String? = nil, filter: String? = nil, sql: String? = nil,
        encoding: String? = nil, crs: String? = nil, x: String? = nil, y: String? = nil,
        geometry: String? = nil, line: Int = 0
    ) {
        self.source = source
        self.layer = layer
        self.filter = filter
        self.sql = sql
        self.encoding = encoding
        self.crs = crs
        self.x = x
        self.y = y
        self.geometry = geometry
        self.line = line
    }
}

/// A table joined to the buurten by code.
public struct JoinDescription: Sendable, Equatable {
    /// The table.
    public var source: SourceDescription
    /// Its column that holds the code of the buurt.
    public var on: String

    /// Creates a description.
    public init(source: SourceDescription, on: String) {
        self.source = source
        self.on = on
    }
}

/// A group level as the project file names it.
public struct GroupDescription: Sendable, Equatable {
    /// Name of the level.
    public var level: String
    /// Column with the code; `nil` where one column serves as both.
    public var code: String?
    /// Column with the name.
    public var name: String

    /// Creates a description.
    public init(level: String, code: String?, name: String) {
        self.level = level
        self.code = code
        self.name = name
    }
}

/// The buurten as the project file describes them.
public struct BuurtenDescription: Sendable, Equatable {
    /// Where the polygons are.
    public var source: SourceDescription
    /// Column with the code.
    public var code: String
    /// Column with the name; the code serves where absent.
    public var name: String?
    /// Group levels in the order of the file.
    public var groups: [GroupDescription]
    /// Table joined by code.
    public var join: JoinDescription?
    /// Attributes copied to the results.
    public var attributes: [String]

    /// Creates a description.
    public init(
        source: SourceDescription, code: String, name: String? = nil,
        groups: [GroupDescription] = [], join: JoinDescription? = nil, attributes: [String] = []
    ) {
        self.source = source
        self.code = code
        self.name = name
        self.groups = groups
        self.join = join
        self.attributes = attributes
    }
}

/// A population layer as the project file describes it.
public struct PopulationDescription: Sendable, Equatable {
    /// Name of the layer.
    public var name: String
    /// Where the addresses are; `nil` for a lattice.
    public var source: SourceDescription?
    /// Weight column; `nil`: 1 each.
    public var weight: String?
    /// Column with the number of dwellings.
    public var dwellings: String?
    /// Spacing of the lattice, metres.
    public var lattice: Double?
    /// Attribute of the buurt to which weights are scaled.
    public var rescaleTo: String?
    /// Line in the project file.
    public var line: Int

    /// Creates a description.
    public init(
        name: String, source: SourceDescription? = nil, weight: String? = nil,
        dwellings: String? = nil, lattice: Double? = nil, rescaleTo: String? = nil, line: Int = 0
    ) {
        self.name = name
        self.source = source
        self.weight = weight
        self.dwellings = dwellings
        self.lattice = lattice
        self.rescaleTo = rescaleTo
        self.line = line
    }
}

/// A layer other than the population as the project file describes it.
public struct LayerDescription: Sendable, Equatable {
    /// Name of the layer.
    public var name: String
    /// What it is used for.
    public var role: LayerRole
    /// Where the features are.
    public var source: SourceDescription
    /// Thresholds, columns and the like.
    public var settings: LayerSettings
    /// A column of flags or a filter per purpose: `public`, `walkable`, `cars`, `footway`.
    public var selections: [String: String]
    /// Filters that custom indicators use on the layer; each becomes a mask of that text.
    public var filters: [String]
    /// Other columns by purpose: `speed`, `level`, `crown`.
    public var columns: [String: String]

    /// Creates a description.
    public init(
        name: String, role: LayerRole, source: SourceDescription,
        settings: LayerSettings = LayerSettings(), selections: [String: String] = [:],
        filters: [String] = [], columns: [String: String] = [:]
    ) {
        self.name = name
        self.role = role
        self.source = source
        self.settings = settings
        self.selections = selections
        self.filters = filters
        self.columns = columns
    }
}

/// A project file, read and checked by itself; no source has been opened.
public struct ProjectFile: Sendable, Equatable {
    /// Path of the file.
    public var path: String
    /// Name of the project.
    public var project: String
    /// CRS in which all is computed.
    public var crs: String
    /// The buurten.
    public var buurten: BuurtenDescription
    /// The population; `nil` where the project has none.
    public var population: PopulationDescription?
    /// The other layers, in the order of the file.
    public var layers: [LayerDescription]
    /// Year against `from` and `until`.
    public var year: Int?
    /// Indicators asked for; empty: all that the layers allow.
    public var requests: [IndicatorRequest]
    /// Privacy rule.
    public var minimumInhabitants: Double?
    /// How people walk.
    public var walking: WalkingRules
    /// What the data rests on, in the words of the project; every output names it.
    public var assumptions: [ReaderText]
    /// Norms of indicators by their names.
    public var norms: [String: [Double]]

    /// Creates a project file in memory.
    public init(
        path: String, project: String, crs: String = "EPSG:28992", buurten: BuurtenDescription,
        population: PopulationDescription? = nil, layers: [LayerDescription] = [],
        year: Int? = nil, requests: [IndicatorRequest] = [], minimumInhabitants: Double? = nil,
        walking: WalkingRules = WalkingRules(), assumptions: [ReaderText] = [],
        norms: [String: [Double]] = [:]
    ) {
        self.path = path
        self.project = project
        self.crs = crs
        self.buurten = buurten
        self.population = population
        self.layers = layers
        self.year = year
        self.requests = requests
        self.minimumInhabitants = minimumInhabitants
        self.walking = walking
        self.assumptions = assumptions
        self.norms = norms
    }
}
