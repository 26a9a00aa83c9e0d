// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import Foundation
import Glibc

/// Where a source is: on disk, in an archive, or on the network.
struct SourceLocation {
    /// As the project file names it, for messages.
    let name: String
    /// Path on disk; `nil` for an address on the network or a connection text of GDAL.
    let file: String?
    /// What GDAL opens.
    let gdalPath: String

    /// Whether it is an archive that GDAL cannot always open as a whole.
    var isArchive: Bool { gdalPath.hasPrefix("/vsizip/") || gdalPath.hasPrefix("/vsitar/") }

    /// Bytes of the file; 0 for a folder and for what is none.
    var size: Int {
        var status = stat()
        guard let file, stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return 0
        }
        return Int(status.st_size)
    }

    /// Resolves `source` relative to the folder of the project file.
    ///
    /// - Throws: ``GeoFileError/Code/missingInput`` where no file is there.
    init(_ source: String, projectPath: String) throws(GeoFileError) {
        name = source
        let folder = URL(fileURLWithPath: projectPath).deletingLastPathComponent()
        let path = URL(fileURLWithPath: source, relativeTo: folder).standardizedFileURL.path
        if Self.isAddress(source), !FileManager.default.fileExists(atPath: path) {
            file = nil
            gdalPath = source
            return
        }
        guard let found = Self.existingPrefix(of: path) else {
            throw GeoFileError(
                .missingInput,
                "\(source): there is no such file or folder (looked for \(path)); correct the source"
            )
        }
        guard FileManager.default.isReadableFile(atPath: found.file) else {
            throw GeoFileError(
                .missingInput, "\(source): no permission to read \(found.file); give read access")
        }
        try Self.refuseStream(found.file, source)
        file = found.file
        gdalPath = Self.wrapped(found.file) + found.member
    }

    /// Whether GDAL resolves the text by itself: an address, a connection, a virtual file.
    private static func isAddress(_ source: String) -> Bool {
        if source.hasPrefix("/vsi") { return true }
        guard let colon = source.firstIndex(of: ":") else { return false }
        let scheme = source[..<colon]
        return scheme.count > 1 && scheme.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }

    /// Refuses pipes, sockets and devices: a source is read more than once, and a pipe may never end.
    private static func refuseStream(_ path: String, _ source: String) throws(GeoFileError) {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        let kind = status.st_mode & S_IFMT
        guard kind != S_IFREG, kind != S_IFDIR else { return }
        throw GeoFileError(
            .badData,
            "\(source): is a pipe or a device, and a source is a file or folder; save it as a file")
    }

    /// The file at `path`, or the archive that `path` leads into with the member after it.
    private static func existingPrefix(of path: String) -> (file: String, member: String)? {
        if FileManager.default.fileExists(atPath: path) { return (path, "") }
        guard let end = path.range(of: ".zip/", options: .caseInsensitive)?.upperBound else {
            return nil
        }
        let archive = String(path[..<path.index(before: end)])
        guard FileManager.default.fileExists(atPath: archive) else { return nil }
        return (archive, "/" + path[end...])
    }

    /// The path with the virtual file system that its ending asks for.
    private static func wrapped(_ path: String) -> String {
        let lower = path.lowercased()
        if lower.hasSuffix(".zip") { return "/vsizip/{\(path)}" }
        if lower.hasSuffix(".tar") || lower.hasSuffix(".tgz") || lower.hasSuffix(".tar.gz") {
            return "/vsitar/{\(path)}"
        }
        if lower.hasSuffix(".gz") { return "/vsigzip/\(path)" }
        return path
    }

    /// Paths of the members of an archive that may hold features, sorted.
    func members() -> [String] {
        guard let list = VSIReadDirRecursive(gdalPath) else { return [] }
        defer { CSLDestroy(list) }
        let sidecars: Set = [
            "dbf", "shx", "prj", "cpg", "sbn", "sbx", "qix", "xml", "txt", "pdf", "md",
            "html", "gfs", "xsd", "qmd", "qml", "lyr", "png", "jpg",
        ]
        var result: [String] = []
        var row = 0
        while let entry = list[row] {
            row += 1
            let member = String(cString: entry)
            let ending = URL(fileURLWithPath: member).pathExtension.lowercased()
            if !member.hasSuffix("/"), !ending.isEmpty, !sidecars.contains(ending) {
                result.append(gdalPath + "/" + member)
            }
        }
        return result.sorted()
    }
}
