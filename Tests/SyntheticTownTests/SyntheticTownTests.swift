// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import Testing

@testable import SyntheticTown

@Suite struct SyntheticTownTests {
    @Test func theSameSeedGivesTheSameBits() {
        let one = layers(of: village, seed: 5), again = layers(of: village, seed: 5)
        #expect(one.count == 11)
        for (name, layer) in one {
            #expect(again[name].map { fingerprint($0.geometry) } == fingerprint(layer.geometry))
            #expect(again[name]?.attributes == layer.attributes)
        }
    }

    /// Measurements of different days are compared: data must not change unnoticed.
    ///
    /// Whoever changes it on purpose writes the new number here and says so in the changelog.
    @Test func theDataIsThatOfYesterday() {
        var all: UInt64 = 0
        for (_, layer) in layers(of: village, seed: 5) { all ^= fingerprint(layer.geometry) }
        #expect(String(all, radix: 16) == "b705f845f17a905c")
    }

    @Test func anotherSeedGivesAnotherTown() {
        let one = layers(of: village, seed: 5), other = layers(of: village, seed: 6)
        for (name, layer) in one {
            #expect(other[name].map { fingerprint($0.geometry) } != fingerprint(layer.geometry))
        }
    }

    @Test func threadsMakeNoDifference() async {
        let expected = fingerprints(seed: 8)
        await withTaskGroup(of: [String: UInt64].self) { group in
            for _ in 0..<4 { group.addTask { fingerprints(seed: 8) } }
            for await found in group { #expect(found == expected) }
        }
    }

    @Test func allInhabitantsAreCountedInTheirBuurt() throws {
        let made = layers(of: village, seed: 5)
        let buurten = try #require(made["buurten"]), addresses = try #require(made["addresses"])
        let counted = (0..<buurten.geometry.count).reduce(0.0) {
            $0 + (buurten.attributes["aantal_inwoners"]?.number($1) ?? .nan)
        }
        let people = (0..<addresses.geometry.count).reduce(0.0) {
            $0 + (addresses.attributes["inhabitants"]?.number($1) ?? .nan)
        }
        // Some live outside, and each of 14 buurten is rounded by at most 2.
        #expect(counted <= people + 28)
        #expect(counted > 0.97 * people)
    }

    @Test func anErrorOfTheReceiverEndsIt() {
        var seen = 0
        #expect(throws: Stop.self) {
            try SyntheticTown(scale: village, seed: 1).forEachLayer { _ throws(Stop) in
                seen += 1
                throw Stop()
            }
        }
        #expect(seen == 1)
    }

    private struct Stop: Error {}
}

private func fingerprints(seed: UInt64) -> [String: UInt64] {
    layers(of: village, seed: seed).mapValues { fingerprint($0.geometry) }
}
