// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods
public import Planar

/// The features of one source as they are in it: coordinates untouched, nothing checked.
public struct SourceFeatures: Sendable, Equatable {
    /// Geometry, one row per feature, in the CRS of the source.
    public var geometry: FeatureGeometry
    /// The columns that were asked for, one row per feature.
    public var attributes: AttributeTable
    /// Identifier of each feature in its source.
    public var ids: [Int64]
}

/// Reads the features of a source into columns, without a project around it.
///
/// - Parameters:
///   - source: File, layer and filters.
///   - columns: Attributes to read; no others are.
///   - path: File to whose folder the source is relative; of no use to an absolute path.
/// - Returns: The features in the order of the source. Vertices that repeat the one before are left out.
/// - Throws: ``GeoFileError``: no such source, layer or column, no features, or a file that is cut off.
/// - Complexity: O(n) in the bytes of the features.
public func readFeatures(
    of source: SourceDescription, columns: [String], relativeTo path: String = ""
) throws(GeoFileError) -> SourceFeatures {
    let request = ReadRequest(description: source, projectPath: path, columns: .only(columns))
    let table = try TableReader.read(request).table
    return SourceFeatures(
        geometry: table.geometry, attributes: table.attributes, ids: table.ids)
}
