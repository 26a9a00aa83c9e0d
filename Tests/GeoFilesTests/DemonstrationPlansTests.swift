// SPDX-License-Identifier: EUPL-1.2
import GeoFiles
import Neighbourhoods
import Planar
import TestSupport
import Testing

/// The law of re-evaluation on the demonstration project, walking and safe walking included: what is measured
/// after small changes has the bits of a full run.
@Suite struct DemonstrationPlansTests {
    @Test func smallChangesGiveTheBitsOfAFullRun() throws {
        let project = TestFolders.package + "/GeoData/vitale-wijken.yaml"
        let base = try #require(load(readProject(at: project), options: LoadOptions()).workspace)
        let measured = try MeasuredWorkspace(base, threads: 2)
        var random = SeededGenerator(seed: 6)
        func row(_ name: String) throws -> Int {
            try #require(base.layers.firstIndex { $0.name == name })
        }
        let lint = try row("groene_lint"), places = try row("meeting_places")
        let zones = try row("zones_30")
        for round in 0..<12 {
            var layers = base.layers
            let layer = [lint, places, zones, lint][round % 4]
            let altered: Int32
            switch layer {
            case lint:
                let lines = layers[lint].geometry.lines
                let vertex = random.int(in: 0..<lines.x.count)
                layers[lint].geometry.lines.x[vertex] += random.double(in: -60..<60)
                layers[lint].geometry.lines.y[vertex] += random.double(in: -60..<60)
                altered = lines.feature[try #require(lines.offsets.lastIndex { $0 <= vertex })]
            case places:
                let points = layers[places].geometry.points
                let closed = random.int(in: 0..<points.count)
                altered = points.feature[closed]
                var left = PointSet()
                for i in 0..<points.count where points.feature[i] != altered {
                    left.append(x: points.x[i], y: points.y[i], feature: points.feature[i])
                }
                layers[places].geometry.points = left
            default:
                let polygon = random.int(in: 0..<layers[zones].geometry.polygons.count)
                altered = layers[zones].geometry.polygons.feature[polygon]
                for i in layers[zones].geometry.polygons.vertices(of: polygon).prefix(1) {
                    layers[zones].geometry.polygons.x[i] -= 5
                }
            }
            let changed = Workspace(
                buurten: base.buurten, population: base.population, layers: layers, plan: base.plan)
            let updated = try measured.updated(
                to: changed, edits: [LayerEdit(layer: layer, altered: [altered])],
                threads: [1, 2, 7][round % 3]
            ).results
            let full = try MeasuredWorkspace(changed, like: base, threads: 2).results
            for (fast, slow) in zip(
                [updated.buurten, updated.total] + updated.groups,
                [full.buurten, full.total] + full.groups)
            {
                for (one, other) in zip(fast.columns, slow.columns) {
                    #expect(
                        one.values == other.values, "\(fast.level) \(one.indicator.id), \(round)")
                }
            }
        }
    }
}
