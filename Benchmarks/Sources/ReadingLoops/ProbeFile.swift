// SPDX-License-Identifier: EUPL-1.2
import GeoFiles
import Neighbourhoods
import Planar

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A GeoPackage for a probe to read.
///
/// In the folder `$NABIJ_PROBE_FOLDER` it stays and is found again: writing takes too long under valgrind.
/// Without that variable it is in a folder that goes with the probe.
final class ProbeFile {
    /// The file.
    let path: String
    /// What went wrong with writing it.
    private(set) var problem: String?
    private let temporary: String?

    static let layer = "features"

    /// Writes the features, unless a file of that name is there.
    init(_ name: String, _ geometry: FeatureGeometry, _ attributes: AttributeTable) {
        // Not $TMPDIR: the length of the path is in the counts.
        var template = Array("/tmp/nabij-probe-XXXXXX".utf8CString)
        let given = getenv("NABIJ_PROBE_FOLDER").map { String(cString: $0) }
        temporary = given == nil ? mkdtemp(&template).map { String(cString: $0) } : nil
        let folder = given ?? temporary ?? "/tmp"
        path = "\(folder)/\(name).gpkg"
        guard access(path, R_OK) != 0 else { return }
        // The name is given last, so that an interrupted run leaves no half of a file.
        let unfinished = "\(folder)/\(name)-\(getpid()).gpkg"
        do throws(GeoFileError) {
            let file = try GeoPackageFile(
                path: unfinished, crs: "EPSG:28992", time: "2024-01-01T00:00:00.000Z")
            try file.add(layer: Self.layer, geometry, attributes)
            try file.finish()
        } catch {
            problem = error.message
        }
        rename(unfinished, path)
    }

    deinit {
        guard let temporary else { return }
        unlink(path)
        rmdir(temporary)
    }
}
