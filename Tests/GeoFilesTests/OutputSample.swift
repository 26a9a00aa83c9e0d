// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GeoFiles
import Neighbourhoods
import Planar

/// Three small buurten with every kind of value, and the results that writers are tested with.
enum OutputSample {
    static let indicators = [
        Indicator(
            id: "green_share", title: "Groen", definition: "Share; \"green\"", unit: "%",
            source: "own", direction: .higher, decimals: 1, layer: "green", isAboutPeople: false),
        Indicator(
            id: "hub_distance_mean", title: "Afstand", definition: "Mean distance", unit: "m",
            source: "CBS", direction: .lower, decimals: 0, layer: "hub", isAboutPeople: true),
    ]

    /// A square with a hole, a square of two parts, and a triangle given as clockwise as can be.
    static var polygons: PolygonSet {
        var set = PolygonSet()
        set.appendRing(x: [0, 10, 10, 0], y: [0, 0, 10, 10])
        set.appendRing(x: [4, 4, 6, 6], y: [4, 6, 6, 4])
        set.closePolygon(feature: 0)
        set.append(x: [20, 30, 30, 20], y: [0, 0, 10, 10], feature: 1)
        set.append(x: [40, 50, 50, 40], y: [0, 0, 10, 10], feature: 1)
        set.append(x: [60, 70, 60], y: [0, 0, 10], feature: 2)
        return set
    }

    static var attributes: AttributeTable {
        AttributeTable(
            count: 3,
            columns: [
                AttributeColumn(
                    name: "aantal_inwoners", values: .integers([100, 0, 20]), absence: [0, 1, 0],
                    reasons: ["CBS code -99997"]),
                AttributeColumn(name: "Inhabitants", values: .texts(["a", "b", "c"])),
            ])
    }

    static var workspace: Workspace {
        let wijk = GroupLevel(
            name: "wijk", hasCodes: true, codes: ["WK1", ""], names: ["Oost, \"West\"", ""],
            groupOfBuurt: [0, 0, 1])
        let gemeente = GroupLevel(
            name: "gemeente", hasCodes: false, codes: ["NA"], names: ["NA"],
            groupOfBuurt: [0, 0, 0])
        let buurten = Buurten(
            codes: ["BU01", "BU02", "BU03"], names: ["=Een", "Twee, zuid", "'t Volle Hof"],
            groups: [wijk, gemeente], polygons: polygons, attributes: attributes,
            shownAttributes: ["aantal_inwoners", "Inhabitants"])
        var lines = LineSet()
        lines.append(x: [0, 5, 5], y: [0, 0, 7.5], feature: 0)
        lines.append(x: [1, 2], y: [1, 1], feature: 1)
        let points = PointSet(x: [1, 2, 3], y: [1, 2, 3], feature: [0, 1, 1])
        let layers = [
            Layer(
                name: "hub", role: .destination,
                geometry: FeatureGeometry(count: 2, points: points),
                attributes: AttributeTable(
                    count: 2,
                    columns: [
                        AttributeColumn(name: "fid", values: .integers([7, 8])),
                        AttributeColumn(name: "naam", values: .texts(["Buurt & hub", ""])),
                        AttributeColumn(name: "open", values: .flags([true, false])),
                    ])),
            Layer(
                name: "lint", role: .destination, geometry: FeatureGeometry(count: 3, lines: lines)),
        ]
        let population = Population(
            layer: "addresses", x: [1, 25.5], y: [1, 5], weight: [2.5, 1])
        return Workspace(
            buurten: buurten, population: population, layers: layers,
            plan: AnalysisPlan(project: "Sample"))
    }

