// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar

/// Points from two columns of a table.
enum CoordinateColumns {
    /// Fills the geometry of the table; rows without coordinates have none, and text that is no number
    /// becomes a coordinate that is not finite, which the checks refuse by row.
    static func fill(
        _ table: inout FeatureTable, x: String, y: String, source: String
    ) throws(GeoFileError) {
        guard let xs = table.attributes[x], let ys = table.attributes[y] else {
            throw GeoFileError(.fault, "\(source): the columns \(x) and \(y) were not read")
        }
        table.geometry = FeatureGeometry(count: table.count)
        table.nullRows = []
        table.emptyRows = []
        for row in 0..<table.count {
            let feature = Int32(truncatingIfNeeded: row)
            if isAbsent(xs, row) || isAbsent(ys, row) {
                table.nullRows.append(feature)
            } else {
                table.geometry.points.append(x: value(xs, row), y: value(ys, row), feature: feature)
            }
        }
    }

    private static func isAbsent(_ column: AttributeColumn, _ row: Int) -> Bool {
        column.absenceReason(row) != nil
    }

    private static func value(_ column: AttributeColumn, _ row: Int) -> Double {
        if let number = column.number(row) { return number }
        return column.text(row).flatMap(TextTyping.real) ?? .nan
    }
}
