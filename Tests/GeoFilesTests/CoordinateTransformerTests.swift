// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

@testable import GeoFiles

@Suite struct CoordinateTransformerTests {
    /// Texel and Amersfoort of the RDNAPTRANS self-validation of 2008: longitude, latitude, x, y.
    private static let points: [(Double, Double, Double, Double)] = [
        (4.824761912, 53.160753042, 117_380.12, 575_040.34),
        (5.387203657, 52.155172897, 155_000, 463_000),
        (5.773795548, 50.792584916, 182_260.45, 311_480.67),
    ]

    @Test func withoutAGridRDIsRightWithinAQuarterOfAMetre() throws {
        let transformer = try CoordinateTransformer(
            from: ReferenceSystem.etrs89, to: ReferenceSystem.rdNew)
        var x = Self.points.map(\.0)
        var y = Self.points.map(\.1)
        transformer.forward(x: &x, y: &y)
        for (i, point) in Self.points.enumerated() {
            #expect(abs(x[i] - point.2) < 0.25 && abs(y[i] - point.3) < 0.25)
        }
        #expect(transformer.operation.contains("0.25 m"))
    }

    @Test func thereAndBackIsWithinAMillimetre() throws {
        let transformer = try CoordinateTransformer(
            from: ReferenceSystem.etrs89, to: ReferenceSystem.rdNew)
        try forEverySeed(0..<50) { seed, random in
            let start = (random.double(in: 20_000..<270_000), random.double(in: 310_000..<610_000))
            var x = [start.0]
            var y = [start.1]
            transformer.inverse(x: &x, y: &y)
            #expect(x[0] > 3 && x[0] < 8 && y[0] > 50 && y[0] < 54, "seed \(seed)")
            transformer.forward(x: &x, y: &y)
            #expect(abs(x[0] - start.0) < 0.001 && abs(y[0] - start.1) < 0.001, "seed \(seed)")
        }
    }

    /// From a plane to a plane the operation is that of the data, not of some place far away.
    @Test(arguments: [
        ("EPSG:28992", "EPSG:32631", "Amersfoort to WGS 84"),
        ("EPSG:31370", "EPSG:28992", "BD72 to"),
        ("EPSG:28992", "EPSG:25831", "Amersfoort to ETRS89"),
    ])
    func theOperationIsNoRoughGuess(source: String, target: String, words: String) throws {
        let transformer = try CoordinateTransformer(from: source, to: target)
        #expect(transformer.operation.contains(words), "\(transformer.operation)")
        #expect(!transformer.operation.contains("Ballpark"))
        #expect(!transformer.operation.contains("unknown"))
    }

    /// Many files name their CRS by its parts and not by a code.
    @Test func aSourceWithACRSOfItsOwn() throws {
        let change = try CoordinateChange(
            from: "+proj=tmerc +lon_0=5 +datum=WGS84 +units=m +type=crs", to: "EPSG:28992",
            gridFolder: nil)
        let back = try CoordinateTransformer(
            from: "EPSG:28992", to: "+proj=tmerc +lon_0=5 +datum=WGS84 +units=m +type=crs")
        var x = [136_000.0]
        var y = [455_000.0]
        back.forward(x: &x, y: &y)
        #expect(change.range?.problem(x[0], y[0]) == nil)
        change.transformer?.forward(x: &x, y: &y)
        #expect(abs(x[0] - 136_000) < 0.001 && abs(y[0] - 455_000) < 0.001)
    }

    @Test func aGridThatIsNoneIsRefused() throws {
        let folder = try SourceFolder()
        for content in ["", "NUM_OREC is not what this begins with"] {
            try folder.write(CoordinateTransformer.correctionGrid, content)
            #expect {
                try CoordinateTransformer(
                    from: ReferenceSystem.etrs89, to: ReferenceSystem.rdNew,
                    gridFolder: folder.path)
            } throws: { error in
                (error as? GeoFileError)?.message.contains("rdcorr2018.gsb: is no correction grid")
                    == true
            }
        }
    }

    @Test func aCRSThatPROJDoesNotKnowIsRefused() throws {
        #expect(throws: GeoFileError.self) {
            try CoordinateTransformer(from: "EPSG:1", to: ReferenceSystem.rdNew)
        }
    }

    @Test(.enabled(if: TestData.isPresent, "\(TestData.skipReason)"))
    func withTheCorrectionGridRDIsRightWithinAMillimetre() throws {
        let sample = try selfValidationPoints()
        #expect(sample.count == 5000)
        let exact = try CoordinateTransformer(
            from: ReferenceSystem.etrs89, to: ReferenceSystem.rdNew,
            gridFolder: TestData.path("crs"))
        #expect(exact.operation.contains("0.001 m"))
        var x = sample.map(\.lon)
        var y = sample.map(\.lat)
        exact.forward(x: &x, y: &y)
        var worst = 0.0
        for i in sample.indices {
            worst = max(worst, abs(x[i] - sample[i].x), abs(y[i] - sample[i].y))
        }
        #expect(worst < 0.001)
        exact.inverse(x: &x, y: &y)
        // 1 mm is 9e-9 degrees of latitude, and more of longitude.
        var back = 0.0
        for i in sample.indices {
            back = max(back, abs(x[i] - sample[i].lon), abs(y[i] - sample[i].lat))
        }
        #expect(back < 9e-9)
    }

    @Test(.enabled(if: TestData.isPresent, "\(TestData.skipReason)"))
    func withoutTheGridTheSelfValidationPointsAreRightWithinAQuarterOfAMetre() throws {
        // The statement holds where the grid does: those are the points that have a height in NAP.
        let sample = try selfValidationPoints().filter(\.isInside)
        let plain = try CoordinateTransformer(
            from: ReferenceSystem.etrs89, to: ReferenceSystem.rdNew)
        var x = sample.map(\.lon)
        var y = sample.map(\.lat)
        plain.forward(x: &x, y: &y)
        var worst = 0.0
        for i in sample.indices {
            worst = max(worst, abs(x[i] - sample[i].x), abs(y[i] - sample[i].y))
        }
        #expect(worst < 0.25 && worst > 0.05)
    }

    private struct Sample {
        var lon, lat, x, y: Double
        var isInside: Bool
    }

    private func selfValidationPoints() throws -> [Sample] {
        let text = try String(
            contentsOfFile: TestData.path("crs/rdnaptrans2018_z001_deel1.txt"), encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).compactMap { line in
            let cells = line.split(separator: "\t").flatMap { $0.split(separator: " ") }
            guard cells.count >= 7, let lat = Double(cells[1]), let lon = Double(cells[2]),
                let x = Double(cells[4]), let y = Double(cells[5])
            else { return nil }
            return Sample(lon: lon, lat: lat, x: x, y: y, isInside: cells[6] != "*")
        }
    }
}
