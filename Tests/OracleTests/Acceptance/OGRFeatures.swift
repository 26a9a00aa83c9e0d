// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// Features as `ogr2ogr`, a program of others, reads and projects them.
struct OGRFeature {
    var values: [String: String]
    var shape: GEOSShape

    /// Options that read degrees as ETRS89 and give metres in RD.
    static let toRD = ["-s_srs", "EPSG:4258", "-t_srs", "EPSG:28992"]

    /// Whether the program is there.
    static let isPresent = (try? NabijProcess.run(program: "ogr2ogr", ["--version"]).code) == 0
    /// Why a test that needs it is skipped.
    static let skipReason = "NABIJ_TEST_DATA is not set, or there is no ogr2ogr (gdal-bin)"

    /// Reads features; those without geometry are left out.
    static func read(
        _ source: String, _ options: [String] = [], _ oracle: GEOSOracle
    ) throws -> [OGRFeature] {
        let file = NSTemporaryDirectory() + "nabij-ogr-\(UUID().uuidString).csv"
        defer { try? FileManager.default.removeItem(atPath: file) }
        let geometry = ["-lco", "GEOMETRY=AS_WKT", "--config", "OGR_WKT_PRECISION", "17"]
        let answer = try NabijProcess.run(
            program: "ogr2ogr", ["-f", "CSV", file, source] + geometry + options)
        #expect(answer.code == 0, "\(answer.errors)")
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
        return try csvRows(text).compactMap { row in
            guard let wkt = row["WKT"], !wkt.isEmpty else { return nil }
            return OGRFeature(values: row, shape: try oracle.shape(wkt: wkt))
        }
    }
}

/// Buurten by code, in order of code.
struct OracleBuurten {
    var codes: [String]
    var shapes: [GEOSShape]

    /// Reads them; `code` gives the code of a feature.
    init(
        _ source: String, _ options: [String] = [], _ oracle: GEOSOracle,
        code: (OGRFeature) -> String
    ) throws {
        let features = try OGRFeature.read(source, options, oracle)
            .map { (code($0), $0.shape) }.sorted { $0.0 < $1.0 }
        codes = features.map(\.0)
        shapes = features.map(\.1)
    }

    /// The first buurt that holds a point, border included; `nil` where none does.
    func owner(of point: GEOSShape) -> Int? { shapes.firstIndex { $0.covers(point) } }

    /// Expects that the rows are those of these buurten, with their areas.
    func expectAreas(_ rows: [[String: String]]) {
        #expect(rows.compactMap { $0["buurtcode"] } == codes)
        for (row, shape) in zip(rows, shapes) {
            expectCell(row, "area_m2", shape.area, within: 1e-9 * shape.area)
        }
    }

    /// Points at whole multiples of a spacing, by the first buurt that covers them.
    func lattice(_ spacing: Double, _ oracle: GEOSOracle) throws -> [[PlainPoint]] {
        var taken: Set<[Int]> = []
        return try shapes.map { shape in
            let box = shape.bounds
            var points: [PlainPoint] = []
            for i in Int((box.minX / spacing).rounded(.up))...Int(box.maxX / spacing) {
                for j in Int((box.minY / spacing).rounded(.up))...Int(box.maxY / spacing) {
                    let point = PlainPoint(x: Double(i) * spacing, y: Double(j) * spacing)
                    guard shape.covers(try oracle.point(x: point.x, y: point.y)),
                        taken.insert([i, j]).inserted
                    else { continue }
                    points.append(point)
                }
            }
            return points
        }
    }
}

/// A place.
struct PlainPoint {
    var x: Double
    var y: Double

    /// Metres to the nearest of some places, by a plain loop.
    func distance(to places: [PlainPoint]) -> Double {
        var best = Double.infinity
        for place in places {
            let dx = place.x - x, dy = place.y - y
            best = min(best, dx * dx + dy * dy)
        }
        return best.squareRoot()
    }

    /// How many of some places lie within a distance.
    func count(of places: [PlainPoint], within radius: Double) -> Int {
        places.reduce(0) {
            let dx = $1.x - x, dy = $1.y - y
            return $0 + (dx * dx + dy * dy <= radius * radius ? 1 : 0)
        }
    }
}

/// What the rows of distance indicators must be when every place weighs 1.
struct PlainReductions {
    var sorted: [Double]

    init(_ distances: [Double]) { sorted = distances.sorted() }

    var mean: Double { sorted.reduce(0, +) / Double(sorted.count) }

    /// The smallest distance within which a share of the places lies.
    func quantile(_ p: Double) -> Double {
        let place = (0..<sorted.count).first { Double($0 + 1) >= p * Double(sorted.count) - 1e-9 }
        return place.map { sorted[$0] } ?? .nan
    }

    func share(within limit: Double) -> Double {
        100 * Double(sorted.count { $0 <= limit }) / Double(sorted.count)
    }

    /// Compares the row of a buurt; a buurt without places has no values.
    func expect(
        _ row: [String: String], _ layer: String, thresholds: [Double],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        guard let largest = sorted.last else {
            #expect(row[layer + "_distance_mean"] == "", sourceLocation: sourceLocation)
            return
        }
        for (name, value) in [
            ("mean", mean), ("median", quantile(0.5)), ("p90", quantile(0.9)), ("max", largest),
        ] {
            expectCell(
                row, "\(layer)_distance_\(name)", value, within: 1e-6,
                sourceLocation: sourceLocation)
        }
        for limit in thresholds {
            expectCell(
                row, "\(layer)_distance_share_\(Int(limit))", share(within: limit), within: 1e-9,
                sourceLocation: sourceLocation)
        }
    }
}
