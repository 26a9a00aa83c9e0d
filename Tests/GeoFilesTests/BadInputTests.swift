// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Glibc
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

    /// Features without a usable place are left out one by one; when none is left, nothing was read.
    @Test func aLayerOfWhichNothingIsLeft() throws {
        let features = ["null", #"{"type": "MultiPoint", "coordinates": []}"#]
            .map { SourceFolder.feature(#""naam": "x", "inwoners": 1"#, $0) }
        try folder.write("nothing.geojson", SourceFolder.collection(features))
        let source = SourceDescription(source: "nothing.geojson")
        expect(
            folder.failure(setPlaces(source)), .badData, "nothing.geojson", "places",
            "1 null_geometry, 1 empty_geometry")
        expect(
            folder.failure {
                $0.population = PopulationDescription(name: "people", source: source)
            },
            .badData, "nothing.geojson", "people")
        expect(folder.failure { $0.buurten.source = source }, .badData, "no column code")
        try folder.write("addresses.csv", "x,y,inwoners,woningen\n136500,455500,,1\n")
        expect(folder.failure { _ in }, .badData, "addresses.csv", "1 missing_value")
    }

    @Test func buurtenThatAreNoPolygons() throws {
        try folder.write(
            "buurten.geojson",
            SourceFolder.collection([
                SourceFolder.feature(
                    #""code": "A", "mensen": 1"#,
                    #"{"type": "LineString", "coordinates": [[136000, 455000], [137000, 456000]]}"#)
            ]))
        expect(folder.failure { _ in }, .badData, "buurten.geojson", "polygons", "lines")
    }

    @Test func aColumnThatIsThereTwice() throws {
        try folder.write("addresses.csv", "x,y,inwoners,inwoners,woningen\n136500,455500,1,2,1\n")
        expect(folder.failure { _ in }, .badData, "addresses.csv", "inwoners is there 2 times")
    }

    @Test func peopleThatAreTooMany() throws {
        try folder.write(
            "buurten.geojson",
            SourceFolder.collection([
                SourceFolder.square("A", 136_000, 455_000, 1000, extra: #", "mensen": 1e300"#)
            ]))
        expect(
            folder.failure { $0.population?.rescaleTo = "mensen" }, .badData, "mensen", "fid 0",
            "1e+300 is no number of people")
    }

    @Test(.timeLimit(.minutes(1))) func aPipe() {
        mkfifo(folder.path + "/pipe.csv", 0o600)
        expect(
            folder.failure(setPlaces(SourceDescription(source: "pipe.csv", crs: "EPSG:28992"))),
            .badData, "pipe.csv", "pipe", "save it as a file")
    }

    @Test func textInUTF16() throws {
        try folder.write(
            "places.csv", bytes: [0xFF, 0xFE] + Array("x,y".utf8).flatMap { [$0, 0] })
        expect(folder.failure { _ in }, .badData, "places.csv", "UTF-16", "UTF-8")
    }

    /// Metres of Web Mercator are 0.6 m at 52 degrees north.
    @Test func aProjectInWebMercator() {
        expect(
            folder.failure { $0.crs = "EPSG:3857" }, .badData, "EPSG:3857", "163 %", "EPSG:28992")
    }

    /// A datum that PROJ knows no shift for is not taken for that of the project.
    @Test func aDatumThatNobodyKnows() {
        expect(
            folder.failure {
                $0.layers[0].source.crs = "+proj=tmerc +lon_0=5 +ellps=intl +units=m +type=crs"
            }, .badData, "places.csv", "PROJ knows no way", "crs: EPSG:28992")
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

    @Test(arguments: ["2024abc", "20240501", "2024x", "99"])
    func textThatOnlyBeginsLikeAYear(_ text: String) throws {
        try folder.write("places.csv", "x,y,van\n136100,455100,\(text)\n136200,455100,nooit\n")
        expect(folder.failure { $0.layers[0].settings.fromColumn = "van" }, .badData, "van", text)
    }

    @Test(arguments: ["2024", "2024-05-01", "2024/05/01", "2024-05-01T10:00:00", "2024.5", ""])
    func textThatIsAYear(_ text: String) throws {
        // The second row keeps the column a text.
        try folder.write(
            "places.csv", "x,y,van\n136100,455100,\(text)\n136200,455100,2020-01-01\n")
        #expect(folder.failure { $0.layers[0].settings.fromColumn = "van" } == nil)
    }

    @Test func hexadecimalIsNoWeight() throws {
        try folder.write(
            "addresses.csv", "x,y,inwoners,woningen\n136500,455500,0x10,1\n136500,455500,2,1\n")
        let loaded = try folder.load()
        #expect(loaded.workspace == nil && loaded.defects.map(\.rule) == [.badWeight])
    }

    @Test(arguments: ["2.5", "-1", "3000000000", "veel"])
    func dwellingsThatAreNone(_ text: String) throws {
        try folder.write("addresses.csv", "x,y,inwoners,woningen\n136500,455500,2,\(text)\n")
        let loaded = try folder.load()
        #expect(loaded.workspace == nil && loaded.defects.map(\.rule) == [.badWeight])
        #expect(
            loaded.defects.first?.remedy.contains(
                "column woningen has to hold whole numbers of 0 or more") == true)
        #expect(loaded.defects.first?.features.first?.contains(text) == true)
    }

    @Test func dwellingsThatAreMissing() throws {
        try folder.write(
            "addresses.csv", "x,y,inwoners,woningen\n136500,455500,2,\n137500,455500,3,2\n")
        let loaded = try folder.load()
        #expect(loaded.workspace?.population?.dwellings == [0, 2])
        #expect(
            loaded.defects.contains {
                $0.rule == .missingValue && $0.count == 1
                    && $0.remedy == "woningen is missing and counts as 0"
            })
    }

    @Test(arguments: ["-1", "101", "breed"])
    func crownsThatAreNone(_ text: String) throws {
        try folder.write("trees.csv", "x,y,kroon\n136500,455500,8\n136510,455500,\(text)\n")
        expect(
            folder.failure {
                var trees = LayerDescription(
                    name: "trees", role: .trees,
                    source: SourceDescription(source: "trees.csv", crs: "EPSG:28992"))
                trees.settings.crownColumn = "kroon"
                trees.columns = ["crown": "kroon"]
                $0.layers.append(trees)
            }, .badData, "layer trees: column kroon, fid 2: \(text) is no diameter of a crown",
            "metres from 0 to 100, or nothing")
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
