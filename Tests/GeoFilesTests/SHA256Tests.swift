// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GeoFiles
import TestSupport
import Testing

@Suite struct SHA256Tests {
    /// Examples of FIPS 180-4 (NIST, "Examples with intermediate values") and the empty message.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func standardExamples(message: String, digest: String) {
        #expect(SHA256.hex(Array(message.utf8)) == digest)
    }

    @Test func piecesGiveTheSameAsTheWhole() throws {
        try forEverySeed(0..<50) { seed, random in
            let bytes = (0..<random.int(in: 0..<400)).map { _ in
                UInt8(truncatingIfNeeded: random.next())
            }
            var digest = SHA256()
            var rest = bytes[...]
            while !rest.isEmpty {
                let piece = Array(rest.prefix(random.int(in: 1..<100)))
                piece.withUnsafeBytes { digest.update($0) }
                rest = rest.dropFirst(piece.count)
            }
            #expect(digest.finish() == SHA256.hex(bytes), "seed \(seed)")
        }
    }

    @Test func filesAndMissingFiles() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(
            "sha-\(UUID().uuidString)"
        ).path
        #expect(SHA256.hex(ofFile: path) == nil)
        try Data("abc".utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(SHA256.hex(ofFile: path) == SHA256.hex(Array("abc".utf8)))
    }
}
