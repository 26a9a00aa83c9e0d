// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import TestSupport

@testable import Scenarios

// Two buurten of 1 km beside each other, A west of x = 1000 and B east of it, ten addresses along
// y = 500 at x = 100, 300 to 1900 with one inhabitant each, and one meeting place at (100, 500).

/// A small town for plans.
enum ScenarioTown {
    static func workspace(rescale: Bool = false) -> Workspace {
        var polygons = PolygonSet()
        polygons.append(x: [0, 1000, 1000, 0], y: [0, 0, 1000, 1000], feature: 0)
        polygons.append(x: [1000, 2000, 2000, 1000], y: [0, 0, 1000, 1000], feature: 1)
        let people = AttributeColumn(name: "people", values: .integers([10, 5]))
        let buurten = Buurten(
            codes: ["A", "B"], names: ["West", "East"], polygons: polygons,
            attributes: AttributeTable(count: 2, columns: [people]))
        let population = Population(
            layer: "addresses", x: (0..<10).map { 100 + 200 * Double($0) },
            y: [Double](repeating: 500, count: 10), weight: [Double](repeating: 1, count: 10),
            rescaleTo: rescale ? "people" : nil)
        return Workspace(
            buurten: buurten, population: population, layers: [places([(100, 500)], ["Hal"])],
            plan: AnalysisPlan(project: "Two"))
    }

    /// A layer of meeting places.
    static func places(_ points: [(Double, Double)], _ names: [String]) -> Layer {
        var geometry = FeatureGeometry(count: points.count)
        for (k, point) in points.enumerated() {
            geometry.points.append(x: point.0, y: point.1, feature: Int32(k))
        }
        return Layer(
            name: "places", role: .destination, geometry: geometry,
            attributes: AttributeTable(
                count: names.count, columns: [AttributeColumn(name: "naam", values: .texts(names))]
            ), ids: (0..<Int64(points.count)).map { $0 + 1 })
    }

    /// A change that adds one meeting place.
    static func adding(_ id: String, _ x: Double, _ y: Double, cost: Double = 0) -> Change {
        Change(
            id: id,
            effect: .exchange(
                layer: 0, removing: FeaturePick(), adding: places([(x, y)], [id])), cost: cost)
    }

    /// A value of the table of all buurten together.
    static func total(_ results: AnalysisResults, _ id: String) -> Double? {
        results.total.columns.first { $0.indicator.id == id }?.values[0].number
    }
}
