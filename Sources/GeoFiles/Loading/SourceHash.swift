// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Neighbourhoods

/// The digest of a source, made once for all its layers.
struct SourceDigest {
    /// The source as the project file names it.
    let source: String
    /// See ``SourceHash``.
    let sha256: String?
    /// Time it took.
    let stage: StageTiming

    /// Reads the source.
    init(of source: String, projectPath: String) throws(GeoFileError) {
        var clock = StageClock()
        self.source = source
        sha256 = SourceHash.sha256(of: try SourceLocation(source, projectPath: projectPath))
        clock.end("hash")
        stage = clock.stages[0]
    }
}

/// SHA-256 of what a source consists of.
enum SourceHash {
    /// Files that belong to a shapefile.
    private static let shapefileParts = ["shp", "shx", "dbf", "prj", "cpg"]

    /// Digest of the file; `nil` for an address on the network.
    ///
    /// A source of several files (a shapefile, a folder) has the digest of the lines `DIGEST  NAME` of its
    /// files in order of name, as `sha256sum * | sha256sum` gives it.
    static func sha256(of location: SourceLocation) -> String? {
        guard let file = location.file else { return nil }
        let url = URL(fileURLWithPath: file)
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
        if isFolder.boolValue { return combined(files(in: url)) }
        guard url.pathExtension.lowercased() == "shp" else { return Fingerprint.hex(ofFile: file) }
        let stem = url.deletingPathExtension().lastPathComponent
        return combined(
            files(in: url.deletingLastPathComponent()).filter {
                $0.deletingPathExtension().lastPathComponent == stem
                    && shapefileParts.contains($0.pathExtension.lowercased())
            })
    }

    private static func files(in folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map { folder.appendingPathComponent($0) }
    }

    private static func combined(_ files: [URL]) -> String? {
        let lines = files.compactMap { file in
            Fingerprint.hex(ofFile: file.path).map { "\($0)  \(file.lastPathComponent)\n" }
        }
        return Fingerprint.hex(Array(lines.joined().utf8))
    }
}
