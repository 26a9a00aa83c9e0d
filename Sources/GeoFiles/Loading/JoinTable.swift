// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// A table whose columns are added to the buurten, matched by code.
struct JoinTable {
    /// Where it came from.
    let input: InputRecord
    /// Time it took.
    let stages: [StageTiming]
    private let table: FeatureTable
    private let description: JoinDescription
    private let rowOfCode: [String: Int]

    /// Reads the table.
    ///
    /// - Throws: ``GeoFileError/Code/badData`` where the column is not there or repeats a code.
    init(
        _ join: JoinDescription, project: ProjectFile, options: LoadOptions
    ) throws(GeoFileError) {
        let loader = TableLoader(project: project, options: options, layer: "join")
        let loaded = try loader.loadTable(join.source)
        description = join
        table = loaded.table
        input = loaded.input
        stages = loaded.stages
        guard let column = table.attributes[join.on] else {
            throw GeoFileError(
                .badData,
                "\(join.source.source): there is no column \(join.on) to join on; "
                    + suggestion(
                        for: join.on, among: table.attributes.columns.map(\.name), kind: "columns"))
        }
        var rows: [String: Int] = [:]
        for row in 0..<table.count {
            guard let code = column.label(row) else { continue }
            if let first = rows[code] {
                throw GeoFileError(
                    .badData,
                    "\(join.source.source): column \(join.on): the code \(code) is in rows \(first + 1) and "
                        + "\(row + 1); leave one out with where:")
            }
            rows[code] = row
        }
        rowOfCode = rows
    }

    /// Adds the columns to the table of the buurten.
    func add(to buurten: inout FeatureTable, code: String, source: String) throws(GeoFileError) {
        guard let codes = buurten.attributes[code] else { return }
        let matches = (0..<buurten.count).map { codes.label($0).flatMap { rowOfCode[$0] } }
        guard matches.contains(where: { $0 != nil }) else {
            throw GeoFileError(
                .badData,
                "\(description.source.source): no value of column \(description.on) is a code of the buurten "
                    + "in column \(code) of \(source); name the right column under on:")
        }
        for column in table.attributes.columns where column.name != description.on {
            guard buurten.attributes[column.name] == nil else {
                throw GeoFileError(
                    .badData,
                    "\(description.source.source): the column \(column.name) is in \(source) too; "
                        + "rename one with sql: SELECT \(column.name) AS ...")
            }
            buurten.attributes.columns.append(joined(column, matches))
        }
    }

    private func joined(_ column: AttributeColumn, _ matches: [Int?]) -> AttributeColumn {
        let reason = "no row in \(description.source.source)"
        var result = column.selecting(matches.map { Int32(truncatingIfNeeded: $0 ?? 0) })
        guard matches.contains(where: { $0 == nil }) else { return result }
        if result.absence.isEmpty { result.absence = [UInt8](repeating: 0, count: matches.count) }
        result.reasons.append(reason)
        let place = UInt8(truncatingIfNeeded: min(result.reasons.count, 255))
        for row in matches.indices where matches[row] == nil { result.absence[row] = place }
        return result
    }
}
