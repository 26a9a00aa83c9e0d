// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

@testable import GeoFiles

@Suite struct FingerprintTests {
    /// Examples of FIPS 180-4 (NIST, "Examples with intermediate values") and the empty message.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func standardExamples(message: String, digest: String) {
        #expect(Fingerprint.hex(Array(message.utf8)) == digest)
    }

    @Test func aFileLargerThanOnePieceIsThatOfItsBytes() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: url) }
        let bytes = (0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try Data(bytes).write(to: url)
        #expect(Fingerprint.hex(ofFile: url.path) == Fingerprint.hex(bytes))
    }

    @Test func aMissingFileHasNone() {
        #expect(Fingerprint.hex(ofFile: "/nowhere/at/all") == nil)
    }
}
