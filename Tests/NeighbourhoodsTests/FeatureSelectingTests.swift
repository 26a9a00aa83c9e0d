// SPDX-License-Identifier: EUPL-1.2
import Planar
import Testing

@testable import Neighbourhoods

@Suite struct FeatureSelectingTests {
    private func layer(from: AttributeColumn, until: AttributeColumn) -> Layer {
        SquareTown.layer(
            "zones", .zone, points: [(0, 0), (1, 1), (2, 2), (3, 3)], columns: [from, until],
            settings: LayerSettings(fromColumn: "van", untilColumn: "tot"))
    }

    @Test func bothEndsCountAndEmptyIsOpen() throws {
        let from = AttributeColumn(
            name: "van", values: .integers([2020, 2022, 0, 2021]), absence: [0, 0, 1, 0],
            reasons: ["empty in the source"])
        let until = AttributeColumn(
            name: "tot", values: .integers([2022, 2024, 2021, 0]), absence: [0, 0, 0, 1],
            reasons: ["empty in the source"])
        let layer = layer(from: from, until: until)
        #expect(try layer.inForce(in: nil) == [true, true, true, true])
        #expect(try layer.inForce(in: 2019) == [false, false, true, false])
        #expect(try layer.inForce(in: 2020) == [true, false, true, false])
        #expect(try layer.inForce(in: 2022) == [true, true, false, true])
        #expect(try layer.inForce(in: 2030) == [false, false, false, true])
    }

    @Test func yearsInTexts() throws {
        let from = AttributeColumn(
            name: "van", values: .texts(["2020", "2021-06-01", "", "2023/2024"]))
        let until = AttributeColumn(name: "tot", values: .texts(["", "", "", ""]))
        #expect(try layer(from: from, until: until).inForce(in: 2021) == [true, true, true, false])
    }

    @Test func errorsNameColumnAndFeature() {
        let from = AttributeColumn(name: "van", values: .texts(["2020", "soon", "", ""]))
        let until = AttributeColumn(name: "tott", values: .texts(["", "", "", ""]))
        let year = #expect(throws: AnalysisError.self) {
            try layer(from: from, until: until).inForce(in: 2021)
        }
        #expect(year?.message == "layer zones, feature 1: 'soon' in column van is no year")
        let good = AttributeColumn(name: "van", values: .texts(["", "", "", ""]))
        let column = #expect(throws: AnalysisError.self) {
            try layer(from: good, until: until).inForce(in: 2021)
        }
        #expect(
            column?.description == "layer zones has no column 'tot'; did you mean 'tott'?")
    }

    @Test func keepingGeometry() {
        let geometry = SquareTown.layer(
            "a", .destination, points: [(1, 2)],
            lines: [[(0, 0), (1, 1)], [(2, 2), (3, 3), (4, 4)]],
            polygons: [SquareTown.rectangle(0, 0, 1, 1), SquareTown.rectangle(5, 5, 6, 6)]
        ).geometry
        let kept = geometry.keeping([false, false, true, false, true])
        #expect(kept.count == 5)
        #expect(kept.points.count == 0)
        #expect(kept.lines.x == [2, 3, 4])
        #expect(kept.lines.offsets == [0, 3])
        #expect(kept.lines.feature == [2])
        #expect(kept.polygons.x == [5, 6, 6, 5])
        #expect(kept.polygons.feature == [4])
        #expect(geometry.keeping([Bool](repeating: false, count: 5)).isEmpty)
    }
}
