// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Glibc

/// A folder of results that appears whole or not at all.
///
/// Files are written into a temporary folder beside the target. ``commit(files:)`` links the user's own
/// files into it and exchanges the two folders in one step of the file system, so that at any moment
/// the target holds either the old results or the new ones. The temporary folder is locked as long as
/// its process lives; the next run for the same target removes those that nobody locks.
public final class OutputFolder {
    /// The target, as an absolute path without symbolic links.
    public let target: String
    /// The temporary folder that is filled.
    public let temporary: String
    /// The target as the user wrote it, for messages.
    private let shown: String
    private let lock: Int32
    /// Files of an earlier run; `nil` where the target does not exist.
    private let earlier: Set<String>?
    /// Folders above the target that were made for it, the innermost first.
    private let parents: [String]
    private var isDone = false

    /// Checks that results can be written to a folder, and makes the temporary folder beside it.
    ///
    /// - Parameter path: The folder; it may exist if it is empty or holds results of an earlier run.
    /// - Throws: ``GeoFileError/Code/cannotWrite`` where the folder holds something else, or where its
    ///   parent cannot be written.
    public init(replacing path: String) throws(GeoFileError) {
        shown = path
        target = try absoluteTarget(path)
        let parent = (target as NSString).deletingLastPathComponent
        let name = (target as NSString).lastPathComponent
        parents = missingFolders(parent)
        do {
            try FileManager.default.createDirectory(
                atPath: parent, withIntermediateDirectories: true)
        } catch {
            throw GeoFileError(
                .cannotWrite, "\(path): the folder \(parent) cannot be made", detail: "\(error)")
        }
        removeLeftovers(of: name, in: parent, target: target)
        earlier = try earlierFiles(in: target, shown: path)
        let prefix = leftoverPrefix(name)
        let unique = "\(getpid())-\(String(UInt32.random(in: 0...UInt32.max), radix: 16))"
        temporary = parent + "/" + prefix + unique
        guard mkdir(temporary, 0o777) == 0 else {
            throw GeoFileError(
                .cannotWrite,
                "\(path): cannot write in \(parent) (\(systemMessage())); choose another --out")
        }
        lock = open(temporary, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        // Locking may be unknown to the file system; then nobody removes the folder either.
        _ = flock(lock, LOCK_EX | LOCK_NB)
    }

    deinit { discard() }

    /// Removes the temporary folder; nothing after ``commit(files:)``.
    public func discard() {
        guard !isDone else { return }
        isDone = true
        removeTree(temporary)
        for parent in parents { rmdir(parent) }
        close(lock)
    }

    /// Puts the files that were written in the place of the target.
    ///
    /// - Parameter files: Names of the files in the temporary folder, relative to it.
    /// - Throws: ``GeoFileError/Code/cannotWrite``; the target is then as it was.
    public func commit(files: [String]) throws(GeoFileError) {
        if let earlier {
            try carryOver(from: target, to: temporary, earlier: earlier, written: Set(files))
            var status = stat()
            if stat(target, &status) == 0 { chmod(temporary, status.st_mode & 0o7777) }
        }
        for file in files { try synchronise(temporary + "/" + file) }
        try synchronise(temporary)
        try putInPlace()
        isDone = true
        close(lock)
        try? synchronise((target as NSString).deletingLastPathComponent)
        // What lies there now is the old result, of which the user's files have a second link; a file
        // that came while we wrote gets one now.
        if let earlier {
            try carryOver(from: temporary, to: target, earlier: earlier, written: [])
        }
        removeTree(temporary)
    }

    private func putInPlace() throws(GeoFileError) {
        if earlier == nil {
            if rename(temporary, target) == 0 { return }
        } else if exchange(temporary, target) {
            return
        } else if errno == ENOSYS || errno == EINVAL || errno == ENOTSUP {
            return try putInPlaceByTwoSteps()
        }
        let reason =
            switch errno {
            case EBUSY: "it is a mount point; choose a folder inside it"
            case ENOTEMPTY, EEXIST: "another run or program made it meanwhile; run again"
            default: systemMessage()
            }
        throw GeoFileError(.cannotWrite, "\(target): the results cannot be put there: \(reason)")
    }

    /// Where folders cannot be exchanged: a run that is killed between the steps leaves the old results
    /// under a name from which the next run brings them back.
    private func putInPlaceByTwoSteps() throws(GeoFileError) {
        let aside = asidePath(of: target)
        removeTree(aside)
        guard rename(target, aside) == 0 else {
            throw GeoFileError(
                .cannotWrite, "\(target): the results cannot be put there: \(systemMessage())")
        }
        guard rename(temporary, target) == 0 else {
            let reason = systemMessage()
            rename(aside, target)
            throw GeoFileError(
                .cannotWrite, "\(target): the results cannot be put there: \(reason)")
        }
        removeTree(aside)
    }
}

extension OutputFolder {
    /// The error in the words of the user: with the target instead of the temporary folder, which is gone
    /// when the message is read, and with a full disk named as such.
    ///
    /// - Parameter error: What writing into the folder threw, before the folder is discarded.
    /// - Returns: The same error with another message.
    public func explained(_ error: GeoFileError) -> GeoFileError {
        var explained = error
        explained.message = error.message.replacingOccurrences(of: temporary, with: shown)
        guard error.code == .cannotWrite, isDiskFull(error) else { return explained }
        let noSpace = ": " + String(cString: strerror(ENOSPC))
        if explained.message.hasSuffix(noSpace) { explained.message.removeLast(noSpace.count) }
        explained.message += ": the disk is full; free some space or choose another --out"
        return explained
    }

    /// SQLite and GDAL say it in several ways, or only that something failed.
    private func isDiskFull(_ error: GeoFileError) -> Bool {
        let said = error.message + (error.detail ?? "")
        let signs = ["disk is full", "disk I/O", String(cString: strerror(ENOSPC))]
        if signs.contains(where: said.contains) { return true }
        var space = statvfs()
        let leastSpace: UInt = 1 << 16
        return statvfs(temporary, &space) == 0
            && UInt(space.f_bavail) * UInt(space.f_frsize) < leastSpace
    }

    /// Writes a text file into the temporary folder.
    ///
    /// - Parameters:
    ///   - text: Its content.
    ///   - name: Its name.
    /// - Throws: ``GeoFileError/Code/cannotWrite``.
    public func write(_ text: String, to name: String) throws(GeoFileError) {
        try writeFile(Array(text.utf8), to: temporary + "/" + name)
    }
}

/// Writes a file, all or nothing in the eyes of the caller.
func writeFile(_ bytes: [UInt8], to path: String) throws(GeoFileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
        throw GeoFileError(.cannotWrite, "\(path): cannot be written: \(systemMessage())")
    }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
        let count = bytes[written...].withUnsafeBytes {
            write(descriptor, $0.baseAddress, $0.count)
        }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else {
            throw GeoFileError(.cannotWrite, "\(path): cannot be written: \(systemMessage())")
        }
        written += count
    }
}

/// What the system says about the last call that failed.
func systemMessage() -> String { String(cString: strerror(errno)) }

/// Waits until a file or folder is on the disk; file systems that cannot are let be.
private func synchronise(_ path: String) throws(GeoFileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
        throw GeoFileError(.cannotWrite, "\(path): is not there after writing: \(systemMessage())")
    }
    defer { close(descriptor) }
    if fsync(descriptor) != 0, errno == EIO || errno == ENOSPC || errno == EDQUOT {
        throw GeoFileError(.cannotWrite, "\(path): cannot be written: \(systemMessage())")
    }
}
