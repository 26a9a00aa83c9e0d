// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import GeoFiles

@Suite struct WKBCursorTests {
    /// Builds a geometry of hexadecimal well-known binary.
    private func read(_ hex: String) -> (GeometryBuilder, GeometryBuilder.Outcome) {
        var builder = GeometryBuilder()
        let bytes = GeometryColumn.hexadecimal(hex[...]) ?? []
        let outcome = bytes.withUnsafeBytes { builder.append(wkb: $0, feature: 7) }
        return (builder, outcome)
    }

    @Test(arguments: [
        "0101000000000000000000F03F0000000000000040",  // little-endian
        "00000000013FF00000000000004000000000000000",  // big-endian
        "01E9030000000000000000F03F00000000000000400000000000000840",  // ISO Z
        "0101000080000000000000F03F00000000000000400000000000000840",  // EWKB Z
        "010100002040710000000000000000F03F0000000000000040",  // EWKB with SRID 28992
    ])
    func aPointIsReadInEveryDialect(_ hex: String) {
        let (builder, outcome) = read(hex)
        #expect(outcome == .present)
        #expect(builder.geometry.points == PointSet(x: [1], y: [2], feature: [7]))
    }

    @Test func emptyIsNotUnreadable() {
        #expect(read("0101000000000000000000F87F000000000000F87F").1 == .empty)
        #expect(read("010300000000000000").1 == .empty)
        #expect(read("010700000000000000").1 == .empty)
    }

    @Test(arguments: ["01", "0101000000", "0102000000FFFFFFFF", "01630000000000", "0501000000"])
    func brokenBytesAreUnreadableAndLeaveNothing(_ hex: String) {
        var builder = GeometryBuilder()
        let bytes: [UInt8] = stride(from: 0, to: hex.count, by: 2).compactMap { at in
            UInt8(hex.dropFirst(at).prefix(2), radix: 16)
        }
        let outcome = bytes.withUnsafeBytes { builder.append(wkb: $0, feature: 0) }
        #expect(outcome == .unreadable && builder.geometry == FeatureGeometry())
    }

    /// A collection in a collection in a collection: 100,000 of them would exhaust the stack.
    @Test func collectionsInCollectionsHaveAnEnd() {
        let level: [UInt8] = [1, 7, 0, 0, 0, 1, 0, 0, 0]
        let point = GeometryColumn.hexadecimal("0101000000000000000000F03F0000000000000040") ?? []
        for (levels, expected) in [
            (30, GeometryBuilder.Outcome.present), (100_000, .unreadable),
        ] {
            let bytes = (0..<levels).flatMap { _ in level } + point
            var builder = GeometryBuilder()
            let outcome = bytes.withUnsafeBytes { builder.append(wkb: $0, feature: 0) }
            #expect(outcome == expected, "\(levels)")
        }
    }

    @Test func randomBytesNeverCrash() throws {
        try forEverySeed(0..<500) { seed, random in
            var bytes = (0..<random.int(in: 0..<80)).map { _ in UInt8(random.int(in: 0..<256)) }
            if bytes.count > 5 {
                bytes.replaceSubrange(0..<5, with: [1, UInt8(random.int(in: 1..<18)), 0, 0, 0])
            }
            var builder = GeometryBuilder()
            _ = bytes.withUnsafeBytes { builder.append(wkb: $0, feature: 0) }
            let polygons = builder.geometry.polygons
            #expect(Int(polygons.ringOffsets.last ?? 0) == polygons.x.count, "seed \(seed)")
            #expect(
                Int(polygons.polygonOffsets.last ?? 0) == polygons.ringOffsets.count - 1,
                "seed \(seed)")
        }
    }
}
