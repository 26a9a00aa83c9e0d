// SPDX-License-Identifier: EUPL-1.2
//
// Goals: nothing of GDAL reaches stderr uninvited, from whatever thread; what it says is kept for
// `GeoFileError.detail`.
import CGDAL

/// GDAL, set up once per process.
enum GDALLibrary {
    /// Registers the drivers and silences the library; read it before any call.
    static let isReady: Bool = {
        CPLSetErrorHandler { _, _, _ in }
        // Otherwise reading ends in silence at the first geometry that GDAL cannot parse.
        CPLSetConfigOption("GML_SKIP_CORRUPTED_FEATURES", "YES")
        GDALAllRegister()
        return true
    }()
}

/// What GDAL said while a block ran.
final class GDALMessages {
    /// Warnings and errors, in order.
    fileprivate(set) var lines: [String] = []
    /// The errors among them.
    fileprivate(set) var failures: [String] = []

    /// What it said of features that it passed over.
    fileprivate(set) var skipped: [String] = []
    /// Number of features that it passed over.
    fileprivate(set) var skippedCount = 0

    /// All lines as one text; `nil` when there are none.
    var detail: String? { lines.isEmpty ? nil : lines.joined(separator: "\n") }

    /// Runs `body` while the messages of this thread are collected here.
    func collect<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure)
        -> Value
    {
        _ = GDALLibrary.isReady
        CPLPushErrorHandlerEx(
            { severity, _, text in
                guard let box = CPLGetErrorHandlerUserData(), let text else { return }
                let messages = Unmanaged<GDALMessages>.fromOpaque(box).takeUnretainedValue()
                messages.record(
                    String(cString: text), isFailure: severity.rawValue >= CE_Failure.rawValue)
            }, Unmanaged.passUnretained(self).toOpaque())
        defer { CPLPopErrorHandler() }
        return try body()
    }

    /// Keeps the first hundred lines: a broken file can give one per feature.
    fileprivate func record(_ text: String, isFailure: Bool) {
        let isSkipped = text.hasPrefix("Geometry of feature ") && text.contains("cannot be parsed")
        if isSkipped { skippedCount += 1 }
        guard lines.count < 100 else { return }
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        lines.append(line)
        if isSkipped {
            skipped.append(line)
        } else if isFailure {
            failures.append(line)
        }
    }
}

/// A list of `KEY=VALUE` texts as GDAL wants them, freed at the end.
struct GDALOptions: ~Copyable {
    /// The list; `nil` when empty.
    private(set) var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?

    /// Creates a list of options.
    init(_ options: [String]) {
        for option in options { list = CSLAddString(list, option) }
    }

    deinit { CSLDestroy(list) }

    /// A list of plain names.
    static func names(_ names: [String]) -> GDALOptions { GDALOptions(names) }

    /// The list as the parameters of most functions want it.
    var texts: UnsafeMutablePointer<UnsafePointer<CChar>?>? {
        list.map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: UnsafePointer<CChar>?.self) }
    }

    /// See ``texts``.
    var pointers: UnsafePointer<UnsafePointer<CChar>?>? {
        list.map { UnsafeRawPointer($0).assumingMemoryBound(to: UnsafePointer<CChar>?.self) }
    }
}
