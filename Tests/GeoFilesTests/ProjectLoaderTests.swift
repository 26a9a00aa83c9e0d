// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Neighbourhoods
import Planar
import TestSupport
import Testing

@testable import GeoFiles

@Suite struct ProjectLoaderTests {
    private let folder: SourceFolder

    init() throws { folder = try SourceFolder() }

    @Test func aWholeProjectBecomesAWorkspace() throws {
        let loaded = try folder.load()
        let workspace = try #require(loaded.workspace)
        #expect(loaded.defects.isEmpty)
        #expect(workspace.buurten.codes == ["A", "B"] && workspace.buurten.names == ["A", "B"])
        #expect(workspace.buurten.polygons.area(of: 0) == 1_000_000)
        #expect(workspace.population?.weight == [2, 3])
        #expect(workspace.population?.dwellings == [1, 2])
        #expect(workspace.layers.map(\.name) == ["places"])
        #expect(workspace.layers[0].attributes["naam"]?.text(0) == "Hal")
    }

    @Test func inputsAndStagesAreNamed() throws {
        let loaded = try folder.load()
        #expect(loaded.inputs.map(\.layer) == ["buurten", "addresses", "places"])
        #expect(loaded.inputs.map(\.driver) == ["GeoJSON", "CSV", "CSV"])
        #expect(loaded.inputs.map(\.features) == [2, 2, 1])
        #expect(
            loaded.inputs[0].sha256 == Fingerprint.hex(ofFile: "\(folder.path)/buurten.geojson"))
        let stages = Set(loaded.stages.map(\.name))
        #expect(
            stages == [
                "load:buurten", "load:addresses", "load:places", "check", "hash", "assign",
            ])
    }

    @Test func digestsAreMadeOncePerSourceAndOnlyWhereWanted() throws {
        var project = folder.project()
        var second = project.layers[0]
        second.name = "more_places"
        project.layers.append(second)
        let loaded = try GeoFiles.load(project, options: LoadOptions(threads: 2))
        let digest = Fingerprint.hex(ofFile: "\(folder.path)/places.csv")
        #expect(loaded.inputs[2].sha256 == digest && loaded.inputs[3].sha256 == digest)
        let without = try GeoFiles.load(project, options: LoadOptions(digests: false))
        #expect(without.inputs.allSatisfy { $0.sha256 == nil })
        #expect(!without.stages.contains { $0.name == "hash" })
    }

    /// A layer of two squares with a name and two columns that nobody reads.
    private func squares(_ change: (inout LayerDescription) -> Void = { _ in }) throws
        -> ProjectFile
    {
        try folder.write(
            "squares.geojson",
            SourceFolder.collection([
                SourceFolder.square(
                    "A", 136_000, 455_000, 100, extra: #", "naam": "x", "soort": 1"#),
                SourceFolder.square(
                    "B", 137_000, 455_000, 100, extra: #", "naam": "y", "soort": 2"#),
            ]))
        var project = folder.project()
        var layer = LayerDescription(
            name: "squares", role: .green, source: SourceDescription(source: "squares.geojson"))
        layer.settings.nameColumn = "naam"
        change(&layer)
        project.layers = [layer]
        return project
    }

    private func columns(of project: ProjectFile, largest: Int) throws -> [String]? {
        try GeoFiles.load(project, options: LoadOptions(largestCopiedLayer: largest))
            .workspace?.layers[0].attributes.columns.map(\.name)
    }

    @Test func layersThatAreNotCopiedKeepOnlyTheColumnsThatAreRead() throws {
        #expect(try columns(of: squares(), largest: 2) == ["code", "naam", "soort"])
        #expect(try columns(of: squares(), largest: 1) == ["naam"])
        // A filter may read any column; the name of a column as a flag needs that one only.
        let filtered = try squares { $0.filters = ["soort = 2"] }
        #expect(try columns(of: filtered, largest: 1) == ["code", "naam", "soort"])
        let flagged = try squares { $0.selections = [Layer.publicMask: "soort"] }
        #expect(throws: GeoFileError.self) { try columns(of: flagged, largest: 1) }  // 2 is no flag
    }

    /// One of the two is far away, is left out, and the one that stays goes into the results.
    @Test func aLayerThatShrinksBelowTheLimitIsReadAgain() throws {
        let project = try squares()
        try folder.write(
            "squares.geojson",
            SourceFolder.collection([
                SourceFolder.square(
                    "A", 136_000, 455_000, 100, extra: #", "naam": "x", "soort": 1"#),
                SourceFolder.square(
                    "B", 9_137_000, 455_000, 100, extra: #", "naam": "y", "soort": 2"#),
            ]))
        #expect(try columns(of: project, largest: 1) == ["code", "naam", "soort"])
    }

    @Test func rowsAreInOrderOfCodeWhateverTheSource() throws {
        try folder.write(
            "buurten.geojson",
            SourceFolder.collection([
                SourceFolder.square("B", 137_000, 455_000, 1000),
                SourceFolder.square("A", 136_000, 455_000, 500),
            ]))
        let buurten = try #require(try folder.load().workspace?.buurten)
        #expect(buurten.codes == ["A", "B"])
        #expect(buurten.polygons.feature == [0, 1])
        #expect(buurten.polygons.area(of: 0) == 250_000)
    }

    @Test func theResultDoesNotDependOnThreads() throws {
        let one = try GeoFiles.load(folder.project(), options: LoadOptions(threads: 1))
        let four = try GeoFiles.load(folder.project(), options: LoadOptions(threads: 4))
        #expect(one.workspace?.buurten.polygons == four.workspace?.buurten.polygons)
        #expect(one.inputs == four.inputs && one.defects == four.defects)
    }

    @Test func strictMakesADefectRefuse() throws {
        try folder.write(
            "addresses.csv", "x,y,inwoners,woningen\n136500,455500,2,1\n150000,455500,3,2\n")
        #expect(try folder.load().workspace != nil)
        let strict = try folder.load(strict: true)
        #expect(strict.workspace == nil)
        #expect(strict.defects.map(\.rule) == [.outsideBuurten])
    }

    @Test func defectsComeInOrderOfLayerAndRule() throws {
        try folder.write(
            "addresses.csv", "x,y,inwoners,woningen\n136500,455500,-2,1\n150000,455500,,2\n")
        try folder.write(
            "buurten.geojson",
            SourceFolder.collection([
                SourceFolder.square("A", 136_000, 455_000, 1000),
                SourceFolder.square("A", 137_000, 455_000, 1000),
                SourceFolder.feature(#""code": "C""#, "null"),
            ]))
        let loaded = try folder.load()
        #expect(loaded.workspace == nil)
        #expect(loaded.defects.map(\.layer) == ["buurten", "buurten", "addresses", "addresses"])
        #expect(
            loaded.defects.map(\.rule) == [
                .nullGeometry, .duplicateCode, .badWeight, .missingValue,
            ])
    }

    @Test func aLatticeCoversTheBuurten() throws {
        let loaded = try folder.load { project in
            project.population = PopulationDescription(
                name: "people", lattice: 100, rescaleTo: "mensen")
        }
        let people = try #require(loaded.workspace?.population)
        // x from 136000 to 138000 and y from 455000 to 456000, borders included: 21 times 11 points.
        #expect(people.count == 231 && people.lattice == 100 && people.rescaleTo == "mensen")
        #expect(loaded.defects.map(\.rule) == [.missingValue])
    }

    @Test func aGridFolderThatIsNotThereIsMissingInput() throws {
        let folder = folder
        #expect {
            try GeoFiles.load(folder.project(), options: LoadOptions(projData: "/nowhere/grids"))
        } throws: { ($0 as? GeoFileError)?.code == .missingInput }
    }
}
