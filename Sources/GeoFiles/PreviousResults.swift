// SPDX-License-Identifier: EUPL-1.2
import Foundation
public import Neighbourhoods

/// Reads the results of an earlier run: its provenance.json and the tables of all levels.
///
/// - Parameters:
///   - folder: Folder of that run.
///   - levels: Group levels of the project; one that the earlier run lacks is left out.
/// - Returns: The wave.
/// - Throws: ``GeoFileError/Code/missingInput`` where the folder holds no results,
///   ``GeoFileError/Code/badData`` where they cannot be read or lack the table of the buurten.
public func readPreviousWave(
    in folder: String, levels: [String]
) throws(GeoFileError) -> PreviousWave {
    let path = folder + "/provenance.json"
    guard let data = FileManager.default.contents(atPath: path) else {
        throw GeoFileError(
            .missingInput,
            "\(folder): holds no results of an earlier run (no provenance.json); name the --out of one"
        )
    }
    guard let root = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
        root["generator"] as? String == "nabij", let hash = root["run_hash"] as? String,
        let indicators = root["indicators"] as? [[String: Any]]
    else {
        throw GeoFileError(
            .badData, "\(path): is not of nabij, or of a version that has no run_hash")
    }
    let definitions = indicators.compactMap { indicator -> (String, String)? in
        guard let id = indicator["id"] as? String, let text = indicator["definition"] as? String
        else { return nil }
        return (id, text)
    }
    let known = Dictionary(definitions, uniquingKeysWith: { first, _ in first })
    var tables = ["buurt": try previousTable("indicators.csv", level: "buurt", in: folder, known)]
    for level in levels + ["total"] {
        let name = "indicators-\(level).csv"
        guard FileManager.default.fileExists(atPath: folder + "/" + name) else { continue }
        tables[level] = try previousTable(name, level: level, in: folder, known)
    }
    return PreviousWave(
        created: root["created"] as? String ?? "", hash: hash, year: root["year"] as? Int,
        definitions: known, levels: tables)
}

/// One table of an earlier run, written by `--csv plain` or by `--csv nl`.
private func previousTable(
    _ file: String, level: String, in folder: String, _ known: [String: String]
) throws(GeoFileError) -> PreviousWave.Table {
    let request = ReadRequest(
        description: SourceDescription(source: file), projectPath: folder + "/provenance.json",
        columns: .all(required: []), needsGeometry: false)
    let table = try TableReader.read(request).table
    let columns = table.attributes
    guard let codes = columns[level + "code"] ?? columns[level] else {
        throw GeoFileError(
            .badData,
            "\(folder)/\(file): has no column \(level)code; name the --out of an earlier run")
    }
    let names = columns[level + "naam"] ?? codes
    let labels = (0..<table.count).map { row in level == "total" ? "total" : codes.label(row) ?? ""
    }
    var result = PreviousWave.Table(names: [:], values: [:])
    for (row, code) in labels.enumerated() { result.names[code] = names.label(row) ?? "" }
    for column in columns.columns where known[column.name] != nil {
        var numbers: [String: Double] = [:]
        for (row, code) in labels.enumerated() {
            numbers[code] = column.number(row) ?? column.label(row).flatMap(decimalComma)
        }
        result.values[column.name] = numbers
    }
    return result
}

/// A number as Dutch spreadsheets have it, `1234,5`.
private func decimalComma(_ text: String) -> Double? {
    Double(text.replacing(",", with: "."))
}
