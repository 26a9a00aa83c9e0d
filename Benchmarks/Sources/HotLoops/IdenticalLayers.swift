// SPDX-License-Identifier: EUPL-1.2
//
// Everything that the catalogue offers for a layer of a million identical features, with a tenth as many addresses at
// one place. Coordinates are those of a real place: an analysis refuses others, 10^8 m too.
import Neighbourhoods
import Planar

extension IdenticalItems {
    static var analysisCases: [IdenticalItems] {
        let layers: [(String, LayerRole, (Int) -> FeatureGeometry)] = [
            ("points", .destination, points), ("lines", .destination, lines),
            ("slanting lines", .destination, slanting), ("squares", .destination, squares),
            ("flat polygons", .destination, flat), ("squares", .green, squares),
            ("squares", .zone, squares), ("points", .site, points),
        ]
        return layers.map { name, role, make in
            IdenticalItems("analyse: \(name) as \(role)") { n in
                do {
                    let results = try analyse(
                        workspace(make(n), role, people: n / 10), threads: 1, perAddress: false)
                    return complaint(results, role, n)
                } catch {
                    return "\(error)"
                }
            }
        }
    }

    private static func complaint(_ results: AnalysisResults, _ role: LayerRole, _ n: Int)
        -> String?
    {
        let expected: [(String, Double)] =
            switch role {
            // 5 m from everybody to the corner; everything is within 300 m.
            case .destination: [("layer_distance_max", 5), ("layer_reach_300_mean", Double(n))]
            case .green: [("layer_distance_max", 5), ("layer_area", 64)]
            case .zone: [("layer_people_share", 0)]
            default: [("layer_count", Double(n))]
            }
        for (name, value) in expected {
            let column = results.total.columns.first { $0.indicator.id == name }
            let found = column?.values.first?.number
            if found != value { return "\(name) is \(found ?? .nan), not \(value)" }
        }
        return nil
    }

    private static func workspace(
        _ geometry: FeatureGeometry, _ role: LayerRole, people: Int
    ) -> Workspace {
        // From 10^8 m to 2 * 10^5 m, all in whole metres.
        let shift = corner - 200_000
        func moved(_ column: [Double]) -> [Double] { column.map { $0 - shift } }
        var (layer, places) = (geometry, buurten())
        layer.points.x = moved(layer.points.x)
        layer.points.y = moved(layer.points.y)
        layer.lines.x = moved(layer.lines.x)
        layer.lines.y = moved(layer.lines.y)
        layer.polygons.x = moved(layer.polygons.x)
        layer.polygons.y = moved(layer.polygons.y)
        places.x = moved(places.x)
        places.y = moved(places.y)
        let codes = ["BU00000001", "BU00000002"]
        return Workspace(
            buurten: Buurten(codes: codes, names: codes, polygons: places),
            population: Population(
                layer: "addresses", x: [Double](repeating: 200_003, count: people),
                y: [Double](repeating: 200_004, count: people),
                weight: [Double](repeating: 2, count: people)),
            layers: [Layer(name: "layer", role: role, geometry: layer)],
            plan: AnalysisPlan(project: "probe"))
    }
}
