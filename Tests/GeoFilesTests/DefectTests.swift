// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Neighbourhoods
import Planar
import TestSupport
import Testing

@testable import GeoFiles

/// Defects that are listed: which rule, how many, what is done, and where.
@Suite struct DefectTests {
    private let folder: SourceFolder

    init() throws { folder = try SourceFolder() }

    private func defects(_ layer: String, _ change: (inout ProjectFile) -> Void = { _ in }) throws
        -> [Defect]
    {
        try folder.load(change).defects.filter { $0.layer == layer }
    }

    private func places(_ features: [String], crs: String? = "EPSG::28992") throws -> LoadedProject
    {
        try folder.write("places.geojson", SourceFolder.collection(features, crs: crs))
        return try folder.load { $0.layers[0].source = SourceDescription(source: "places.geojson") }
    }

    private func point(_ x: String, _ y: String) -> String {
        SourceFolder.feature(#""naam": "p""#, #"{"type": "Point", "coordinates": [\#(x), \#(y)]}"#)
    }

    private func addresses(_ rows: String...) throws -> LoadedProject {
        try folder.write(
            "addresses.csv", "x,y,inwoners,woningen\n" + rows.joined(separator: "\n") + "\n")
        return try folder.load()
    }

    @Test func missingCodes() throws {
        try folder.write(
            "buurten.geojson",
            SourceFolder.collection([
                SourceFolder.square(" ", 136_000, 455_000, 1000),
                SourceFolder.square("B", 137_000, 455_000, 1000),
            ]))
        let defect = try #require(try defects("buurten").first)
        #expect(defect.rule == .missingCode && defect.action == .refused && defect.count == 1)
        #expect(defect.features == ["fid 0"])
    }

    @Test func duplicateCodes() throws {
        try folder.write(
            "buurten.geojson",
            SourceFolder.collection([
                SourceFolder.square("B", 136_000, 455_000, 1000),
                SourceFolder.square("B", 137_000, 455_000, 1000),
            ]))
        let loaded = try folder.load()
        let defect = try #require(loaded.defects.first)
        #expect(defect.rule == .duplicateCode && defect.action == .refused && defect.count == 2)
        #expect(defect.features == ["B: fid 0, fid 1"] && loaded.workspace == nil)
    }

    @Test func overlapsNameBothBuurtenTheAreaAndThePlace() throws {
        // B begins 10 m inside A: 10 m times 1,000 m.
        try folder.write(
            "buurten.geojson",
            SourceFolder.collection([
                SourceFolder.square("A", 136_000, 455_000, 1000),
                SourceFolder.square("B", 136_990, 455_000, 1000),
            ]))
        let defect = try #require(try defects("buurten").first)
        #expect(defect.rule == .overlap && defect.action == .reported && defect.count == 1)
        #expect(defect.features == ["A and B at 136995 455500: 10000 m2"])
    }

    @Test func sliversAreNotReported() throws {
        // 1 mm inside: 1 m2 along 1 km, which is what rounding to the millimetre makes.
        try folder.write(
            "buurten.geojson",
            SourceFolder.collection([
                SourceFolder.square("A", 136_000, 455_000, 1000),
                SourceFolder.feature(
                    #""code": "B""#,
                    SourceFolder.polygon(
                        "[[136999.9995,455000],[138000,455000],[138000,456000],[136999.9995,456000],[136999.9995,455000]]"
                    )),
            ]))
        #expect(try defects("buurten").isEmpty)
    }

    @Test func aHoleBetweenBuurtenIsAGap() throws {
        // A ring of 1 km with a hole of 200 m, and nothing in the hole.
        try folder.write(
            "buurten.geojson",
            SourceFolder.collection([
                SourceFolder.feature(
                    #""code": "A""#,
                    SourceFolder.polygon(
                        """
                        [[136000,455000],[137000,455000],[137000,456000],[136000,456000],[136000,455000]], \
                        [[136400,455400],[136400,455600],[136600,455600],[136600,455400],[136400,455400]]
                        """))
            ]))
        let defect = try #require(try defects("buurten").first)
        #expect(defect.rule == .gap && defect.action == .reported && defect.count == 1)
        #expect(defect.features == ["at 136500 455500: 40000 m2"])
    }

    @Test func addressesOutsideEveryBuurt() throws {
        let loaded = try addresses("136500,455500,2,1", "139000,455500,3,2", "137000,455000,1,1")
        #expect(loaded.defects.map(\.rule) == [.outsideBuurten])
        #expect(loaded.defects[0].features == ["fid 2 at 139000 455500"])
        #expect(loaded.workspace?.population?.count == 3)
    }

    @Test(arguments: ["-1", "veel", "NaN", "inf"])
    func badWeights(_ weight: String) throws {
        let loaded = try addresses("136500,455500,2,1", "137500,455500,\(weight),2")
        let defect = try #require(loaded.defects.first)
        #expect(defect.rule == .badWeight && defect.action == .refused && defect.count == 1)
        #expect(defect.features == ["fid 2 at 137500 455500: \(weight == "-1" ? "-1" : weight)"])
        #expect(loaded.workspace == nil)
    }

    @Test(arguments: ["", ".", "-99997", "-99999999"])
    func missingWeightsLeaveAddressesOut(_ weight: String) throws {
        let loaded = try addresses("136500,455500,2,1", "137500,455500,\(weight),2")
        let defect = try #require(loaded.defects.first)
        #expect(defect.rule == .missingValue && defect.action == .leftOut && defect.count == 1)
        let reason = weight.count < 2 ? "empty in the source" : "CBS code \(weight)"
        #expect(defect.features == ["fid 2 at 137500 455500: \(reason)"])
        #expect(loaded.workspace?.population?.weight == [2])
    }

    @Test(arguments: ["NaN", "inf", "abc"])
    func coordinatesThatAreNotFinite(_ x: String) throws {
        let loaded = try addresses("136500,455500,2,1", "\(x),455500,3,2")
        let defect = try #require(loaded.defects.first)
        #expect(defect.rule == .notFinite && defect.action == .refused && defect.count == 1)
        #expect(defect.features[0].hasPrefix("fid 2 at "))
    }

    @Test func degreesReadAsMetres() throws {
        let loaded = try places([point("5.12", "52.09")])
        #expect(loaded.defects.map(\.rule) == [.degreesAsMetres])
        #expect(loaded.defects[0].features == ["fid 0 at 5.12 52.09"])
        #expect(loaded.defects[0].remedy.contains("EPSG:4258") && loaded.workspace == nil)
    }

    @Test func metresReadAsDegrees() throws {
        let loaded = try places([point("136100", "455100")], crs: nil)
        #expect(loaded.defects.map(\.rule) == [.outsideCRS])
        #expect(loaded.defects[0].action == .refused && loaded.workspace == nil)
    }

    @Test func swappedAxes() throws {
        let metres = try places([point("455100", "136100")])
        #expect(metres.defects.map(\.rule) == [.swappedAxes] && metres.workspace == nil)
        let degrees = try places([point("52.09", "5.12")], crs: nil)
        #expect(degrees.defects.map(\.rule) == [.swappedAxes] && degrees.workspace == nil)
    }

    @Test func featuresOutsideTheAreaOfUseAreLeftOut() throws {
        let loaded = try places([point("136100", "455100"), point("0", "0")])
        #expect(loaded.defects.map(\.rule) == [.outsideCRS])
        #expect(
            loaded.defects[0].action == .leftOut && loaded.defects[0].features == ["fid 1 at 0 0"])
        #expect(loaded.workspace?.layers[0].count == 1)
    }

