// SPDX-License-Identifier: EUPL-1.2

/// Something wrong with the input, and what was done about it.
public struct Defect: Sendable, Equatable {
    /// The rules that inputs are checked by; the raw values are part of the interface.
    public enum Rule: String, Sendable, CaseIterable {
        case invalidGeometry = "invalid_geometry"
        case emptyGeometry = "empty_geometry"
        case nullGeometry = "null_geometry"
        case duplicateCode = "duplicate_code"
        case missingCode = "missing_code"
        case badWeight = "bad_weight"
        case notFinite = "not_finite"
        case outsideCRS = "outside_crs"
        case swappedAxes = "swapped_axes"
        case degreesAsMetres = "degrees_as_metres"
        case overlap
        case gap
        case outsideBuurten = "outside_buurten"
        case missingValue = "missing_value"
    }

    /// What was done about it.
    public enum Action: String, Sendable {
        /// Mended by a named rule.
        case repaired
        /// Left out and counted.
        case leftOut = "left_out"
        /// Reported; the numbers follow a named rule.
        case reported
        /// The run stops.
        case refused
    }

    /// Layer, or `buurten`.
    public var layer: String
    /// Which rule.
    public var rule: Rule
    /// Number of features.
    public var count: Int
    /// What was done.
    public var action: Action
    /// The features, at most ``listed``: id and place, such as `fid 12 at 136043 459230: self-intersection`.
    public var features: [String]
    /// What was done, or the remedy, in a few words.
    public var remedy: String

    /// How many features are named: all that a person can act on; `count` has them all.
    public static let listed = 100_000

    /// The defect with its first twenty features, for the accounts of a run; `nabij check` names all.
    public var summary: Defect {
        var summary = self
        summary.features = Array(features.prefix(20))
        return summary
    }

    /// Creates a defect.
    public init(
        layer: String, rule: Rule, count: Int, action: Action, features: [String], remedy: String
    ) {
        self.layer = layer
        self.rule = rule
        self.count = count
        self.action = action
        self.features = features
        self.remedy = remedy
    }
}

/// Facts of one input for provenance.json.
public struct InputRecord: Sendable, Equatable {
    /// Layer in the project, `buurten`, or `join`.
    public var layer: String
    /// Source as the project file names it.
    public var source: String
    /// SHA-256 of the file in hexadecimal; `nil` for an address on the network.
    public var sha256: String?
    /// GDAL driver.
    public var driver: String
    /// Features read.
    public var features: Int
    /// CRS of the source.
    public var crs: String
    /// Coordinate operation from the source to the project; `nil` where the CRS is the same.
    public var operation: String?

    /// Creates a record.
    public init(
        layer: String, source: String, sha256: String?, driver: String, features: Int, crs: String,
        operation: String?
    ) {
        self.layer = layer
        self.source = source
        self.sha256 = sha256
        self.driver = driver
        self.features = features
        self.crs = crs
        self.operation = operation
    }
}
