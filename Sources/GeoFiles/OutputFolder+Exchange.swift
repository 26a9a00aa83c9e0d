// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Glibc

/// Exchanges two folders in one step of the file system.
///
/// `renameat2` (Linux 3.15, glibc 2.28) is looked up at run time: Swift's Glibc module does not declare
/// it, and other C libraries lack it.
func exchange(_ one: String, _ other: String) -> Bool {
    typealias RenameAt2 =
        @convention(c) (
            Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
        ) -> Int32
    guard let symbol = dlsym(nil, "renameat2") else {
        errno = ENOSYS
        return false
    }
    let exchangeFlag: UInt32 = 2  // RENAME_EXCHANGE in linux/fs.h
    let renameat2 = unsafeBitCast(symbol, to: RenameAt2.self)
    return renameat2(AT_FDCWD, one, AT_FDCWD, other, exchangeFlag) == 0
}

/// The target without symbolic links, so that the temporary folder is on the same file system.
func absoluteTarget(_ path: String) throws(GeoFileError) -> String {
    guard !path.isEmpty else {
        throw GeoFileError(.usage, "--out is empty; name a folder for the results")
    }
    var url = URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL
    url.resolveSymlinksInPath()
    let absolute = url.path
    guard absolute != "/", !absolute.isEmpty else {
        throw GeoFileError(.cannotWrite, "\(path): results cannot replace the root folder")
    }
    return absolute
}

/// The path and the folders above it that are not there yet, the innermost first.
func missingFolders(_ path: String) -> [String] {
    var missing: [String] = []
    var folder = path
    while folder != "/", !folder.isEmpty, !FileManager.default.fileExists(atPath: folder) {
        missing.append(folder)
        folder = (folder as NSString).deletingLastPathComponent
    }
    return missing
}

/// Names of temporary folders for a target begin so.
func leftoverPrefix(_ name: String) -> String { ".\(name).nabij-" }

/// Where the old results wait while folders change places in two steps.
func asidePath(of target: String) -> String {
    (target as NSString).deletingLastPathComponent + "/."
        + (target as NSString).lastPathComponent + ".before-nabij"
}

/// Removes the temporary folders of runs that were killed, and brings back results set aside by one.
func removeLeftovers(of name: String, in parent: String, target: String) {
    var status = stat()
    if lstat(target, &status) != 0 { rename(asidePath(of: target), target) }
    let prefix = leftoverPrefix(name)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for leftover in names where leftover.hasPrefix(prefix) {
        let path = parent + "/" + leftover
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { continue }
        // A folder that another process still fills is locked by it; the system frees the lock of a
        // process that was killed.
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { removeTree(path) }
        close(descriptor)
    }
}

/// The files that an earlier run wrote into a folder; `nil` where there is no folder.
func earlierFiles(in target: String, shown path: String) throws(GeoFileError) -> Set<String>? {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: target, isDirectory: &isDirectory) else {
        var status = stat()
        guard lstat(target, &status) != 0 else {
            throw GeoFileError(
                .cannotWrite,
                "\(path): is a link that leads nowhere; remove it or choose another --out")
        }
        return nil
    }
    guard isDirectory.boolValue else {
        throw GeoFileError(.cannotWrite, "\(path): is a file; --out names a folder")
    }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: target) else {
        throw GeoFileError(.cannotWrite, "\(path): cannot be read; check its permissions")
    }
    guard access(target, W_OK | X_OK) == 0 else {
        throw GeoFileError(
            .cannotWrite, "\(path): cannot be written (\(systemMessage())); choose another --out")
    }
    if names.isEmpty { return [] }
    guard let data = FileManager.default.contents(atPath: target + "/provenance.json") else {
        throw GeoFileError(
            .cannotWrite,
            "\(path): is not empty and holds no results of an earlier run (no provenance.json); "
                + "choose another --out or empty it")
    }
    guard let root = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
        root["generator"] as? String == "nabij", let files = root["files"] as? [[String: Any]]
    else {
        throw GeoFileError(
            .cannotWrite,
            "\(path): its provenance.json is not of nabij; choose another --out or empty it")
    }
    return Set(files.compactMap { $0["name"] as? String })
}

/// Files that SQLite leaves beside a database; they belong to it.
private let companions = ["-wal", "-shm", "-journal"]

/// Links everything of the old folder that no earlier run wrote into the new one.
///
/// Hard links, so that each file is in both folders until the exchange is done: a run that is killed
/// before or after it loses none.
func carryOver(
    from old: String, to new: String, earlier: Set<String>, written: Set<String>,
    below path: String = ""
) throws(GeoFileError) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: old + "/" + path)) ?? []
    for name in names.sorted() {
        let relative = path.isEmpty ? name : path + "/" + name
        let from = old + "/" + relative, to = new + "/" + relative
        var status = stat()
        guard lstat(from, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR {
            try carryOverFolder(to, status)
            try carryOver(
                from: old, to: new, earlier: earlier, written: written, below: relative)
            // A folder of earlier results only is not the user's; one with anything in it stays.
            if earlier.contains(where: { $0.hasPrefix(relative + "/") }) { rmdir(to) }
            continue
        }
        let base = companions.first { relative.hasSuffix($0) }
            .map { String(relative.dropLast($0.count)) }
        if earlier.contains(relative) || base.map(earlier.contains) == true { continue }
        if written.contains(relative) {
            throw GeoFileError(
                .cannotWrite,
                "\(from): is not of an earlier run and would be overwritten; move or rename it")
        }
        guard link(from, to) == 0 || errno == EEXIST || copyFile(from, to) else {
            throw GeoFileError(
                .cannotWrite, "\(from): cannot be kept beside the new results: \(systemMessage())")
        }
    }
}

private func carryOverFolder(_ path: String, _ status: stat) throws(GeoFileError) {
    if mkdir(path, 0o777) != 0, errno != EEXIST {
        throw GeoFileError(.cannotWrite, "\(path): cannot be made: \(systemMessage())")
    }
    chmod(path, status.st_mode & 0o7777)
}

/// For file systems without hard links.
private func copyFile(_ from: String, _ to: String) -> Bool {
    (try? FileManager.default.copyItem(atPath: from, toPath: to)) != nil
}

/// Removes a folder and all that is in it, following no link.
func removeTree(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
