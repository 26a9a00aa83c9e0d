// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import Testing

@Suite struct LayerShapeTests {
    @Test func shapes() {
        let points = PointSet(x: [0], y: [0], feature: [0])
        var lines = LineSet()
        lines.append(x: [0, 1], y: [0, 1], feature: 0)
        func shape(_ geometry: FeatureGeometry) -> LayerShape {
            Layer(name: "l", role: .green, geometry: geometry).shape
        }
        #expect(shape(FeatureGeometry()) == .none)
        #expect(shape(FeatureGeometry(count: 1, points: points)) == .points)
        #expect(shape(FeatureGeometry(count: 1, lines: lines)) == .lines)
        #expect(shape(FeatureGeometry(count: 1, points: points, lines: lines)) == .mixed)
    }
}
