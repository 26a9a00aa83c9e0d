// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Neighbourhoods
import Yams

/// Reads a project file and checks everything that can be checked without opening a source.
///
/// Unknown keys, wrong types and impossible values are refused with file, line and remedy; nothing is
/// guessed.
///
/// - Parameter path: The YAML file, UTF-8.
/// - Returns: The project as the file describes it.
/// - Throws: A ``GeoFileError`` with code `missingInput` where there is no such file, else `badData`.
public func readProject(at path: String) throws(GeoFileError) -> ProjectFile {
    let text = try projectText(at: path)
    let root = try ProjectMapping(
        composeProject(text, file: path), what: "the project file", file: path)
    return try projectFile(root)
}

/// The largest project file that is read: far above any real one, far below what hurts.
private let largestProjectFile = 4 << 20

/// The text of a project or scenario file.
func projectText(at path: String, kind: String = "project") throws(GeoFileError) -> String {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
        throw GeoFileError(.missingInput, "\(path): there is no such \(kind) file")
    }
    guard !isDirectory.boolValue else {
        throw GeoFileError(
            .missingInput, "\(path): is a folder; name the \(kind) file in it, such as \(kind).yaml"
        )
    }
    guard let data = FileManager.default.contents(atPath: path) else {
        throw GeoFileError(.missingInput, "\(path): cannot be read; check its permissions")
    }
    guard data.count <= largestProjectFile else {
        throw GeoFileError(
            .badData, "\(path): is \(data.count) bytes long, which no \(kind) file is")
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = data.starts(with: mark) ? data.dropFirst(mark.count) : data
    guard let text = String(validating: bytes, as: UTF8.self) else {
        let line = firstInvalidLine(Array(bytes))
        throw GeoFileError(
            .badData, "\(path):\(line): the text is not UTF-8; save the file as UTF-8")
    }
    return text
}

private func firstInvalidLine(_ bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let invalid = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    return (invalid ?? 0) + 1
}

private func projectFile(_ root: ProjectMapping) throws(GeoFileError) -> ProjectFile {
    try root.refuseUnknown(among: [
        "project", "crs", "buurten", "layers", "walking", "year", "indicators", "privacy",
        "assumptions", "norms",
    ])
    let project = try root.required(root.text("project"), "project", "project: My town")
    let buurten = try buurtenDescription(
        root.required(
            root.mapping("buurten", what: "buurten"), "buurten",
            "buurten: {source: FILE, code: COLUMN}"),
        line: root.entry("buurten")?.line ?? root.line)
    var population: PopulationDescription?
    var layers: [LayerDescription] = []
    for entry in try root.mapping("layers", what: "layers")?.entries ?? [] {
        switch try layerDescription(entry, file: root.file) {
        case .population(let description):
            if let first = population {
                throw root.failure(
                    entry.line,
                    "\(description.name) is a second layer of role population (the first is "
                        + "\(first.name)); a project has one")
            }
            population = description
        case .other(let description): layers.append(description)
        }
    }
    let requests = try indicatorRequests(root, layers: layers.map(\.name))
    for case .custom(let custom) in requests {
        guard let filter = custom.filter,
            let row = layers.firstIndex(where: { $0.name == custom.layer }),
            !layers[row].filters.contains(filter)
        else { continue }
        layers[row].filters.append(filter)
    }
    return ProjectFile(
        path: root.file, project: project, crs: try root.text("crs") ?? "EPSG:28992",
        buurten: buurten, population: population, layers: layers, year: try projectYear(root),
        requests: requests, minimumInhabitants: try minimumInhabitants(root),
        walking: try walkingRules(root),
        assumptions: try root.readerTexts("assumptions", example: "[Geometry is a sketch]") ?? [],
        norms: try norms(root))
}

private func norms(_ root: ProjectMapping) throws(GeoFileError) -> [String: [Double]] {
    guard let mapping = try root.mapping("norms", what: "norms") else { return [:] }
    var norms: [String: [Double]] = [:]
    for entry in mapping.entries { norms[entry.key] = try mapping.norm(entry.key) }
    return norms
}

private func projectYear(_ root: ProjectMapping) throws(GeoFileError) -> Int? {
    guard let year = try root.number("year") else { return nil }
    guard year >= 1, year <= 9999, year == year.rounded() else {
        throw root.failure("year", "year is no year such as 2024")
    }
    return Int(year)
}

private func minimumInhabitants(_ root: ProjectMapping) throws(GeoFileError) -> Double? {
    guard let privacy = try root.mapping("privacy", what: "privacy") else { return nil }
    try privacy.refuseUnknown(among: ["minimum_inhabitants"])
    return try privacy.required(
        privacy.number("minimum_inhabitants", .positive), "minimum_inhabitants",
        "privacy: {minimum_inhabitants: 50}")
}

private func walkingRules(_ root: ProjectMapping) throws(GeoFileError) -> WalkingRules {
    var rules = WalkingRules()
    guard let walking = try root.mapping("walking", what: "walking") else { return rules }
    try walking.refuseUnknown(among: [
        "max_snap", "barrier_speed", "crossing_within", "unknown_speed", "node_tolerance",
    ])
    rules.maxSnap = try walking.number("max_snap", .positive) ?? rules.maxSnap
    rules.barrierSpeed = try walking.number("barrier_speed", .positive) ?? rules.barrierSpeed
    rules.crossingWithin =
        try walking.number("crossing_within", .notNegative) ?? rules.crossingWithin
    rules.unknownSpeed = try walking.number("unknown_speed", .positive) ?? rules.unknownSpeed
    rules.nodeTolerance = try walking.number("node_tolerance", .notNegative) ?? rules.nodeTolerance
    for (key, value, most) in [
        ("max_snap", rules.maxSnap, 10_000.0), ("node_tolerance", rules.nodeTolerance, 10.0),
        ("crossing_within", rules.crossingWithin, 1_000.0),
    ] where value > most {
        throw walking.failure(key, "\(key) is in metres, and \(value) is more than \(most)")
    }
    return rules
}