    static var results: AnalysisResults {
        func table(
            _ level: String, _ hasCodes: Bool, _ codes: [String], _ names: [String],
            _ people: [IndicatorValue], _ values: [[IndicatorValue]]
        ) -> ResultTable {
            ResultTable(
                level: level, hasCodes: hasCodes, codes: codes, names: names, inhabitants: people,
                addresses: people.map {
                    $0.number == nil ? .missing("no population") : .present(1)
                },
                area: codes.map { _ in 96.5 },
                columns: zip(indicators, values).map { ResultColumn(indicator: $0, values: $1) })
        }
        return AnalysisResults(
            buurten: table(
                "buurt", true, ["BU01", "BU02", "BU03"], ["=Een", "Twee, zuid", "'t Volle Hof"],
                [.present(2.5), .present(1), .suppressed("fewer than 50 inhabitants")],
                [
                    [.present(12.25), .present(1e-7), .present(0)],
                    [.present(1234.5), .missing("no inhabitants"), .suppressed("too few")],
                ]),
            groups: [
                table(
                    "wijk", true, ["WK1", ""], ["Oost, \"West\"", ""],
                    [.present(3.5), .suppressed("too few")],
                    [
                        [.present(1), .notApplicable("no green")],
                        [.present(2), .suppressed("too few")],
                    ]),
                table(
                    "gemeente", false, ["NA"], ["NA"], [.present(3.5)],
                    [[.present(1)], [.present(2)]]),
            ],
            total: table(
                "total", false, ["total"], ["Sample"], [.present(3.5)],
                [[.present(1)], [.present(2)]]),
            buurtOfAddress: [0, 1],
            perAddress: [AddressColumn(name: "hub_distance", values: [1.5, .nan])], assumptions: [],
            notes: ["a note"], stages: [StageTiming(name: "assign", seconds: 0.25)])
    }

    /// Metres as if 100,000 of them were a degree, at 5 east and 52 north.
    static let toLonLat: LonLatTransform = { x, y in
        for i in x.indices {
            x[i] = 5 + x[i] / 100_000
            y[i] = 52 + y[i] / 100_000
        }
    }

    static func content(
        csv: CSVFormat = .plain, perAddress: Bool = true, results: AnalysisResults = results,
        styles: [LayerStyle] = [], minimumInhabitants: Double? = nil
    ) -> OutputContent {
        let project = ProjectFile(
            path: "/nowhere/sample.yaml", project: "Sample",
            buurten: BuurtenDescription(source: SourceDescription(source: "b.gpkg"), code: "code"),
            population: PopulationDescription(name: "addresses"),
            minimumInhabitants: minimumInhabitants)
        let loaded = LoadedProject(
            workspace: workspace,
            defects: [
                Defect(
                    layer: "addresses", rule: .outsideBuurten, count: 1, action: .leftOut,
                    features: ["fid 3 at 1 2"], remedy: "left out")
            ],
            inputs: [
                InputRecord(
                    layer: "buurten", source: "b.gpkg", sha256: "ab", driver: "GPKG", features: 3,
                    crs: "EPSG:28992", operation: nil)
            ],
            notes: [], stages: [StageTiming(name: "load:buurten", seconds: 0.5)])
        return OutputContent(
            project: project, loaded: loaded, results: results, styles: styles,
            options: OutputOptions(
                csv: csv, perAddress: perAddress, threads: 2, version: "0.0.0",
                created: "2024-05-31T12:00:00Z"),
            toLonLat: toLonLat)
    }

    /// A folder that is removed after `body`.
    static func inFolder(_ body: (_ path: String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(
            "nabij-\(UUID().uuidString)"
        ).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    /// Writes the content to a new folder and gives its files.
    static func write(
        _ content: OutputContent, _ body: (_ folder: String) throws -> Void
    ) throws {
        try inFolder { parent in
            _ = try writeResults(content, into: OutputFolder(replacing: parent + "/out"))
            try body(parent + "/out")
        }
    }

    /// The error that `body` ends with.
    static func failure(of body: () throws -> Void) -> GeoFileError? {
        do { try body() } catch { return error as? GeoFileError }
        return nil
    }

    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }
}
