// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import TestSupport
import Testing

@testable import GeoFiles

@Suite struct LayerLoaderTests {
    private let folder: SourceFolder

    init() throws { folder = try SourceFolder() }

    private func layer(_ change: (inout LayerDescription) -> Void) throws -> Layer? {
        try folder.load { change(&$0.layers[0]) }.workspace?.layers[0]
    }

    @Test(arguments: ["1,0,", "ja,nee,", "true,false,", "Ja,NEE,", "yes,no,"])
    func flagsAreReadAsPeopleWriteThem(_ cells: String) throws {
        let flags = cells.split(separator: ",", omittingEmptySubsequences: false)
        let rows = flags.enumerated().map { "13\($0)100,455100,\($1)\n" }.joined()
        try folder.write("places.csv", "x,y,openbaar\n" + rows)
        let layer = try #require(try layer { $0.selections = ["public": "openbaar"] })
        #expect(layer.masks["public"] == [true, false, false])
    }

    @Test func aFlagThatIsNeitherIsRefused() throws {
        try folder.write("places.csv", "x,y,openbaar\n136100,455100,misschien\n")
        let error = folder.failure { $0.layers[0].selections = ["public": "openbaar"] }
        #expect(error?.message.contains("misschien is neither yes nor no") == true)
    }

    @Test func filtersMarkTheirFeatures() throws {
        try folder.write(
            "places.csv",
            "x,y,soort,n\n136100,455100,hub,3\n136200,455100,zaal,20\n136300,455100,hub,\n")
        let filters = ["soort = 'hub'", "n < 10"]
        let layer = try #require(
            try layer {
                $0.filters = filters
                $0.selections = ["public": "n > 5"]
            })
        #expect(layer.masks["soort = 'hub'"] == [true, false, true])
        // Numbers compare as numbers, and a missing one is not below 10.
        #expect(layer.masks["n < 10"] == [true, false, false])
        #expect(layer.masks["public"] == [false, true, false])
    }

    @Test func filtersFollowFeaturesThatAreLeftOut() throws {
        try folder.write(
            "places.csv", "x,y,soort\n0,0,hub\n136200,455100,zaal\n136300,455100,hub\n")
        let layer = try #require(try layer { $0.filters = ["soort = 'hub'"] })
        #expect(layer.count == 2 && layer.masks["soort = 'hub'"] == [false, true])
    }

    @Test func periodsThatEndBeforeTheyBeginAreNoted() throws {
        try folder.write(
            "places.csv", "x,y,van,tot\n136100,455100,2020,2021\n136200,455100,2025,2020\n")
        let loaded = try folder.load {
            $0.layers[0].settings.fromColumn = "van"
            $0.layers[0].settings.untilColumn = "tot"
        }
        #expect(
            loaded.notes.contains(
                "places: 1 features have van after tot and count in no year, from fid 2 on"))
    }

    @Test func sitesHaveAPointOnTheirSurface() throws {
        try folder.write(
            "sites.geojson",
            SourceFolder.collection([
                SourceFolder.feature("", #"{"type": "Point", "coordinates": [136500, 455500]}"#),
                SourceFolder.square("S", 136_000, 455_000, 100),
            ]))
        let layer = try #require(
            try layer {
                $0.role = .site
                $0.source = SourceDescription(source: "sites.geojson")
            })
        #expect(layer.surfacePoints == PointSet(x: [136_050], y: [455_050], feature: [1]))
        #expect(layer.geometry.points.count == 1 && layer.geometry.polygons.count == 1)
    }

    @Test func ringsAreTurnedAndStrippedOfRepeats() throws {
        // The shell clockwise with a repeated vertex, the hole counter-clockwise.
        let rings = """
            [[136000,455000],[136000,455100],[136000,455100],[136100,455100],[136100,455000],[136000,455000]], \
            [[136010,455010],[136020,455010],[136020,455020],[136010,455020],[136010,455010]]
            """
        try folder.write(
            "zones.geojson",
            SourceFolder.collection([SourceFolder.feature("", SourceFolder.polygon(rings))]))
        let layer = try #require(
            try layer {
                $0.role = .zone
                $0.source = SourceDescription(source: "zones.geojson")
            })
        let polygons = layer.geometry.polygons
        #expect(polygons.ringOffsets == [0, 4, 8])
        #expect(polygons.signedArea(ofRing: 0) == 10_000 && polygons.signedArea(ofRing: 1) == -100)
    }
}
