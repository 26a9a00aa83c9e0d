// SPDX-License-Identifier: EUPL-1.2
import MapLayers
import Neighbourhoods
import Planar
import Scenarios

// Two buurten of 1 km beside each other, ten addresses with one inhabitant each along y = 500 at x = 100,
// 300 to 1900, and one meeting place at (100, 500): within 300 m of it are 100 and 300, 2 of 10.

/// A small town for pages about plans.
enum PlanSample {
    static let share = "places_distance_share_300"

    static func workspace(west: String = "West") -> Workspace {
        var polygons = PolygonSet()
        polygons.append(x: [0, 1000, 1000, 0], y: [0, 0, 1000, 1000], feature: 0)
        polygons.append(x: [1000, 2000, 2000, 1000], y: [0, 0, 1000, 1000], feature: 1)
        let wijk = GroupLevel(
            name: "wijk", hasCodes: false, codes: ["All"], names: ["All"], groupOfBuurt: [0, 0])
        return Workspace(
            buurten: Buurten(
                codes: ["A", "B"], names: [west, "East"], groups: [wijk], polygons: polygons),
            population: Population(
                layer: "addresses", x: (0..<10).map { 100 + 200 * Double($0) },
                y: [Double](repeating: 500, count: 10), weight: [Double](repeating: 1, count: 10)),
            layers: [places(100)],
            plan: AnalysisPlan(project: "Two & <b>half</b>", assumptions: ["A sketch"]))
    }

    static func places(_ x: Double) -> Layer {
        Layer(
            name: "places", role: .destination,
            geometry: FeatureGeometry(
                count: 1, points: PointSet(x: [x], y: [500], feature: [0])),
            attributes: AttributeTable(count: 1), ids: [1])
    }

    /// The place moves from 100 to 1700: 100 and 300 fall out; 1500, 1700 and 1900 come in.
    static let moved = Scenario(
        name: "moved", title: "Moved </script> east",
        changes: [
            Change(
                id: "move", effect: .move(layer: 0, FeaturePick(base: [0]), x: 1600, y: 0),
                cost: 600)
        ])

    /// Two more places: 700 brings 500, 700 and 900, 1700 brings 1500, 1700 and 1900.
    static let more = Scenario(
        name: "more", title: "More",
        changes: [adding("near", 700, 100), adding("far", 1700, 500)])

    static func adding(_ id: String, _ x: Double, _ cost: Double, from: Int? = nil) -> Change {
        Change(
            id: id,
            effect: .exchange(layer: 0, removing: FeaturePick(), adding: places(x)), cost: cost,
            period: Period(from: from))
    }

    static let facts = RunFacts(
        version: "0", created: "2026-11-21T12:00:00Z", hash: "abc", crs: "EPSG:28992", inputs: [],
        findings: [])
}
