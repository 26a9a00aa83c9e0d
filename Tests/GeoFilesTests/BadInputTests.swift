// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Neighbourhoods
import TestSupport
import Testing

@testable import GeoFiles

/// Every way in which input can be wrong: one line, the right code, the remedy.
@Suite struct BadInputTests {
    private let folder: SourceFolder

    init() throws { folder = try SourceFolder() }

    /// Checks code, words, and that it is one line.
    private func expect(
        _ error: GeoFileError?, _ code: GeoFileError.Code, _ words: String...,
        at location: SourceLocationOfTest = #_sourceLocation
    ) {
        #expect(error?.code == code, "\(error?.message ?? "no error")", sourceLocation: location)
        let message = error?.message ?? ""
        #expect(!message.contains("\n"), sourceLocation: location)
        for word in words {
            #expect(message.contains(word), "\(message)", sourceLocation: location)
        }
    }

    typealias SourceLocationOfTest = Testing.SourceLocation

    private func setPlaces(_ source: SourceDescription) -> (inout ProjectFile) -> Void {
        { $0.layers[0].source = source }
    }

    @Test func aSourceThatIsNotThere() {
        expect(
            folder.failure(setPlaces(SourceDescription(source: "nowhere.gpkg"))), .missingInput,
            "nowhere.gpkg", folder.path)
    }

    @Test func aFileThatIsNoData() throws {
        try folder.write("places.gpkg", "this is no GeoPackage")
        expect(
            folder.failure(setPlaces(SourceDescription(source: "places.gpkg"))), .badData,
            "places.gpkg")
    }

    @Test func aTruncatedFile() throws {
        let whole = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/buurten.geojson"))
        try folder.write("buurten.geojson", bytes: Array(whole.prefix(whole.count / 2)))
        expect(folder.failure { _ in }, .badData, "buurten.geojson")
    }

    @Test func aLayerThatIsNotThere() {
        expect(
            folder.failure { $0.buurten.source.layer = "buurtn" }, .badData, "buurtn",
            "did you mean buurten?")
    }

    @Test func aColumnThatIsNotThere() {
        expect(
            folder.failure { $0.buurten.code = "kode" }, .badData, "kode", "did you mean code?",
            "mensen")
        expect(
            folder.failure { $0.buurten.attributes = ["menzen"] }, .badData, "did you mean mensen?")
        expect(
            folder.failure { $0.population?.weight = "inwoner" }, .badData, "did you mean inwoners?"
        )
        expect(folder.failure { $0.population?.rescaleTo = "people" }, .badData, "people", "mensen")
        expect(
            folder.failure { $0.layers[0].settings.nameColumn = "name" }, .badData,
            "did you mean naam?")
    }

    @Test func aFilterThatIsNotUnderstood() {
        expect(
            folder.failure { $0.layers[0].source.filter = "soort = " }, .badData, "soort =", "naam")
        expect(folder.failure { $0.layers[0].filters = ["kind = 'hub'"] }, .badData, "kind", "naam")
    }

    @Test func aFilterThatGivesNothing() {
        expect(
            folder.failure { $0.layers[0].source.filter = "naam = 'Zaal'" }, .badData,
            "gives no feature")
        expect(
            folder.failure { $0.layers[0].filters = ["naam = 'Zaal'"] }, .badData,
            "gives no feature")
    }

    @Test func aQueryThatIsNone() {
        expect(folder.failure { $0.layers[0].source.sql = "SELEKT 1" }, .badData, "SELEKT 1")
    }

    @Test func anEmptyLayer() throws {
        try folder.write("empty.geojson", SourceFolder.collection([]))
        expect(
            folder.failure(setPlaces(SourceDescription(source: "empty.geojson"))), .badData,
            "empty.geojson", "empty")
    }

    @Test func noCRS() {
        expect(
            folder.failure { $0.layers[0].source.crs = nil }, .badData, "places.csv",
            "crs: EPSG:28992")
    }

    @Test func aCRSThatNobodyKnows() {
        expect(
            folder.failure { $0.layers[0].source.crs = "EPSG:99" }, .badData, "places.csv",
            "EPSG:99")
        expect(folder.failure { $0.crs = "EPSG:4326" }, .badData, "metres")
    }

    @Test func aTableWithoutPlaces() throws {
        try folder.write("table.csv", "a,b\n1,2\n")
        expect(
            folder.failure(setPlaces(SourceDescription(source: "table.csv", crs: "EPSG:28992"))),
            .badData, "table.csv", "x:", "geometry:", "a, b")
    }

    @Test func textThatIsNoWKT() throws {
        try folder.write("wkt.csv", "id,wkt\n1,POINT (136000 455000)\n2,PUNT 3\n")
        expect(
            folder.failure(setPlaces(SourceDescription(source: "wkt.csv", crs: "EPSG:28992"))),
            .badData,
            "row 2", "PUNT 3")
    }

    @Test func polygonsWherePointsAreNeeded() {
        expect(
            folder.failure {
                $0.population = PopulationDescription(
                    name: "people", source: SourceDescription(source: "buurten.geojson"))
            }, .badData, "people", "polygon", "points")
        expect(
            folder.failure {
                $0.layers[0].role = .trees
                $0.layers[0].source = SourceDescription(source: "buurten.geojson")
            }, .badData, "trees needs points")
        expect(folder.failure { $0.layers[0].role = .zone }, .badData, "zone needs polygons")
    }

    @Test func textThatIsNotUTF8() throws {
        try folder.write(
            "places.csv", bytes: Array("x,y,naam\n136100,455100,Caf".utf8) + [0xE9, 0x0A])
        expect(folder.failure { _ in }, .badData, "naam", "encoding: ISO-8859-1")
        let loaded = try folder.load { $0.layers[0].source.encoding = "ISO-8859-1" }
        #expect(loaded.workspace?.layers[0].attributes["naam"]?.text(0) == "Café")
        expect(folder.failure { $0.layers[0].source.encoding = "KLINGON" }, .badData, "KLINGON")
    }

    @Test func yearsAndSizesThatAreNone() throws {
        try folder.write("places.csv", "x,y,van,groot\n136100,455100,ooit,klein\n")
        expect(folder.failure { $0.layers[0].settings.fromColumn = "van" }, .badData, "van", "ooit")
        expect(
            folder.failure { $0.layers[0].settings.sizeColumn = "groot" }, .badData, "groot",
            "klein")
    }

    @Test func aLatticeThatIsTooFine() {
        for spacing in [0.0, -5, 0.01] {
            expect(
                folder.failure {
                    $0.population = PopulationDescription(name: "people", lattice: spacing)
                }, .badData, "people")
        }
    }

    @Test func anAddressOnTheNetworkThatDoesNotAnswer() {
        expect(
            folder.failure(setPlaces(SourceDescription(source: "http://127.0.0.1:9/ogc"))),
            .missingInput,
            "127.0.0.1")
    }
}
