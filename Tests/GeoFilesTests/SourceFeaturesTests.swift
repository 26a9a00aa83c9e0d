// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Neighbourhoods
import Planar
import Testing

@testable import GeoFiles

@Suite struct SourceFeaturesTests {
    private let folder: SourceFolder

    init() throws { folder = try SourceFolder() }

    private func read(_ source: String, _ columns: [String]) throws -> SourceFeatures {
        try readFeatures(
            of: SourceDescription(source: source), columns: columns,
            relativeTo: folder.path + "/project.yaml")
    }

    @Test func onlyTheColumnsAskedForAreReadAndNothingIsMoved() throws {
        let found = try read("buurten.geojson", ["mensen"])
        #expect(found.attributes.columns.map(\.name) == ["mensen"])
        #expect(found.attributes["mensen"]?.number(0) == 100)
        #expect(found.attributes["mensen"]?.absenceReason(1) == "empty in the source")
        #expect(found.geometry.count == 2)
        #expect(found.geometry.polygons.feature == [0, 1])
        // Squares of 1 km beside each other.
        #expect(found.geometry.polygons.x.min() == 136_000)
        #expect(found.geometry.polygons.x.max() == 138_000)
        #expect(found.ids.count == 2)
    }

    @Test func verticesThatRepeatAreLeftOutAndInvalidShapesStayAsTheyAre() throws {
        // A bow tie, whose second vertex is there twice: a check would repair it.
        let ring = "[[0,400000],[10,400010],[10,400010],[10,400000],[0,400010],[0,400000]]"
        try folder.write(
            "bow.geojson",
            SourceFolder.collection([SourceFolder.feature("", SourceFolder.polygon(ring))]))
        let found = try read("bow.geojson", [])
        #expect(found.geometry.polygons.x == [0, 10, 10, 0])
        #expect(found.geometry.polygons.y == [400_000, 400_010, 400_000, 400_010])
    }

    @Test func aColumnThatIsNotThereIsNamed() throws {
        let error = #expect(throws: GeoFileError.self) { try read("buurten.geojson", ["mense"]) }
        #expect(error?.message.contains("there is no column mense") == true)
        #expect(error?.message.contains("mensen") == true)
    }
}
