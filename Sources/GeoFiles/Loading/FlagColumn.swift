// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// Reads a column of flags, however a source spells them.
enum FlagColumn {
    private static let yes: Set = ["1", "ja", "j", "yes", "y", "true", "t", "waar"]
    private static let no: Set = ["0", "nee", "n", "no", "false", "f", "onwaar", ""]

    /// One flag per feature; absent is no.
    ///
    /// - Throws: ``GeoFileError/Code/badData`` naming the feature whose text is neither yes nor no.
    static func flags(
        _ column: AttributeColumn, _ table: FeatureTable, _ layer: LayerDescription
    ) throws(GeoFileError) -> [Bool] {
        var flags: [Bool] = []
        flags.reserveCapacity(table.count)
        for row in 0..<table.count {
            let text = (column.label(row) ?? "").lowercased()
            if yes.contains(text) {
                flags.append(true)
            } else if no.contains(text) {
                flags.append(false)
            } else {
                throw GeoFileError(
                    .badData,
                    "\(layer.source.source): layer \(layer.name): column \(column.name), fid \(table.ids[row]): "
                        + "\(text) is neither yes nor no; write 1 or 0, or give a filter instead of a column"
                )
            }
        }
        return flags
    }
}
