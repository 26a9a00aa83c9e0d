// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar

/// Turns columns of eastings and northings into longitudes and latitudes, in place.
public typealias LonLatTransform =
    @Sendable (_ x: inout [Double], _ y: inout [Double]) throws -> Void

/// Decimals of a degree: 1e-9 degrees are 0.1 mm, so that coordinates read back within 1 mm.
private let degreeDecimals = 9

/// The buurten with their results as an RFC 7946 feature collection.
///
/// Longitude and latitude, shells counter-clockwise and holes clockwise, rings closed, `bbox`, absent
/// values `null`. The code of a buurt is the `id` of its feature.
func geoJSONBytes(
    _ table: OutputTable, codes: [String], polygons: PolygonSet, project: String,
    assumptions: [String], toLonLat: LonLatTransform
) throws(GeoFileError) -> [UInt8] {
    var lonLat = polygons
    do { try toLonLat(&lonLat.x, &lonLat.y) } catch {
        throw GeoFileError(
            .fault, "indicators.geojson: the buurten cannot be brought to longitude and latitude",
            detail: "\(error)")
    }
    guard lonLat.x.allSatisfy(\.isFinite), lonLat.y.allSatisfy(\.isFinite) else {
        throw GeoFileError(
            .badData, "indicators.geojson: a buurt lies where its CRS has no longitude and latitude"
        )
    }
    var writer = GeoJSONWriter(lonLat: lonLat, rows: codes.count)
    writer.collection(table, codes: codes, project: project, assumptions: assumptions)
    return writer.bytes
}

private struct GeoJSONWriter {
    var bytes: [UInt8] = []
    let lonLat: PolygonSet
    /// Polygons of each buurt.
    let polygonsOfRow: [[Int]]

    init(lonLat: PolygonSet, rows: Int) {
        self.lonLat = lonLat
        var owned = [[Int]](repeating: [], count: rows)
        for p in 0..<lonLat.count { owned[Int(lonLat.feature[p])].append(p) }
        polygonsOfRow = owned
        bytes.reserveCapacity(lonLat.x.count * 28 + rows * 1000)
    }

    mutating func collection(
        _ table: OutputTable, codes: [String], project: String, assumptions: [String]
    ) {
        put("{\"type\": \"FeatureCollection\", \"name\": ")
        appendJSONText(project, to: &bytes)
        if !assumptions.isEmpty {
            put(", \"assumptions\": ")
            appendJSONText(assumptions.joined(separator: "; "), to: &bytes)
        }
        let box = Box(x: lonLat.x.span, y: lonLat.y.span)
        if !box.isEmpty {
            put(", \"bbox\": [")
            for (index, edge) in [box.minX, box.minY, box.maxX, box.maxY].enumerated() {
                if index > 0 { put(", ") }
                degree(edge)
            }
            put("]")
        }
        put(", \"features\": [")
        for row in codes.indices {
            put(row == 0 ? "\n" : ",\n")
            feature(table, row, codes[row])
        }
        put("\n]}\n")
    }

    private mutating func feature(_ table: OutputTable, _ row: Int, _ code: String) {
        put("{\"type\": \"Feature\", \"id\": ")
        appendJSONText(code, to: &bytes)
        put(", \"properties\": {")
        for (index, column) in table.columns.enumerated() {
            if index > 0 { put(", ") }
            appendJSONText(column.name, to: &bytes)
            put(": ")
            value(column, row)
        }
        put("}, \"geometry\": ")
        geometry(polygonsOfRow[row])
        put("}")
    }

    private mutating func value(_ column: OutputColumn, _ row: Int) {
        switch column.values {
        case .texts(let values):
            if let text = values[row] { appendJSONText(text, to: &bytes) } else { put("null") }
        case .numbers(let values): appendJSONNumber(values[row] ?? .nan, to: &bytes)
        case .wholes(let values):
            if let whole = values[row] { appendWhole(whole, to: &bytes) } else { put("null") }
        case .flags(let values):
            put(values[row].map { $0 ? "true" : "false" } ?? "null")
        }
    }

    private mutating func geometry(_ polygons: [Int]) {
        guard let first = polygons.first else { return put("null") }
        if polygons.count == 1 {
            put("{\"type\": \"Polygon\", \"coordinates\": ")
            polygon(first)
        } else {
            put("{\"type\": \"MultiPolygon\", \"coordinates\": [")
            for (index, p) in polygons.enumerated() {
                if index > 0 { put(", ") }
                polygon(p)
            }
            put("]")
        }
        put("}")
    }

    private mutating func polygon(_ p: Int) {
        put("[")
        for (index, ring) in lonLat.rings(of: p).enumerated() {
            if index > 0 { put(", ") }
            self.ring(lonLat.vertices(ofRing: ring), isShell: index == 0)
        }
        put("]")
    }

    /// One ring, closed, in the direction of the right-hand rule whatever the transformation did.
    private mutating func ring(_ vertices: Range<Int>, isShell: Bool) {
        guard let first = vertices.first, let last = vertices.last else { return put("[]") }
        let isAsGiven = (doubledArea(vertices) >= 0) == isShell
        put("[")
        for v in vertices {
            position(isAsGiven ? v : first + last - v)
            put(", ")
        }
        position(isAsGiven ? first : last)
        put("]")
    }

    private func doubledArea(_ vertices: Range<Int>) -> Double {
        var sum = 0.0
        guard var previous = vertices.last else { return 0 }
        let originX = lonLat.x[previous], originY = lonLat.y[previous]
        for v in vertices {
            sum +=
                (lonLat.x[previous] - originX) * (lonLat.y[v] - originY)
                - (lonLat.x[v] - originX) * (lonLat.y[previous] - originY)
            previous = v
        }
        return sum
    }

    private mutating func position(_ v: Int) {
        put("[")
        degree(lonLat.x[v])
        put(", ")
        degree(lonLat.y[v])
        put("]")
    }

    private mutating func degree(_ value: Double) {
        appendFixed(value, decimals: degreeDecimals, mark: UInt8(ascii: "."), to: &bytes)
    }

    private mutating func put(_ text: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
