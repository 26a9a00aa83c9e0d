// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import TestSupport
import Testing

@testable import GeoFiles

@Suite struct BuurtenLoaderTests {
    private let folder: SourceFolder

    init() throws { folder = try SourceFolder() }

    private func square(_ code: String, _ row: Int, _ extra: String) -> String {
        SourceFolder.square(code, 136_000 + row * 1000, 455_000, 1000, extra: extra)
    }

    @Test func groupsHaveCodesNamesAndARestForTheBuurtenWithoutOne() throws {
        let level = GroupDescription(level: "wijk", code: nil, name: "wijk")
        let loaded = try folder.load { $0.buurten.groups = [level] }
        let wijk = try #require(loaded.workspace?.buurten.groups.first)
        #expect(wijk.codes == ["Centrum", ""] && wijk.names == ["Centrum", ""])
        #expect(!wijk.hasCodes && wijk.groupOfBuurt == [0, 1])
    }

    @Test func aLevelWithCodesIsSortedByCode() throws {
        try folder.write(
            "buurten.geojson",
            SourceFolder.collection([
                square("A", 0, #", "wk": "W2", "wn": "Alfa""#),
                square("B", 1, #", "wk": "W1", "wn": "NA""#),
            ]))
        let level = GroupDescription(level: "wijk", code: "wk", name: "wn")
        let wijk = try #require(
            try folder.load { $0.buurten.groups = [level] }.workspace?.buurten.groups.first)
        #expect(wijk.hasCodes && wijk.codes == ["W1", "W2"] && wijk.names == ["NA", "Alfa"])
        #expect(wijk.groupOfBuurt == [1, 0])
    }

    @Test func oneNameInTwoGemeentenIsRefused() throws {
        try folder.write(
            "buurten.geojson",
            SourceFolder.collection([
                square("BU03440000", 0, #", "wn": "Centrum""#),
                square("BU03550000", 1, #", "wn": "Centrum""#),
            ]))
        let error = folder.failure {
            $0.buurten.groups = [GroupDescription(level: "wijk", code: nil, name: "wn")]
        }
        #expect(error?.code == .badData)
        #expect(error?.message.contains("Centrum stands for places in GM0344 and GM0355") == true)
        // A level that spans gemeenten by nature is fine.
        #expect(
            folder.failure {
                $0.buurten.groups = [GroupDescription(level: "kind", code: nil, name: "wn")]
            } == nil)
    }

    @Test func aTableIsJoinedByCode() throws {
        try folder.write("figures.csv", "code;auto;naam\nB;3,5;Oost\nC;9;Ver\n")
        let loaded = try folder.load {
            $0.buurten.join = JoinDescription(
                source: SourceDescription(source: "figures.csv"), on: "code")
            $0.buurten.name = nil
            $0.buurten.attributes = ["auto"]
        }
        let auto = try #require(loaded.workspace?.buurten.attributes["auto"])
        #expect(auto.number(1) == 3.5)
        #expect(auto.absenceReason(0) == "no row in figures.csv")
        #expect(loaded.inputs.map(\.layer) == ["buurten", "join", "addresses", "places"])
    }

    @Test(arguments: [
        ("code,mensen\nA,1\n", "the column mensen is in buurten.geojson too"),
        ("code,auto\nA,1\nA,2\n", "the code A is in rows 1 and 2"),
        ("code,auto\nX,1\n", "no value of column code is a code"),
        ("kode,auto\nA,1\n", "did you mean kode?"),
    ])
    func joinsThatCannotBe(_ table: String, _ words: String) throws {
        try folder.write("figures.csv", table)
        let error = folder.failure {
            $0.buurten.join = JoinDescription(
                source: SourceDescription(source: "figures.csv"), on: "code")
        }
        #expect(
            error?.code == .badData && error?.message.contains(words) == true,
            "\(error?.message ?? "")")
    }

    @Test func codesWithLeadingZerosStayText() throws {
        try folder.write("figures.csv", "KODE,n\n0311,5\n0312,6\n")
        let read = try TableReader.read(
            ReadRequest(
                description: SourceDescription(source: "figures.csv", filter: "n > 5"),
                projectPath: folder.path + "/p.yaml", columns: .all(required: []),
                needsGeometry: false))
        #expect(read.table.count == 1 && read.table.attributes["KODE"]?.text(0) == "0312")
        let query = try TableReader.read(
            ReadRequest(
                description: SourceDescription(
                    source: "figures.csv",
                    sql: "SELECT 'BU0344' || KODE AS code, n * 2 AS m FROM figures"),
                projectPath: folder.path + "/p.yaml", columns: .all(required: []),
                needsGeometry: false))
        #expect(query.table.attributes["code"]?.text(0) == "BU03440311")
        #expect(query.table.attributes["m"]?.number(1) == 12)
    }
}
