// SPDX-License-Identifier: EUPL-1.2

/// The way from the CRS of a project to longitude and latitude.
///
/// Results in RD leave it by the operation by which data in ETRS89 comes in, so that they read back
/// within 1 mm: what Dutch open data calls WGS 84 is ETRS89. Other CRS go to WGS 84 itself.
///
/// - Parameters:
///   - crs: CRS of the project.
///   - projData: Folder with grids for PROJ.
///   - threads: At most so many threads for long columns; a point's place does not depend on them.
/// - Returns: The transformation.
/// - Throws: ``GeoFileError`` where PROJ does not know the CRS.
public func lonLatTransform(
    from crs: String, projData: String?, threads: Int = 1
) throws(GeoFileError) -> LonLatTransform {
    let isRD = try ReferenceSystem(crs, context: ProjContext()).isRDNew
    let degrees = isRD ? ReferenceSystem.etrs89 : "EPSG:4326"
    return { x, y in
        let parts = rowParts(of: min(x.count, y.count), threads: threads)
        let columns = (x, y)
        let done = try OrderedJobs.run(parts.count, threads: threads) {
            (part) throws(GeoFileError) in
            var (x, y) = (Array(columns.0[parts[part]]), Array(columns.1[parts[part]]))
            // Made inside: a transformer belongs to one thread.
            let transformer = try CoordinateTransformer(
                from: degrees, to: crs, gridFolder: projData)
            transformer.inverse(x: &x, y: &y)
            return (x, y)
        }
        x = done.flatMap(\.0)
        y = done.flatMap(\.1)
    }
}

/// Rows in one part per thread; making a transformer takes as long as transforming some 30,000 points.
private func rowParts(of count: Int, threads: Int) -> [Range<Int>] {
    let parts = max(1, min(threads, count / 65_536))
    return (0..<parts).map { $0 * count / parts..<($0 + 1) * count / parts }
}
