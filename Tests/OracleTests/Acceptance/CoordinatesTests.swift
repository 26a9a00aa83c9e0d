// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// The official points of RDNAPTRANS2018 through the program: ETRS89 in, RD out.
@Suite(.enabled(if: TestData.isPresent, "\(TestData.skipReason)"))
struct CoordinatesTests {
    @Test(arguments: [(nil, 0.25, "0.25 m"), ("crs", 0.001, "0.001 m")])
    func officialPoints(grid: String?, accuracy: Double, words: String) throws {
        let path = TestData.path("crs/rdnaptrans2018_z001_deel1.txt")
        let points = try String(contentsOfFile: path, encoding: .utf8)
            .split(whereSeparator: \.isNewline).map {
                try $0.split(separator: "\t").compactMap {
                    Double($0.trimmingCharacters(in: .whitespaces))
                }
                .checked()
            }
        #expect(points.count == 5000)
        // One address per point, its number as weight: addresses.csv gives it back.
        let inside = points.filter {
            (20_000..<270_000).contains($0.x) && (310_000..<610_000).contains($0.y)
        }
        let table = inside.map { "\($0.id),\($0.longitude),\($0.latitude)" }
        let square =
            "POLYGON((20000 310000, 270000 310000, 270000 610000, 20000 610000, 20000 310000))"
        let run = try NabijRun(
            """
            project: RDNAPTRANS
            buurten: {source: square.csv, geometry: wkt, crs: EPSG:28992, code: code, name: code}
            layers:
              points: {role: population, source: points.csv, x: lon, y: lat, crs: EPSG:4258, weight: id}
              place: {role: destination, source: place.csv, x: x, y: y, crs: EPSG:28992}
            indicators: [place_distance_mean]
            """,
            files: [
                "square.csv": "code,wkt\nNL,\"\(square)\"\n", "place.csv": "x,y\n155000,463000\n",
                "points.csv": (["id,lon,lat"] + table).joined(separator: "\n") + "\n",
            ],
            options: ["--per-address"] + (grid.map { ["--proj-data", TestData.path($0)] } ?? []))
        let rows = try run.rows("addresses.csv")
        #expect(rows.count == inside.count && inside.count > 2000)
        var worst = 0.0
        for (row, point) in zip(rows, inside) {
            #expect(Double(row["weight"] ?? "") == point.id)
            let dx = try #require(Double(row["x"] ?? "")) - point.x
            let dy = try #require(Double(row["y"] ?? "")) - point.y
            worst = max(worst, (dx * dx + dy * dy).squareRoot())
        }
        #expect(worst <= accuracy, "\(worst)")
        // Without the grid it is visibly off, so that the two runs are not the same operation.
        #expect(grid != nil || worst > 0.01, "\(worst)")
        #expect(run.answer.errors.contains(words), "\(run.answer.errors)")
        let inputs = try #require(try run.provenance()["inputs"] as? [[String: Any]])
        let operation = inputs.first { $0["layer"] as? String == "points" }?["operation"] as? String
        #expect(operation?.isEmpty == false)
    }
}

/// A point of the official file.
private struct OfficialPoint {
    var id: Double
    var latitude: Double
    var longitude: Double
    var x: Double
    var y: Double
}

extension [Double] {
    /// Columns: id, latitude, longitude, height, x, y and, within its grid, NAP height.
    fileprivate func checked() throws -> OfficialPoint {
        try #require(count >= 6)
        return OfficialPoint(
            id: self[0] - 30_009_999, latitude: self[1], longitude: self[2], x: self[4], y: self[5])
    }
}
