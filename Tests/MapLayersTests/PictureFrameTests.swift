// SPDX-License-Identifier: EUPL-1.2
@testable import MapLayers
import Planar
import Testing

@Suite struct PictureFrameTests {
    private func box(_ x: Double, _ y: Double, _ wide: Double, _ high: Double) -> Box {
        Box(minX: x, minY: y, maxX: x + wide, maxY: y + high)
    }

    /// 1,000 m wide with 2 % on both sides is 1,040 m on 1,040 units.
    @Test func oneUnitPerMetre() {
        let frame = PictureFrame(around: [box(0, 0, 1000, 500)], width: 1040)
        #expect(frame.panels.count == 1)
        #expect(abs(frame.scale - 1) < 1e-12 && frame.height == 540)
        #expect(abs(frame.x(0, frame.panels[0]) - 20) < 1e-9)
        #expect(abs(frame.y(500, frame.panels[0]) - 20) < 1e-9)
    }

    @Test func tallLandIsNotTallerThanAllowed() {
        let frame = PictureFrame(around: [box(0, 0, 100, 1000)], width: 1000, tallest: 1.1)
        #expect(frame.height <= 1101)
    }

    /// Four districts of 2 km, 20 km apart: four panels of one scale that do not touch.
    @Test func districtsFarApartGetPanels() {
        let boxes = [(0.0, 0.0), (20_000, 0), (0, 20_000), (20_000, 20_000)].map {
            box($0.0, $0.1, 2000, 1500)
        }
        let frame = PictureFrame(around: boxes, width: 3200)
        #expect(frame.panels.count == 4)
        #expect(Set(boxes.map(frame.panel(of:))).count == 4)
        for (row, one) in frame.panels.enumerated() {
            for other in frame.panels[..<row] {
                let wide = (one.box.maxX - one.box.minX) * frame.scale
                let high = (one.box.maxY - one.box.minY) * frame.scale
                #expect(
                    one.left + wide < other.left || other.left + wide < one.left
                        || one.top + high < other.top || other.top + high < one.top)
            }
        }
        #expect(PictureFrame(around: boxes, width: 3200, joinsAll: true).panels.count == 1)
    }

    @Test func nothingAndAPoint() {
        #expect(PictureFrame(around: [], width: 100).scale > 0)
        #expect(PictureFrame(around: [.empty], width: 100).height > 0)
        #expect(PictureFrame(around: [box(5, 5, 0, 0)], width: 100).scale.isFinite)
    }
}
