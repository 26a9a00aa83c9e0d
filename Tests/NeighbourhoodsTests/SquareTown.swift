// SPDX-License-Identifier: EUPL-1.2
//
// A town that fits in the head. Four square buurten of 1 km, two wijken, ten addresses:
//
//     C (BU03) | D (BU04)     wijk W2        y 1000...2000
//     A (BU01) | B (BU02)     wijk W1        y    0...1000
//     x 0...1000 | 1000...2000
import Neighbourhoods
import Planar

/// Makes workspaces for hand-worked tests.
enum SquareTown {
    /// Address columns: A has the first three and the one on its border with B, the last is outside.
    static let x: [Double] = [500, 500, 100, 1000, 1500, 1500, 500, 500, 1500, 3000]
    static let y: [Double] = [400, 200, 500, 500, 600, 900, 1100, 1500, 1300, 500]
    static let weight: [Double] = [2, 1, 1, 1, 3, 1, 2, 2, 4, 5]

    static func buurten(
        attributes: AttributeTable = AttributeTable(), wijken: [Int32] = [0, 0, 1, 1]
    ) -> Buurten {
        var polygons = PolygonSet()
        for b in 0..<4 {
            polygons.append(square(Double(b % 2), Double(b / 2), 1000), feature: Int32(b))
        }
        let level = GroupLevel(
            name: "wijk", hasCodes: true, codes: ["WK01", "WK02"], names: ["Zuid", "Noord"],
            groupOfBuurt: wijken)
        return Buurten(
            codes: ["BU01", "BU02", "BU03", "BU04"], names: ["A", "B", "C", "D"], groups: [level],
            polygons: polygons, attributes: attributes)
    }

    static func population(rescaleTo: String? = nil) -> Population {
        Population(layer: "addresses", x: x, y: y, weight: weight, rescaleTo: rescaleTo)
    }

    /// One meeting place in the middle of A and one in the middle of B.
    static func meetingPlaces(_ settings: LayerSettings = LayerSettings()) -> Layer {
        layer(
            "meeting_places", .destination, points: [(500, 500), (1500, 500)], settings: settings)
    }

    static func workspace(
        _ layers: [Layer], buurten: Buurten = buurten(), population: Population? = population(),
        year: Int? = nil, requests: [IndicatorRequest] = [], minimum: Double? = nil
    ) -> Workspace {
        let plan = AnalysisPlan(
            project: "Square town", year: year, requests: requests, minimumInhabitants: minimum)
        return Workspace(buurten: buurten, population: population, layers: layers, plan: plan)
    }

    static func layer(
        _ name: String, _ role: LayerRole, points: [(Double, Double)] = [],
        lines: [[(Double, Double)]] = [], polygons: [[(Double, Double)]] = [],
        columns: [AttributeColumn] = [], settings: LayerSettings = LayerSettings(),
        masks: [String: [Bool]] = [:]
    ) -> Layer {
        var geometry = FeatureGeometry(count: points.count + lines.count + polygons.count)
        var row: Int32 = 0
        for point in points {
            geometry.points.append(x: point.0, y: point.1, feature: row)
            row += 1
        }
        for line in lines {
            geometry.lines.append(x: line.map(\.0), y: line.map(\.1), feature: row)
            row += 1
        }
        for polygon in polygons {
            geometry.polygons.append(x: polygon.map(\.0), y: polygon.map(\.1), feature: row)
            row += 1
        }
        return Layer(
            name: name, role: role, geometry: geometry,
            attributes: AttributeTable(count: geometry.count, columns: columns),
            ids: (0..<geometry.count).map(Int64.init), settings: settings, masks: masks)
    }

    /// A square of `side` metres whose south-west corner is (column, row) * side.
    private static func square(_ column: Double, _ row: Double, _ side: Double) -> [(
        Double, Double
    )] {
        rectangle(column * side, row * side, (column + 1) * side, (row + 1) * side)
    }

    /// A rectangle, counter-clockwise.
    static func rectangle(
        _ minX: Double, _ minY: Double, _ maxX: Double, _ maxY: Double
    ) -> [(Double, Double)] {
        [(minX, minY), (maxX, minY), (maxX, maxY), (minX, maxY)]
    }
}

extension PolygonSet {
    mutating func append(_ ring: [(Double, Double)], feature: Int32) {
        append(x: ring.map(\.0), y: ring.map(\.1), feature: feature)
    }
}

extension AnalysisResults {
    /// Numbers of one indicator per buurt; `nil` where absent.
    func buurt(_ id: String) -> [Double?] { column(buurten, id).map(\.number) }

    /// Numbers of one indicator per wijk.
    func wijk(_ id: String) -> [Double?] { column(groups[0], id).map(\.number) }

    /// Number of one indicator for the total.
    func whole(_ id: String) -> Double? { column(total, id).first?.number }

    /// Values of one indicator in a table; empty where it has none of that name.
    func column(_ table: ResultTable, _ id: String) -> [IndicatorValue] {
        table.columns.first { $0.indicator.id == id }?.values ?? []
    }
}

/// Whether numbers agree to 1e-9 of their size, absent ones with absent ones.
func agree(_ a: [Double?], _ b: [Double?], within tolerance: Double = 1e-9) -> Bool {
    guard a.count == b.count else { return false }
    return zip(a, b).allSatisfy { a, b in
        guard let a, let b else { return a == nil && b == nil }
        return abs(a - b) <= tolerance * max(1, abs(a), abs(b))
    }
}
