// SPDX-License-Identifier: EUPL-1.2
@testable import MapLayers
import Neighbourhoods
import Planar
import Testing

@Suite struct NormsTests {
    private func workspace(_ norms: [String: [Double]] = [:], own: [Double] = []) -> Workspace {
        let layers = [("hubs", LayerRole.destination, own), ("green", .green, [])].map {
            Layer(
                name: $0.0, role: $0.1, geometry: FeatureGeometry(count: 0),
                settings: LayerSettings(thresholds: [250, 500], norms: $0.2))
        }
        return Workspace(
            buurten: Buurten(codes: [], names: [], groups: [], polygons: PolygonSet()),
            population: nil, layers: layers, plan: AnalysisPlan(project: "P", norms: norms))
    }

    private func indicator(_ id: String, _ unit: String) -> Indicator {
        Indicator(
            id: id, title: "T", definition: "D.", unit: unit, source: "S",
            direction: unit == "m" ? .lower : .higher, decimals: 0,
            layer: String(id.prefix { $0 != "_" }), isAboutPeople: true)
    }

    /// WHO: 300 m to green; Nota Ruimte: 75 m2 per dwelling; elsewhere the thresholds of the layer.
    @Test func defaults() {
        let plain = workspace()
        let found = { (id: String, unit: String) in
            norms(of: indicator(id, unit), in: plain)?.bounds
        }
        #expect(found("green_distance_mean", "m") == [300])
        #expect(found("hubs_walk_p90", "m") == [250, 500])
        #expect(found("green_within_500_per_dwelling", "m2") == [75])
        #expect(found("hubs_distance_share_500", "%") == nil)
        #expect(found("hubs_length", "m") == nil)
    }

    @Test func thoseOfTheProjectGoBeforeThem() {
        let project = workspace(["hubs_distance_share_500": [80]], own: [400])
        #expect(norms(of: indicator("hubs_walk_mean", "m"), in: project)?.bounds == [400])
        #expect(norms(of: indicator("hubs_walk_mean", "m"), in: project)?.isOwn == true)
        #expect(norms(of: indicator("hubs_distance_share_500", "%"), in: project)?.bounds == [80])
        #expect(norms(of: indicator("green_distance_mean", "m"), in: project)?.isOwn == false)
    }

    /// A share of 80 meets a norm of 80, a distance of 300 one of 300: both are on the good side.
    @Test func aNormThatIsMetExactlyIsMet() {
        var settings = MapSettings()
        settings.norms = ["a": [300], "b": [80]]
        var lower = indicator("hubs_walk_mean", "m"), higher = indicator("hubs_x", "%")
        (lower.id, higher.id) = ("a", "b")
        let distance = settings.classes(of: [100, 300, 301], lower)
        #expect([300.0, 301].map { distance.row(of: $0) } == [0, 1])
        let share = settings.classes(of: [79.9, 80, 100], higher)
        #expect([79.9, 80].map { share.row(of: $0) } == [0, 1])
        #expect(settings.method(for: indicator("c_d", "m")) == .jenks)
    }

    /// The values of the earlier run count in the classes: without them 1, 2, 3 make bounds below 4.
    @Test func classesAreOverBothWaves() {
        var settings = MapSettings(method: .equalInterval, classes: 2)
        let own = indicator("hubs_x", "m")
        #expect(settings.classes(of: [0, 4], own).bounds == [2])
        settings.previous = PreviousWave(
            created: "", hash: "", definitions: ["hubs_x": "D."],
            levels: ["buurt": .init(names: [:], values: ["hubs_x": ["BU1": 10]])])
        #expect(settings.classes(of: [0, 4], own).bounds == [5])
        let map = IndicatorMap(
            ResultColumn(indicator: own, values: [.present(0), .present(4)]), total: nil,
            layers: ["hubs"], settings: settings)
        #expect(map.classification.bounds == [5] && map.legend.map(\.count) == [2, 0])
    }
}