    @Test func nullAndEmptyGeometry() throws {
        let loaded = try places([
            point("136100", "455100"), SourceFolder.feature(#""naam": "n""#, "null"),
            SourceFolder.feature(#""naam": "e""#, #"{"type": "LineString", "coordinates": []}"#),
            SourceFolder.feature(#""naam": "e""#, #"{"type": "MultiPolygon", "coordinates": []}"#),
        ])
        #expect(loaded.defects.map(\.rule) == [.emptyGeometry, .nullGeometry])
        #expect(loaded.defects.map(\.count) == [2, 1])
        #expect(loaded.workspace?.layers[0].ids == [0])
    }

    @Test func anInvalidPolygonIsRepaired() throws {
        // A bow tie: two triangles of 100 m by 50 m each, 2,500 m2 each.
        let bow = SourceFolder.polygon(
            "[[136000,455000],[136100,455100],[136100,455000],[136000,455100],[136000,455000]]")
        try folder.write("zones.geojson", SourceFolder.collection([SourceFolder.feature("", bow)]))
        let loaded = try folder.load {
            $0.layers[0] = LayerDescription(
                name: "zones", role: .zone, source: SourceDescription(source: "zones.geojson"))
        }
        let defect = try #require(loaded.defects.first)
        #expect(defect.rule == .invalidGeometry && defect.action == .repaired && defect.count == 1)
        #expect(defect.features == ["fid 0 at 136050 455050: Self-intersection"])
        let polygons = try #require(loaded.workspace?.layers[0].geometry.polygons)
        #expect(polygons.count == 2)
        #expect(polygons.area(of: 0) == 2500 && polygons.area(of: 1) == 2500)
    }

    @Test func missingAttributesNameTheBuurt() throws {
        let defect = try #require(
            try defects("buurten") { $0.buurten.attributes = ["mensen"] }.first)
        #expect(defect.rule == .missingValue && defect.action == .reported)
        #expect(defect.features == ["B: empty in the source"])
    }
}
