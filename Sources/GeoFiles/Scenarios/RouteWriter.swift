// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Scenarios

/// Writes of each route `route-1.geojson` and `route-1.yaml`, a scenario with it, to the temporary folder.
///
/// - Returns: The files, in the order in which they were written.
/// - Throws: A ``GeoFileError``.
public func writeRouteScenarios(
    _ content: RouteContent, into folder: OutputFolder
) throws(GeoFileError) -> [WrittenFile] {
    var files: [WrittenFile] = []
    for (row, route) in content.routes.enumerated() {
        let contents = [
            (routeName(row) + ".geojson", try drawing(route, routeName(row), content)),
            (routeName(row) + ".yaml", scenario(route, routeName(row), content)),
        ]
        for (name, bytes) in contents {
            try writeFile(bytes, to: folder.temporary + "/" + name)
            files.append(WrittenFile(name: name, sha256: Fingerprint.hex(bytes)))
        }
    }
    return files
}

/// Writes `routes.csv` and pages, and puts the folder in its place.
///
/// - Parameters:
///   - content: The routes.
///   - scenarios: What ``writeRouteScenarios(_:into:)`` wrote.
///   - pages: Pages about them.
///   - folder: The folder.
/// - Returns: All files, in the order in which they were written.
/// - Throws: A ``GeoFileError``; the folder is then as it was.
public func writeRoutes(
    _ content: RouteContent, besides scenarios: [WrittenFile], pages: [OutputPage],
    into folder: OutputFolder
) throws(GeoFileError) -> [WrittenFile] {
    var files =
        try write([("routes.csv", table(content))], pages, content.options, into: folder)
        + scenarios
    try finish(
        &files, kind: "routes", content.project, content.loaded, scenarios: content.starts,
        indicators: [], content.options, into: folder)
    return files
}

private func table(_ content: RouteContent) -> OutputTable {
    let rows = content.rows
    func column(_ name: String, _ value: (RouteRow) -> Double?) -> OutputColumn {
        OutputColumn(name: name, values: .numbers(rows.map(value)))
    }
    return OutputTable(
        rows: rows.count,
        columns: [
            OutputColumn(name: "route", values: .texts(rows.map(\.name))),
            column("length") { $0.numbers.length }, column("inhabitants") { $0.numbers.people },
            column("newly") { $0.numbers.newly }, column("green") { $0.numbers.green },
            column("fast") { $0.numbers.fast }, column("twice") { $0.numbers.twice },
            column("score") { $0.score }, column("overlap") { $0.overlap.map { $0 * 100 } },
            OutputColumn(name: "passes", values: .flags(rows.map(\.passes))),
        ])
}

/// A feature collection of one line in longitude and latitude, with the column that names features.
private func drawing(
    _ route: Route, _ name: String, _ content: RouteContent
) throws(GeoFileError) -> [UInt8] {
    var x = route.x, y = route.y
    do { try content.toLonLat(&x, &y) } catch {
        throw GeoFileError(
            .fault, "\(name).geojson: the route cannot be brought to longitude and latitude",
            detail: "\(error)")
    }
    let column = content.loaded.workspace?.layers[content.layer].settings.nameColumn ?? "name"
    var bytes = Array(
        "{\"type\": \"FeatureCollection\", \"name\": \"\(name)\", \"description\": ".utf8)
    appendJSONText(
        "Suggested by nabij route on the streets of the project; not surveyed", to: &bytes)
    bytes += Array(", \"features\": [\n{\"type\": \"Feature\", \"properties\": {".utf8)
    appendJSONText(column, to: &bytes)
    bytes += Array(": \"\(name)\"}, \"geometry\": ".utf8)
    // Nine decimals are a tenth of a millimetre.
    let vertices = zip(x, y).map {
        "[\(fixedText($0, decimals: 9)), \(fixedText($1, decimals: 9))]"
    }.joined(separator: ", ")
    bytes += Array("{\"type\": \"LineString\", \"coordinates\": [\(vertices)]}".utf8)
    return bytes + Array("}\n]}\n".utf8)
}

private func scenario(_ route: Route, _ name: String, _ content: RouteContent) -> [UInt8] {
    let layer = content.loaded.workspace?.layers[content.layer].name ?? ""
    let metres = fixedText(route.numbers.length, decimals: 0)
    let cost = content.cost.map { ", cost: \(shortestText($0))" } ?? ""
    let verb = content.isAdded ? "add" : "replace"
    return Array(
        """
        # Suggested by nabij route on the streets of the project; not surveyed.
        scenario: "\(name) (\(metres) m)"
        changes:
          - {id: \(name), \(verb): "\(layer)", with: \(name).geojson\(cost)}

        """.utf8)
}
