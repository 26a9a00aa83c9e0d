// SPDX-License-Identifier: EUPL-1.2

/// The way from the CRS of a project to longitude and latitude.
///
/// Results in RD leave it by the operation by which data in ETRS89 comes in, so that they read back
/// within 1 mm: what Dutch open data calls WGS 84 is ETRS89. Other CRS go to WGS 84 itself.
///
/// - Parameters:
///   - crs: CRS of the project.
///   - projData: Folder with grids for PROJ.
/// - Returns: The transformation.
/// - Throws: ``GeoFileError`` where PROJ does not know the CRS.
public func lonLatTransform(
    from crs: String, projData: String?
) throws(GeoFileError) -> LonLatTransform {
    let isRD = try ReferenceSystem(crs, context: ProjContext()).isRDNew
    let degrees = isRD ? ReferenceSystem.etrs89 : "EPSG:4326"
    return { x, y in
        // Made inside: a transformer belongs to one thread.
        let transformer = try CoordinateTransformer(from: degrees, to: crs, gridFolder: projData)
        transformer.inverse(x: &x, y: &y)
    }
}
