// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Neighbourhoods

@testable import GeoFiles

/// A temporary folder with small sources that a test writes itself.
final class SourceFolder {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("nabij-sources-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
        // Two squares of 1 km beside each other: A west of x = 137000, B east of it.
        try write(
            "buurten.geojson",
            Self.collection([
                Self.square(
                    "A", 136_000, 455_000, 1000, extra: #", "mensen": 100, "wijk": "Centrum""#),
                Self.square("B", 137_000, 455_000, 1000, extra: #", "mensen": null, "wijk": null"#),
            ]))
        try write("addresses.csv", "x,y,inwoners,woningen\n136500,455500,2,1\n137500,455500,3,2\n")
        try write("places.csv", "x,y,naam\n136100,455100,Hal\n")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
        try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
    }

    func write(_ name: String, bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    /// A feature collection in RD with the `crs` member of old.
    static func collection(_ features: [String], crs: String? = "EPSG::28992") -> String {
        let member =
            crs.map {
                #""crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:\#($0)"}},"#
            } ?? ""
        return
            #"{"type": "FeatureCollection", \#(member) "features": [\#(features.joined(separator: ",\n"))]}"#
    }

    static func feature(_ properties: String, _ geometry: String) -> String {
        #"{"type": "Feature", "properties": {\#(properties)}, "geometry": \#(geometry)}"#
    }

    static func polygon(_ rings: String) -> String {
        #"{"type": "Polygon", "coordinates": [\#(rings)]}"#
    }

    /// A square with its lower left corner at (x, y).
    static func square(_ code: String, _ x: Int, _ y: Int, _ side: Int, extra: String = "")
        -> String
    {
        let (right, top) = (x + side, y + side)
        return feature(
            #""code": "\#(code)"\#(extra)"#,
            polygon("[[\(x),\(y)],[\(right),\(y)],[\(right),\(top)],[\(x),\(top)],[\(x),\(y)]]"))
    }

    /// A project of the buurten, the addresses and one layer, to be changed by the test.
    func project() -> ProjectFile {
        ProjectFile(
            path: "\(path)/project.yaml", project: "test",
            buurten: BuurtenDescription(
                source: SourceDescription(source: "buurten.geojson"), code: "code"),
            population: PopulationDescription(
                name: "addresses",
                source: SourceDescription(source: "addresses.csv", crs: "EPSG:28992"),
                weight: "inwoners",
                dwellings: "woningen"),
            layers: [
                LayerDescription(
                    name: "places", role: .destination,
                    source: SourceDescription(source: "places.csv", crs: "EPSG:28992"))
            ])
    }

    /// Loads a project that the test changed; two threads, so that layers meet.
    func load(
        strict: Bool = false, _ change: (inout ProjectFile) -> Void = { _ in }
    ) throws(GeoFileError) -> LoadedProject {
        var project = project()
        change(&project)
        return try GeoFiles.load(project, options: LoadOptions(strict: strict, threads: 2))
    }

    /// The error of a project that cannot be loaded; `nil` where it can.
    func failure(_ change: (inout ProjectFile) -> Void) -> GeoFileError? {
        do throws(GeoFileError) {
            _ = try load(change)
            return nil
        } catch { return error }
    }
}
