// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Yams

/// Keys that say where features come from.
let sourceKeys = [
    "source", "layer", "where", "sql", "encoding", "crs", "x", "y", "geometry",
]

func buurtenDescription(
    _ buurten: ProjectMapping, line: Int
) throws(GeoFileError) -> BuurtenDescription {
    try buurten.refuseUnknown(
        among: sourceKeys + ["code", "name", "groups", "join", "attributes"])
    var source = try sourceDescription(buurten)
    source.line = line
    return BuurtenDescription(
        source: source,
        code: try buurten.required(buurten.text("code"), "code", "code: buurtcode"),
        name: try buurten.text("name"), groups: try groupDescriptions(buurten),
        join: try joinDescription(buurten),
        attributes: try attributeNames(buurten))
}

/// The keys of ``sourceKeys``, checked against each other.
func sourceDescription(_ mapping: ProjectMapping) throws(GeoFileError) -> SourceDescription {
    let source = try mapping.required(mapping.text("source"), "source", "source: FILE")
    let description = SourceDescription(
        source: source, layer: try mapping.text("layer"), filter: try mapping.text("where"),
        sql: try mapping.text("sql"), encoding: try mapping.text("encoding"),
        crs: try mapping.text("crs"), x: try mapping.text("x"), y: try mapping.text("y"),
        geometry: try mapping.text("geometry"), line: mapping.line)
    if description.sql != nil, description.layer != nil || description.filter != nil {
        throw mapping.failure(
            "sql", "\(mapping.what) has sql beside layer or where; put them into the query")
    }
    if (description.x == nil) != (description.y == nil) {
        let key = description.x == nil ? "y" : "x"
        throw mapping.failure(key, "\(mapping.what) has x without y or y without x")
    }
    if description.geometry != nil, description.x != nil {
        throw mapping.failure(
            "geometry", "\(mapping.what) has both geometry and x, y; keep one of them")
    }
    return description
}

/// Names of columns and levels that the results have anyway.
private let reservedGroupNames = [
    "buurt", "buurtcode", "buurtnaam", "total", "inhabitants", "addresses", "area_m2",
    "assumptions",
]

private func groupDescriptions(
    _ buurten: ProjectMapping
) throws(GeoFileError) -> [GroupDescription] {
    guard let groups = try buurten.mapping("groups", what: "groups") else { return [] }
    var descriptions: [GroupDescription] = []
    for entry in groups.entries {
        try refuseName(entry.key, "group", entry.line, groups, reserved: reservedGroupNames)
        guard case .mapping = entry.value else {
            let name = try groups.scalar(
                entry.value, "group \(entry.key)", entry.line,
                needs: "a column or {code: COLUMN, name: COLUMN}")
            descriptions.append(
                GroupDescription(level: entry.key, code: nil, name: name.string))
            continue
        }
        let group = try ProjectMapping(
            entry.value, what: "group \(entry.key)", file: groups.file)
        try group.refuseUnknown(among: ["code", "name"])
        let code = try group.text("code")
        let name = try group.text("name")
        let both = try group.required(
            name ?? code, "name", "{code: wijkcode, name: wijknaam}")
        descriptions.append(
            GroupDescription(level: entry.key, code: name == nil ? nil : code, name: both))
    }
    return descriptions
}

private func joinDescription(
    _ buurten: ProjectMapping
) throws(GeoFileError) -> JoinDescription? {
    guard let join = try buurten.mapping("join", what: "join") else { return nil }
    try join.refuseUnknown(among: ["source", "layer", "where", "sql", "encoding", "on"])
    return JoinDescription(
        source: try sourceDescription(join),
        on: try join.required(join.text("on"), "on", "on: buurtcode"))
}

private func attributeNames(_ buurten: ProjectMapping) throws(GeoFileError) -> [String] {
    let names = try buurten.texts("attributes", example: "[aantal_inwoners]") ?? []
    for (row, name) in names.enumerated() where names[..<row].contains(name) {
        throw buurten.failure("attributes", "attribute \(name) is listed twice")
    }
    return names
}

/// Refuses a name that is no column name everywhere, or that the results need themselves.
func refuseName(
    _ name: String, _ kind: String, _ line: Int, _ mapping: ProjectMapping, reserved: [String]
) throws(GeoFileError) {
    let scalars = Array(name.unicodeScalars)
    let isFirst = { (scalar: Unicode.Scalar) in ("a"..."z").contains(scalar) }
    let isRest = { (scalar: Unicode.Scalar) in
        isFirst(scalar) || ("0"..."9").contains(scalar) || scalar == "_"
    }
    guard let first = scalars.first, isFirst(first), scalars.allSatisfy(isRest),
        scalars.count <= 30
    else {
        throw mapping.failure(
            line,
            "\(kind) name \"\(name)\" must be a small letter and then at most 29 small letters, "
                + "digits or _")
    }
    // The prefixes belong to SQLite and GeoPackage.
    let isSystems = ["sqlite_", "gpkg_", "rtree_"].contains { name.hasPrefix($0) }
    if reserved.contains(name) || isSystems {
        throw mapping.failure(
            line, "\(kind) name \"\(name)\" is used by the results themselves; choose another")
    }
}
