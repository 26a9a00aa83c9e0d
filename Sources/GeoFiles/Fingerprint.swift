// SPDX-License-Identifier: EUPL-1.2
import Crypto
import Glibc

/// SHA-256 of inputs and outputs, so that a later reader can tell whether a file is still the same.
enum Fingerprint {
    /// SHA-256 of bytes in memory.
    ///
    /// - Parameter bytes: The message.
    /// - Returns: The digest in 64 hexadecimal digits.
    static func hex(_ bytes: [UInt8]) -> String { text(SHA256.hash(data: bytes)) }

    /// SHA-256 of a file, read in pieces that stay in the processor's cache.
    ///
    /// - Parameter path: The file.
    /// - Returns: The digest in 64 hexadecimal digits; `nil` where the file cannot be read.
    static func hex(ofFile path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var hash = SHA256()
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 { return nil }
            if count == 0 { return text(hash.finalize()) }
            buffer.withUnsafeBytes { hash.update(bufferPointer: .init(rebasing: $0[..<count])) }
        }
    }

    private static func text(_ digest: SHA256Digest) -> String {
        let digits = Array("0123456789abcdef")
        var result = ""
        for byte in digest {
            result.append(digits[Int(byte >> 4)])
            result.append(digits[Int(byte & 15)])
        }
        return result
    }
}
