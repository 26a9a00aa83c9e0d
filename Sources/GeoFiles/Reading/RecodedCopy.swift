// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import Foundation
import Synchronization

/// A copy in memory of a text file in another encoding, as UTF-8.
enum RecodedCopy {
    private static let counter = Atomic<Int>(0)

    /// Formats of plain text whose drivers take the bytes as they are.
    private static let plainText: Set = [
        "json", "geojson", "geojsonl", "geojsons", "csv", "tsv", "txt", "topojson",
    ]

    /// Path of the copy; `nil` where the format has an encoding of its own or is UTF-8 already.
    static func path(
        of path: String, encoding: String?, messages: GDALMessages
    ) throws(GeoFileError) -> String? {
        guard let encoding, encoding.uppercased() != "UTF-8" else { return nil }
        var bare = path
        if bare.lowercased().hasSuffix(".gz") { bare.removeLast(3) }
        let ending = URL(fileURLWithPath: bare).pathExtension.lowercased()
        guard plainText.contains(ending) else { return nil }
        guard let bytes = messages.collect({ wholeFile(path) }) else { return nil }
        let recoded = try messages.collect { () throws(GeoFileError) in
            try recode(bytes, encoding, name: path, messages)
        }
        let number = counter.add(1, ordering: .relaxed).newValue
        let stem = URL(fileURLWithPath: bare).deletingPathExtension().lastPathComponent
        let copy = "/vsimem/nabij-\(number)/\(stem).\(ending)"
        guard let file = VSIFOpenL(copy, "wb") else { return nil }
        _ = recoded.withUnsafeBytes { VSIFWriteL($0.baseAddress, 1, $0.count, file) }
        VSIFCloseL(file)
        return copy
    }

    private static func wholeFile(_ path: String) -> [UInt8]? {
        guard let file = VSIFOpenL(path, "rb") else { return nil }
        defer { VSIFCloseL(file) }
        var bytes: [UInt8] = []
        let step = 1 << 20
        while true {
            let read = [UInt8](unsafeUninitializedCapacity: step) { buffer, count in
                count = VSIFReadL(buffer.baseAddress, 1, step, file)
            }
            bytes += read
            if read.count < step { return bytes }
        }
    }

    /// The bytes as UTF-8; GDAL asks iconv for what it does not know itself.
    private static func recode(
        _ bytes: [UInt8], _ encoding: String, name: String, _ messages: GDALMessages
    ) throws(GeoFileError) -> [UInt8] {
        let before = messages.lines.count
        let text = (bytes + [0]).withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) {
                CPLRecode($0.baseAddress, encoding, "UTF-8")
            }
        }
        defer { VSIFree(text) }
        guard messages.lines.count == before else {
            throw GeoFileError(
                .badData,
                "\(name): the encoding \(encoding) is unknown or does not fit; try ISO-8859-1 or CP1252",
                detail: messages.detail)
        }
        return Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
    }
}
