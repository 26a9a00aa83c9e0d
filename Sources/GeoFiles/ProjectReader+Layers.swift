// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// A layer of the project file: the population or another one.
enum ProjectLayer {
    case population(PopulationDescription)
    case other(LayerDescription)
}

/// Names that the results use for tables of their own.
private let reservedLayerNames = ["buurten", "join", "indicators", "status", "layer_styles"]

/// Keys of each role beside `role` and the keys of a source.
private func ownKeys(of role: LayerRole) -> [String] {
    let time = ["title", "name", "from", "until"]
    let works = ["cost", "works"]
    return switch role {
    case .population: ["name", "weight", "dwellings", "lattice", "rescale_to"]
    case .destination: time + works + ["thresholds", "norm"]
    case .zone: time + works + ["speed"]
    case .site: time + works + ["thresholds", "size"]
    case .green: time + works + ["thresholds", "sizes", "public", "merge_within", "norm"]
    case .trees: time + ["crown"]
    case .streets: time + ["speed", "walkable", "cars", "footway", "level"]
    case .crossings: time
    }
}

func layerDescription(
    _ entry: ProjectMapping.Entry, file: String
) throws(GeoFileError) -> ProjectLayer {
    let layer = try ProjectMapping(entry.value, what: "layer \(entry.key)", file: file)
    try refuseName(entry.key, "layer", entry.line, layer, reserved: reservedLayerNames)
    let role = try layerRole(layer, line: entry.line)
    try refuseForeignKeys(layer, role)
    if role == .population {
        return .population(try populationDescription(layer, name: entry.key, line: entry.line))
    }
    var selections: [String: String] = [:]
    var columns: [String: String] = [:]
    for key in ["public", "walkable", "cars", "footway"] { selections[key] = try layer.text(key) }
    for key in ["level", "crown"] { columns[key] = try layer.text(key) }
    if role == .streets { columns["speed"] = try layer.text("speed") }
    var source = try sourceDescription(layer)
    source.line = entry.line
    return .other(
        LayerDescription(
            name: entry.key, role: role, source: source,
            settings: try layerSettings(layer, role), selections: selections, columns: columns))
}

private func layerRole(_ layer: ProjectMapping, line: Int) throws(GeoFileError) -> LayerRole {
    let names = LayerRole.allCases.map(\.rawValue)
    guard let text = try layer.text("role") else {
        let known = sourceKeys + LayerRole.allCases.flatMap(ownKeys(of:))
        for entry in layer.entries where !known.contains(entry.key) {
            guard nearestName(to: entry.key, among: ["role"]) != nil else { continue }
            throw layer.failure(
                entry.line,
                "unknown key \"\(entry.key)\" in \(layer.what)" + proposal(entry.key, ["role"]))
        }
        throw layer.failure(
            line, "\(layer.what) lacks the key \"role\"; roles are \(names.joined(separator: ", "))"
        )
    }
    guard let role = LayerRole(rawValue: text) else {
        throw layer.failure(
            "role", "\(layer.what) has the unknown role \"\(text)\"" + proposal(text, names))
    }
    return role
}

/// An unknown key; one that another role has is said to be so.
private func refuseForeignKeys(
    _ layer: ProjectMapping, _ role: LayerRole
) throws(GeoFileError) {
    let known = ["role"] + sourceKeys + ownKeys(of: role)
    for entry in layer.entries where !known.contains(entry.key) {
        let owners = LayerRole.allCases.filter { ownKeys(of: $0).contains(entry.key) }
        guard !owners.isEmpty else { continue }
        throw layer.failure(
            entry.line,
            "key \"\(entry.key)\" is for layers of role "
                + owners.map(\.rawValue).joined(separator: " or ")
                + ", and \(layer.what) has role \(role.rawValue)")
    }
    try layer.refuseUnknown(among: known)
}

private func layerSettings(
    _ layer: ProjectMapping, _ role: LayerRole
) throws(GeoFileError) -> LayerSettings {
    var settings = LayerSettings(
        nameColumn: try layer.text("name"), fromColumn: try layer.text("from"),
        untilColumn: try layer.text("until"), sizeColumn: try layer.text("size"),
        mergeWithin: try layer.number("merge_within", .notNegative),
        title: try layer.readerText("title"), costColumn: try layer.text("cost"),
        worksColumns: try worksColumns(layer), norms: try layer.norm("norm") ?? [])
    if let thresholds = try layer.ascending("thresholds", example: "[300, 500, 800]") {
        settings.thresholds = thresholds
    }
    if let sizes = try layer.ascending("sizes", example: "[0.5, 1]") { settings.sizes = sizes }
    if role == .streets {
        settings.speedColumn = try layer.text("speed")
        settings.levelColumn = try layer.text("level")
    }
    if role == .trees { settings.crownColumn = try layer.text("crown") }
    if role == .zone { settings.speed = try layer.number("speed", .positive) }
    return settings
}

private func worksColumns(_ layer: ProjectMapping) throws(GeoFileError) -> [String] {
    let example = "[werk_van, werk_tot]"
    guard let columns = try layer.texts("works", example: example) else { return [] }
    guard columns.count == 2 else {
        throw layer.failure(
            "works",
            "works of \(layer.what) names \(columns.count) columns; it needs the first and the last "
                + "year of the works, such as \(example)")
    }
    return columns
}

private func populationDescription(
    _ layer: ProjectMapping, name: String, line: Int
) throws(GeoFileError) -> PopulationDescription {
    let lattice = try layer.number("lattice", .positive)
    var source: SourceDescription?
    if lattice == nil {
        guard layer.entry("source") != nil else {
            throw layer.failure(
                line,
                "\(layer.what) needs source: FILE with addresses, or lattice: 25 for points "
                    + "25 m apart")
        }
        source = try sourceDescription(layer)
        source?.line = line
    } else if let foreign = layer.entries.first(where: {
        sourceKeys.contains($0.key) || ["weight", "dwellings", "name"].contains($0.key)
    }) {
        throw layer.failure(
            foreign.line, "\(layer.what) is a lattice, which has no \(foreign.key); keep one")
    }
    return PopulationDescription(
        name: name, source: source, weight: try layer.text("weight"),
        dwellings: try layer.text("dwellings"), lattice: lattice,
        rescaleTo: try layer.text("rescale_to"), line: line)
}
