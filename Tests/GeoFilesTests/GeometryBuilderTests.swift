// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import GeoFiles

@Suite struct GeometryBuilderTests {
    private func bytes(_ values: [Double]) -> [UInt8] {
        values.flatMap { value in
            (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> ($0 * 8)) }
        }
    }

    private func word(_ value: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private func point(_ x: Double, _ y: Double) -> [UInt8] { [1] + word(1) + bytes([x, y]) }

    private func ring(_ vertices: [(Double, Double)], isBig: Bool = false) -> [UInt8] {
        let head = [1] + word(3) + word(1) + word(vertices.count)
        let little = head + bytes(vertices.flatMap { [$0.0, $0.1] })
        guard isBig else { return little }
        // The same in the other byte order: it takes the way of one vertex after the other.
        var big: [UInt8] = [0]
        for start in [1, 5, 9] { big += little[start..<start + 4].reversed() }
        for start in stride(from: 13, to: little.count, by: 8) {
            big += little[start..<start + 8].reversed()
        }
        return big
    }

    /// Adds features as a batch of Arrow has them; returns how many the run of plain points took.
    private func plain(_ features: [[UInt8]], into builder: inout GeometryBuilder) -> Int {
        var offsets: [Int32] = [0]
        for feature in features { offsets.append((offsets.last ?? 0) + Int32(feature.count)) }
        let data = features.flatMap { $0 }
        return data.withUnsafeBytes { data in
            offsets.withUnsafeBufferPointer { offsets in
                guard let start = data.baseAddress, let first = offsets.baseAddress else {
                    return 0
                }
                return builder.appendPlainPoints(
                    start, offsets: first, count: features.count, first: 5)
            }
        }
    }

    @Test func pointsAreTakenUntilOneIsSomethingElse() {
        let others: [[UInt8]] = [
            ring([(0, 0), (1, 0), (1, 1), (0, 0)]),
            point(.nan, .nan),  // empty
            [0] + point(3, 4).dropFirst(),  // big-endian by its first byte
            [1] + word(1001) + bytes([3, 4]),  // 21 bytes that are no plain point
            [],
        ]
        for other in others {
            var builder = GeometryBuilder()
            #expect(plain([point(1, 2), point(3, .nan), other, point(5, 6)], into: &builder) == 2)
            #expect(builder.geometry.points.x == [1, 3] && builder.geometry.points.y[0] == 2)
            #expect(builder.geometry.points.feature == [5, 6])
        }
    }

    @Test func aRunOfPointsIsWhatTheyAreOneByOne() {
        let features = (0..<100).map { point(Double($0) / 7, -Double($0)) }
        var run = GeometryBuilder()
        #expect(plain(features, into: &run) == 100)
        var single = GeometryBuilder()
        for (row, feature) in features.enumerated() {
            _ = feature.withUnsafeBytes { single.append(wkb: $0, feature: Int32(row + 5)) }
        }
        #expect(run.geometry == single.geometry)
    }

    @Test(arguments: [false, true])
    func ringsLoseTheClosingVertexAndRepetitions(isBig: Bool) {
        let shapes: [[(Double, Double)]] = [
            [(0, 0), (4, 0), (4, 4), (0, 0)],
            [(0, 0), (4, 0), (4, 4)],  // not closed
            [(0, 0), (4, 0), (4, 0), (4, 4), (0, 0)],
            [(0, 0), (4, 0), (4, 4), (0, 0), (0, 0)],
            [(0, 0), (0, 0), (4, 0), (4, 4), (-0.0, 0)],
        ]
        for shape in shapes {
            var builder = GeometryBuilder()
            let outcome = ring(shape, isBig: isBig).withUnsafeBytes {
                builder.append(wkb: $0, feature: 0)
            }
            #expect(outcome == .present)
            #expect(builder.geometry.polygons.x == [0, 4, 4], "\(shape)")
            #expect(builder.geometry.polygons.y == [0, 0, 4], "\(shape)")
            #expect(builder.geometry.polygons.ringOffsets == [0, 3])
        }
    }

    /// The bulk way and the way of one vertex after the other give the same columns.
    @Test func bothByteOrdersGiveTheSame() throws {
        try forEverySeed(0..<200) { seed, random in
            let count = random.int(in: 0..<12)
            var shape: [(Double, Double)] = (0..<count).map { _ in
                (Double(random.int(in: 0..<3)), Double(random.int(in: 0..<3)))
            }
            if let first = shape.first, random.int(in: 0..<2) == 0 { shape.append(first) }
            var (little, big) = (GeometryBuilder(), GeometryBuilder())
            let one = ring(shape).withUnsafeBytes { little.append(wkb: $0, feature: 0) }
            let other = ring(shape, isBig: true).withUnsafeBytes { big.append(wkb: $0, feature: 0) }
            #expect(one == other && little.geometry == big.geometry, "seed \(seed)")
            #expect(little.collapsed == big.collapsed, "seed \(seed)")
        }
    }
}
