// SPDX-License-Identifier: EUPL-1.2
//
// A layer of a GeoPackage into columns. The file is written once by the project's own writer, and all that is read
// is compared with what was written: coordinates, offsets, attributes, identifiers.
//
// What these loops count beside us is GDAL's, and another GDAL needs other instructions: tools/probes tells the two
// apart and judges ours.
import GeoFiles
public import HotLoops
import Neighbourhoods
import Planar

extension Probe {
    /// The probes of reading, in order of name.
    public static var reading: [Probe] {
        [
            Probe(name: "load-points", usualCount: 50_000, prepare: points),
            Probe(name: "load-polygons", usualCount: 5_000, prepare: polygons),
        ]
    }

    /// Addresses and their inhabitants; in the grid each tenth address has no number.
    private static func points(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 12, seed: 30)
        let homes = town.points(n)
        let rows = homes.x.indices
        let lacking = rows.map { family == .grid && $0 % 10 == 9 }
        let layer = FeatureGeometry(
            count: rows.count,
            points: PointSet(x: homes.x, y: homes.y, feature: rows.map { Int32($0) }))
        let people = AttributeColumn(
            name: "inhabitants", values: .integers(rows.map { lacking[$0] ? 0 : Int64($0 % 5) }),
            absence: lacking.contains(true) ? lacking.map { $0 ? 1 : 0 } : [],
            reasons: lacking.contains(true) ? ["empty in the source"] : [])
        return reading("points-\(family)", "address", layer, expected: layer, people)
    }

    /// Areas of 8 to 40 vertices and a flag; in the grid some vertices repeat the one before.
    private static func polygons(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 12, seed: 31)
        var areas = town.areas(n, overlap: false)
        if family == .grid {
            areas.x = areas.x.map(town.snapped)
            areas.y = areas.y.map(town.snapped)
        }
        let flags = AttributeColumn(
            name: "openbaar", values: .flags((0..<areas.count).map { $0 % 5 > 0 }))
        let written = FeatureGeometry(count: areas.count, polygons: areas)
        let expected = FeatureGeometry(count: areas.count, polygons: areas.withoutRepeats)
        return reading("polygons-\(family)", "area", written, expected: expected, flags)
    }

    private static func reading(
        _ name: String, _ unit: String, _ written: FeatureGeometry, expected: FeatureGeometry,
        _ column: AttributeColumn
    ) -> PreparedProbe {
        let attributes = AttributeTable(count: written.count, columns: [column])
        let file = ProbeFile("\(name)-\(written.count)", written, attributes)
        let source = SourceDescription(source: file.path, layer: ProbeFile.layer)
        let outcome = Outcome()
        return PreparedProbe(items: written.count, unit: unit) {
            outcome.read(source, column: column.name)
        } complaint: { _ in
            if let problem = file.problem ?? outcome.problem { return problem }
            guard let found = outcome.features else { return "nothing was read" }
            if found.geometry != expected { return "the coordinates are not those written" }
            if found.attributes != attributes { return "the column is not the one written" }
            return found.ids.elementsEqual(1...Int64(written.count))
                ? nil : "the identifiers are not 1 to \(written.count)"
        }
    }
}

/// What the last run read.
private final class Outcome {
    var features: SourceFeatures?
    var problem: String?

    /// Reads the source; a number that tells whether the columns are complete.
    func read(_ source: SourceDescription, column: String) -> Double {
        do throws(GeoFileError) {
            let found = try readFeatures(of: source, columns: [column])
            let geometry = found.geometry
            features = found
            return Double(geometry.points.x.count + geometry.polygons.x.count + found.ids.count)
        } catch {
            problem = error.message
            return .nan
        }
    }
}

extension PolygonSet {
    /// The same rings without vertices that repeat the one before; none ends where it begins.
    fileprivate var withoutRepeats: PolygonSet {
        var result = PolygonSet()
        for p in 0..<count {
            for ring in rings(of: p) {
                var kept: [Int] = []
                func isSame(_ a: Int, _ b: Int) -> Bool { x[a] == x[b] && y[a] == y[b] }
                for row in vertices(ofRing: ring) {
                    if let last = kept.last, isSame(last, row) { continue }
                    kept.append(row)
                }
                while kept.count > 1, isSame(kept[0], kept[kept.count - 1]) { kept.removeLast() }
                result.appendRing(x: kept.map { x[$0] }, y: kept.map { y[$0] })
            }
            result.closePolygon(feature: feature[p])
        }
        return result
    }
}
