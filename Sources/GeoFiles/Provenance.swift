// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import CGEOS
import CPROJ
import Foundation
public import Neighbourhoods

/// Versions of the libraries that results depend on.
public enum LibraryVersions {
    /// GDAL's release, such as `3.6.2`.
    public static var gdal: String { String(cString: GDALVersionInfo("RELEASE_NAME")) }
    /// GEOS's version, such as `3.11.1-CAPI-1.17.1`.
    public static var geos: String { String(cString: GEOSversion()) }
    /// PROJ's version, such as `9.1.1`.
    public static var proj: String { proj_info().version.map { String(cString: $0) } ?? "" }
}

/// `provenance.json`: what the results were made of and what they mean.
func provenanceJSON(_ content: OutputContent, files: [WrittenFile]) -> JSONValue {
    let project = content.project
    let name = (project.path as NSString).lastPathComponent
    let previous: JSONValue =
        content.previous.map {
            .object(["run_hash": .text($0.hash), "created": .text($0.created)])
        } ?? .null
    return .object([
        .init("generator", .text("nabij")),
        .init(
            "versions",
            .object([
                "nabij": .text(content.options.version), "gdal": .text(LibraryVersions.gdal),
                "proj": .text(LibraryVersions.proj), "geos": .text(LibraryVersions.geos),
            ])),
        .init("created", .text(content.options.created)),
        .init(
            "run_hash",
            .text(runHash(project, content.loaded.inputs, version: content.options.version))),
        .init("project", .text(project.project)),
        .init(
            "project_file",
            .object([
                "name": .text(name), "sha256": .optional(Fingerprint.hex(ofFile: project.path)),
            ])),
        .init("crs", .text(project.crs)),
        .init("year", project.year.map { .whole($0) } ?? .null),
        .init(
            "privacy",
            project.minimumInhabitants.map {
                .object(["minimum_inhabitants": .number($0)])
            } ?? .null),
        .init("previous", previous),
        .init("assumptions", .list(content.results.assumptions.map { .text($0) })),
        .init("inputs", .list(content.loaded.inputs.map(inputJSON))),
        .init("defects", .list(defectsForAll(content).map { defectJSON($0.summary) })),
        .init("notes", .list((content.loaded.notes + content.results.notes).map { .text($0) })),
        .init(
            "indicators",
            .list(content.results.indicators.map(indicatorJSON))),
        .init("files", .list(files.map(fileJSON))),
    ])
}

/// A mark of a computation: the same for the same project file, sources and version of the program,
/// whenever and wherever it runs.
///
/// - Parameters:
///   - project: The project file.
///   - inputs: Its sources; those on a network have no digest and count by name only.
///   - version: Version of the program.
/// - Returns: The first 16 digits of a SHA-256 in hexadecimal.
public func runHash(_ project: ProjectFile, _ inputs: [InputRecord], version: String) -> String {
    var text = "nabij \(version)\n\(Fingerprint.hex(ofFile: project.path) ?? "")\n"
    if let year = project.year { text += "year \(year)\n" }
    for input in inputs { text += "\(input.layer) \(input.source) \(input.sha256 ?? "")\n" }
    return String(Fingerprint.hex(Array(text.utf8)).prefix(16))
}

/// Where a privacy rule holds, the places of single addresses are nobody's business.
private func defectsForAll(_ content: OutputContent) -> [Defect] {
    guard content.project.minimumInhabitants != nil else { return content.loaded.defects }
    return content.loaded.defects.map { defect in
        var defect = defect
        if defect.layer == content.project.population?.name { defect.features = [] }
        return defect
    }
}

func inputJSON(_ input: InputRecord) -> JSONValue {
    .object([
        "layer": .text(input.layer), "source": .text(input.source),
        "sha256": .optional(input.sha256), "driver": .text(input.driver),
        "features": .whole(input.features), "crs": .text(input.crs),
        "operation": .optional(input.operation),
    ])
}

/// A defect as `nabij check --format json` and provenance.json have it.
///
/// - Parameter defect: The defect.
/// - Returns: Its layer, rule, count, action, features and remedy.
public func defectJSON(_ defect: Defect) -> JSONValue {
    .object([
        "layer": .text(defect.layer), "rule": .text(defect.rule.rawValue),
        "count": .whole(defect.count), "action": .text(defect.action.rawValue),
        "features": .list(defect.features.map { .text($0) }), "remedy": .text(defect.remedy),
    ])
}

/// An indicator as `nabij catalogue --format json` and provenance.json have it.
///
/// - Parameter indicator: The indicator.
/// - Returns: Its name, title, definition, unit, source, direction, decimals and layer.
public func indicatorJSON(_ indicator: Indicator) -> JSONValue {
    .object([
        "id": .text(indicator.id), "title": .text(indicator.title),
        "definition": .text(indicator.definition), "unit": .text(indicator.unit),
        "source": .text(indicator.source), "direction": .text(indicator.direction.rawValue),
        "decimals": .whole(indicator.decimals), "layer": .text(indicator.layer),
    ])
}

func fileJSON(_ file: WrittenFile) -> JSONValue {
    var members = [JSONValue.Member("name", .text(file.name))]
    if let sha256 = file.sha256 { members.append(.init("sha256", .text(sha256))) }
    return .object(members)
}
